//! `sentence-long`

use super::sentences::included;
use super::{Context, PageView, Report};
use crate::diagnostic::Span;
use crate::prose::Role;
use crate::reading;
use crate::rule::Severity;

/// A sentence of more words is an error.
const FAR_TOO_LONG: usize = 30;

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 20.0);
    let mut look = |text: &str, place: &dyn Fn() -> Span| {
        let words = reading::words(text).count();
        if words as f64 > most {
            let message = format!("this sentence has {words} words");
            let mut finding = report.finding(place(), message).help("say it in two sentences, or in a list");
            if words > FAR_TOO_LONG {
                finding.severity = Severity::Error;
            }
            report.push(finding);
        }
    };
    for sentence in page.prose.sentences().filter(|s| !s.block.is_in(Role::Section("clinical"))) {
        look(sentence.text(), &|| page.span(sentence.source()));
    }
    included(page, context, &mut |_, text, place| look(text, &|| place(0..text.len())));
}
