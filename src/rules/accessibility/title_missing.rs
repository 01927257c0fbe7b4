//! `title-missing`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let document = &page.document;
    let own = &page.page.card.title;
    let mut titles =
        document.named("title").filter(|title| document.around(title).any(|e| e.name() == "head"));
    let title = titles.next().map(|title| document.text(title)).unwrap_or_default();
    if !title.starts_with(own.split_whitespace().collect::<Vec<_>>().join(" ").as_str()) {
        let message = "the name of the browser's tab does not begin with the page's title";
        report.add(
            page.place("<title", context),
            message,
            "begin `<title>` in the template with `{{ page.title }}`",
        );
    }
    let headings = document.named("h1").count();
    if headings != 1 {
        let message = format!("the page has {headings} main headings");
        report.add(
            page.place("<h1", context),
            message,
            "give the template one `<h1>`, with the page's title",
        );
    }
}
