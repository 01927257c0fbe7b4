//! Words that stand together, found in a text as whole words and in small or capital letters.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};

use crate::fold;

/// One or more words, in small letters with single spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Phrase(String);

impl Phrase {
    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its first place in a text of small letters.
    pub fn find(&self, lowered: &str) -> Option<Range<usize>> {
        find(lowered, &self.0)
    }
}

impl<'de> Deserialize<'de> for Phrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() {
            return Err(D::Error::custom("there are no words between the quotes"));
        }
        Ok(Phrase(lower(&fold::seen(&words.join(" ")))))
    }
}

/// A text in small letters, each letter as long as it was, so that places in it are places in the text.
/// Typographic apostrophes stay what they are.
pub fn lower(text: &str) -> String {
    let small = |c: char| {
        if c.is_ascii() {
            return c.to_ascii_lowercase();
        }
        let mut letters = c.to_lowercase();
        letters.next().filter(|s| letters.next().is_none() && s.len_utf8() == c.len_utf8()).unwrap_or(c)
    };
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.chars().map(small).collect() }
}

/// The first place of a phrase in a text, both in small letters, as whole words.
pub fn find(lowered: &str, phrase: &str) -> Option<Range<usize>> {
    find_all(lowered, phrase).next()
}

/// Every place of a phrase in a text, both in small letters, as whole words.
pub fn find_all<'t>(lowered: &'t str, phrase: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let places = lowered.match_indices(phrase).map(|(at, found)| at..at + found.len());
    places.filter(|at| is_whole(lowered, at))
}

/// Whether no letter or digit goes on before or after a place.
pub fn is_whole(text: &str, at: &Range<usize>) -> bool {
    let before = text[..at.start].chars().next_back();
    let after = text[at.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// The first of some phrases that stands in a text, both in small letters, with its place.
pub fn first<'p>(
    lowered: &str,
    phrases: impl IntoIterator<Item = &'p str>,
) -> Option<(&'p str, Range<usize>)> {
    phrases.into_iter().find_map(|phrase| Some((phrase, find(lowered, phrase)?)))
}

/// From so many phrases on a list is long.
const LONG: usize = 200;

/// Many phrases, looked for at once.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    phrases: Vec<String>,
    /// Made when they are first looked for: on most sites most lists never are.
    ready: OnceLock<Option<AhoCorasick>>,
}

impl<'de> Deserialize<'de> for Phrases {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Phrases::new(Vec::<String>::deserialize(deserializer)?.iter().map(String::as_str)))
    }
}

impl Phrases {
    /// Takes phrases in small letters.
    pub fn new<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Phrases {
        Phrases { phrases: phrases.into_iter().map(str::to_owned).collect(), ready: OnceLock::new() }
    }

    /// The phrases, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(String::as_str)
    }

    /// Every place of every phrase, whole words or not.
    fn places<'t>(&'t self, lowered: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + 't {
        // Only a list far too long for a site could fail to be built.
        // A long list is looked for in few texts: making it ready must not take longer than that.
        let kind =
            if self.phrases.len() < LONG { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
        let make = || AhoCorasick::builder().kind(Some(kind)).build(&self.phrases).ok();
        let ready = if self.phrases.is_empty() { None } else { self.ready.get_or_init(make).as_ref() };
        let ready = ready.filter(|ready| ready.is_match(lowered));
        let places = ready.into_iter().flat_map(move |ready| ready.find_overlapping_iter(lowered));
        places.map(|found| (found.pattern().as_usize(), found.range()))
    }

    /// The place of the phrase that ends first in a text of small letters, as whole words.
    pub fn find(&self, lowered: &str) -> Option<Range<usize>> {
        self.places(lowered).map(|(_, at)| at).find(|at| is_whole(lowered, at))
    }

    /// The number and place of every phrase in a text of small letters, as whole words. Where some overlap, the
    /// one is meant that begins first, and of those the longest.
    pub fn find_all(&self, lowered: &str) -> Vec<(usize, Range<usize>)> {
        let mut found: Vec<_> = self.places(lowered).filter(|(_, at)| is_whole(lowered, at)).collect();
        found.sort_by_key(|(_, at)| (at.start, std::cmp::Reverse(at.end)));
        let mut end = 0;
        found.retain(|(_, at)| {
            let is_free = at.start >= end;
            end = end.max(at.end);
            is_free
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_whole_words_only() {
        assert_eq!(find("an unbeaten hen and ten", "ten"), Some(20..23));
        assert_eq!(find("soap-free or soapy", "soap"), Some(0..4));
        assert_eq!(find("soapy", "soap"), None);
        assert_eq!(find_all("no soap, no soap", "no soap").count(), 2);
        assert_eq!(Phrases::new(["soap bar", "soap"]).find("soapy soap bars"), Some(6..10));
        assert_eq!(Phrases::new([]).find("soap"), None);
        assert_eq!(first("wash and dry", ["wet", "dry"]), Some(("dry", 9..12)));
    }

    #[test]
    fn small_letters_keep_their_places() {
        assert_eq!(lower("Äpfel İ IV"), "äpfel İ iv");
    }
}
