//! `danger-sign-unused`

use super::{Context, Report, uses};
use crate::output::OutputTree;

pub(super) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    if context.site.broken().next().is_some() {
        return; // a page that cannot be read may be the one
    }
    let named = uses::signs(context);
    for entry in context.site.registry.red_flags.flags.entries() {
        let flag = &entry.value;
        let is_shown = context.site.cards.iter().any(|card| flag.kinds.contains(&card.kind));
        if !is_shown && !named.contains(flag.id.as_str()) {
            let message = format!("no page shows the danger sign `{}`", flag.id);
            let help = "add the kinds of the pages that must show it to its `kinds`, such as `overview`";
            report.add(entry.span.clone(), message, help);
        }
    }
}
