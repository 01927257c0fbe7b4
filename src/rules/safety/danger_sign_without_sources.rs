//! `danger-sign-without-sources`

use crate::output::OutputTree;
use crate::rules::{Context, Report};

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let signs = &context.site.registry.red_flags;
    let is_emergency = |id: &str| id == "emergency" || signs.levels.get(id).is_some_and(|level| level.call);
    for entry in signs.flags.entries() {
        let sign = &entry.value;
        if sign.sources.is_empty() && is_emergency(&sign.level) {
            let message = format!(
                "the danger sign `{}` sends readers to call for help, and rests on no source",
                sign.id
            );
            report.add(entry.span.clone(), message, "name what says so in `sources`");
        }
    }
}
