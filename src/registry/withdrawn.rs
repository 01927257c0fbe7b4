//! `[[withdrawn]]`: danger signs and cautions that were given up on purpose, and why.

use serde::Deserialize;
use toml::Spanned;

use super::{Identified, List};
use crate::data::Day;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule;

/// An entry that readers no longer get, and why.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// The name that it had.
    pub id: String,
    /// The day on which it was decided.
    pub date: Spanned<Day>,
    /// Why.
    reason: String,
}

impl Identified for Withdrawn {
    fn id(&self) -> &str {
        &self.id
    }
}

/// An entry is there or it is not, and one that is not has a reason.
pub(super) fn check<T>(withdrawn: &List<Withdrawn>, kept: &List<T>) -> Diagnostics {
    let mut found = Diagnostics::default();
    for entry in withdrawn.entries() {
        let (span, id) = (entry.span.clone(), &entry.value.id);
        if entry.value.reason.trim().is_empty() {
            found.push(
                Diagnostic::new(
                    &rule::BAD_VALUE,
                    span.clone(),
                    format!("nothing says why `{id}` was withdrawn"),
                )
                .help("write the reason, and who decided"),
            );
        }
        if let Some(&at) = kept.by_id.get(id) {
            let message = format!("`{id}` is withdrawn, and still there");
            found.push(
                Diagnostic::new(&rule::DUPLICATE_ID, span, message)
                    .help("take out one of the two")
                    .related(kept.entries[at].span.clone(), "still here"),
            );
        }
    }
    found
}
