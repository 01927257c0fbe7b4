//! Words to avoid, by language, and what to say instead: rules that are no more than a table of `instead.toml`.
//!
//! The tables hold general words; those of a topic belong to its site. A language without a table is not judged by it.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use crate::language::Each;
use crate::phrase::Phrases;

/// Words to avoid, and what to say instead.
#[derive(Debug, Deserialize)]
#[serde(from = "BTreeMap<String, Vec<String>>")]
pub struct Words {
    phrases: Phrases,
    /// By the number of the phrase.
    say: Vec<String>,
}

/// A rule that is words to avoid, in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Avoided {
    /// What is wrong, with the words found in `{}`.
    pub message: String,
    /// What to do, with what to say instead in `{}`.
    pub help: String,
    /// Whether what to say can be put in place of the words as it is.
    #[serde(default)]
    pub mends: bool,
    /// Where the words may stand.
    #[serde(default)]
    pub apart: Vec<Apart>,
    /// Beside so many shares of people the words are no matter.
    pub unless_shares: Option<usize>,
    /// The words.
    pub say: Words,
}

/// Where words may stand that are to be avoided elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Apart {
    /// In the glossary.
    Glossary,
    /// In the checklist.
    Checklist,
    /// In care cards and warnings.
    Warning,
}

static AVOIDED: Each<BTreeMap<String, Avoided>> = Each::new(|folder| folder.read("instead.toml"));

impl Avoided {
    /// The table of a rule, by its code, in a language such as `en` or `en-GB`.
    pub fn of(language: &str, code: &str) -> Option<&'static Avoided> {
        AVOIDED.of(language)?.get(code)
    }

    /// The table of a rule in the first language that has one.
    pub fn of_any(code: &str) -> Option<&'static Avoided> {
        AVOIDED.all().find_map(|tables| tables.get(code))
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
    fn a_language_without_a_table_is_not_judged() {
        assert!(Avoided::of("en-GB", "hard-word").is_some());
        assert!(Avoided::of("xx", "hard-word").is_none());
        assert!(Avoided::of("en", "no-such-rule").is_none());
    }

    #[test]
    fn the_longest_words_are_meant() {
        let words = |text| toml::from_str::<Words>(text).unwrap();
        let list = words("before = [\"prior to\"]\nearlier = [\"prior\"]");
        let found: Vec<_> = list.find("prior to this, a prior priory").collect();
        assert_eq!(found, [(0..8, "before"), (17..22, "earlier")]);
    }
}
