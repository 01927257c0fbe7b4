//! `form-asks-who`

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::document::Element;
use crate::language::Each;
use crate::rule;
use crate::rules::{BuiltView, Context, Report};

/// Kinds of fields for what tells one person from another.
const KINDS: [&str; 9] =
    ["email", "tel", "number", "date", "datetime-local", "month", "week", "password", "file"];
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// Words in the names of such fields, as browsers know them (HTML, Autofill) and as people write them.
    names: BTreeSet<String>,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::FORM_ASKS_WHO.code));

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let fields =
        page.document.elements.iter().filter(|e| ["input", "textarea", "select"].contains(&e.name()));
    for field in fields {
        if let Some((key, value)) = asks(field) {
            let message = format!("`{key}=\"{value}\"` asks who the reader is");
            let place = page.place(&format!("{key}=\"{value}\""), context);
            report.add(place, message, "take the field out: this site keeps nobody's details");
        }
    }
}

/// The attribute by which a field asks for a name, a birth date, a number or an address.
fn asks<'e>(field: &'e Element<'_>) -> Option<(&'static str, &'e str)> {
    let kind = field.value("type").unwrap_or_default();
    if KINDS.contains(&kind) {
        return Some(("type", kind));
    }
    // The names of boxes to tick are about the answer, not about who answers.
    if ["checkbox", "radio", "hidden"].contains(&kind) {
        return None;
    }
    ["autocomplete", "name", "id"].into_iter().find_map(|key| {
        let value = field.value(key)?;
        let mut words = value.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| is_name(&word.to_ascii_lowercase())).then_some((key, value))
    })
}

/// Whether a word of any language asks who someone is: the names of fields are often those of another language.
fn is_name(word: &str) -> bool {
    LISTS.all().any(|lists| lists.names.contains(word))
}
