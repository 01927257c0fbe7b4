//! `danger-sign-unused`

use std::collections::BTreeSet;

use crate::output::OutputTree;
use crate::page::Mark;
use crate::registry::Flag;
use crate::rules::{Context, Report};

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    if context.site.unread().next().is_some() {
        return; // nobody knows the kind of such a page
    }
    let is_shown = |flag: &Flag| context.site.cards.iter().any(|card| flag.kinds.contains(&card.kind));
    let entries = context.site.registry.red_flags.flags.entries();
    let hidden: Vec<_> = entries.iter().filter(|entry| !is_shown(&entry.value)).collect();
    let named: BTreeSet<&str> = context
        .site
        .marks()
        .flat_map(|mark| match mark {
            Mark::Care { only, .. } => only.as_slice(),
            _ => &[],
        })
        .map(String::as_str)
        .collect();
    for entry in hidden {
        let flag = &entry.value;
        if !named.contains(flag.id.as_str()) {
            let message = format!("no page shows the danger sign `{}`", flag.id);
            let help = "add the kinds of the pages that must show it to its `kinds`, such as `overview`";
            report.add(entry.span.clone(), message, help);
        }
    }
}
