//! `title-shared`

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::output::OutputTree;
use crate::rules::{Context, Report};

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let mut titles = BTreeMap::new();
    for card in &context.site.cards {
        let title = (card.language.as_str(), card.title.trim().to_lowercase());
        let first = *titles.entry(title).or_insert(card);
        if !Arc::ptr_eq(first, card) {
            let finding = report.finding(context.key(card, "title"), "another page has the same title");
            let help = "say what this page answers and the other does not";
            report.push(finding.help(help).related(context.key(first, "title"), "the other page"));
        }
    }
}
