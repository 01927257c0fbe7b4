//! Every combination of ticks, through the page's own script and through the generator.

use crate::browser::{Browser, Result};
use plainleaf::checklist::Checklist;
use serde_json::json;
use std::collections::BTreeSet;

/// How many go to the page at once.
const MANY: usize = 5_000;

/// On the open page, each combination gets the lines that [`Checklist::advice`] gives; where an answer is missing, none.
pub(super) fn agree(browser: &Browser, list: &Checklist, make: &str) -> Result<Vec<String>> {
    let combinations: BTreeSet<BTreeSet<&str>> = list.combinations().collect();
    let combinations: Vec<_> = combinations.into_iter().collect();
    let mut found = Vec::new();
    for some in combinations.chunks(MANY) {
        let lines = browser.probe("adviceFor", vec![json!(some), json!(make)])?;
        let lines: Vec<Vec<String>> =
            serde_json::from_value(lines).map_err(|problem| format!("no lists of lines: {problem}"))?;
        if lines.len() != some.len() {
            found.push(format!("{} answers for {} combinations", lines.len(), some.len()));
        }
        for (ticks, lines) in some.iter().zip(lines) {
            let should = if is_answered(list, ticks) {
                list.advice(ticks).into_iter().map(|line| line.id.as_str()).collect()
            } else {
                Vec::new()
            };
            if lines != should {
                found.push(format!("{ticks:?} gives {lines:?}, not {should:?}"));
            }
        }
    }
    found.truncate(20);
    Ok(found)
}

/// Whether each group that must be answered is.
fn is_answered(list: &Checklist, ticks: &BTreeSet<&str>) -> bool {
    let mut required = list.groups.iter().map(toml::Spanned::get_ref).filter(|group| group.required);
    required.all(|group| group.ids().any(|id| ticks.contains(id)))
}
