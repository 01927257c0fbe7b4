//! `hard-to-follow`

use std::ops::Range;

use serde::Deserialize;

use crate::language::Each;
use crate::phrase::Phrases;
use crate::rule;
use crate::rules::lists::Watched;
use crate::rules::{Context, PageView, Report, sentences};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    /// Pairs that cancel each other.
    pairs: Vec<String>,
    /// Words that say no of a thing. In a row they are a list, which is easy: `no ads, no fonts`.
    no: Vec<String>,
    /// Words that say no of what is done.
    not: Vec<String>,
    /// Words that say no under a condition.
    unless: Vec<String>,
}

/// All of these, looked for at once.
struct Lists {
    all: Phrases,
    /// The numbers of those of each list.
    pairs: Range<usize>,
    no: Range<usize>,
    not: Range<usize>,
    unless: Range<usize>,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::HARD_TO_FOLLOW.code).map(Lists::of));

impl Lists {
    fn of(source: Source) -> Lists {
        let Source { pairs, no, not, unless } = source;
        let mut end = 0;
        let [of_pairs, of_no, of_not, of_unless] = [&pairs, &no, &not, &unless].map(|list| {
            let start = end;
            end += list.len();
            start..end
        });
        let all = Phrases::new(pairs.iter().chain(&no).chain(&not).chain(&unless).map(String::as_str));
        Lists { all, pairs: of_pairs, no: of_no, not: of_not, unless: of_unless }
    }
}

/// All words that are looked for.
pub(in crate::rules) fn words(language: &str) -> impl Iterator<Item = &'static str> {
    LISTS.of(language).into_iter().flat_map(|lists| lists.all.iter())
}

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let Some(lists) = LISTS.of(&page.card.language) else {
        return;
    };
    sentences::each(page, context, Watched::Negation, &mut |text, place| {
        if let Some((message, at)) = hard(text, lists) {
            report.add(place(at), message, "say it as one yes, or in two sentences");
        }
    });
}

/// What is hard in a sentence of small letters, and where.
fn hard(text: &str, lists: &Lists) -> Option<(String, Range<usize>)> {
    let found = lists.all.find_all(text);
    let of = |words: &Range<usize>| {
        let words = words.clone();
        found.iter().filter(move |(number, _)| words.contains(number)).map(|(_, at)| at)
    };
    if let Some(at) = of(&lists.pairs).next() {
        return Some((format!("`{}` says no twice", &text[at.clone()]), at.clone()));
    }
    if let Some(at) = of(&lists.unless).nth(1) {
        return Some(("this sentence says `unless` twice".to_owned(), at.clone()));
    }
    let is_not = of(&lists.no).count() > 1 && of(&lists.not).next().is_some();
    let last = of(&lists.no).next_back().filter(|_| is_not)?;
    Some(("this sentence says no three times".to_owned(), last.clone()))
}
