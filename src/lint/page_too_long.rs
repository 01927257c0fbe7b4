//! `page-too-long`

use super::{Context, PageView, Report};
use crate::page::Kind;
use crate::reading;

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    if matches!(page.card.kind, Kind::Glossary | Kind::References | Kind::Checklist | Kind::Report) {
        return;
    }
    let most = context.limit(report.rule(), 1200.0);
    let own = page.prose.blocks.iter().filter(|block| block.is_read()).map(|block| block.text.as_str());
    let included = page.prose.marks().flat_map(|(mark, _)| page.included(mark)).map(|part| part.words);
    let words: usize = own.chain(included).map(|text| reading::words(text).count()).sum();
    if words as f64 > most {
        let message = format!("this page has {words} words; the limit is {most}");
        report.add(page.key("title"), message, "make two pages of it, or leave something out");
    }
}
