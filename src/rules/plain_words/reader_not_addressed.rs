//! `reader-not-addressed`

use serde::Deserialize;

use crate::language::Each;
use crate::phrase::Phrases;
use crate::prose::Role;
use crate::rule;
use crate::rules::lists::Watched;
use crate::rules::sentences::Source;
use crate::rules::{Context, PageView, Report};

/// A shorter page can do without.
const ENOUGH: usize = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    reader: Vec<String>,
    /// The reader, as somebody else.
    others: Phrases,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::READER_NOT_ADDRESSED.code));

pub(in crate::rules) fn reader(language: &str) -> impl Iterator<Item = &'static str> {
    LISTS.of(language).into_iter().flat_map(|lists| lists.reader.iter().map(String::as_str))
}

pub(in crate::rules) fn others(language: &str) -> impl Iterator<Item = &'static str> {
    LISTS.of(language).into_iter().flat_map(|lists| lists.others.iter())
}

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let Some(lists) = LISTS.of(&page.card.language).filter(|_| page.card.kind.is_health()) else {
        return;
    };
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
            if let Some(at) = lists.others.find(words) {
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
