//! `dates-not-shown`

use crate::document::Element;
use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let card = page.page.card;
    let Some(due) = card.review_by.filter(|_| card.kind.is_health() && !card.kind.is_for_this_minute())
    else {
        return;
    };
    if !is_shown(page, &due.to_string()) {
        let message = format!("readers do not see that this page must be checked again by {due}");
        let help = "show `page.review_by` in a `<time>` in the template, with its words";
        report.add(page.place("<body", context), message, help);
    }
}

/// Whether a day stands on the page for everyone, in its words.
pub(in crate::rules) fn is_shown(page: &BuiltView<'_>, day: &str) -> bool {
    let document = &page.document;
    match page.page.language.zip(day.parse().ok()) {
        Some((language, day)) => {
            let words = language.date(day);
            document.named("body").any(|body| document.seen(body, Element::is_hidden).contains(&words))
        }
        None => document.named("time").any(|time| time.value("datetime") == Some(day)),
    }
}
