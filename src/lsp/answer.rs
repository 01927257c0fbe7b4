//! What the editor shows of a finding: its words, its rule's document, and the words to write instead.

use gen_lsp_types as lsp;

use super::Server;
use crate::diagnostic::{Diagnostic, SourcePath, Span};
use crate::rule::{self, Rule, Severity};

impl Server {
    pub(super) fn diagnostic(&self, finding: &Diagnostic) -> lsp::Diagnostic {
        let message = match &finding.help {
            Some(help) => format!("{}\nhelp: {help}", finding.message),
            None => finding.message.clone(),
        };
        let related = finding.related.iter().map(|(span, note)| {
            let location = lsp::Location { uri: self.uri(&span.path), range: self.range(span) };
            lsp::DiagnosticRelatedInformation { location, message: note.clone() }
        });
        let related: Vec<_> = related.collect();
        lsp::Diagnostic {
            range: self.range(&finding.span),
            severity: Some(match finding.severity {
                Severity::Error => lsp::DiagnosticSeverity::Error,
                Severity::Warning => lsp::DiagnosticSeverity::Warning,
                Severity::Note => lsp::DiagnosticSeverity::Information,
            }),
            code: Some(lsp::Code::String(finding.rule.code.to_owned())),
            source: Some("plainleaf".to_owned()),
            message: lsp::Message::String(message),
            related_information: (!related.is_empty()).then_some(related),
            ..Default::default()
        }
    }

    /// The documents of the rules that are broken at a place, or of the one that is named there.
    pub(super) fn hover(&self, params: lsp::HoverParams) -> Option<lsp::Hover> {
        let lsp::TextDocumentPositionParams { text_document, position } =
            params.text_document_position_params;
        let path = self.folder.path(&text_document.uri)?;
        let at = lsp::Range { start: position, end: position };
        let mut rules: Vec<&Rule> = self.found_at(&path, at).map(|finding| finding.rule).collect();
        let text = self.text(&path);
        rules.extend(rule::named(word_at(text, self.encoding.byte(text, position))));
        rules.dedup();
        let documents: Vec<&str> = rules.into_iter().map(|rule| rule.document).collect();
        (!documents.is_empty()).then(|| lsp::Hover {
            contents: lsp::Contents::MarkupContent(lsp::MarkupContent {
                kind: lsp::MarkupKind::Markdown,
                value: documents.join("\n---\n\n"),
            }),
            range: None,
        })
    }

    /// The changes that mend what is wrong in a place.
    pub(super) fn mend(&self, params: lsp::CodeActionParams) -> Vec<lsp::CodeAction> {
        let lsp::CodeActionParams { text_document, range, .. } = params;
        let Some(path) = self.folder.path(&text_document.uri) else {
            return Vec::new();
        };
        let fixes = self.found_at(&path, range).filter_map(|finding| Some((finding, finding.fix.as_ref()?)));
        fixes
            .map(|(finding, fix)| {
                let edit = lsp::TextEdit { range: self.range(&fix.span), new_text: fix.text.clone() };
                let changes = [(self.uri(&fix.span.path), vec![edit])];
                lsp::CodeAction {
                    title: format!("Write `{}`", fix.text),
                    kind: Some(lsp::CodeActionKind::QuickFix),
                    diagnostics: Some(vec![self.diagnostic(finding)]),
                    is_preferred: Some(true),
                    edit: Some(lsp::WorkspaceEdit {
                        changes: Some(changes.into_iter().collect()),
                        ..Default::default()
                    }),
                    ..Default::default()
                }
            })
            .collect()
    }

    /// What is wrong in a file where a place touches it.
    fn found_at(&self, path: &SourcePath, place: lsp::Range) -> impl Iterator<Item = &Diagnostic> {
        self.workshop.found().iter().filter(move |finding| {
            let range = self.range(&finding.span);
            finding.span.path == *path && range.start <= place.end && place.start <= range.end
        })
    }

    pub(super) fn text(&self, path: &SourcePath) -> &str {
        self.workshop.tree().get(path).map_or("", |file| file.as_text())
    }

    fn range(&self, span: &Span) -> lsp::Range {
        self.encoding.range(self.text(&span.path), &span.range)
    }
}

/// The word around a byte, written as rules' names are.
fn word_at(text: &str, byte: usize) -> &str {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let start = text[..byte].rfind(|c| !is_part(c)).map_or(0, |at| at + 1);
    // The character before is not ASCII: its end is where the word starts.
    let start = text.ceil_char_boundary(start);
    let end = text[byte..].find(|c| !is_part(c)).map_or(text.len(), |at| byte + at);
    &text[start..end]
}
