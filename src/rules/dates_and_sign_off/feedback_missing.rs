//! `feedback-missing`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    // A page for this minute has nothing on it but what to do.
    if page.page.card.kind.is_for_this_minute() {
        return;
    }
    let contact = context.site.config.contact.as_str();
    if !page.document.named("a").any(|link| link.value("href") == Some(contact)) {
        let message = "this page gives no way to say that something is wrong";
        report.add(page.place("<body", context), message, "link to `{{ site.contact }}` in the template");
    }
}
