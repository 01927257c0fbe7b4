//! `effect-without-claim`

use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    for said in &page.effects(context).unmarked {
        let message = format!("`{}` is said of `{}`, but no claim is marked", said.effect, said.option);
        let help = "put the words in brackets and name their claim, as in `[…][claim:its-id]`, or say it without an effect";
        report.add(said.span.clone(), message, help);
    }
}
