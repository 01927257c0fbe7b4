//! `skip-link-missing`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let document = &page.document;
    let Some(main) = document.named("main").next() else {
        return;
    };
    let reached = |name: &str| ["a", "button", "input", "select", "textarea", "summary"].contains(&name);
    let before = document.elements.iter().take_while(|e| e.offset < main.offset);
    let Some(first) =
        before.filter(|e| reached(e.name())).find(|e| e.name() != "a" || e.value("href").is_some())
    else {
        return;
    };
    let target = first.value("href").and_then(|href| href.strip_prefix('#')).unwrap_or_default();
    let leads =
        main.value("id") == Some(target) || document.inside(main).any(|e| e.value("id") == Some(target));
    if target.is_empty() || !leads {
        let message = "the first link of the page does not skip to its main part";
        let help = "begin the body with `<a href=\"#main\">` and give `<main>` the id `main`";
        report.add(page.place("<body", context), message, help);
    }
}
