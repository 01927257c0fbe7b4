//! `cautions.toml`: who must not, or who must ask first.

use serde::Deserialize;

use super::Identified;
use crate::data::Words;

pub(super) const PATH: &str = "content/cautions.toml";

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

impl Identified for Caution {
    fn id(&self) -> &str {
        &self.id
    }
}
