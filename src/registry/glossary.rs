//! `glossary.toml`: medical words in plain words.

use serde::Deserialize;

use super::Identified;
use crate::data::Words;

pub(super) const PATH: &str = "content/glossary.toml";

/// A medical word.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its permanent name.
    pub id: String,
    /// The medical word.
    pub term: Words,
    /// Its short form, such as letters.
    #[serde(default)]
    pub short: Words,
    /// The plain words to say instead.
    pub plain: Words,
    /// What it means, in a sentence or two.
    pub means: Words,
    /// Whether pages may say it without explaining it, as everyone knows it.
    #[serde(default)]
    pub everyday: bool,
}

impl Identified for Term {
    fn id(&self) -> &str {
        &self.id
    }
}
