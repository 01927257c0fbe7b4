//! `reader-not-addressed`

use std::sync::LazyLock;

use crate::phrase::{self, Phrases};
use crate::prose::Role;
use crate::rules::lists::Watched;
use crate::rules::sentences::Source;
use crate::rules::{Context, PageView, Report};

/// A shorter page can do without.
const ENOUGH: usize = 100;

pub(in crate::rules) const READER: [&str; 4] = ["you", "your", "yours", "yourself"];

/// The reader, as somebody else.
pub(in crate::rules) const OTHERS: [&str; 9] = [
    "patients should",
    "patients must",
    "patients need to",
    "the patient should",
    "the patient must",
    "a patient should",
    "patients are advised",
    "users should",
    "users must",
];

static SPEAK_OF_OTHERS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(OTHERS));

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    if !page.card.kind.is_health() || phrase::language(&page.card.language) != "en" {
        return;
    }
    let (mut words, mut addressed) = (0, false);
    for text in page.texts() {
        let Source::Block(number) = text.source else {
            continue;
        };
        let block = &page.prose.blocks[number];
        if block.is_in(Role::Section("clinical")) || block.is_in(Role::Quote) {
            continue;
        }
        words += text.words();
        addressed |= text.mentions.has(Watched::Reader);
        for (sentence, words) in text.said().filter(|_| text.mentions.has(Watched::ReaderAsOther)) {
            if let Some(at) = SPEAK_OF_OTHERS.find(words) {
                let message = format!("`{}` speaks of the reader as somebody else", &words[at.clone()]);
                let place = sentence.at.start + at.start..sentence.at.start + at.end;
                report.add(page.span(block.source(place)), message, "say `you`, or say what to do");
            }
        }
    }
    if words >= ENOUGH && !addressed {
        report.add(page.key("title"), "this page never says `you`", "speak to the reader");
    }
}
