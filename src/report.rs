//! Findings as text: with their source line for people, a line each for other programs, or JSON.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Span};
use crate::source::SourceTree;

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// With the source line and what to do.
    #[default]
    Human,
    /// A line each: `file:line:column: error[code]: message`.
    Short,
    /// One JSON document.
    Json,
}

/// Where a finding stands, as people count: from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// The line and column of a byte.
pub fn place(text: &str, byte: usize) -> Place {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let start = text[..byte].rfind('\n').map_or(0, |i| i + 1);
    Place { line: text[..byte].matches('\n').count() + 1, column: text[start..byte].chars().count() + 1 }
}

/// All findings as text, in order.
pub fn text(found: &Diagnostics, tree: &SourceTree, format: Format, color: bool) -> String {
    match format {
        Format::Human => human(found, tree, color),
        Format::Short => short(found, tree),
        Format::Json => json(found, tree),
    }
}

/// A sentence that counts.
pub fn summary(found: &Diagnostics) -> String {
    let count = |severity, one: &str, many: &str| match found.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    let parts: Vec<String> = [
        count(Severity::Error, "error", "errors"),
        count(Severity::Warning, "warning", "warnings"),
        count(Severity::Note, "note", "notes"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() { "nothing to mend".to_owned() } else { parts.join(", ") }
}

fn source<'a>(span: &Span, tree: &'a SourceTree) -> &'a str {
    tree.get(&span.path).map_or("", |file| file.as_text())
}

fn human(found: &Diagnostics, tree: &SourceTree, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    found.iter().map(|d| format!("{}\n\n", renderer.render(&groups(d, tree)))).collect()
}

fn groups<'a>(diagnostic: &'a Diagnostic, tree: &'a SourceTree) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.rule.code);
    let mut group = with_place(
        title.elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new()),
        &diagnostic.span,
        tree,
        AnnotationKind::Primary,
    );
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let mut groups = vec![group];
    for (span, note) in &diagnostic.related {
        let title = Level::NOTE.secondary_title(note.as_str());
        let empty = title.elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new());
        groups.push(with_place(empty, span, tree, AnnotationKind::Context));
    }
    groups
}

/// Adds the line a span stands on; for a file as a whole, only its name.
fn with_place<'a>(group: Group<'a>, span: &'a Span, tree: &'a SourceTree, kind: AnnotationKind) -> Group<'a> {
    let text = source(span, tree);
    let range = span.range.start.min(text.len())..span.range.end.min(text.len());
    if range.is_empty() && range.start == 0 {
        return group.element(Origin::path(span.path.as_str()));
    }
    // Only the lines around the span: the renderer walks all it is given.
    let start = text[..range.start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[range.start..].find('\n').map_or(text.len(), |i| range.start + i);
    // A span over many lines is shown by its first.
    let end = range.end.min(line_end).max(range.start);
    let snippet = Snippet::source(&text[start..line_end])
        .line_start(place(text, start).line)
        .path(span.path.as_str())
        .annotation(kind.span(range.start - start..end - start));
    group.element(snippet)
}

fn short(found: &Diagnostics, tree: &SourceTree) -> String {
    found
        .iter()
        .map(|d| {
            let Place { line, column } = place(source(&d.span, tree), d.span.range.start);
            let severity = d.severity.word();
            format!("{}:{line}:{column}: {severity}[{}]: {}\n", d.span.path, d.rule.code, d.message)
        })
        .collect()
}

#[derive(Serialize)]
struct JsonReport<'a> {
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: Vec<JsonFinding<'a>>,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    help: Option<&'a str>,
    file: &'a str,
    start: Place,
    end: Place,
}

fn json(found: &Diagnostics, tree: &SourceTree) -> String {
    let findings = found.iter().map(|d| {
        let text = source(&d.span, tree);
        JsonFinding {
            rule: d.rule.code,
            severity: d.severity,
            message: &d.message,
            help: d.help.as_deref(),
            file: d.span.path.as_str(),
            start: place(text, d.span.range.start),
            end: place(text, d.span.range.end),
        }
    });
    let report = JsonReport {
        errors: found.count(Severity::Error),
        warnings: found.count(Severity::Warning),
        notes: found.count(Severity::Note),
        findings: findings.collect(),
    };
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}
