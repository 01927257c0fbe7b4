//! `do-list-single`

use crate::prose::{BlockKind, Role};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    for block in page.prose.blocks.iter().filter(|block| block.kind == BlockKind::Item) {
        let is_in_section = block.is_in(Role::Section("do")) || block.is_in(Role::Section("dont"));
        if is_in_section && page.prose.list(block).is_some_and(|list| list.items == 1 && list.depth == 1) {
            let message = "this list has one item";
            report.add(page.span(block.range.clone()), message, "add one, or say it in a sentence elsewhere");
        }
    }
}
