//! `card-too-late`

use crate::page::Mark;
use crate::prose::BlockKind;
use crate::rules::sentences::{Source, Text};
use crate::rules::{Context, PageView, Report};

/// The levels that cannot wait, by their permanent names.
const PRESSING: [&str; 2] = ["emergency", "urgent"];

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 350.0);
    let (mut words, mut is_after_form) = (0, false);
    let mut met: Vec<&str> = Vec::new();
    let mut texts = page.texts().iter().filter(|text| !matches!(text.source, Source::Head(_))).peekable();
    for (number, block) in page.prose.blocks.iter().enumerate() {
        let is_here =
            |text: &&Text| matches!(text.source, Source::Block(at) | Source::Data(at, _) if at == number);
        let here: usize = std::iter::from_fn(|| texts.next_if(is_here)).map(Text::words).sum();
        let BlockKind::Mark(mark) = &block.kind else {
            words += here;
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
        words += here;
    }
}
