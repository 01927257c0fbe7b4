//! `control-unlabelled`

use crate::document::Element;
use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let document = &page.document;
    for control in document.elements.iter().filter(|element| needs_label(element)) {
        let has = |key: &str| control.value(key).is_some_and(|value| !value.trim().is_empty());
        let id = control.value("id");
        let pointed = || document.named("label").any(|label| id.is_some() && label.value("for") == id);
        let around = || document.around(control).any(|e| e.name() == "label" && !document.text(e).is_empty());
        let words = || control.name() == "button" && !document.text(control).is_empty();
        if !(has("aria-label") || has("aria-labelledby") || words() || around() || pointed()) {
            let name = control.name();
            let message = format!("this `{name}` has no words that say what it is for");
            report.add(page.place(&format!("<{name}"), context), message, "put it in a `<label>` with words");
        }
        if control.value("placeholder").is_some() {
            let message = "words inside a field are gone when someone types";
            report.add(
                page.place("placeholder=", context),
                message,
                "put them beside it, in the label or a hint",
            );
        }
    }
}

fn needs_label(element: &Element<'_>) -> bool {
    match element.name() {
        "select" | "textarea" | "button" => true,
        "input" => {
            !["hidden", "submit", "reset", "image"].contains(&element.value("type").unwrap_or_default())
        }
        _ => false,
    }
}
