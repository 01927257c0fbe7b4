//! `form-sends`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    for element in &page.document.elements {
        let keys: &[&str] = match element.name() {
            "form" => &["action", "method"],
            "button" | "input" => &["formaction", "formmethod"],
            _ => continue,
        };
        for key in keys {
            let value = element.value(key).unwrap_or_default();
            if !value.is_empty() && !value.eq_ignore_ascii_case("dialog") {
                let message = format!("`{key}=\"{value}\"` sends what a reader filled in");
                let place = page.place(&format!("{key}=\"{value}\""), context);
                report.add(place, message, "take it out: what readers tick and type stays with them");
            }
        }
    }
}
