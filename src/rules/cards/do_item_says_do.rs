//! `do-item-says-do`

use serde::Deserialize;

use crate::language::Each;
use crate::phrase;
use crate::prose::{BlockKind, Role};
use crate::rule;
use crate::rules::{Context, PageView, Report};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// What the heading says already.
    #[serde(rename = "do")]
    starts_do: Vec<String>,
    /// What not to do.
    dont: Vec<String>,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::DO_ITEM_SAYS_DO.code));

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let Some(lists) = LISTS.of(&page.card.language) else {
        return;
    };
    for block in page.prose.blocks.iter().filter(|block| block.kind == BlockKind::Item) {
        if block.is_in(Role::Section("do"))
            && let lowered = phrase::lower(&block.text)
            && let Some(start) =
                lists.starts_do.iter().chain(&lists.dont).find(|start| lowered.starts_with(*start))
        {
            let word = &block.text[..start.len() - 1];
            let (message, help) = if lists.starts_do.contains(start) {
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
