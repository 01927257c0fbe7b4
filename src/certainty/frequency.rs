//! Whether a sentence says how common something is: a share of people or cases, what becomes of most of them, or a word such
//! as `common`.
//!
//! Measures and times (`2 in 24 hours`, `half of the tablet`), what most people do or can do, and words without an amount
//! (`often`, `many people`) say no share.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

use super::effects::{self, Said, Scope};
use super::lexicon::{Token, flag};

/// How far from `most people` its verb is looked for, and from a fraction its people, in words.
const NEAR: usize = 8;

/// The words of a language, as they are written. Each list is explained there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Frequency {
    numbers: Vec<String>,
    units: BTreeSet<String>,
    rows: BTreeSet<String>,
    scores: BTreeSet<String>,
    amounts: BTreeSet<String>,
    people: BTreeSet<String>,
    fractions: BTreeSet<String>,
    crowds: BTreeSet<String>,
    most: BTreeSet<String>,
    nearly: BTreeSet<String>,
    all: BTreeSet<String>,
    fates: BTreeSet<String>,
    light: BTreeSet<String>,
    doings: BTreeSet<String>,
    states: BTreeSet<String>,
    be: BTreeSet<String>,
    between: BTreeSet<String>,
    common: BTreeSet<String>,
    superlative: BTreeSet<String>,
    mostly: BTreeSet<String>,
    not_common: BTreeSet<String>,
    moods: BTreeSet<String>,
    caught: BTreeSet<String>,
    risks: BTreeSet<String>,
    each: BTreeSet<String>,
    spans: BTreeSet<String>,
}

impl Frequency {
    /// Words of which every sentence has one that says how common something is, if it has no figure.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.fractions, &self.crowds, &self.most, &self.nearly, &self.common];
        lists.into_iter().flatten().chain(&self.numbers).map(String::as_str)
    }

    /// The words that say how common something is, in bytes.
    pub(super) fn find(&self, sentence: &str, tokens: &[Token<'_>]) -> Option<Range<usize>> {
        if sentence.trim_end().ends_with('?') {
            return None;
        }
        let quiet = effects::quiet(tokens, &mut Said::default(), Scope::Option);
        let is_told = tokens.first().is_some_and(|t| t.is(flag::INSTRUCTION));
        let words = Words { frequency: self, tokens };
        let share = |at| words.share(at).or_else(|| words.percentage(at)).or_else(|| words.fraction(at));
        let found = (0..tokens.len()).filter(|&at| !quiet[at]).find_map(|at| {
            let share = if is_told { None } else { share(at) };
            let end =
                share.or_else(|| words.crowd(at)).or_else(|| words.yearly(at)).or_else(|| words.fate(at));
            let end = end.or_else(|| words.common(at))?;
            Some(at..end)
        })?;
        Some(tokens[found.start].range.start..tokens[found.end - 1].range.end)
    }
}

/// The words of a sentence. Each pattern gives the place behind its last word.
struct Words<'f> {
    frequency: &'f Frequency,
    tokens: &'f [Token<'f>],
}

impl Words<'_> {
    fn is(&self, at: usize, list: &BTreeSet<String>) -> bool {
        self.tokens.get(at).is_some_and(|token| list.contains(token.small.as_ref()))
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.small.as_ref())
    }

    fn number(&self, at: usize) -> Option<usize> {
        let word = self.word(at);
        word.parse().ok().or_else(|| self.frequency.numbers.iter().position(|number| number == word))
    }

    /// A number and the place of its last word: `1,000` is two.
    fn long_number(&self, at: usize) -> Option<(usize, usize)> {
        let number = self.number(at)?;
        let is_joined =
            |next: &Token<'_>| next.range.start == self.tokens[at].range.end + 1 && next.small.len() == 3;
        let next = self.tokens.get(at + 1).filter(|next| next.after_mark && is_joined(next));
        let rest: Option<usize> = next.and_then(|next| next.small.parse().ok());
        let whole = rest.and_then(|rest| number.checked_mul(1000)?.checked_add(rest));
        Some(whole.map_or((number, at), |whole| (whole, at + 1)))
    }

    /// `1 in 10`, `three out of four`, `one adult in three`.
    fn share(&self, at: usize) -> Option<usize> {
        let frequency = self.frequency;
        let part = self.number(at)?;
        let after = if self.is(at + 1, &frequency.people) { at + 2 } else { at + 1 };
        let whole_at = match (self.word(after), self.word(after + 1)) {
            ("in", "every") => after + 2,
            ("in" | "per", _) => after + 1,
            ("out", "of") => after + 2,
            _ => return None,
        };
        let (whole, whole_at) = self.long_number(whole_at)?;
        let is_row = at > 0 && self.is(at - 1, &frequency.rows);
        let is_score = (0..self.tokens.len()).any(|i| self.is(i, &frequency.scores));
        let is_measure = self.is(whole_at + 1, &frequency.units) && !self.tokens[whole_at + 1].after_mark;
        let is_share =
            whole > 1 && part < whole && !is_row && !is_measure && !(is_score && self.word(after) == "out");
        is_share.then_some(whole_at + 1)
    }

    /// `80% of heel pain`, `a 50 per cent lower risk`.
    fn percentage(&self, at: usize) -> Option<usize> {
        let frequency = self.frequency;
        self.number(at)?;
        let end = match (self.word(at + 1), self.word(at + 2)) {
            ("%" | "percent", _) => at + 2,
            ("per", "cent") => at + 3,
            _ => return None,
        };
        let near = end..self.tokens.len().min(end + 4);
        let is_amount = near.clone().any(|i| self.is(i, &frequency.amounts));
        let of_people = near.clone().any(|i| self.is(i, &frequency.people));
        let of_risk = (0..self.tokens.len()).any(|i| self.is(i, &frequency.risks));
        (of_people || of_risk || (self.word(end) == "of" && !is_amount)).then_some(end)
    }

    /// `half of all adults`, `a third of people`.
    fn fraction(&self, at: usize) -> Option<usize> {
        let frequency = self.frequency;
        if !self.is(at, &frequency.fractions) || (self.word(at) != "half" && self.word(at + 1) != "of") {
            return None;
        }
        let near = at + 1..self.tokens.len().min(at + 5);
        near.clone().find(|&i| self.is(i, &frequency.people)).map(|i| i + 1)
    }

    /// `millions of people`, `54 million adults`.
    fn crowd(&self, at: usize) -> Option<usize> {
        let near = at + 1..self.tokens.len().min(at + 4);
        let mut people = near.filter(|&i| self.is(i, &self.frequency.people));
        if self.is(at, &self.frequency.crowds) { people.next().map(|i| i + 1) } else { None }
    }

    /// `adults catch 2 to 3 colds a year`
    fn yearly(&self, at: usize) -> Option<usize> {
        let frequency = self.frequency;
        if !self.is(at, &frequency.people) || !self.is(at + 1, &frequency.caught) {
            return None;
        }
        let number = (at + 2..at + 5).find(|&i| self.number(i).is_some())?;
        let is_rate = |&i: &usize| self.is(i, &frequency.each) && self.is(i + 1, &frequency.spans);
        (number + 1..number + 7).find(is_rate).map(|i| i + 2)
    }

    /// `most people get better`, `almost everyone recovers`.
    fn fate(&self, at: usize) -> Option<usize> {
        let frequency = self.frequency;
        let is_nearly = self.is(at, &frequency.nearly) && self.is(at + 1, &frequency.all);
        let is_the = at > 0 && ["the", "at"].contains(&self.word(at - 1)) && self.word(at) == "most";
        let is_adverb = self.tokens.get(at + 1).is_some_and(|t| t.is(flag::FILLER | flag::PROBABLY));
        if !(self.is(at, &frequency.most) || is_nearly) || is_the || (is_adverb && !is_nearly) {
            return None;
        }
        let is_end = |&i: &usize| {
            let token = &self.tokens[i];
            token.after_mark || token.is(flag::MAY | flag::CAN | flag::BREAK) || self.word(i) == "time"
        };
        // `Goes away in most people`
        let is_earlier = at > 0
            && self.word(at - 1) == "in"
            && (self.is(at + 1, &frequency.people) || self.is(at + 2, &frequency.people))
            && (at.saturating_sub(NEAR)..at).any(|i| self.is(i, &frequency.fates));
        if is_earlier {
            return Some(at + 2);
        }
        let from = if is_nearly { at + 2 } else { at + 1 };
        let end = (from..self.tokens.len().min(at + NEAR + 1)).find(is_end);
        let end = end.unwrap_or(self.tokens.len().min(at + NEAR + 1));
        let is_done = |&i: &usize| self.is(i, &frequency.light) && self.is(i + 1, &frequency.doings);
        let end = (from..end).find(is_done).unwrap_or(end);
        (from..end).find_map(|i| {
            let is_fate = self.is(i, &frequency.fates) && !self.tokens[i - 1].is(flag::RELATIVE);
            let is_spared = self.word(i) == "need" && self.tokens[i - 1].is(flag::NOT);
            let is_state = self.is(i, &frequency.be) && self.is(i + 1, &frequency.states);
            if is_state { Some(i + 2) } else { (is_fate || is_spared).then_some(i + 1) }
        })
    }

    /// `is very common in older people`, `the most common cause`.
    fn common(&self, at: usize) -> Option<usize> {
        let frequency = self.frequency;
        if self.word(at) == "most" && self.is(at + 1, &frequency.superlative) {
            let is_said = (0..self.tokens.len()).any(|i| self.is(i, &frequency.be));
            return (is_said && !self.is(at + 2, &frequency.not_common)).then_some(at + 2);
        }
        if self.word(at) == "most" && self.is(at + 1, &frequency.mostly) {
            let near = at + 2..self.tokens.len().min(at + 7);
            return near.clone().find(|&i| self.is(i, &frequency.people)).map(|i| i + 1);
        }
        if !self.is(at, &frequency.be) {
            return None;
        }
        let word = (at + 1..self.tokens.len()).find(|&i| !self.is(i, &frequency.between))?;
        let is_name = (word + 1..word + 3).any(|i| self.is(i, &frequency.not_common));
        // `It is common to feel nervous` sets at ease.
        let is_comfort = self.word(word + 1) == "to" && self.is(word + 2, &frequency.moods);
        let is_common = self.is(word, &frequency.common) && !is_name && !is_comfort;
        is_common.then_some(word + 1)
    }
}
