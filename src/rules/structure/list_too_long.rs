//! `list-too-long`

use crate::prose::{BlockKind, Role};
use crate::rule::Severity;
use crate::rules::{Context, PageView, Report};

/// A list with more items is an error.
const FAR_TOO_LONG: usize = 10;

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    if page.card.kind.is_looked_up() {
        return;
    }
    let most = context.limit(report.rule(), 7.0);
    let firsts = page.prose.blocks.iter().filter(|block| {
        let is_first = block.item.is_some_and(|item| item.position == 1);
        block.kind == BlockKind::Item && is_first && !block.is_in(Role::Section("steps"))
    });
    for list in firsts.filter_map(|block| page.prose.list(block)).filter(|list| list.items as f64 > most) {
        let message = format!("this list has {} items", list.items);
        let span = page.span(list.range.clone());
        let mut finding = report.finding(span, message).help("make two lists, each with its heading");
        if list.items > FAR_TOO_LONG {
            finding.severity = Severity::Error;
        }
        report.push(finding);
    }
}
