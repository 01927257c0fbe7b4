//! `review-overdue`

use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    if let Some(due) = page.card.review_by.filter(|due| due.0 < context.today) {
        let message = format!("this page was due a check on {due}");
        report.add(
            page.key("review_by"),
            message,
            "have it checked and signed, then put in the day of the next check",
        );
    }
}
