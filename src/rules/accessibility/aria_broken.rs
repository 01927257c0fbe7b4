//! `aria-broken`

use std::collections::BTreeSet;

use crate::rules::{BuiltView, Context, Report};

/// Attributes that name other elements of the page by their ids.
const NAMING: [&str; 10] = [
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-details",
    "aria-errormessage",
    "aria-owns",
    "aria-activedescendant",
    "for",
    "headers",
    "list",
];

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let elements = &page.document.elements;
    let named = || {
        elements
            .iter()
            .flat_map(|e| e.attributes())
            .filter(|(key, _)| NAMING.contains(key))
            .flat_map(|(key, value)| value.split_ascii_whitespace().map(move |id| (key, id)))
    };
    if named().next().is_none() {
        return;
    }
    let ids: BTreeSet<&str> = elements.iter().filter_map(|e| e.value("id")).collect();
    for (key, id) in named().filter(|(_, id)| !ids.contains(id)) {
        let message = format!("`{key}` names `{id}`, and nothing on the page is called that");
        report.add(page.place(key, context), message, "use the id of an element of this page");
    }
}
