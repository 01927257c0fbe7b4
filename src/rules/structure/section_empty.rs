//! `section-empty`

use crate::prose::{Block, BlockKind};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let blocks = &page.prose.blocks;
    for (at, block) in blocks.iter().enumerate() {
        let Some(level) = level(block) else {
            continue;
        };
        let is_empty = blocks
            .get(at + 1)
            .filter(|next| !matches!(next.kind, BlockKind::Detail | BlockKind::Drawn))
            .is_none_or(|next| self::level(next).is_some_and(|next| next <= level));
        if is_empty {
            let message = format!("nothing stands under `{}`", block.text);
            report.add(page.span(block.range.clone()), message, "write the section, or take the heading out");
        }
    }
}

/// The level of a heading that structures the page.
fn level(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading { level, id: Some(_) } => Some(level),
        _ => None,
    }
}
