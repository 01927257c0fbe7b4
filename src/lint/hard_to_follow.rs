//! `hard-to-follow`

use std::ops::Range;

use super::said::sentences;
use super::{Context, PageView, Report};
use crate::phrase;

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

const NO: [&str; 8] = ["no", "not", "never", "nobody", "nothing", "none", "without", "cannot"];

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    if !page.card.language.starts_with("en") {
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
    let mut noes: Vec<Range<usize>> = NO.iter().flat_map(|no| phrase::find_all(text, no)).collect();
    noes.extend(
        ["n't", "n’t"].iter().flat_map(|no| text.match_indices(no)).map(|(at, no)| at..at + no.len()),
    );
    noes.sort_by_key(|at| at.start);
    let last = noes.get(2..)?.last()?;
    Some((format!("this sentence says no {} times", noes.len()), last.clone()))
}
