//! `readers-not-asked`

use jiff::ToSpan;

use crate::diagnostic::{SourcePath, Span};
use crate::output::OutputTree;
use crate::quality::READER_TESTS;
use crate::rule::Purpose;
use crate::rules::{Context, Report};

/// Readers and pages change: what was tried out longer ago counts no more.
const MONTHS: f64 = 36.0;
/// How many pages are each named.
const NAMED: usize = 5;

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let site = context.site;
    if site.sign_offs.purpose != Purpose::Release {
        return;
    }
    let months = context.limit(report.rule(), MONTHS).max(0.0) as i32;
    let oldest = context.today.checked_sub(months.months()).unwrap_or(jiff::civil::Date::MIN);
    let tests = &site.attestations.reader_tests;
    let is_tried = |path: &SourcePath| tests.iter().any(|test| test.page == *path && test.date >= oldest);
    let health = site.cards.iter().filter(|card| card.kind.is_health());
    let pages: Vec<String> =
        health.filter(|card| !is_tried(&card.path)).map(|card| format!("`{}`", card.path)).collect();
    if pages.is_empty() {
        return;
    }
    let more = match pages.len().checked_sub(NAMED) {
        Some(more) if more > 0 => format!(" and {more} more"),
        _ => String::new(),
    };
    let named = pages.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let message =
        format!("there is no record that readers tried out {named}{more} in the last {months} months");
    let help = "ask some people to use the pages, and write down in `content/reader-tests.toml` how many tried which pages, when, and what you learnt, without names";
    report.add(Span::file(&SourcePath::new(READER_TESTS)), message, help);
}
