//! `hard-to-follow`

use std::ops::Range;
use std::sync::LazyLock;

use crate::phrase::Phrases;
use crate::plain::Plain;
use crate::rules::lists::Watched;
use crate::rules::{Context, PageView, Report, sentences};

/// Pairs that cancel each other.
const PAIRS: [&str; 14] = [
    "not uncommon",
    "not unusual",
    "not unlikely",
    "not impossible",
    "not unreasonable",
    "not unsafe",
    "not unknown",
    "not unheard of",
    "not without",
    "not insignificant",
    "not unable",
    "never without",
    "cannot not",
    "not unnecessary",
];

/// Words that say no of a thing. In a row they are a list, which is easy: `no ads, no fonts`.
const NO: [&str; 5] = ["no", "nobody", "nothing", "none", "without"];

/// Words that say no of what is done.
const NOT: [&str; 3] = ["not", "never", "cannot"];

/// All of these, in this order.
static LOOKED_FOR: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(words()));

/// All words that are looked for.
pub(in crate::rules) fn words() -> impl Iterator<Item = &'static str> {
    PAIRS.into_iter().chain(NO).chain(NOT).chain(["unless"])
}

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    if Plain::of(&page.card.language).is_none() {
        return;
    }
    sentences::each(page, context, Watched::Negation, &mut |text, place| {
        if let Some((message, at)) = hard(text) {
            report.add(place(at), message, "say it as one yes, or in two sentences");
        }
    });
}

/// What is hard in a sentence of small letters, and where.
fn hard(text: &str) -> Option<(String, Range<usize>)> {
    const NO_FROM: usize = PAIRS.len();
    const NOT_FROM: usize = NO_FROM + NO.len();
    const UNLESS: usize = NOT_FROM + NOT.len();
    let found = LOOKED_FOR.find_all(text);
    let of = |words: Range<usize>| {
        found.iter().filter(move |(number, _)| words.contains(number)).map(|(_, at)| at)
    };
    if let Some(at) = of(0..NO_FROM).next() {
        return Some((format!("`{}` says no twice", &text[at.clone()]), at.clone()));
    }
    if let Some(at) = of(UNLESS..UNLESS + 1).nth(1) {
        return Some(("this sentence says `unless` twice".to_owned(), at.clone()));
    }
    let is_not = of(NO_FROM..NOT_FROM).count() > 1 && of(NOT_FROM..UNLESS).next().is_some();
    let last = of(NO_FROM..NOT_FROM).next_back().filter(|_| is_not)?;
    Some(("this sentence says no three times".to_owned(), last.clone()))
}
