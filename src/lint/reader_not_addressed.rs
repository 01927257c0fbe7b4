//! `reader-not-addressed`

use std::sync::LazyLock;

use super::{Context, PageView, Report};
use crate::phrase::{self, Phrases};
use crate::prose::Role;
use crate::reading;

/// A shorter page can do without.
const ENOUGH: usize = 100;

const READER: [&str; 4] = ["you", "your", "yours", "yourself"];

/// The reader, as somebody else.
const OTHERS: [&str; 9] = [
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

pub(super) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    if !page.card.kind.is_health() || phrase::language(&page.card.language) != "en" {
        return;
    }
    let (mut words, mut addressed) = (0, false);
    for sentence in page.prose.sentences() {
        if sentence.block.is_in(Role::Section("clinical")) || sentence.block.is_in(Role::Quote) {
            continue;
        }
        let lowered = phrase::lower(sentence.text());
        for word in reading::words(&lowered) {
            words += 1;
            addressed |= READER.contains(&word);
        }
        if let Some(at) = SPEAK_OF_OTHERS.find(&lowered) {
            let message = format!("`{}` speaks of the reader as somebody else", &lowered[at.clone()]);
            report.add(page.span(sentence.place(at)), message, "say `you`, or say what to do");
        }
    }
    if words >= ENOUGH && !addressed {
        report.add(page.key("title"), "this page never says `you`", "speak to the reader");
    }
}
