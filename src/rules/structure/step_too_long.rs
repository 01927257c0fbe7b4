//! `step-too-long`

use crate::prose::{BlockKind, Role};
use crate::reading;
use crate::rules::{Context, PageView, Report};

/// More steps are not kept in mind.
const MOST: usize = 7;

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 20.0);
    for block in
        page.prose.blocks.iter().filter(|b| b.kind == BlockKind::Item && b.is_in(Role::Section("steps")))
    {
        let Some((item, list)) = block.item.zip(page.prose.list(block)).filter(|(_, list)| list.ordered)
        else {
            continue;
        };
        let words = reading::words(&block.text).count();
        if words as f64 > most {
            let message = format!("step {} has {words} words", item.position);
            report.add(page.span(block.range.clone()), message, "make two steps of it, or say less");
        }
        if item.position == 1 && list.items > MOST {
            let message = format!("there are {} steps", list.items);
            report.add(page.span(list.range.clone()), message, "join or leave out some, or make two lists");
        }
    }
}
