//! `card-too-late`

use super::sentences::Text;
use super::{Context, PageView, Report};
use crate::page::body::Mark;
use crate::prose::BlockKind;
use crate::reading;

/// The levels that cannot wait, by their permanent names.
const PRESSING: [&str; 2] = ["emergency", "urgent"];

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 350.0);
    let (mut words, mut is_after_form) = (0, false);
    let mut met: Vec<&str> = Vec::new();
    for (number, block) in page.prose.blocks.iter().enumerate() {
        let BlockKind::Mark(mark) = &block.kind else {
            words += page.text_of(number).map_or(0, Text::words);
            continue;
        };
        if let Mark::Care { level, .. } = mark
            && PRESSING.contains(&level.as_str())
            && !met.contains(&level.as_str())
        {
            met.push(level);
            let message = if is_after_form {
                format!("the card `{level}` comes after the form")
            } else if words as f64 > most {
                format!("the card `{level}` comes after {words} words")
            } else {
                String::new()
            };
            if !message.is_empty() {
                let help = format!("move `[care: {level}]` up, right after the key points");
                report.add(page.span(block.range.clone()), message, help);
            }
        }
        is_after_form |= *mark == Mark::Checklist;
        words += page.included(mark).iter().map(|entry| reading::words(entry.words).count()).sum::<usize>();
    }
}
