//! `updated-before-change`

use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let card = page.card;
    // A day that has not come is another rule's finding.
    let come = card.changes.iter().filter(|change| change.date.0 <= context.today);
    let Some(last) = come.max_by_key(|change| change.date).filter(|last| last.date > card.updated) else {
        return;
    };
    let message =
        format!("the page says that its words last changed on {}, but also on {}", card.updated, last.date);
    let finding =
        report.finding(page.key("updated"), message).help(format!("write `updated = {}`", last.date));
    report.push(finding.related(last.span.clone(), "the last change"));
}
