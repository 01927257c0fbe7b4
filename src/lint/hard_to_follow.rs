//! `hard-to-follow`

use std::ops::Range;

use super::said::sentences;
use super::{Context, PageView, Report};
use crate::phrase;
use crate::plain::Plain;

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

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    if Plain::of(&page.card.language).is_none() {
        return;
    }
    sentences(page, context, &mut |text, place| {
        if let Some((message, at)) = hard(text) {
            report.add(place(at), message, "say it as one yes, or in two sentences");
        }
    });
}

/// What is hard in a sentence of small letters, and where.
fn hard(text: &str) -> Option<(String, Range<usize>)> {
    if let Some((pair, at)) = phrase::first(text, PAIRS) {
        return Some((format!("`{pair}` says no twice"), at));
    }
    if let Some(at) = phrase::find_all(text, "unless").nth(1) {
        return Some(("this sentence says `unless` twice".to_owned(), at));
    }
    let no: Vec<Range<usize>> = NO.iter().flat_map(|no| phrase::find_all(text, no)).collect();
    let is_not = no.len() > 1 && phrase::first(text, NOT).is_some();
    let last = no.into_iter().filter(|_| is_not).max_by_key(|at| at.start)?;
    Some(("this sentence says no three times".to_owned(), last))
}
