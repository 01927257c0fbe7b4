//! Entries of lists as components see them: claims, terms, references with their uses, changes, sign-offs.

use tera::Value;

use super::super::map;
use super::{Common, link, reference_id};
use crate::bibliography::Reference;
use crate::data::Words;
use crate::page::Card;
use crate::registry::{Claim, Term};
use crate::sign_off::Standing;
use crate::site::Site;

/// A claim, as its chip and its box show it.
pub(in crate::render) fn claim(claim: &Claim, from: &Card, site: &Site, common: &Common) -> Value {
    let href = claim_href(claim, from, site);
    map([
        ("id", Value::from(claim.id.as_str())),
        ("certainty", Value::from(claim.certainty.word())),
        ("dots", Value::from(u64::from(claim.certainty.dots()))),
        ("says", Value::from(common.words(&claim.says))),
        ("caveat", Value::from(common.words(&claim.caveat))),
        ("href", Value::from(href)),
    ])
}

/// Where a claim stands with all that is known of it.
fn claim_href(claim: &Claim, from: &Card, site: &Site) -> Option<String> {
    let page = site.claim_list(&from.language, claim)?;
    let page = if page.path == from.path { String::new() } else { link(from, &page.url, site) };
    Some(format!("{page}#{}", claim_id(&claim.id)))
}

/// A claim with everything known of it.
pub(in crate::render) fn claim_in_full(claim: &Claim, cites: Value, common: &Common) -> Value {
    let rater = Value::from_serializable(&claim.rated_by);
    let search = claim.search.as_ref().map(|search| {
        map([
            ("where", Value::from(common.words(&search.place))),
            ("until", Value::from(common.language.month(&search.until))),
            ("words", Value::from(common.words(&search.words))),
        ])
    });
    map([
        ("id", Value::from(claim_id(&claim.id))),
        ("certainty", Value::from(claim.certainty.word())),
        ("dots", Value::from(u64::from(claim.certainty.dots()))),
        ("says", Value::from(common.words(&claim.says))),
        ("caveat", Value::from(common.words(&claim.caveat))),
        ("rated_by", rater),
        ("checked", map([("words", Value::from(common.language.month(&claim.checked)))])),
        ("search", search.unwrap_or_else(Value::none)),
        ("cites", cites),
    ])
}

/// A medical word.
pub(in crate::render) fn term(term: &Term, common: &Common) -> Value {
    map([
        ("id", Value::from(format!("term-{}", term.id))),
        ("term", Value::from(common.words(&term.term))),
        ("short", Value::from(common.words(&term.short))),
        ("plain", Value::from(common.words(&term.plain))),
        ("means", Value::from(common.words(&term.means))),
    ])
}

/// A reference with all it is used for under these topics.
pub(in crate::render) fn reference(
    reference: &Reference,
    topics: &[String],
    from: &Card,
    site: &Site,
    common: &Common,
) -> Value {
    let wanted = |topic: &str| topics.is_empty() || topics.iter().any(|t| t == topic);
    let registry = &site.registry;
    let claims = registry.claims.iter().filter(|c| wanted(&c.topic) && c.sources.contains(&reference.key));
    let flags =
        registry.red_flags.flags.iter().filter(|f| wanted("red-flags") && f.sources.contains(&reference.key));
    let cautions =
        registry.cautions.iter().filter(|c| wanted("cautions") && c.sources.contains(&reference.key));
    let used = |words: &Words, href: Option<String>| {
        map([("says", Value::from(common.words(words))), ("href", Value::from(href))])
    };
    let used_for: Vec<Value> = claims
        .map(|claim| used(&claim.says, claim_href(claim, from, site)))
        .chain(flags.map(|flag| used(&flag.words, None)))
        .chain(cautions.map(|caution| used(&caution.words, None)))
        .collect();
    map([
        ("id", Value::from(reference_id(&reference.key))),
        ("html", Value::safe_string(&reference.html)),
        ("retracted", Value::from(reference.is_retracted())),
        ("used_for", Value::from(used_for)),
    ])
}

/// The changes of all pages of a language, newest first.
pub(in crate::render) fn changes(from: &Card, site: &Site, common: &Common) -> Value {
    let mut changes: Vec<_> = site
        .cards
        .iter()
        .filter(|card| card.language == from.language)
        .flat_map(|card| card.changes.iter().map(move |change| (change, card)))
        .collect();
    changes
        .sort_by(|(a, card_a), (b, card_b)| b.date.cmp(&a.date).then_with(|| card_a.path.cmp(&card_b.path)));
    let values: Vec<Value> = changes
        .into_iter()
        .map(|(change, card)| {
            map([
                ("date", common.date(change.date.0)),
                ("what", Value::from(change.what.as_str())),
                ("title", Value::from(card.title.as_str())),
                ("href", Value::from(link(from, &card.url, site))),
            ])
        })
        .collect();
    Value::from(values)
}

/// Who checked a page, where that still stands.
pub(super) fn sign_offs(standing: &Standing, common: &Common) -> Value {
    let signed = standing.signed.iter().map(|entry| {
        map([
            ("name", Value::from(entry.name.as_str())),
            ("role", Value::from(common.role(&entry.role))),
            ("date", common.date(entry.date)),
        ])
    });
    Value::from(signed.collect::<Vec<Value>>())
}

fn claim_id(id: &str) -> String {
    format!("claim-{id}")
}

/// The headings of a page's contents list.
pub(super) fn contents(card: &Card) -> Value {
    let headings: Vec<Value> = card
        .headings
        .iter()
        .filter(|heading| heading.level == 2)
        .map(|heading| {
            map([
                ("id", Value::from(heading.id.as_str())),
                ("title", Value::from(heading.title.as_str())),
                ("level", Value::from(u64::from(heading.level))),
            ])
        })
        .collect();
    Value::from(headings)
}
