//! `review-too-far`

use jiff::ToSpan;

use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let months = context.limit(report.rule(), 36.0).max(0.0) as i32;
    let card = page.card;
    let Some(due) = card.review_by else {
        return;
    };
    // The last check is the last sign-off; a page that nobody signed counts from its last change.
    let signed = context.site.sign_offs.of(&card.path);
    let checked = signed.and_then(|record| record.by_role.values().map(|entry| entry.date).max());
    let from = checked.unwrap_or(card.updated.0);
    if from.checked_add(months.months()).is_ok_and(|last| due.0 > last) {
        let message = format!("the next check is on {due}, more than {months} months after the last");
        report.add(page.key("review_by"), message, format!("bring it forward: {months} months are the most"));
    }
}
