//! `nothing-to-do`

use crate::page::Mark;
use crate::prose::{BlockKind, Role};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    if !page.card.kind.has_message() {
        return;
    }
    let says = page.prose.blocks.iter().any(|block| match &block.kind {
        BlockKind::Mark(mark) => {
            matches!(mark, Mark::Care { .. } | Mark::Cautions | Mark::Checklist | Mark::Diary(_))
        }
        _ => ["do", "dont", "steps"].iter().any(|word| block.is_in(Role::Section(word))),
    });
    if !says {
        let help = "add a list under a heading `{.do}`, steps, or a care card";
        report.add(page.key("title"), "this page never says what to do", help);
    }
}
