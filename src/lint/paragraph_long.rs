//! `paragraph-long`

use super::{Context, PageView, Report};
use crate::prose::{BlockKind, Role};
use crate::reading;
use crate::rule::Severity;

/// So many words are a short paragraph, however many sentences they make.
const SHORT: usize = 50;

/// A paragraph with more sentences and words is an error.
const FAR_TOO_LONG: (usize, usize) = (5, 75);

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 3.0);
    let kinds = [BlockKind::Paragraph, BlockKind::Item, BlockKind::Definition];
    let blocks = page.prose.blocks.iter();
    for block in blocks.filter(|b| kinds.contains(&b.kind) && !b.is_in(Role::Section("clinical"))) {
        let sentences = block.sentences().count();
        if sentences as f64 <= most {
            continue;
        }
        let words = reading::words(&block.text).count();
        if words > SHORT {
            let message = format!("this paragraph has {sentences} sentences and {words} words");
            let span = page.span(block.range.clone());
            let mut finding = report.finding(span, message).help("begin a new paragraph, or make a list");
            if sentences > FAR_TOO_LONG.0 && words > FAR_TOO_LONG.1 {
                finding.severity = Severity::Error;
            }
            report.push(finding);
        }
    }
}
