//! `data-differs`

use serde_json::Value;

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let document = &page.document;
    let mut scripts = document.named("script");
    let Some(script) = scripts.find(|script| script.value("type") == Some("application/ld+json")) else {
        return;
    };
    let place = || page.place("application/ld+json", context);
    let Ok(data) = serde_json::from_str::<Value>(document.inner(script)) else {
        report.add(place(), "the page's data for search engines cannot be read", "use `{{ page.json_ld }}`");
        return;
    };
    let kind = if page.page.card.kind.is_health() { "MedicalWebPage" } else { "WebPage" };
    let heading = document.named("h1").next().map(|h1| document.text(h1));
    let mut metas = document.named("meta");
    let description =
        metas.find(|meta| meta.value("name") == Some("description")).and_then(|meta| meta.value("content"));
    let language = document.named("html").next().and_then(|html| html.value("lang"));
    let mut links = document.named("link");
    let address =
        links.find(|link| link.value("rel") == Some("canonical")).and_then(|link| link.value("href"));
    let shown = [
        ("@type", Some(kind)),
        ("name", heading.as_deref()),
        ("description", description),
        ("inLanguage", language),
        ("url", address),
    ];
    for (key, shown) in shown {
        let Some(told) = data.get(key).and_then(Value::as_str) else {
            report.add(
                place(),
                format!("the page's data for search engines has no `{key}`"),
                "use `{{ page.json_ld }}`",
            );
            continue;
        };
        let single = told.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(shown) = shown.filter(|shown| *shown != single && *shown != told) {
            let message = format!("`{key}` is `{told}` for search engines, and `{shown}` on the page");
            report.add(place(), message, "use `{{ page.json_ld }}` and the page's own words in the template");
        }
    }
    for key in ["dateModified", "lastReviewed"] {
        let Some(day) = data.get(key).and_then(Value::as_str) else {
            continue;
        };
        if !crate::rules::dates_and_sign_off::dates_not_shown::is_shown(page, day) {
            let message = format!("search engines are told the day `{day}` as `{key}`, and readers are not");
            report.add(place(), message, "show that day on the page as well");
        }
    }
}
