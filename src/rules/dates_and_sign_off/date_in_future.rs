//! `date-in-future`

use jiff::civil::Date;

use crate::diagnostic::Span;
use crate::output::OutputTree;
use crate::registry::{self, Claim, List, Withdrawn};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let card = page.card;
    let changes = card.changes.iter().map(|change| (change.date, change.span.clone()));
    for (day, span) in changes.chain([(card.updated, page.key("updated"))]) {
        if day.0 > context.today {
            add(&day, span, report);
        }
    }
}

pub(in crate::rules) fn check_site(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let registry = &context.site.registry;
    let is_to_come =
        |month: &str| format!("{month}-01").parse().is_ok_and(|first: Date| first > context.today);
    for entry in registry.claims.entries() {
        let Claim { checked, search, .. } = &entry.value;
        for month in search.iter().map(|search| &search.until).chain([checked]) {
            if is_to_come(month) {
                add(month, registry::locate(context.tree, &entry.span, month), report);
            }
        }
    }
    let withdrawn = [&registry.red_flags.withdrawn, &registry.withdrawn_cautions];
    for entry in withdrawn.into_iter().flat_map(List::<Withdrawn>::entries) {
        let day = &entry.value.date;
        if day.get_ref().0 > context.today {
            add(day.get_ref(), Span::new(&entry.span.path, day.span()), report);
        }
    }
}

fn add(day: &dyn std::fmt::Display, span: Span, report: &mut Report<'_>) {
    let message = format!("`{day}` has not come yet");
    report.add(
        span,
        message,
        "write the day on which it was done, or look whether this machine knows the day",
    );
}
