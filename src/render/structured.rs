//! Structured data: schema.org's `MedicalWebPage` as JSON-LD, equal to what the page shows.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::fill::Filled;
use super::view::Common;
use crate::page::Card;
use crate::sign_off::Standing;
use crate::site::Site;

/// A page's structured data, ready to stand in a script tag.
pub(super) fn page(
    card: &Card,
    filled: &Filled,
    site: &Site,
    common: &Common,
    standing: &Standing,
) -> String {
    let mut data = Map::new();
    let mut put = |key: &str, value: Value| data.insert(key.to_owned(), value);
    put("@context", json!("https://schema.org"));
    put("@type", json!(if card.kind.is_health() { "MedicalWebPage" } else { "WebPage" }));
    put("name", json!(card.title));
    put("description", json!(card.description));
    put("url", json!(site.canonical(&card.url)));
    put("inLanguage", json!(card.language));
    put("dateModified", json!(card.updated.to_string()));
    if let Some(reviewed) = standing.reviewed {
        put("lastReviewed", json!(reviewed.to_string()));
    }
    if !standing.signed.is_empty() {
        let people = standing.signed.iter().map(
            |entry| json!({"@type": "Person", "name": entry.name, "jobTitle": common.role(&entry.role)}),
        );
        put("reviewedBy", people.collect());
    }
    let publisher = common.words(&site.config.publisher);
    put("publisher", json!({"@type": "Organization", "name": publisher}));
    if card.kind.is_health() {
        put("audience", json!({"@type": "Patient"}));
        let about = site.config.about.get(&card.language, &site.config.language);
        if !about.is_empty() {
            put("about", json!({"@type": "MedicalCondition", "name": about}));
        }
        let links: Vec<&str> =
            filled.sources.iter().filter_map(|key| site.library.get(key)?.url.as_deref()).collect();
        if !links.is_empty() {
            put("citation", json!(links));
        }
    }
    in_script(&data)
}

/// JSON that cannot end the script tag around it (HTML, section 4.12.1.3).
pub(super) fn in_script<T: Serialize>(data: &T) -> String {
    serde_json::to_string(data).unwrap_or_default().replace('<', "\\u003c")
}
