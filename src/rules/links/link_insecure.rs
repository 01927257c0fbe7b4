//! `link-insecure`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    for link in page.document.named("a").filter_map(|link| link.value("href")) {
        if link.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("http:")) {
            let message = format!("`{link}` is not a protected link");
            report.add(page.place(link, context), message, "begin it with `https:`, if the site has it");
        }
    }
}
