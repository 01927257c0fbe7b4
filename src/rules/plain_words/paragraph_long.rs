//! `paragraph-long`

use crate::prose::{BlockKind, Role};
use crate::rule::Severity;
use crate::rules::sentences::Source;
use crate::rules::{Context, PageView, Report};

/// So many words are a short paragraph, however many sentences they make.
const SHORT: usize = 50;

/// A paragraph with more sentences and words is an error.
const FAR_TOO_LONG: (usize, usize) = (5, 75);

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 3.0);
    let kinds = [BlockKind::Paragraph, BlockKind::Item, BlockKind::Definition];
    for text in page.texts() {
        let Source::Block(number) = text.source else {
            continue;
        };
        let block = &page.prose.blocks[number];
        let sentences = text.sentences.len();
        let is_meant = kinds.contains(&block.kind) && !block.is_in(Role::Section("clinical"));
        if !is_meant || sentences as f64 <= most {
            continue;
        }
        let words = text.words();
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
