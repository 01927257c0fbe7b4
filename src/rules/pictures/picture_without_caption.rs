//! `picture-without-caption`

use crate::prose::BlockKind;
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let blocks = &page.prose.blocks;
    for (index, block) in blocks.iter().enumerate() {
        // Below a heading, or beside a step, the words around it say what to see.
        if block.kind != BlockKind::PictureText || block.heading.is_some() || block.item.is_some() {
            continue;
        }
        if blocks.get(index + 1).is_none_or(|next| next.kind != BlockKind::PictureCaption) {
            let message = "nothing says what to conclude from this picture";
            let help = "give it a caption: `![what it shows](file.svg \"what it means\")`";
            report.add(page.span(block.range.clone()), message, help);
        }
    }
}
