//! `options-few`

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::output::OutputTree;
use crate::page::Card;
use crate::phrase::{self, Phrases};
use crate::rules::{Context, Report};

/// Nobody can choose from less.
const FEWEST: usize = 2;

/// Ways to speak of doing nothing, in small letters.
const NOTHING: [&str; 30] = [
    "doing nothing",
    "do nothing",
    "does nothing",
    "no treatment",
    "without treatment",
    "without any treatment",
    "not treating",
    "not treated",
    "do not treat",
    "untreated",
    "left alone",
    "leave it alone",
    "leave them alone",
    "wait and see",
    "watch and wait",
    "you can wait",
    "watchful waiting",
    "on its own",
    "on their own",
    "by itself",
    "by themselves",
    "no care",
    // Spanish
    "no hacer nada",
    "sin tratamiento",
    "no tratar",
    "no se trata",
    "por sí solo",
    "por sí sola",
    "por sí solos",
    "por sí solas",
];

static SAYS_NOTHING: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(NOTHING));

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let site = context.site;
    for language in site.languages.keys().filter(|code| ["en", "es"].contains(&phrase::language(code))) {
        let cards = site.cards.iter();
        let mut pages = cards.filter(|card| card.kind.weighs_evidence() && card.language == *language);
        let Some(first) = pages.clone().next().filter(|_| !pages.any(|card| weighs(card, context))) else {
            continue;
        };
        let message = "no page about the evidence weighs two options and doing nothing";
        let help = "say on this one what else people could do, in claims that name it in `option`, and what happens \
            if they do nothing";
        report.add(context.key(first, "title"), message, help);
    }
}

/// Whether a page states claims about enough options, and says what doing nothing does.
fn weighs(card: &Card, context: &Context<'_>) -> bool {
    let text = context.tree.get(&card.path).map_or("", |file| file.as_text());
    let claims = card.names.claims.iter().filter_map(|id| context.site.registry.claims.get(id));
    let options: BTreeSet<&str> = claims.flat_map(|claim| claim.options()).collect();
    options.len() >= FEWEST && SAYS_NOTHING.find(&phrase::lower(text)).is_some()
}
