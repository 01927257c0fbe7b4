//! Links from a page to itself in another language.

use tera::Value;

use super::{link, map};
use crate::page::Card;
use crate::site::Site;

/// The same page in the other languages.
pub(super) fn translations(card: &Card, site: &Site) -> Value {
    let translations: Vec<Value> =
        site.translations(card).filter_map(|other| to_language(card, other, site)).collect();
    Value::from(translations)
}

/// A link from a page to the same page in another language.
pub(super) fn to_language(card: &Card, other: &Card, site: &Site) -> Option<Value> {
    let language = site.language(other)?;
    Some(map([
        ("lang", Value::from(language.code.as_str())),
        ("name", Value::from(language.name())),
        ("dir", Value::from(language.direction())),
        ("href", Value::from(link(card, &other.url, site))),
        ("canonical", Value::from(site.canonical(&other.url))),
    ]))
}
