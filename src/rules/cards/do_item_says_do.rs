//! `do-item-says-do`

use crate::phrase;
use crate::prose::{BlockKind, Role};
use crate::rules::{Context, PageView, Report};

/// How items of a list of what to do do not begin, in small letters.
const STARTS: [&str; 6] = ["do not ", "don't ", "don’t ", "never ", "do ", "avoid "];

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    if phrase::language(&page.card.language) != "en" {
        return;
    }
    for block in page.prose.blocks.iter().filter(|block| block.kind == BlockKind::Item) {
        if block.is_in(Role::Section("do"))
            && let lowered = phrase::lower(&block.text)
            && let Some(start) = STARTS.iter().find(|start| lowered.starts_with(*start))
        {
            let word = &block.text[..start.len() - 1];
            let (message, help) = if *start == "do " {
                (format!("`{word}` is said by the heading already"), "start with what to do, such as `Wash`")
            } else {
                (
                    format!("`{word}` stands in the list of what to do"),
                    "move it to the list of what not to do",
                )
            };
            report.add(page.span(block.range.clone()), message, help);
        }
    }
}
