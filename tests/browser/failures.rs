//! What a run found, collected over all pages and told in one go.

use crate::browser::{Browser, Result};
use std::collections::BTreeMap;
use std::path::Path;

/// Findings by page and state.
#[derive(Default)]
pub(crate) struct Failures(BTreeMap<String, Vec<String>>);

impl Failures {
    /// Keeps what was `found` on `page` in `state`, with a picture of it; a tool that fails is a finding too.
    pub(crate) fn add(&mut self, browser: &Browser, page: &str, state: &str, found: Result<Vec<String>>) {
        let found = found.unwrap_or_else(|problem| vec![format!("could not be checked: {problem}")]);
        if found.is_empty() {
            return;
        }
        let name: String =
            format!("{page} {state}.png").replace(|c: char| !c.is_ascii_alphanumeric() && c != '.', "-");
        let picture = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let shown = match browser.screenshot(&picture) {
            Ok(()) => format!("{page} [{state}] see {}", picture.display()),
            Err(_) => format!("{page} [{state}]"),
        };
        self.0.entry(shown).or_default().extend(found);
    }

    /// Keeps a finding that needs no picture.
    pub(crate) fn note(&mut self, place: impl Into<String>, finding: impl Into<String>) {
        self.0.entry(place.into()).or_default().push(finding.into());
    }

    /// Fails the test with everything found.
    pub(crate) fn report(self) {
        let count: usize = self.0.values().map(Vec::len).sum();
        let mut text = String::new();
        for (place, mut findings) in self.0 {
            findings.dedup();
            text += &format!("\n{place}\n");
            for finding in findings {
                text += &format!("  - {}\n", finding.trim().replace('\n', "\n    "));
            }
        }
        assert!(count == 0, "{count} findings\n{text}");
    }
}
