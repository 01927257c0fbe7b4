//! `table-hard-to-read`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 5.0);
    let document = &page.document;
    for table in document.named("table") {
        let caption = document.inside(table).find(|e| e.name() == "caption").map(|e| document.text(e));
        let caption = caption.unwrap_or_default();
        let place = || page.place(if caption.is_empty() { "<table" } else { &caption }, context);
        let mut heads = document.inside(table).filter(|e| e.name() == "th").peekable();
        if heads.peek().is_none() {
            report.add(
                place(),
                "this table has no heads of columns or rows",
                "write the heads as `<th scope=\"…\">`",
            );
        } else if heads.any(|head| {
            !head.value("scope").is_some_and(|s| ["col", "row", "colgroup", "rowgroup"].contains(&s))
        }) {
            let message = "a head of this table does not say whether it is for a column or a row";
            report.add(page.place("<th", context), message, "give each `<th>` in the template its `scope`");
        }
        let width = |row: &_| document.inside(row).filter(|e| ["th", "td"].contains(&e.name())).count();
        let widest = document.inside(table).filter(|e| e.name() == "tr").map(width).max().unwrap_or(0);
        if widest as f64 > most {
            let message = format!("this table has {widest} columns");
            report.add(
                place(),
                message,
                format!("make two tables, or a list: {most} columns are the most that fit"),
            );
        }
    }
}
