//! `heading-skipped`

use crate::rules::{Context, PageView, Report};

/// Deeper headings than this are lost on readers.
const DEEPEST: u8 = 4;

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    // The title of the page is its heading of level 1.
    let mut above = 1;
    for (level, heading) in page.prose.headings() {
        let words = &heading.text;
        if level > DEEPEST {
            let message = format!("`{words}` is a heading of level {level}");
            report.add(
                page.span(heading.range.clone()),
                message,
                "use `####` at most, or make it a sentence",
            );
        } else if level > above + 1 {
            let message = format!("`{words}` skips from level {above} to level {level}");
            let help = format!("start it with `{}`", "#".repeat(usize::from(above) + 1));
            report.add(page.span(heading.range.clone()), message, help);
        }
        above = level;
    }
}
