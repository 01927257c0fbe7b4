//! What people could do, take or wear, ready to be found in sentences.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lexicon::{Lexicon, Token};
use crate::fold;

/// What people could do, take or wear, ready to be found in sentences.
#[derive(Debug, Default)]
pub struct Options {
    /// The stems of the words of each but the first, by the first.
    by_first: BTreeMap<String, Vec<Vec<String>>>,
}

impl Options {
    /// Takes the words of each in one form of many.
    pub(super) fn new<'a>(lexicon: &Lexicon, words: impl IntoIterator<Item = &'a str>) -> Options {
        let mut by_first: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for option in words {
            let option = fold::seen(option);
            let tokens = lexicon.tokens(&option);
            let mut stems = tokens.iter().map(|token| lexicon.stem(&token.small).to_owned());
            if let Some(first) = stems.next() {
                let (others, rest) = (by_first.entry(first).or_default(), stems.collect());
                if !others.contains(&rest) {
                    others.push(rest);
                }
            }
        }
        Options { by_first }
    }

    /// Where they stand, in words.
    pub(super) fn places(&self, lexicon: &Lexicon, tokens: &[Token<'_>]) -> Vec<Range<usize>> {
        let is_stem = |(token, stem): (&Token<'_>, &String)| lexicon.stem(&token.small) == stem;
        let mut places = Vec::new();
        for at in 0..tokens.len() {
            let known = self.by_first.get(lexicon.stem(&tokens[at].small));
            for rest in known.into_iter().flatten() {
                let end = at + 1 + rest.len();
                if tokens.get(at + 1..end).is_some_and(|words| words.iter().zip(rest).all(is_stem)) {
                    places.push(at..end);
                }
            }
        }
        places
    }

    /// Parts of words of which every sentence that names one has one.
    pub(super) fn firsts(&self) -> impl Iterator<Item = &str> {
        self.by_first.keys().filter_map(|word| word.split('\'').next())
    }
}
