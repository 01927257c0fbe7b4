//! Findings as text: with their source line for people, a line each for other programs, JSON, and the
//! forms that editors and hosts of repositories read.

mod github;
mod sarif;

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
    /// One SARIF 2.1.0 document, for code scanning.
    Sarif,
    /// Annotations of a run on GitHub.
    Github,
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

/// All findings as text, in order. `folder` is where the site lies, seen from where the reader is: it ends
/// in `/`, or is nothing.
pub fn text(found: &Diagnostics, tree: &SourceTree, format: Format, color: bool, folder: &str) -> String {
    let sources = Sources { tree, folder };
    match format {
        Format::Human => human(found, &sources, color),
        Format::Short => short(found, &sources),
        Format::Json => json(found, &sources),
        Format::Sarif => sarif::text(found, &sources),
        Format::Github => github::text(found, &sources),
    }
}

/// Where findings point to.
struct Sources<'a> {
    tree: &'a SourceTree,
    folder: &'a str,
}

impl<'a> Sources<'a> {
    fn text(&self, span: &Span) -> &'a str {
        self.tree.get(&span.path).map_or("", |file| file.as_text())
    }

    /// The file's path, as the reader would open it.
    fn path(&self, span: &Span) -> String {
        format!("{}{}", self.folder, span.path)
    }

    /// The span's first place, and the one after its last.
    fn places(&self, span: &Span) -> (Place, Place) {
        let text = self.text(span);
        (place(text, span.range.start), place(text, span.range.end))
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

fn human(found: &Diagnostics, sources: &Sources<'_>, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    found.iter().map(|d| format!("{}\n\n", renderer.render(&groups(d, sources)))).collect()
}

fn groups<'a>(diagnostic: &'a Diagnostic, sources: &Sources<'a>) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.rule.code);
    let mut group = with_place(
        title.elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new()),
        &diagnostic.span,
        sources,
        AnnotationKind::Primary,
    );
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let mut groups = vec![group];
    for (span, note) in &diagnostic.related {
        let title = Level::NOTE.secondary_title(note.as_str());
        let empty = title.elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new());
        groups.push(with_place(empty, span, sources, AnnotationKind::Context));
    }
    groups
}

/// Adds the line a span stands on; for a file as a whole, only its name.
fn with_place<'a>(group: Group<'a>, span: &Span, sources: &Sources<'a>, kind: AnnotationKind) -> Group<'a> {
    let text = sources.text(span);
    let range = span.range.start.min(text.len())..span.range.end.min(text.len());
    if range.is_empty() && range.start == 0 {
        return group.element(Origin::path(sources.path(span)));
    }
    // Only the lines around the span: the renderer walks all it is given.
    let start = text[..range.start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[range.start..].find('\n').map_or(text.len(), |i| range.start + i);
    // A span over many lines is shown by its first.
    let end = range.end.min(line_end).max(range.start);
    let snippet = Snippet::source(&text[start..line_end])
        .line_start(place(text, start).line)
        .path(sources.path(span))
        .annotation(kind.span(range.start - start..end - start));
    group.element(snippet)
}

fn short(found: &Diagnostics, sources: &Sources<'_>) -> String {
    found
        .iter()
        .map(|d| {
            let Place { line, column } = sources.places(&d.span).0;
            let (path, severity) = (sources.path(&d.span), d.severity.word());
            format!("{path}:{line}:{column}: {severity}[{}]: {}\n", d.rule.code, d.message)
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
    file: String,
    start: Place,
    end: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<JsonFix<'a>>,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    start: Place,
    end: Place,
    write: &'a str,
}

fn json(found: &Diagnostics, sources: &Sources<'_>) -> String {
    let findings = found.iter().map(|d| {
        let (start, end) = sources.places(&d.span);
        let fix = d.fix.as_ref().map(|fix| {
            let (start, end) = sources.places(&fix.span);
            JsonFix { start, end, write: &fix.text }
        });
        let (rule, file) = (d.rule.code, sources.path(&d.span));
        let (severity, message, help) = (d.severity, &d.message, d.help.as_deref());
        JsonFinding { rule, severity, message, help, file, start, end, fix }
    });
    document(&JsonReport {
        errors: found.count(Severity::Error),
        warnings: found.count(Severity::Warning),
        notes: found.count(Severity::Note),
        findings: findings.collect(),
    })
}

fn document(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
