//! `description-length`

use std::collections::BTreeMap;

use crate::output::OutputTree;
use crate::page::Kind;
use crate::rules::{Context, Report};

/// What search engines show whole.
const FITS: std::ops::RangeInclusive<usize> = 50..=160;

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let mut first: BTreeMap<(&str, &str), _> = BTreeMap::new();
    for card in context.site.cards.iter().filter(|card| card.kind != Kind::Error) {
        let (description, place) = (card.description.trim(), context.key(card, "description"));
        let length = description.chars().count();
        if !FITS.contains(&length) {
            let message = format!("the description has {length} characters");
            report.add(place.clone(), message, "say in 50 to 160 characters what the page answers");
        }
        if let Some(other) = first.get(&(card.language.as_str(), description)) {
            let finding = report.finding(place, "another page has the same description");
            let help = "say what this page answers and the other does not";
            report.push(finding.help(help).related(Clone::clone(other), "the other page"));
        } else {
            first.insert((&card.language, description), place);
        }
    }
}
