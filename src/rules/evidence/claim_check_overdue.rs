//! `claim-check-overdue`

use jiff::civil::Date;

use crate::output::OutputTree;
use crate::registry::{self, Claim};
use crate::rules::{Context, Report};

/// Evidence is looked at again within three years.
pub(in crate::rules) const MONTHS: f64 = 36.0;

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), MONTHS);
    for entry in context.site.registry.claims.entries() {
        let claim = &entry.value;
        let Some(age) = age(claim, context.today) else {
            continue; // Reported where it is read.
        };
        if f64::from(age) > most {
            let message = format!("the evidence for `{}` was last checked in {}", claim.id, claim.checked);
            let help =
                format!("look for newer studies, then put in the new month; the limit is {most} months");
            report.add(registry::locate(context.tree, &entry.span, &claim.checked), message, help);
        }
    }
}

/// How many months ago a claim was checked, if it says so in a month of the calendar.
pub(in crate::rules) fn age(claim: &Claim, today: Date) -> Option<i32> {
    let checked: Date = format!("{}-01", claim.checked).parse().ok()?;
    let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    Some(months(today) - months(checked))
}
