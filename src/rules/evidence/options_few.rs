//! `options-few`

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::language::Each;
use crate::output::OutputTree;
use crate::page::Card;
use crate::phrase::{self, Phrases};
use crate::rule;
use crate::rules::{Context, Report};

/// Nobody can choose from less.
const FEWEST: usize = 2;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// Ways to speak of doing nothing.
    nothing: Phrases,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::OPTIONS_FEW.code));

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let site = context.site;
    for (language, lists) in site.languages.keys().filter_map(|code| Some((code, LISTS.of(code)?))) {
        let cards = site.cards.iter();
        let mut pages = cards.filter(|card| card.kind.weighs_evidence() && card.language == *language);
        let Some(first) = pages.clone().next().filter(|_| !pages.any(|card| weighs(card, lists, context)))
        else {
            continue;
        };
        let message = "no page about the evidence weighs two options and doing nothing";
        let help = "say on this one what else people could do, in claims that name it in `option`, and what happens \
            if they do nothing";
        report.add(context.key(first, "title"), message, help);
    }
}

/// Whether a page states claims about enough options, and says what doing nothing does.
fn weighs(card: &Card, lists: &Lists, context: &Context<'_>) -> bool {
    let text = context.tree.get(&card.path).map_or("", |file| file.as_text());
    let claims = card.names.claims.iter().filter_map(|id| context.site.registry.claims.get(id));
    let options: BTreeSet<&str> = claims.flat_map(|claim| claim.options()).collect();
    options.len() >= FEWEST && lists.nothing.find(&phrase::lower(text)).is_some()
}
