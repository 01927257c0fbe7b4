//! `card-swallows-text`

use crate::page::Mark;
use crate::prose::{BlockKind, Role};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    for two in page.prose.blocks.windows(2) {
        let BlockKind::Mark(Mark::Care { level, .. }) = &two[0].kind else {
            continue;
        };
        let next = &two[1];
        let is_apart = matches!(
            next.kind,
            BlockKind::Heading { .. } | BlockKind::Mark(_) | BlockKind::Detail | BlockKind::Drawn
        );
        if !is_apart && !next.is_in(Role::Footnote) {
            let message = format!("this text right after the card `{level}` could be read as part of it");
            report.add(
                page.span(next.range.clone()),
                message,
                "put a heading between the card and this text",
            );
        }
    }
}
