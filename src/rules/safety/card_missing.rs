//! `card-missing`

use crate::diagnostic::Span;
use crate::page::Mark;
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let (kind, red_flags) = (page.card.kind, &context.site.registry.red_flags);
    for level in red_flags.levels.iter() {
        let is_needed = red_flags.shown(&level.id, &[], kind).next().is_some();
        let is_there = page
            .prose
            .marks()
            .any(|(mark, _)| matches!(mark, Mark::Care { level: shown, .. } if *shown == level.id));
        if is_needed && !is_there {
            let message = format!("this page of the kind `{}` has no card `{}`", kind.word(), level.id);
            let help = format!("put `[care: {}]` in a paragraph of its own, below the key points", level.id);
            report.add(Span::file(&page.card.path), message, help);
        }
    }
}
