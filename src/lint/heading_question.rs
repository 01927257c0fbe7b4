//! `heading-question`

use super::{Context, PageView, Report};

pub(super) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    for (_, heading) in page.prose.headings().filter(|(_, heading)| heading.text.trim_end().ends_with('?')) {
        let message = format!("`{}` is a question", heading.text);
        report.add(page.span(heading.range.clone()), message, "turn it into a statement");
    }
}
