//! `focus-moved`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    for element in &page.document.elements {
        if element.value("autofocus").is_some() {
            let message = "the page begins in the middle, at a control";
            report.add(page.place("autofocus", context), message, "take out `autofocus`");
        }
        let order = element.value("tabindex").and_then(|value| value.parse::<i32>().ok());
        if let Some(order) = order.filter(|order| *order > 0) {
            let message = format!("`tabindex=\"{order}\"` makes the Tab key jump about");
            let place = page.place(&format!("tabindex=\"{order}\""), context);
            report.add(place, message, "take it out, and put things in the order they are read in");
        }
    }
}
