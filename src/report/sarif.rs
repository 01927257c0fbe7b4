//! Findings in the Static Analysis Results Interchange Format 2.1.0, an OASIS standard that code
//! scanning reads. Only what we say is here; a test holds it against the standard's schema.

use percent_encoding::utf8_percent_encode;
use serde::Serialize;

use super::{Sources, document};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::rule::{self, Rule};
use crate::url::PATH;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Stands for the folder that paths start from, whatever its name is on another machine.
const ROOT: &str = "%SRCROOT%";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    original_uri_base_ids: serde_json::Value,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: String,
    short_description: Words,
    help: Help,
    default_configuration: Configuration,
    properties: Tags,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    /// Our words for levels are the format's.
    level: &'static str,
}

#[derive(Serialize)]
struct Tags {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
struct Words {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'static str,
    rule_index: Option<usize>,
    level: &'static str,
    message: Words,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Change<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Words>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Words>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    description: Words,
    artifact_changes: [ArtifactChange<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: Artifact,
    replacements: [Replacement<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Inserted<'a>,
}

#[derive(Serialize)]
struct Inserted<'a> {
    text: &'a str,
}

pub(super) fn text(found: &Diagnostics, sources: &Sources<'_>) -> String {
    let rules = rule::ALL.iter().map(|rule| descriptor(rule)).collect();
    let driver = Driver { name: "plainleaf", semantic_version: env!("CARGO_PKG_VERSION"), rules };
    let root = serde_json::json!({ ROOT: { "description": { "text": "the folder of the repository" } } });
    let run = Run {
        tool: Tool { driver },
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: root,
        results: found.iter().map(|finding| outcome(finding, sources)).collect(),
    };
    document(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

fn descriptor(rule: &'static Rule) -> Descriptor {
    Descriptor {
        id: rule.code,
        name: pascal(rule.code),
        short_description: Words { text: rule.summary().to_owned() },
        help: Help { text: rule.document, markdown: rule.document },
        default_configuration: Configuration { level: rule.severity.word() },
        properties: Tags { tags: [rule.family.word()] },
    }
}

fn outcome<'a>(finding: &'a Diagnostic, sources: &Sources<'_>) -> Outcome<'a> {
    let words = match &finding.help {
        Some(help) => format!("{}\nhelp: {help}", finding.message),
        None => finding.message.clone(),
    };
    let fix = finding.fix.as_ref().map(|fix| Change {
        description: Words { text: format!("write `{}`", fix.text) },
        artifact_changes: [ArtifactChange {
            artifact_location: artifact(&fix.span, sources),
            replacements: [Replacement {
                deleted_region: region(&fix.span, sources),
                inserted_content: Inserted { text: &fix.text },
            }],
        }],
    });
    let related = finding.related.iter().map(|(span, note)| location(span, sources, Some(note)));
    Outcome {
        rule_id: finding.rule.code,
        rule_index: rule::ALL.iter().position(|rule| rule.code == finding.rule.code),
        level: finding.severity.word(),
        message: Words { text: words },
        locations: [location(&finding.span, sources, None)],
        related_locations: related.collect(),
        fixes: fix.into_iter().collect(),
    }
}

fn location(span: &Span, sources: &Sources<'_>, note: Option<&String>) -> Location {
    Location {
        physical_location: Physical {
            artifact_location: artifact(span, sources),
            region: region(span, sources),
        },
        message: note.map(|note| Words { text: note.clone() }),
    }
}

fn artifact(span: &Span, sources: &Sources<'_>) -> Artifact {
    let path = sources.path(span);
    Artifact { uri: utf8_percent_encode(&path, PATH).to_string(), uri_base_id: ROOT }
}

/// A file as a whole is shown by its first line: code scanning wants a line.
fn region(span: &Span, sources: &Sources<'_>) -> Region {
    if span.range == (0..0) {
        return Region { start_line: 1, start_column: None, end_line: None, end_column: None, snippet: None };
    }
    let (start, end) = sources.places(span);
    let snippet = sources.text(span).get(span.range.clone()).filter(|text| !text.is_empty());
    Region {
        start_line: start.line,
        start_column: Some(start.column),
        end_line: Some(end.line),
        end_column: Some(end.column),
        snippet: snippet.map(|text| Words { text: text.to_owned() }),
    }
}

/// `broken-link` as `BrokenLink`, which is how the format writes names.
fn pascal(code: &str) -> String {
    code.split('-')
        .flat_map(|word| {
            let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            [first.to_uppercase(), rest.to_owned()]
        })
        .collect()
}
