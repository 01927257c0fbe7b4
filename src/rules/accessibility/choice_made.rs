//! `choice-made`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    for element in &page.document.elements {
        let key = match element.name() {
            "input" => "checked",
            "option" if element.value("value").is_some_and(|value| !value.is_empty()) => "selected",
            _ => continue,
        };
        if element.value(key).is_some() {
            let message = "this choice is made before the reader makes it";
            report.add(page.place(&format!("\" {key}"), context), message, format!("take out `{key}`"));
        }
    }
}
