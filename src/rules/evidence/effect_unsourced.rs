//! `effect-unsourced`

use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    for said in &page.effects(context).unsourced {
        let message = format!(
            "`{}` is said of `{}`, but no claim is marked and no source cited",
            said.effect, said.option
        );
        let help = "mark its claim, as in `[…][claim:its-id]`, cite its source, as in `[@key]`, or say it without an effect";
        report.add(said.span.clone(), message, help);
    }
}
