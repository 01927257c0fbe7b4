//! `main-message-missing`

use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let card = page.card;
    let needs = card.kind.has_message();
    if needs && card.main_message.as_deref().is_none_or(|message| message.trim().is_empty()) {
        let help = "write `main_message = \"…\"`, and begin the page with it";
        report.add(page.key("title"), "this page has no main message", help);
    }
}
