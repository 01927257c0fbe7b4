//! `landmark-missing`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let document = &page.document;
    let main =
        document.elements.iter().filter(|e| e.name() == "main" || e.value("role") == Some("main")).count();
    if main != 1 {
        let message = format!("the page has {main} main parts");
        report.add(page.place("<body", context), message, "put what the page is about in one `<main>`");
    }
    if let Some(heading) = document.named("h1").next()
        && main == 1
        && !document.around(heading).any(|e| e.name() == "main")
    {
        let message = "the main heading stands outside the main part";
        report.add(page.place("<h1", context), message, "move it into `<main>`");
    }
    let menus: Vec<_> = document.named("nav").collect();
    let name = |index: usize| menus[index].value("aria-label").or(menus[index].value("aria-labelledby"));
    for index in 0..menus.len() {
        let same = (0..index).any(|first| name(first) == name(index));
        if menus.len() > 1 && (name(index).is_none_or(str::is_empty) || same) {
            let message = "the page has several menus, and they are not told apart by name";
            report.add(page.place("<nav", context), message, "give each `<nav>` an `aria-label` of its own");
            return;
        }
    }
}
