//! `key-points-late`

use crate::prose::{BlockKind, Role};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let blocks = &page.prose.blocks;
    let Some(at) = blocks.iter().position(|block| block.is_in(Role::Section("key-points"))) else {
        return;
    };
    let at = blocks[at].heading.unwrap_or(at);
    let is_part = |kind: &BlockKind| matches!(kind, BlockKind::Heading { .. } | BlockKind::Mark(_));
    if let Some(before) = blocks[..at].iter().find(|block| is_part(&block.kind)) {
        let first = match &before.kind {
            BlockKind::Mark(_) => "a card or a list".to_owned(),
            _ => format!("`{}`", before.text),
        };
        let message = format!("the key points come after {first}");
        report.add(page.span(blocks[at].range.clone()), message, "put them right below the first paragraph");
    }
}
