//! `regions.toml`: numbers and services, which differ from place to place.

use serde::Deserialize;

use super::{Identified, List, locate};
use crate::data::Words;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule;
use crate::source::SourceTree;

/// Where the regions are.
pub const PATH: &str = "content/regions.toml";

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
    /// The emergency number, in digits.
    pub emergency: String,
    /// Whom to ask for urgent help.
    #[serde(default)]
    pub urgent: Words,
    /// Whom to ask for a routine visit.
    #[serde(default)]
    pub routine: Words,
    /// A health help line, in digits.
    #[serde(default)]
    pub help_line: String,
}

impl Identified for Region {
    fn id(&self) -> &str {
        &self.id
    }
}

/// What the types cannot say: a number that a telephone can dial.
pub(super) fn check(regions: &List<Region>, tree: &SourceTree) -> Diagnostics {
    let mut found = Diagnostics::default();
    for entry in regions.entries() {
        let region = &entry.value;
        let help_line = Some(&region.help_line).filter(|number| !number.is_empty());
        for number in [&region.emergency].into_iter().chain(help_line) {
            let digits = number.strip_prefix('+').unwrap_or(number);
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                let message = format!("`{number}` is not a number that a telephone can dial");
                found.push(
                    Diagnostic::new(&rule::BAD_VALUE, locate(tree, &entry.span, number), message)
                        .help("write digits only, such as `112`; a `+` may stand before them"),
                );
            }
        }
    }
    found
}
