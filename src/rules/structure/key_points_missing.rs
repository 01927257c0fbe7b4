//! `key-points-missing`

use crate::prose::{BlockKind, Role};
use crate::rules::{Context, PageView, Report};

const FEWEST: usize = 3;

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let mut blocks = page.prose.blocks.iter().filter(|block| block.is_in(Role::Section("key-points")));
    let points = blocks.clone().filter(|block| block.kind == BlockKind::Item).count();
    match blocks.next() {
        None if page.card.kind.explains() => {
            let help = "put `## Key points {.key-points}` below the first paragraph, with 3 to 5 points";
            report.add(page.key("title"), "this page has no key points", help);
        }
        Some(first) if points < FEWEST => {
            let heading = page.prose.heading(first).unwrap_or(first);
            let message = format!("there are {points} key points");
            report.add(page.span(heading.range.clone()), message, "say 3 to 5 of them in a list");
        }
        _ => {}
    }
}
