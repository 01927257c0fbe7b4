//! `notes-too-many`

use super::{Context, PageView, Report};
use crate::prose::{BlockKind, Role};

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 2.0);
    let (mut notes, mut was_in_note) = (0, false);
    for block in &page.prose.blocks {
        let is_in_note = block.roles.iter().any(|role| matches!(role, Role::Alert(_)));
        if is_in_note && (!was_in_note || block.kind == BlockKind::AlertTitle) {
            notes += 1;
            if f64::from(notes) > most {
                let message = format!("this is note {notes} of the page");
                let help = format!("keep {most} at most; the rest is plain text");
                report.add(page.span(block.range.clone()), message, help);
            }
        }
        was_in_note = is_in_note;
    }
}
