//! `bare-emergency-number`

use super::lists::Watched;
use super::{Context, PageView, Report};
use crate::page::body::Mark;
use crate::phrase;
use crate::prose::InlineKind;

/// The best known ones; those of the site's own regions come on top.
const KNOWN: [&str; 3] = ["911", "999", "112"];
/// Words that make a number one to call, in English and Spanish.
const CALL: [&str; 14] = [
    "call",
    "calls",
    "calling",
    "dial",
    "dialling",
    "dialing",
    "ring",
    "phone",
    "telephone",
    "text",
    "llame",
    "llamar",
    "marque",
    "marcar",
];
/// So many bytes before a number are its own words.
const NEAR: usize = 40;

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    const HELP: &str = "say `your emergency number`; cards and `[contacts]` show the number of each region";
    let regions = context.site.registry.regions.iter();
    let own = regions.flat_map(|r| [r.emergency.as_str(), &r.help_line]).filter(|number| !number.is_empty());
    let numbers: Vec<&str> = KNOWN.into_iter().chain(own).collect();
    let mut look = |sentence: &str, place: &dyn Fn(std::ops::Range<usize>) -> crate::diagnostic::Span| {
        for number in &numbers {
            let called = phrase::find_all(sentence, number).find(|at| {
                let start = sentence.floor_char_boundary(at.start.saturating_sub(NEAR));
                phrase::first(&sentence[start..at.start], CALL).is_some()
            });
            if let Some(at) = called {
                report.add(
                    place(at),
                    format!("`{number}` is an emergency number of some countries only"),
                    HELP,
                );
            }
        }
    };
    for text in page.texts().iter().filter(|text| text.mentions.has(Watched::Digit)) {
        if text.mark(page) != Some(&Mark::Contacts) {
            for (sentence, words) in text.said() {
                let start = sentence.at.start;
                look(words, &|at| text.span(start + at.start..start + at.end, page, context));
            }
        }
    }
    for inline in page.prose.blocks.iter().flat_map(|block| &block.inlines) {
        if let InlineKind::Link(target) = &inline.kind
            && target.starts_with("tel:")
        {
            report.add(
                page.span(inline.source.clone()),
                format!("`{target}` is a number of one country only"),
                HELP,
            );
        }
    }
}
