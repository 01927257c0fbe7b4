//! `page-too-long`

use crate::rules::sentences::{Source, Text};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    if page.card.kind.may_be_long() {
        return;
    }
    let most = context.limit(report.rule(), 1200.0);
    let texts = page.texts().iter().filter(|text| !matches!(text.source, Source::Head(_)));
    let words: usize = texts.map(Text::words).sum();
    if words as f64 > most {
        let message = format!("this page has {words} words; the limit is {most}");
        report.add(page.key("title"), message, "make two pages of it, or leave something out");
    }
}
