//! `regions.toml`: numbers and services, which differ from place to place.

use serde::Deserialize;

use super::Identified;
use crate::data::Words;

pub(super) const PATH: &str = "content/regions.toml";

/// A country or region.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Its permanent name.
    pub id: String,
    /// Its name.
    pub name: Words,
    /// Its name where there is little room.
    pub short: Words,
    /// The emergency number, digits only.
    pub emergency: String,
    /// Whom to ask for urgent help.
    #[serde(default)]
    pub urgent: Words,
    /// Whom to ask for a routine visit.
    #[serde(default)]
    pub routine: Words,
    /// A health help line, digits only.
    #[serde(default)]
    pub help_line: String,
}

impl Identified for Region {
    fn id(&self) -> &str {
        &self.id
    }
}
