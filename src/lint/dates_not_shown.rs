//! `dates-not-shown`

use super::{BuiltView, Context, Report};
use crate::document::Element;
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
    let is_hidden = |e: &Element<'_>| document.around(e).any(|around| around.value("hidden").is_some());
    let visible =
        times.any(|time| !is_hidden(time) && words().is_none_or(|words| document.text(time) == words));
    let seen = |words: &str| {
        let count = |e: &Element<'_>| document.text(e).matches(words).count();
        let hidden = document.elements.iter().filter(|e| e.value("hidden").is_some() && !is_hidden(e));
        document.named("body").map(count).sum::<usize>() > hidden.map(count).sum::<usize>()
    };
    visible || words().is_some_and(|words| seen(&words))
}
