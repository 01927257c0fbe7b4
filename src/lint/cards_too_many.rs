//! `cards-too-many`

use super::{Context, PageView, Report};
use crate::page::body::Mark;
use crate::prose::{BlockKind, Role};

/// More notes than this blur each other.
const NOTES: usize = 2;

pub(super) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let mut met: Vec<&str> = Vec::new();
    let (mut notes, mut was_in_note) = (0, false);
    for block in &page.prose.blocks {
        if let BlockKind::Mark(Mark::Care { level, .. }) = &block.kind {
            if met.contains(&level.as_str()) {
                let message = format!("this is the second card `{level}` of the page");
                report.add(page.span(block.range.clone()), message, "keep one card of each level");
            }
            met.push(level);
        }
        let is_in_note = block.roles.iter().any(|role| matches!(role, Role::Alert(_)));
        if is_in_note && (!was_in_note || block.kind == BlockKind::AlertTitle) {
            notes += 1;
            if notes > NOTES {
                let message = format!("this is note {notes} of the page");
                report.add(
                    page.span(block.range.clone()),
                    message,
                    "keep two at most; the rest is plain text",
                );
            }
        }
        was_in_note = is_in_note;
    }
}
