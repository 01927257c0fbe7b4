//! `card-too-long`

use crate::page::Mark;
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 8.0);
    for (mark, block) in page.prose.marks() {
        if let Mark::Care { level, only } = mark {
            let signs = context.site.registry.red_flags.shown(level, only, page.card.kind).count();
            if signs as f64 > most {
                let message = format!("the card `{level}` has {signs} signs here");
                let help = format!(
                    "show {most} at most: name those of this page, as in `[care: {level}; its-id, other-id]`, or change the `kinds` of the others"
                );
                report.add(page.span(block.range.clone()), message, help);
            }
        }
    }
}
