//! `reading-smog`

use crate::reading::Figures;
use crate::rule::Severity;
use crate::rules::visible::{Section, rounded, sections};
use crate::rules::{Context, PageView, Report};

/// This much over the limit is an error.
const TOO_FAR: f64 = 1.0;

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let Some(read) = page.levels().filter(|_| page.card.kind.is_health()) else {
        return;
    };
    let Figures::English { smog: Some(smog), .. } = read.measure.figures(&read.page.eased) else {
        return;
    };
    let limit = context.limit(report.rule(), 9.0);
    let (smog, raw) = (rounded(smog), rounded(read.page.raw.smog()));
    if smog <= limit {
        return;
    }
    let sections = sections(page);
    let used = read.measure.long_words(sections.iter().flat_map(Section::texts), 5);
    let used: Vec<String> = used.iter().map(|(word, times)| format!("`{word}` {times} times")).collect();
    let full = if raw > smog { format!(" ({raw} with the terms it explains)") } else { String::new() };
    let message = format!("this page has a SMOG grade of {smog}{full}; the limit is {limit}");
    let help =
        format!("find shorter words for those used most: {}", used.join(", ").replace(" 1 times", " once"));
    let mut finding = report.finding(page.key("title"), message).help(help);
    if smog > limit + TOO_FAR {
        finding.severity = Severity::Error;
    }
    report.push(finding);
}
