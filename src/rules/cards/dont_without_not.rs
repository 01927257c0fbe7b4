//! `dont-without-not`

use crate::danger::Danger;
use crate::phrase;
use crate::prose::{Block, BlockKind, Role};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let start = Danger::of(&page.card.language).dont_starts.as_str();
    if start.is_empty() {
        return;
    }
    let says_not = |block: &Block| {
        let lowered = phrase::lower(&block.text);
        lowered.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let depth = |block: &Block| block.item.map_or(0, |item| page.prose.lists[item.list].depth);
    // How deep the lists go on that an item opened which says `Do not eat:`.
    let mut opened: Option<usize> = None;
    let items = page.prose.blocks.iter().filter(|block| block.kind == BlockKind::Item);
    for block in items.filter(|block| block.is_in(Role::Section("dont"))) {
        opened = opened.filter(|outer| *outer < depth(block));
        if says_not(block) {
            opened = opened.or_else(|| block.text.ends_with(':').then(|| depth(block)));
        } else if opened.is_none() {
            let message = format!("`{}` can be heard as something to do", block.text);
            report.add(page.span(block.range.clone()), message, format!("start with `{start}`"));
        }
    }
}
