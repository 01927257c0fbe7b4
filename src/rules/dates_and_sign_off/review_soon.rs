//! `review-soon`

use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 90.0);
    let Some(due) = page.card.review_by.filter(|due| due.0 >= context.today) else {
        return;
    };
    let days = (due.0 - context.today).get_days();
    if f64::from(days) <= most {
        let message = format!("this page must be checked within {days} days");
        report.add(page.key("review_by"), message, "ask for the check now");
    }
}
