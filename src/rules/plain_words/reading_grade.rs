//! `reading-grade`

use crate::reading::Figures;
use crate::rule::Severity;
use crate::rules::visible::{rounded, sections, with_hardest};
use crate::rules::{Context, PageView, Report};

/// Fewer words than the formula was made for say little of a page.
pub(in crate::rules) const ENOUGH: usize = 100;

/// A page over this grade, or this much over its site's own limit, is an error.
const TOO_HARD: f64 = 8.0;
const TOO_FAR: f64 = 2.0;

/// The INFLESZ scale: `fairly easy` begins here, and `somewhat hard` ends.
const EASY: f64 = 65.0;
const HARD: f64 = 55.0;

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let Some(read) = page.levels().filter(|read| page.card.kind.is_health() && read.page.raw.words >= ENOUGH)
    else {
        return;
    };
    let (message, is_error) = match read.measure.figures(&read.page.eased) {
        Figures::English { grade, .. } => {
            let usual = if page.card.kind.is_read_first() { 5.0 } else { 6.0 };
            let limit = context.limit(report.rule(), usual);
            let (grade, raw) = (rounded(grade), rounded(read.page.raw.flesch_kincaid()));
            if grade <= limit {
                return;
            }
            let full =
                if raw > grade { format!(" ({raw} with the terms it explains)") } else { String::new() };
            let message = format!("this page reads at grade {grade}{full}; the limit is {limit}");
            (message, grade > TOO_HARD.max(limit + TOO_FAR))
        }
        Figures::Spanish { szigriszt, .. } => {
            let points = rounded(szigriszt);
            if points >= EASY {
                return;
            }
            let message = format!("this page has {points} points on the INFLESZ scale; it needs {EASY}");
            (message, points < HARD)
        }
    };
    let mut finding = report
        .finding(page.key("title"), message)
        .help("say its hardest sentences in shorter words, or each in two sentences");
    if is_error {
        finding.severity = Severity::Error;
    }
    report.push(with_hardest(finding, &sections(page), 3, page, context));
}
