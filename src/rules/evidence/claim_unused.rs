//! `claim-unused`

use std::collections::BTreeSet;

use crate::output::OutputTree;
use crate::rules::{Context, Report};

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    if context.site.broken().next().is_some() {
        return; // a page that cannot be read may be the one
    }
    let claims = context.site.registry.claims.entries();
    let used: BTreeSet<&str> = context.site.named(|names| &names.claims).collect();
    for entry in claims {
        let id = entry.value.id.as_str();
        if !used.contains(id) {
            let message = format!("no page states the claim `{id}`");
            let help = format!("mark the words that state it with `[words][claim:{id}]`, or take it out");
            report.add(entry.span.clone(), message, help);
        }
    }
}
