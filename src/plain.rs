//! What plain language knows of words and numbers, by language.
//!
//! The lists stand in `plain/en.toml`. They hold general words; those of a topic belong to its site. A language
//! without lists is not judged by them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::built_in;
use crate::phrase::{self, Phrases};

/// Words to avoid, and what to say instead.
#[derive(Debug, Deserialize)]
#[serde(from = "BTreeMap<String, Vec<String>>")]
pub struct Words {
    phrases: Phrases,
    /// By the number of the phrase.
    say: Vec<String>,
}

/// What is known of a language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Plain {
    /// Words that frighten.
    pub alarm_word: Words,
    /// Figures of speech.
    pub figure_of_speech: Words,
    /// Words that have a plainer word.
    pub hard_word: Words,
    /// Months cut short, and numbers in words.
    pub number_style: Words,
    /// Words that call people by their illness or age.
    pub people_labelled: Words,
    /// Risks as a multiple of a risk that is not said.
    pub relative_without_absolute: Words,
    /// Sums that a reader is asked to do.
    pub sum_for_reader: Words,
    /// Short names that need no explaining.
    pub known: BTreeSet<String>,
    /// Common words that shout when they are in capitals.
    pub shouted: BTreeSet<String>,
}

static ENGLISH: LazyLock<Plain> = LazyLock::new(|| built_in("plain/en.toml", include_str!("plain/en.toml")));

impl Plain {
    /// What is known of a language such as `en` or `en-GB`.
    pub fn of(language: &str) -> Option<&'static Plain> {
        (phrase::language(language) == "en").then(|| &*ENGLISH)
    }
}

impl From<BTreeMap<String, Vec<String>>> for Words {
    fn from(lists: BTreeMap<String, Vec<String>>) -> Self {
        let phrases = Phrases::new(lists.values().flatten().map(String::as_str));
        let say = lists.iter().flat_map(|(say, words)| words.iter().map(|_| say.clone())).collect();
        Words { phrases, say }
    }
}

impl Words {
    /// The words to avoid.
    pub fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    /// All that stand in a text of small letters, each with what to say instead.
    pub fn find(&self, lowered: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
        self.phrases.find_all(lowered).into_iter().map(|(number, at)| (at, self.say[number].as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_read() {
        assert!(Plain::of("en-GB").is_some());
        assert!(Plain::of("es").is_none());
    }

    #[test]
    fn the_longest_words_are_meant() {
        let words = |text| toml::from_str::<Words>(text).unwrap();
        let list = words("before = [\"prior to\"]\nearlier = [\"prior\"]");
        let found: Vec<_> = list.find("prior to this, a prior priory").collect();
        assert_eq!(found, [(0..8, "before"), (17..22, "earlier")]);
    }
}
