//! The scripts that a page runs.

use std::ops::Range;

use super::{BuiltView, Context};
use crate::diagnostic::Span;
use crate::source::SourceFile;

/// A script of a page.
#[derive(Debug)]
pub(super) struct Script<'a> {
    /// What the browser runs.
    pub(super) code: &'a str,
    /// Its hash, where it is one of the site's own.
    pub(super) hash: Option<&'a str>,
    file: Option<&'a SourceFile>,
}

impl Script<'_> {
    /// Where something in it was written.
    pub(super) fn place(&self, at: Range<usize>, page: &BuiltView<'_>, context: &Context<'_>) -> Span {
        let start = self.code[..at.start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.code[at.start..].find('\n').map_or(self.code.len(), |end| at.start + end);
        let line = &self.code[start..end];
        // The file has comments that the page has not, but the same lines.
        let whole = self.file.and_then(|file| {
            let source = context.tree.get(&file.path)?.as_text();
            let before = self.code[..start].matches(line).count();
            let start = source.match_indices(line).nth(before)?.0 + (at.start - start);
            Some(Span::new(&file.path, start..start + at.len()))
        });
        whole.unwrap_or_else(|| page.place(line.trim(), context))
    }
}

/// The scripts that a page runs, inside it or beside it; data in script tags is none.
pub(super) fn scripts<'a>(page: &'a BuiltView<'_>, context: &Context<'a>) -> Vec<Script<'a>> {
    let mut found = Vec::new();
    let assets = &context.site.assets;
    for element in page.document.named("script") {
        let kind = element.value("type").unwrap_or_default();
        if !["", "module", "text/javascript"].contains(&kind) {
            continue;
        }
        if let Some(address) = element.value("src") {
            let own = assets.scripts.values().find(|script| address.ends_with(&script.url.as_str()[1..]));
            let fixed = || assets.files.iter().find(|(url, _)| address.ends_with(&url.as_str()[1..]));
            match own {
                Some(own) => {
                    found.push(Script { code: &own.code, hash: Some(&own.hash), file: Some(&*own.source) })
                }
                None => found.extend(fixed().map(|(_, file)| Script {
                    code: file.as_text(),
                    hash: None,
                    file: Some(&**file),
                })),
            }
            continue;
        }
        let code = page.document.inner(element);
        let own = assets.scripts.values().find(|script| script.code == code);
        let file = own.map(|own| &*own.source);
        found.push(Script { code, hash: own.map(|own| own.hash.as_str()), file });
    }
    found
}
