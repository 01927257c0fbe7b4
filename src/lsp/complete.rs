//! The names that can stand where the writer is: claims, terms, sources and pages.

use std::sync::Arc;

use gen_lsp_types as lsp;

use super::Server;
use crate::bibliography::Bibliography;
use crate::config;
use crate::data::Words;
use crate::diagnostic::{Found, SourcePath};
use crate::registry;

impl Server {
    /// What can be written at a place of a page.
    pub(super) fn complete(&self, params: lsp::CompletionParams) -> Vec<lsp::CompletionItem> {
        let lsp::TextDocumentPositionParams { text_document, position } =
            params.text_document_position_params;
        let Some(path) = self.folder.path(&text_document.uri).filter(|path| path.extension() == "md") else {
            return Vec::new();
        };
        let text = self.text(&path);
        let at = self.encoding.byte(text, position);
        let line = text[..at].rsplit('\n').next().unwrap_or_default();
        // What stands open last on the line says which names fit; what was typed of the name follows it.
        let forms = ["[claim:", "[term:", "@", "]("].map(|form| line.rfind(form).map(|i| (i, form)));
        let Some((start, form)) = forms.into_iter().flatten().max() else {
            return Vec::new();
        };
        // A mail address is no source.
        if form == "@" && line[..start].rfind('[') <= line[..start].rfind(']') {
            return Vec::new();
        }
        let typed = &line[start + form.len()..];
        if typed.contains(['[', ']', '(', ')', ' ', ';', ',']) {
            return Vec::new();
        }
        let range = self.encoding.range(text, &(at - typed.len()..at));
        let names = self.names(form, &path);
        names
            .into_iter()
            .map(|(name, detail)| lsp::CompletionItem {
                label: name.clone(),
                kind: Some(lsp::CompletionItemKind::Reference),
                detail,
                text_edit: Some(lsp::TextEdit { range, new_text: name }.into()),
                ..Default::default()
            })
            .collect()
    }

    fn names(&self, form: &str, page: &SourcePath) -> Vec<(String, Option<String>)> {
        let tree = self.workshop.tree();
        if form == "](" {
            let pages = tree.below(page.folder()).map(|file| &file.path);
            let below = pages.filter_map(|path| path.as_str().strip_prefix(page.folder()));
            return below.filter(|name| name.ends_with(".md")).map(|name| (name.to_owned(), None)).collect();
        }
        let library =
            self.workshop.library().unwrap_or_else(|| Arc::new(Found::clean(Bibliography::default())));
        let library = &library.0;
        if form == "@" {
            return library.keys().map(|key| (key.to_owned(), None)).collect();
        }
        let Some(config) = config::parse(tree).0 else {
            return Vec::new();
        };
        let registry = registry::parse(tree, &config, library).0;
        if form == "[claim:" {
            let claims = registry.claims.iter();
            let says = |words: &Words| words.get(&config.language, &config.language).to_owned();
            return claims.map(|claim| (claim.id.clone(), Some(says(&claim.says)))).collect();
        }
        registry.terms.iter().map(|term| (term.id.clone(), None)).collect()
    }
}
