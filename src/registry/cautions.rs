//! `cautions.toml`: who must not, or who must ask first.

use serde::Deserialize;
use toml::Spanned;

use super::{Identified, Withdrawn};
use crate::data::Words;
use crate::phrase::Phrase;

/// The file.
pub const PATH: &str = "content/cautions.toml";

/// A reason to ask before doing what the site is about.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caution {
    /// Its permanent name.
    pub id: String,
    /// Who it is about.
    pub words: Words,
    /// Why.
    #[serde(default)]
    pub why: Words,
    /// Keys of the references it rests on.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// What stands above the list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct About {
    /// What the cautions are about, by the `option` of claims and the word in titles of pages.
    #[serde(default)]
    pub(super) options: Vec<Phrase>,
    #[serde(default)]
    pub(super) withdrawn: Vec<Spanned<Withdrawn>>,
}

impl Identified for Caution {
    fn id(&self) -> &str {
        &self.id
    }
}
