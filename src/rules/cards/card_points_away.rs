//! `card-points-away`

use std::sync::LazyLock;

use crate::page::Mark;
use crate::phrase::{self, Phrases};
use crate::prose::Role;
use crate::rules::lists::Watched;
use crate::rules::{Context, PageView, Report};

/// Words that only make sense beside other text, in small letters.
pub(in crate::rules) const POINTING: [&str; 25] = [
    "see above",
    "see below",
    "the above",
    "as above",
    "listed above",
    "listed below",
    "shown above",
    "shown below",
    "described above",
    "described below",
    "mentioned above",
    "the list above",
    "the list below",
    "the signs above",
    "the signs below",
    "any of these",
    "these signs",
    "these symptoms",
    "the following",
    "as described",
    // Spanish
    "véase arriba",
    "más arriba",
    "más abajo",
    "estos signos",
    "estos síntomas",
];
static POINTS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(POINTING));
/// Words that point away where they come first.
const FIRST: [&str; 6] = ["this", "these", "those", "esto", "estos", "estas"];
/// Words that point away where they come last.
const LAST: [&str; 4] = ["above", "below", "arriba", "abajo"];
/// Notes that must be complete in themselves.
const NOTES: [Role; 3] = [Role::Alert("warning"), Role::Alert("caution"), Role::Alert("important")];

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    const HELP: &str =
        "say the thing itself: a card is read without the text around it, and copied without it";
    let message = |words: &str| format!("`{words}` only makes sense with other text");
    for block in page.prose.blocks.iter().filter(|block| NOTES.iter().any(|note| block.is_in(*note))) {
        for sentence in block.sentences() {
            let lowered = phrase::lower(sentence.text());
            // A note may go on from one sentence to the next with "this".
            if let Some(at) = POINTS.find(&lowered) {
                report.add(page.span(sentence.place(at.clone())), message(&lowered[at]), HELP);
            }
        }
    }
    let cards = |mark: Option<&Mark>| matches!(mark, Some(Mark::Care { .. } | Mark::Cautions));
    for text in page.texts().iter().filter(|text| cards(text.mark(page))) {
        for (sentence, words) in text.said() {
            let bare = words.trim_end_matches(|c: char| !c.is_alphanumeric());
            let first = FIRST.iter().find(|word| bare.split(' ').next() == Some(word));
            let last = LAST.iter().find(|word| bare.rsplit(' ').next() == Some(word));
            let points = if text.mentions.has(Watched::Pointing) { POINTS.find(bare) } else { None };
            let found = points
                .or_else(|| first.map(|word| 0..word.len()))
                .or_else(|| last.map(|word| bare.len() - word.len()..bare.len()));
            if let Some(at) = found {
                let start = sentence.at.start;
                let place = text.span(start + at.start..start + at.end, page, context);
                report.add(place, message(&bare[at]), HELP);
            }
        }
    }
}
