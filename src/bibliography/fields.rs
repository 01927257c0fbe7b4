//! Which fields a Hayagriva entry has, and what is wrong with the ones it was given.
//!
//! Hayagriva passes over fields it does not know, so that `auhtor` would print a reference without
//! authors. Here every field is looked up first; what a value may be, hayagriva says.

use super::yaml::{Key, Node, Value};
use super::{Checked, Keys, Problems};
use crate::diagnostic::nearest;
use hayagriva::types::EntryType;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use std::ops::Range;

/// The fields of an entry in hayagriva 0.10 (`docs/file-format.md` there).
const ENTRY: &[&str] = &[
    "type",
    "title",
    "author",
    "date",
    "parent",
    "editor",
    "affiliated",
    "publisher",
    "location",
    "organization",
    "issue",
    "chapter",
    "volume",
    "volume-total",
    "edition",
    "page-range",
    "page-total",
    "time-range",
    "runtime",
    "url",
    "serial-number",
    "language",
    "archive",
    "archive-location",
    "call-number",
    "note",
    "abstract",
    "genre",
];

/// The fields that a field of an entry may have in its turn; words may have a short form.
fn fields_of(name: &str) -> &'static [&'static str] {
    match name {
        "parent" => ENTRY,
        "author" | "editor" | "names" => &["name", "given-name", "prefix", "suffix", "comma-suffix", "alias"],
        "affiliated" => &["names", "role"],
        "publisher" => &["name", "location"],
        "url" => &["value", "date"],
        "date" => &["year", "month", "day", "season", "approximate"],
        "serial-number" => &["doi", "isbn", "issn", "pmid", "pmcid", "arxiv", "serial"],
        "title" | "location" | "organization" | "archive" | "archive-location" | "call-number" | "note"
        | "abstract" | "genre" | "name" => &["value", "short", "verbatim"],
        _ => &[],
    }
}

fn takes_many(name: &str) -> bool {
    is_of_people(name) || matches!(name, "affiliated" | "parent")
}

fn is_of_people(name: &str) -> bool {
    matches!(name, "author" | "editor" | "names")
}

/// What to write where a field cannot be read.
fn help(name: &str) -> &'static str {
    match name {
        "date" => "write `2024`, `2024-05` or `2024-05-14`, a day that exists",
        "url" => "write the whole address, beginning with `https://`",
        "author" | "editor" | "names" => {
            "write `\"Family, Given\"` for a person, `name: …` for a body, and `others` last for authors left out"
        }
        "year" | "month" | "day" | "season" => "write a whole number",
        "approximate" | "comma-suffix" | "verbatim" => "write `true` or `false`",
        "doi" => "write only the part from `10.` on",
        "pmid" => "write only the digits",
        "pmcid" => "write `PMC` and the digits",
        "language" => "write a language tag such as `en-GB`",
        "role" => "write one of hayagriva's roles, such as `translator`",
        "parent" => "write the fields of the journal, book or site below it, indented",
        _ => "write words or a number, in quotes if YAML misreads them",
    }
}

/// The entries of the file in hayagriva's data model.
pub(super) fn entries(text: &str, root: Node, problems: &mut Problems) -> Vec<Checked> {
    let Value::Map(fields) = root.value else {
        let message = "the references are not a list of keys with fields";
        problems.add(root.range, message, "write `smith-2020:` and below it, indented, `title: …`");
        return Vec::new();
    };
    let mut keys = Keys::default();
    let mut checked = Vec::new();
    for (Key { name: key, range }, node) in fields {
        problems.look_for_unseen(&key, &range);
        if keys.takes(text, &key, &range, problems) {
            checked.extend(entry(key, range, node, problems));
        }
    }
    checked
}

fn entry(key: String, range: Range<usize>, node: Node, problems: &mut Problems) -> Option<Checked> {
    let Value::Map(fields) = node.value else {
        let help = "write `title: …` and the other fields below it, indented";
        problems.add(range, format!("`{key}` has no fields"), help);
        return None;
    };
    for (name, help) in
        [("type", "write `type: article`, `type: web` or another"), ("title", "write `title: …`")]
    {
        if fields.iter().all(|(key, _)| key.name != name) {
            problems.add(range.clone(), format!("`{key}` has no {name}"), help);
        }
    }
    let mut data = map("parent", fields, problems);
    data.entry("type").or_insert(json!("misc"));
    // A bad title has been reported; without one there is nothing to print.
    data.get("title")?;
    Some(Checked { key, range, data: Json::Object(data) })
}

/// The fields below another that can be used; what is wrong with the others goes to `problems`.
fn map(above: &str, fields: Vec<(Key, Node)>, problems: &mut Problems) -> Map<String, Json> {
    let known = fields_of(above);
    let mut data = Map::new();
    for (Key { name, range }, node) in fields {
        problems.look_for_unseen(&name, &range);
        let name = if above == "parent" && name == "serial" { "serial-number" } else { name.as_str() };
        if !known.contains(&name) {
            let near = nearest(name, known.iter().copied());
            let help = format!("the fields here are `{}`", known.join("`, `"));
            problems.add_misspelt(range, format!("there is no field `{name}`"), help, name, near);
        } else if data.contains_key(name) {
            problems.add(range, format!("`{name}` is there twice"), "remove one of them");
        } else {
            // What stands in `value` is what the field above holds.
            let field = if name == "value" { above } else { name };
            let is_tried = above == "parent";
            if let Some(value) = value(field, node, is_tried, problems) {
                data.insert(name.to_owned(), value);
            }
        }
    }
    data
}

/// What a field holds, if it can be used. Where `is_tried`, it is held before hayagriva.
fn value(name: &str, node: Node, is_tried: bool, problems: &mut Problems) -> Option<Json> {
    let (range, before) = (node.range, problems.count());
    let mut written = None;
    let value = match node.value {
        Value::Empty => {
            problems.add(range, format!("`{name}` is empty"), "write a value, or leave the field out");
            return None;
        }
        Value::Scalar(text) => {
            problems.look_for_unseen(&text, &range);
            let value = scalar(name, &text);
            written = Some(text);
            value
        }
        Value::List(_) if !takes_many(name) => None,
        Value::Map(_) if fields_of(name).is_empty() => None,
        Value::List(items) => {
            let list = list(name, items, is_tried, problems);
            (!list.is_empty()).then_some(Json::Array(list))
        }
        Value::Map(fields) => Some(Json::Object(map(name, fields, problems))),
    };
    let value = value.filter(|value| !is_tried || is_readable(name, value));
    if value.is_none() && problems.count() == before {
        bad(name, range, written.as_deref(), problems);
    }
    value
}

fn list(name: &str, items: Vec<Node>, is_tried: bool, problems: &mut Problems) -> Vec<Json> {
    let last = items.len().saturating_sub(1);
    let mut list = Vec::new();
    for (at, item) in items.into_iter().enumerate() {
        let range = item.range.clone();
        let Some(value) = value(name, item, is_tried, problems) else {
            continue;
        };
        if value == json!("others") && is_of_people(name) && (at != last || at == 0) {
            let message = "`others` stands for more names after the ones listed";
            problems.add(range, message, "put it last, after at least one name");
        } else {
            list.push(value);
        }
    }
    list
}

fn scalar(name: &str, text: &str) -> Option<Json> {
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_fine = match name {
        "year" | "month" | "day" | "season" => return text.parse::<i32>().ok().map(Json::from),
        "approximate" | "comma-suffix" | "verbatim" => return text.parse::<bool>().ok().map(Json::from),
        // Hayagriva takes `Article` and `article`.
        "type" => return Some(json!(text.to_lowercase())),
        "date" => is_date(text),
        // Any other scheme has no place in a link for patients.
        "url" => ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme)),
        "doi" => text.starts_with("10.") && text.contains('/'),
        "pmid" => are_digits(text),
        "pmcid" => text.strip_prefix("PMC").is_some_and(are_digits),
        _ => !(is_of_people(name) && matches!(text, "et al" | "et al.")),
    };
    is_fine.then(|| json!(text))
}

/// `2024`, `2024-05` or `2024-05-14`, each perhaps with `~` for "about"; hayagriva checks that there
/// is such a day, but reads past what follows it.
fn is_date(text: &str) -> bool {
    let mut parts = text.trim_start_matches('~').split('-');
    let digits = |part: &str, n| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    parts.next().is_some_and(|year| digits(year, 4))
        && parts.clone().count() <= 2
        && parts.all(|part| digits(part, 2))
}

/// Whether hayagriva understands the field. It says neither which field nor which item of a list it
/// stumbled over, so each is held before it alone.
fn is_readable(name: &str, value: &Json) -> bool {
    let mut trial = json!({ "trial": { "type": "misc" } });
    trial["trial"][name] = value.clone();
    hayagriva::Library::deserialize(&trial).is_ok()
}

fn bad(name: &str, range: Range<usize>, written: Option<&str>, problems: &mut Problems) {
    let message = match written {
        Some(text) => format!("`{text}` cannot be read as `{name}`"),
        None => format!("`{name}` does not take this kind of value"),
    };
    match written {
        Some(text) if name == "type" => {
            let types = types();
            let near = nearest(text, types.iter().map(String::as_str));
            problems.add_misspelt(range, message, format!("the types are {}", types.join(", ")), text, near);
        }
        _ => problems.add(range, message, help(name)),
    }
}

/// The types of entries, as hayagriva names them when it meets another.
fn types() -> Vec<String> {
    let error = "?".parse::<EntryType>().err().map(|error| error.to_string()).unwrap_or_default();
    let named = error.split('`').skip(3).step_by(2);
    named.filter(|name| name.starts_with(|c: char| c.is_lowercase())).map(str::to_owned).collect()
}
