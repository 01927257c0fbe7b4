//! `language-unsaid`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let Some(root) = page.document.named("html").next() else {
        report.add(
            page.place("<body", context),
            "the page has no `<html>`",
            "begin it with `<html lang=\"…\">`",
        );
        return;
    };
    let place = || page.place("<html", context);
    let code = page.page.card.language.as_str();
    if !root.value("lang").is_some_and(|lang| lang.eq_ignore_ascii_case(code)) {
        let message = format!("the page does not say that it is in the language `{code}`");
        report.add(place(), message, "write `<html lang=\"{{ lang }}\">` in the template");
    }
    let direction = page.page.language.map_or("ltr", |language| language.direction());
    if root.value("dir").unwrap_or("ltr") != direction {
        let message = format!("the page does not say that it is read in the direction `{direction}`");
        report.add(place(), message, "write `<html lang=\"{{ lang }}\" dir=\"{{ dir }}\">` in the template");
    }
}
