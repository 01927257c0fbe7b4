//! `source-old`

use crate::output::OutputTree;
use crate::registry;
use crate::rule;
use crate::rules::evidence::claim_check_overdue;
use crate::rules::{Context, Report};

/// Older evidence may have been overtaken.
const YEARS: f64 = 5.0;
/// What rests on old evidence alone is looked at again within a year.
const MONTHS: i32 = 12;

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), YEARS);
    let overdue = context.limit(&rule::CLAIM_CHECK_OVERDUE, claim_check_overdue::MONTHS);
    for entry in context.site.registry.claims.entries() {
        let claim = &entry.value;
        let sources = claim.sources.iter().filter_map(|key| context.site.library.get(key));
        let newest = sources.filter_map(|source| Some((source.year?, &source.key))).max();
        let (Some((year, key)), Some(age)) = (newest, claim_check_overdue::age(claim, context.today)) else {
            continue;
        };
        // What is long overdue is another rule's finding.
        if age > MONTHS
            && f64::from(age) <= overdue
            && f64::from(i32::from(context.today.year()) - year) > most
        {
            let id = &claim.id;
            let message =
                format!("`{id}` rests on nothing newer than {year}, and was checked {age} months ago");
            let help = "look for newer sources, then put the month in which you looked in `checked`";
            report.add(registry::locate(context.tree, &entry.span, key), message, help);
        }
    }
}
