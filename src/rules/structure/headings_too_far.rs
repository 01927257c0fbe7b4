//! `headings-too-far`

use crate::prose::{BlockKind, Role};
use crate::rules::sentences::Text;
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 150.0);
    let (mut words, mut told) = (0, false);
    for (number, block) in page.prose.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Heading { .. } | BlockKind::Mark(_) => (words, told) = (0, false),
            BlockKind::Cell { .. } | BlockKind::TableCaption => {}
            _ if block.is_read() && !block.is_in(Role::Footnote) => {
                words += page.text_of(number).map_or(0, Text::words)
            }
            _ => {}
        }
        if words as f64 > most && !told {
            told = true;
            let message = format!("up to here there are {words} words without a heading");
            report.add(
                page.span(block.range.clone()),
                message,
                "put a heading in where something new begins",
            );
        }
    }
}
