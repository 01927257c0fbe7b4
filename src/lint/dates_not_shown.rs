//! `dates-not-shown`

use super::{BuiltView, Context, Report};
use crate::page::Kind;

pub(super) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let card = page.page.card;
    let Some(due) = card.review_by.filter(|_| card.kind.is_health() && card.kind != Kind::Now) else {
        return;
    };
    if !is_shown(page, &due.to_string()) {
        let message = format!("readers do not see that this page must be checked again by {due}");
        let help = "show `page.review_by` in a `<time>` in the template, with its words";
        report.add(page.place("<body", context), message, help);
    }
}

/// Whether a day stands on the page for everyone: in a `time` with its words, or in words alone.
pub(super) fn is_shown(page: &BuiltView<'_>, day: &str) -> bool {
    let document = &page.document;
    let words = || Some(page.page.language?.date(day.parse().ok()?));
    let mut times = document.named("time").filter(|time| time.value("datetime") == Some(day));
    let visible = times.any(|time| {
        let hidden = document.around(time).any(|e| e.value("hidden").is_some());
        !hidden && words().is_none_or(|words| document.text(time) == words)
    });
    let mut body = document.named("body");
    visible || words().is_some_and(|words| body.any(|body| document.text(body).contains(&words)))
}
