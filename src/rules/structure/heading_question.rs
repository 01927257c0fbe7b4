//! `heading-question`

use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    for (_, heading) in page.prose.headings().filter(|(_, heading)| heading.text.trim_end().ends_with('?')) {
        let message = format!("`{}` is a question", heading.text);
        report.add(page.span(heading.range.clone()), message, "turn it into a statement");
    }
}
