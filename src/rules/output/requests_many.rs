//! `requests-many`

use crate::diagnostic::Span;
use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 2.0);
    let document = &page.document;
    let asked = document.elements.iter().filter(|element| {
        let at_once = element.value("loading") != Some("lazy");
        let address = match element.name() {
            // What is put off until the page stands is not waited for.
            "script" => element.value("src").filter(|_| element.value("defer").is_none()),
            "iframe" | "embed" => element.value("src"),
            "img" => element.value("src").filter(|_| at_once),
            "object" => element.value("data"),
            "link" => element.value("href").filter(|_| {
                let rel = element.value("rel").unwrap_or_default();
                ["stylesheet", "preload", "modulepreload"].contains(&rel)
            }),
            _ => None,
        };
        address.is_some_and(|address| !address.starts_with("data:"))
    });
    // The page itself is the first.
    let requests = 1 + asked.count();
    if requests as f64 > most {
        let message =
            format!("this page asks for {requests} files before it can be read; the most is {most}");
        let help = "put styles into the page, and load pictures further down with `loading=\"lazy\"`";
        report.add(Span::file(&page.page.card.path), message, help);
    }
    for style in document.named("style") {
        if document.inner(style).contains("@font-face") {
            let message = "this page brings a font of its own, which readers wait for";
            report.add(page.place("@font-face", context), message, "use the fonts that devices have");
        }
    }
}
