//! How a language is read: its formula, its short forms, the words that the rule for syllables miscounts.

use serde::Deserialize;

use super::Measure;
use crate::language::Each;

/// What `reading.toml` of a language says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Habits {
    /// What rates a text.
    pub(super) formula: Measure,
    /// Short forms whose full stop does not end a sentence, in small letters.
    short: Vec<String>,
    /// The same, before a number only.
    before_number: Vec<String>,
}

static HABITS: Each<Habits> = Each::new(|folder| folder.read("reading.toml"));

/// How a language is read by its code, such as `en` or `en-GB`.
pub(super) fn of(language: &str) -> Option<&'static Habits> {
    HABITS.of(language)
}

/// Whether a word is short for another in any language: names and titles are not those of one.
pub(super) fn is_short(word: &str) -> bool {
    HABITS.all().any(|habits| is_one_of(word, &habits.short))
}

/// Whether a word is short for another before a number only.
pub(super) fn is_short_before_number(word: &str) -> bool {
    HABITS.all().any(|habits| is_one_of(word, &habits.before_number))
}

fn is_one_of(word: &str, list: &[String]) -> bool {
    list.iter().any(|short| word.eq_ignore_ascii_case(short))
}
