//! `notes-too-many`

use crate::prose::Role;
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 2.0);
    let (mut notes, mut end) = (0, 0);
    for block in &page.prose.blocks {
        let is_in_note = block.roles.iter().any(|role| matches!(role, Role::Alert(_)));
        // Notes may follow each other: each begins with its own `[!NOTE]`.
        let before = page.file.as_text().get(end..block.range.start).unwrap_or_default();
        if is_in_note && before.contains("[!") {
            notes += 1;
            if f64::from(notes) > most {
                let message = format!("this is note {notes} of the page");
                let help = format!("keep {most} at most; the rest is plain text");
                report.add(page.span(block.range.clone()), message, help);
            }
        }
        end = block.range.end;
    }
}
