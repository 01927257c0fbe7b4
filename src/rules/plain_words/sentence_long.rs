//! `sentence-long`

use crate::prose::Role;
use crate::rule::Severity;
use crate::rules::sentences::Source;
use crate::rules::{Context, PageView, Report};

/// A sentence of more words is an error.
const FAR_TOO_LONG: usize = 30;

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 20.0);
    for text in page.texts() {
        let is_meant = match text.source {
            Source::Head(_) => false,
            Source::Block(number) => !page.prose.blocks[number].is_in(Role::Section("clinical")),
            Source::Data(..) => true,
        };
        for sentence in text.sentences.iter().filter(|_| is_meant) {
            let words = sentence.reading.raw.words;
            if words as f64 > most {
                let place = text.span(sentence.at.clone(), page, context);
                let message = format!("this sentence has {words} words");
                let mut finding =
                    report.finding(place, message).help("say it in two sentences, or in a list");
                if words > FAR_TOO_LONG {
                    finding.severity = Severity::Error;
                }
                report.push(finding);
            }
        }
    }
}
