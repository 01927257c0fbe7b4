//! `content/LANGUAGE/quality.toml`: what readers are told the items ask, in the site's own words.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::INSTRUMENTS;
use crate::data::{self, Origin};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span, did_you_mean};
use crate::rule;
use crate::source::{SourceFile, SourceTree};

/// The file's name, in a language's folder.
pub const WORDS: &str = "quality.toml";

/// An instrument in the words of a language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstrumentWords {
    /// What readers call it.
    pub name: String,
    /// Who made it, and where it is published.
    pub source: String,
    /// What each item asks, by its id.
    pub items: BTreeMap<String, String>,
}

/// Where a language's words for the sheet are.
pub fn words_path(language: &str) -> SourcePath {
    SourcePath::new(&format!("content/{language}/{WORDS}"))
}

/// The instruments in the words of a language.
pub type QualityWords = BTreeMap<String, InstrumentWords>;

/// Reads the words of every language that has some.
pub fn words<'a>(
    tree: &SourceTree,
    languages: impl Iterator<Item = &'a String>,
) -> Found<BTreeMap<String, QualityWords>> {
    let mut found = Diagnostics::default();
    let mut all = BTreeMap::new();
    for language in languages {
        let path = words_path(language);
        if let Some(file) = tree.get(&path)
            && let Some(words) = found.absorb(read(&path, file))
        {
            all.insert(language.clone(), words);
        }
    }
    Found(all, found)
}

fn read(path: &SourcePath, file: &SourceFile) -> Found<Option<QualityWords>> {
    let origin = Origin { path, offset: 0 };
    let mut read = data::table::<QualityWords>(file.as_text(), &origin);
    let mut found = Diagnostics::default();
    let place = |keys: &[&str]| Span::new(path, data::place(file.as_text(), keys).unwrap_or_default());
    for (id, _) in read.0.iter().flatten().filter(|(id, _)| INSTRUMENTS.iter().all(|known| known.id != **id))
    {
        let near = did_you_mean(id, INSTRUMENTS.iter().map(|known| known.id));
        let message = format!("the quality sheet has no instrument `{id}`");
        found.push(Diagnostic::new(&rule::UNKNOWN_KEY, place(&[id.as_str()]), message).maybe_help(near));
    }
    for instrument in INSTRUMENTS.iter().filter(|_| read.0.is_some()) {
        let Some(known) = read.0.iter().flatten().find(|(id, _)| **id == instrument.id) else {
            let message = format!("`[{}]` is missing", instrument.id);
            found.push(Diagnostic::new(&rule::MISSING_STRING, Span::file(path), message));
            continue;
        };
        let asked = &known.1.items;
        for item in instrument.items.iter().filter(|item| !asked.contains_key(item.id)) {
            let message = format!("`{}` has no words for readers", item.id);
            let help = format!("say what it asks: `{} = \"…\"` under `[{}.items]`", item.id, instrument.id);
            let span = place(&[instrument.id, "items"]);
            found.push(Diagnostic::new(&rule::MISSING_STRING, span, message).help(help));
        }
        for id in asked.keys().filter(|id| instrument.items.iter().all(|item| item.id != **id)) {
            let near = did_you_mean(id, instrument.items.iter().map(|item| item.id));
            let message = format!("`{}` has no item `{id}`", instrument.id);
            found.push(Diagnostic::new(&rule::UNKNOWN_KEY, place(&[id]), message).maybe_help(near));
        }
    }
    read.1.extend(found);
    read
}
