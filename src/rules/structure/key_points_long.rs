//! `key-points-long`

use crate::prose::{BlockKind, Role};
use crate::reading;
use crate::rules::{Context, PageView, Report};

const MOST: usize = 5;

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 20.0);
    let blocks = page.prose.blocks.iter().filter(|block| block.is_in(Role::Section("key-points")));
    for (at, block) in blocks.filter(|block| block.kind == BlockKind::Item).enumerate() {
        let words = reading::words(&block.text).count();
        if words as f64 > most {
            let message = format!("this key point has {words} words");
            report.add(page.span(block.range.clone()), message, "say less, or leave the rest to the text");
        }
        if at == MOST {
            let message = "there are more than 5 key points";
            report.add(page.span(block.range.clone()), message, "keep what matters most");
        }
    }
}
