//! `referrer-sent`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let document = &page.document;
    let mut policies = document.named("meta").filter(|meta| meta.value("name") == Some("referrer"));
    let head = policies.any(|meta| meta.value("content") == Some("no-referrer"));
    if !head {
        let message = "the page would tell other sites where the reader came from";
        let help = "write `<meta name=\"referrer\" content=\"no-referrer\">` in the head of the template";
        report.add(page.place("<head>", context), message, help);
    }
    for element in &document.elements {
        if let Some(policy) = element.value("referrerpolicy").filter(|policy| *policy != "no-referrer") {
            let message =
                format!("`referrerpolicy=\"{policy}\"` tells another site where the reader came from");
            report.add(page.place(&format!("referrerpolicy=\"{policy}\""), context), message, "take it out");
        }
    }
}
