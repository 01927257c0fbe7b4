//! The quality sheet: what the items of four instruments come to, from the rules and from what people say.
//!
//! Nothing on it is written by hand. An item is met because every rule that stands for it is on and finds
//! nothing, or because a named person said so of the words as they are now. Everything else is not met, or
//! has not been looked at, and the sheet says which.

mod attestation;
mod items;
mod reader_test;
mod sheet;
mod words;

use crate::rule::Rule;

pub use attestation::{Attestation, Attestations, PATH, parse, site_fingerprint};
pub use items::INSTRUMENTS;
pub use reader_test::{READER_TESTS, ReaderTest};
pub use sheet::{Counted, Score, Seen, Sheet, State, Why, has_words, sheet};
pub use words::{InstrumentWords, QualityWords, WORDS, words, words_path};

/// A published list of questions about how good a text for patients is, or a part of one with its own score.
#[derive(Debug)]
pub struct Instrument {
    /// Its name in data files.
    pub id: &'static str,
    /// Whether what is met is given as a share of what applies.
    pub scored: bool,
    /// What it asks, in order.
    pub items: &'static [Item],
}

/// One question of an instrument.
#[derive(Debug)]
pub struct Item {
    /// Its name in data files, with its number in the instrument.
    pub id: &'static str,
    /// The rules that stand for it.
    pub rules: &'static [&'static Rule],
    /// What must be so of every page that gives health advice.
    pub facts: &'static [Fact],
    /// Whether a person must judge it.
    pub by_person: bool,
    /// Whether the instrument lets it be left out.
    pub may_not_apply: bool,
}

/// What the build knows of pages that give health advice, although a preview finds nothing wrong without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// Those who must sign a page have signed its words.
    Signed,
    /// The page says when it will be checked again.
    Dated,
}

/// The item with an id.
pub fn item(id: &str) -> Option<&'static Item> {
    items().find(|item| item.id == id)
}

/// Every item, in the order of the sheet.
pub fn items() -> impl Iterator<Item = &'static Item> {
    INSTRUMENTS.iter().flat_map(|instrument| instrument.items)
}
