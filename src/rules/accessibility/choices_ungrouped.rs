//! `choices-ungrouped`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let document = &page.document;
    let mut seen = None;
    for control in document.named("input") {
        let kind = control.value("type").unwrap_or_default();
        if !["radio", "checkbox"].contains(&kind) {
            continue;
        }
        let group =
            document.around(control).find(|e| e.name() == "fieldset" || e.value("role") == Some("group"));
        let Some(group) = group else {
            let message = format!("this `{kind}` belongs to no group");
            report.add(page.place("<input", context), message, "put it in a `<fieldset>` with a `<legend>`");
            continue;
        };
        if seen == Some(group.offset) {
            continue;
        }
        seen = Some(group.offset);
        let legend = document.inside(group).find(|e| e.name() == "legend");
        let named = group.value("aria-labelledby").is_some() || group.value("aria-label").is_some();
        if !named && legend.is_none_or(|legend| document.text(legend).is_empty()) {
            let message = "this group of choices has no question";
            report.add(page.place("<fieldset", context), message, "begin it with a `<legend>`");
        }
    }
}
