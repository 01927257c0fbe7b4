//! Which fields a Hayagriva entry has, and what is wrong with the ones it was given.
//!
//! Hayagriva passes over fields it does not know, so that `auhtor` would print a reference without
//! authors. Here every field is looked up first.

use super::biblatex::{bad_key, duplicate};
use super::yaml::{Key, Node, Value};
use super::{Checked, Problem, ProblemKind, uncitable};
use crate::diagnostic::nearest;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a field may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Entry,
    Persons,
    Roles,
    Words,
    Publisher,
    Address,
    Date,
    Serial,
    Type,
    /// A number in the data model, such as the year of a date written as a map.
    Number,
    Switch,
    Plain,
}

/// The fields of hayagriva 0.10 (`docs/file-format.md` there), and what each holds.
const ENTRY: &[(&str, Shape)] = &[
    ("type", Shape::Type),
    ("title", Shape::Words),
    ("author", Shape::Persons),
    ("date", Shape::Date),
    ("parent", Shape::Entry),
    ("editor", Shape::Persons),
    ("affiliated", Shape::Roles),
    ("publisher", Shape::Publisher),
    ("location", Shape::Words),
    ("organization", Shape::Words),
    ("issue", Shape::Plain),
    ("chapter", Shape::Plain),
    ("volume", Shape::Plain),
    ("volume-total", Shape::Plain),
    ("edition", Shape::Plain),
    ("page-range", Shape::Plain),
    ("page-total", Shape::Plain),
    ("time-range", Shape::Plain),
    ("runtime", Shape::Plain),
    ("url", Shape::Address),
    ("serial-number", Shape::Serial),
    ("language", Shape::Plain),
    ("archive", Shape::Words),
    ("archive-location", Shape::Words),
    ("call-number", Shape::Words),
    ("note", Shape::Words),
    ("abstract", Shape::Words),
    ("genre", Shape::Words),
];

const TYPES: &[&str] = &[
    "article",
    "chapter",
    "entry",
    "anthos",
    "report",
    "thesis",
    "web",
    "scene",
    "artwork",
    "patent",
    "case",
    "newspaper",
    "legislation",
    "manuscript",
    "post",
    "misc",
    "performance",
    "periodical",
    "proceedings",
    "book",
    "blog",
    "reference",
    "conference",
    "anthology",
    "repository",
    "thread",
    "video",
    "audio",
    "exhibition",
    "original",
];

impl Shape {
    fn fields(self) -> &'static [(&'static str, Shape)] {
        use Shape::*;
        match self {
            Entry => ENTRY,
            Persons => &[
                ("name", Plain),
                ("given-name", Plain),
                ("prefix", Plain),
                ("suffix", Plain),
                ("comma-suffix", Switch),
                ("alias", Plain),
            ],
            Roles => &[("names", Persons), ("role", Plain)],
            Words => &[("value", Words), ("short", Words), ("verbatim", Switch)],
            Publisher => &[("name", Words), ("location", Words)],
            Address => &[("value", Address), ("date", Date)],
            Date => &[
                ("year", Number),
                ("month", Number),
                ("day", Number),
                ("season", Number),
                ("approximate", Switch),
            ],
            Serial => &[
                ("doi", Plain),
                ("isbn", Plain),
                ("issn", Plain),
                ("pmid", Plain),
                ("pmcid", Plain),
                ("arxiv", Plain),
                ("serial", Plain),
            ],
            Type | Number | Switch | Plain => &[],
        }
    }
}

/// The entries of the file in hayagriva's data model.
pub(super) fn entries(text: &str, root: Node, problems: &mut Vec<Problem>) -> Vec<Checked> {
    let Value::Map(fields) = root.value else {
        let message = "the references are not a list of keys with fields";
        let problem = Problem::new(ProblemKind::Syntax, root.range, message);
        problems.push(problem.help("write `smith-2020:` and below it, indented, `title: …`"));
        return Vec::new();
    };
    let mut seen: BTreeMap<String, Range<usize>> = BTreeMap::new();
    let mut checked = Vec::new();
    for (Key { name: key, range }, node) in fields {
        if let Some(first) = seen.get(&key) {
            problems.push(duplicate(text, &key, range, first));
            continue;
        }
        seen.insert(key.clone(), range.clone());
        if uncitable(&key) {
            problems.push(bad_key(&key, range.clone()));
        }
        checked.extend(entry(key, range, &node, problems));
    }
    checked
}

fn entry(key: String, range: Range<usize>, node: &Node, problems: &mut Vec<Problem>) -> Option<Checked> {
    let Value::Map(fields) = &node.value else {
        let message = format!("`{key}` has no fields");
        let problem = Problem::new(ProblemKind::BadValue, range, message);
        problems.push(problem.help("write `title: …` and the other fields below it, indented"));
        return None;
    };
    let has = |name: &str| fields.iter().any(|(key, _)| key.name == name);
    let mut missing = |message, help: &str| {
        let problem = Problem::new(ProblemKind::MissingField, range.clone(), message);
        problems.push(problem.help(help));
    };
    if !has("type") {
        missing(format!("`{key}` has no type"), "write `type: article`, `type: web` or another");
    }
    if !has("title") {
        missing(format!("`{key}` has no title"), "write `title: …`");
    }
    let Json::Object(mut data) = map(Shape::Entry, fields, problems) else {
        return None;
    };
    data.entry("type").or_insert(json!("misc"));
    let data = Json::Object(data);
    // A bad title has been reported; without one there is nothing to print.
    data.get("title")?;
    Some(Checked { key, range, data })
}

/// The fields of one map that can be used; what is wrong with the others goes to `problems`.
fn map(shape: Shape, fields: &[(Key, Node)], problems: &mut Vec<Problem>) -> Json {
    let known = shape.fields();
    let mut data = Map::new();
    for (key, node) in fields {
        let name = match key.name.as_str() {
            "serial" if shape == Shape::Entry => "serial-number",
            name => name,
        };
        let Some((_, inner)) = known.iter().find(|(field, _)| *field == name) else {
            problems.push(unknown(key, known));
            continue;
        };
        if data.contains_key(name) {
            let message = format!("`{name}` is there twice");
            let problem = Problem::new(ProblemKind::Duplicate, key.range.clone(), message);
            problems.push(problem.help("remove one of them"));
            continue;
        }
        let before = problems.len();
        let Some(value) = value(name, *inner, node, problems) else {
            continue;
        };
        if shape != Shape::Entry || readable(name, &value) {
            data.insert(name.to_owned(), value);
        } else if problems.len() == before {
            problems.push(bad(name, *inner, node));
        }
    }
    Json::Object(data)
}

fn value(name: &str, shape: Shape, node: &Node, problems: &mut Vec<Problem>) -> Option<Json> {
    match &node.value {
        Value::Empty => {
            let message = format!("`{name}` is empty");
            let problem = Problem::new(ProblemKind::BadValue, node.range.clone(), message);
            problems.push(problem.help("write a value, or leave the field out"));
            None
        }
        Value::List(items) => {
            let many = matches!(shape, Shape::Persons | Shape::Roles | Shape::Entry);
            if !many {
                problems.push(bad(name, shape, node));
                return None;
            }
            let last = items.len().saturating_sub(1);
            let mut list = Vec::new();
            for (at, item) in items.iter().enumerate() {
                let before = problems.len();
                let Some(value) = value(name, shape, item, problems) else {
                    continue;
                };
                let others = shape == Shape::Persons && value == json!("others");
                if others && (at != last || at == 0) {
                    let message = "`others` stands for more names after the ones listed";
                    let range = item.range.clone();
                    let problem = Problem::new(ProblemKind::BadValue, range, message);
                    problems.push(problem.help("put it last, after at least one name"));
                } else if readable(name, &value) {
                    list.push(value);
                } else if problems.len() == before {
                    problems.push(bad(name, shape, item));
                }
            }
            (!list.is_empty()).then_some(Json::Array(list))
        }
        Value::Map(fields) => match shape.fields() {
            [] => {
                problems.push(bad(name, shape, node));
                None
            }
            _ => Some(map(shape, fields, problems)),
        },
        Value::Scalar(text) => scalar(name, shape, text, node, problems),
    }
}

fn scalar(name: &str, shape: Shape, text: &str, node: &Node, problems: &mut Vec<Problem>) -> Option<Json> {
    let number = || text.parse::<i32>().ok().map(Json::from);
    let fine = match (shape, name) {
        (Shape::Type, _) => TYPES.contains(&text.to_lowercase().as_str()).then(|| {
            // Hayagriva takes `Article` and `article`.
            json!(text.to_lowercase())
        }),
        (Shape::Number, _) => number(),
        (Shape::Switch, _) => text.parse::<bool>().ok().map(Json::from),
        (Shape::Date, _) => dated(text).then(|| json!(text)),
        // Any other scheme has no place in a link for patients.
        (Shape::Address, _) => {
            ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme)).then(|| json!(text))
        }
        (_, "doi") => (text.starts_with("10.") && text.contains('/')).then(|| json!(text)),
        (_, "pmid") => text.bytes().all(|b| b.is_ascii_digit()).then(|| json!(text)),
        (_, "pmcid") => text
            .strip_prefix("PMC")
            .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
            .then(|| json!(text)),
        (Shape::Persons, _) if matches!(text, "et al" | "et al.") => None,
        _ => Some(json!(text)),
    };
    if fine.is_none() {
        problems.push(bad(name, shape, node));
    }
    fine
}

/// `2024`, `2024-05` or `2024-05-14`, each perhaps with `~` for "about"; hayagriva checks that there
/// is such a day, but reads past what follows it.
fn dated(text: &str) -> bool {
    let mut parts = text.trim_start_matches('~').split('-');
    let digits = |part: &str, n| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    parts.next().is_some_and(|year| digits(year, 4))
        && parts.clone().count() <= 2
        && parts.all(|part| digits(part, 2))
}

/// Whether hayagriva understands the field. It says neither which field nor which item of a list it
/// stumbled over, so each is held before it alone.
fn readable(name: &str, value: &Json) -> bool {
    let mut trial = json!({ "trial": { "type": "misc" } });
    trial["trial"][name] = value.clone();
    hayagriva::Library::deserialize(&trial).is_ok()
}

fn unknown(key: &Key, known: &[(&str, Shape)]) -> Problem {
    let name = &key.name;
    let message = format!("there is no field `{name}`");
    let problem = Problem::new(ProblemKind::UnknownField, key.range.clone(), message);
    match nearest(name, known.iter().map(|(field, _)| *field)) {
        Some(field) => Problem {
            meant: Some((name.clone(), field.to_owned())),
            ..problem.help(format!("did you mean `{field}`?"))
        },
        None => {
            let fields: Vec<_> = known.iter().map(|(field, _)| format!("`{field}`")).collect();
            problem.help(format!("the fields here are {}", fields.join(", ")))
        }
    }
}

fn bad(name: &str, shape: Shape, node: &Node) -> Problem {
    let message = match &node.value {
        Value::Scalar(text) => format!("`{text}` cannot be read as `{name}`"),
        Value::List(_) | Value::Map(_) | Value::Empty => {
            format!("`{name}` does not take this kind of value")
        }
    };
    let problem = Problem::new(ProblemKind::BadValue, node.range.clone(), message);
    let help = match (shape, name) {
        (Shape::Type, _) => {
            let Value::Scalar(text) = &node.value else {
                return problem;
            };
            return problem.help(match nearest(text, TYPES.iter().copied()) {
                Some(kind) => format!("did you mean `{kind}`?"),
                None => format!("the types are {}", TYPES.join(", ")),
            });
        }
        (Shape::Date, _) => "write `2024`, `2024-05` or `2024-05-14`, a day that exists",
        (Shape::Address, _) => "write the whole address, beginning with `https://`",
        (Shape::Persons, _) => {
            "write `\"Family, Given\"` for a person, `name: …` for a body, and `others` last for \
             authors left out"
        }
        (Shape::Number, _) => "write a whole number",
        (Shape::Switch, _) => "write `true` or `false`",
        (_, "doi") => "write only the part from `10.` on",
        (_, "pmid") => "write only the digits",
        (_, "pmcid") => "write `PMC` and the digits",
        (_, "language") => "write a language tag such as `en-GB`",
        (_, "role") => "write one of hayagriva's roles, such as `translator`",
        (Shape::Entry, _) => "write the fields of the journal, book or site below it, indented",
        _ => "write words or a number, in quotes if YAML misreads them",
    };
    problem.help(help)
}
