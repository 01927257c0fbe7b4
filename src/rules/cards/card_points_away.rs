//! `card-points-away`

use serde::Deserialize;

use crate::language::Each;
use crate::page::Mark;
use crate::phrase::{self, Phrases};
use crate::prose::Role;
use crate::rule;
use crate::rules::lists::Watched;
use crate::rules::{Context, PageView, Report};

/// Notes that must be complete in themselves.
const NOTES: [Role; 3] = [Role::Alert("warning"), Role::Alert("caution"), Role::Alert("important")];

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// Words that only make sense beside other text.
    anywhere: Phrases,
    /// Words that point away where they come first.
    first: Vec<String>,
    /// Words that point away where they come last.
    last: Vec<String>,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::CARD_POINTS_AWAY.code));

/// Words that only make sense beside other text.
pub(in crate::rules) fn words(language: &str) -> impl Iterator<Item = &'static str> {
    LISTS.of(language).into_iter().flat_map(|lists| lists.anywhere.iter())
}

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    const HELP: &str =
        "say the thing itself: a card is read without the text around it, and copied without it";
    let Some(lists) = LISTS.of(&page.card.language) else {
        return;
    };
    let message = |words: &str| format!("`{words}` only makes sense with other text");
    for block in page.prose.blocks.iter().filter(|block| NOTES.iter().any(|note| block.is_in(*note))) {
        for sentence in block.sentences() {
            let lowered = phrase::lower(sentence.text());
            // A note may go on from one sentence to the next with "this".
            if let Some(at) = lists.anywhere.find(&lowered) {
                report.add(page.span(sentence.place(at.clone())), message(&lowered[at]), HELP);
            }
        }
    }
    let cards = |mark: Option<&Mark>| matches!(mark, Some(Mark::Care { .. } | Mark::Cautions));
    for text in page.texts().iter().filter(|text| cards(text.mark(page))) {
        for (sentence, words) in text.said() {
            let bare = words.trim_end_matches(|c: char| !c.is_alphanumeric());
            let first = lists.first.iter().find(|word| bare.split(' ').next() == Some(word.as_str()));
            let last = lists.last.iter().find(|word| bare.rsplit(' ').next() == Some(word.as_str()));
            let points = if text.mentions.has(Watched::Pointing) { lists.anywhere.find(bare) } else { None };
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
