//! `answer-missing`

use crate::fold;
use crate::prose::BlockKind;
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let Some(message) = page.card.main_message.as_deref().filter(|_| page.card.kind.is_health()) else {
        return;
    };
    let first = page.prose.blocks.iter().find(|block| block.is_read());
    let first = first.filter(|block| block.kind == BlockKind::Paragraph);
    if first.is_none_or(|block| !block.text.contains(&*fold::seen(message))) {
        report.add(
            page.key("main_message"),
            "the main message is not in the first paragraph",
            format!("begin the page with it, word for word: `{message}`"),
        );
    }
}
