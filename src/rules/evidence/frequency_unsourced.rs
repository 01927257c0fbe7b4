//! `frequency-unsourced`

use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    for said in &page.effects(context).frequencies {
        let message = format!(
            "`{}` says how common something is, but no claim is marked and no source cited",
            said.words
        );
        let help =
            "mark its claim, as in `[…][claim:its-id]`, cite its source, as in `[@key]`, or leave it out";
        report.add(said.span.clone(), message, help);
    }
}
