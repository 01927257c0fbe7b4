//! `title-shared`

use std::collections::BTreeMap;

use super::{Context, Report};
use crate::output::OutputTree;

pub(super) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let mut first = BTreeMap::new();
    for card in &context.site.cards {
        let place = context.key(card, "title");
        let title = card.title.trim().to_lowercase();
        if let Some(other) = first.get(&(card.language.as_str(), title.clone())) {
            let finding = report.finding(place, "another page has the same title");
            let help = "say what this page answers and the other does not";
            report.push(finding.help(help).related(Clone::clone(other), "the other page"));
        } else {
            first.insert((card.language.as_str(), title), place);
        }
    }
}
