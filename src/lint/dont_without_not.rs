//! `dont-without-not`

use super::{Context, PageView, Report};
use crate::phrase;
use crate::prose::{BlockKind, Role};

pub(super) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let start = match phrase::language(&page.card.language) {
        "en" => "do not ",
        "es" => "no ",
        _ => return,
    };
    for block in page.prose.blocks.iter().filter(|block| block.kind == BlockKind::Item) {
        if block.is_in(Role::Section("dont")) && !phrase::lower(&block.text).starts_with(start) {
            let message = format!("`{}` can be heard as something to do", block.text);
            report.add(page.span(block.range.clone()), message, format!("start with `{}`", start.trim_end()));
        }
    }
}
