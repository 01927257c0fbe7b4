//! Typed TOML, with every mistake located: all of them in one run, not only the first.
//!
//! `toml` stops at the first mistake. After each one the mistaken entry is taken out, or a stand-in put
//! in for a missing one, and the rest is read again, so that a writer sees the whole list.

mod explain;
mod mend;
mod signs;
#[cfg(test)]
mod tests;
mod values;
mod words;

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span};
use crate::rule;
use explain::{explain, first_line, quoted, unreadable, with_colon};
use mend::{Blank, Read, put, stand_ins};

pub use signs::{STRUCK_HELP, struck, unseen, unseen_sign};
pub use values::{Value, place, values};
pub use words::{Day, Words};

/// Where a piece of TOML lies: the file, and how many bytes stand before it.
#[derive(Debug, Clone)]
pub struct Origin<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// Bytes of the file before the piece, as with front matter.
    pub offset: usize,
}

impl Origin<'_> {
    /// A range of the piece as a place in the file.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.path, range.start + self.offset..range.end + self.offset)
    }
}

/// Reads a whole piece of TOML as one table.
pub fn table<T: DeserializeOwned>(text: &str, origin: &Origin<'_>) -> Found<Option<T>> {
    let mut found = Diagnostics::default();
    let read = syntax(text, origin, &mut found);
    let value = typed(read, &[], origin, &mut found);
    Found(value.filter(|_| found.is_empty()), found)
}

/// Reads a file that is lists of entries, such as `[[claim]]`: each entry alone, so that one
/// broken entry does not hide the others. `rest` is what stands outside those lists.
pub fn entries<R: DeserializeOwned, T: DeserializeOwned>(
    text: &str,
    list: &'static str,
    origin: &Origin<'_>,
) -> Found<(Option<R>, Vec<Spanned<T>>)> {
    let mut found = Diagnostics::default();
    let mut read = syntax(text, origin, &mut found);
    let mut items = Vec::new();
    let taken = match &mut read.table {
        DeValue::Table(table) => {
            let key = table.keys().find(|key| key.get_ref() == list).cloned();
            key.and_then(|key| table.remove(&key))
        }
        _ => None,
    };
    if let Some(value) = taken {
        let at = value.span();
        match value.into_inner() {
            DeValue::Array(array) => {
                for item in array {
                    let at = item.span();
                    if let table @ DeValue::Table(_) = item.into_inner() {
                        let entry = Read {
                            table,
                            root: at.clone(),
                            settled: read.settled.clone(),
                            is_torn: read.is_torn,
                        };
                        if let Some(value) = typed(entry, &[], origin, &mut found) {
                            items.push(Spanned::new(at, value));
                        }
                    } else {
                        found.push(wrong_list(list, origin.span(at)));
                    }
                }
            }
            _ => found.push(wrong_list(list, origin.span(at))),
        }
    }
    let rest = typed(read, &[list], origin, &mut found);
    Found((rest, items), found)
}

fn wrong_list(list: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&rule::BAD_VALUE, span, format!("`{list}` is written as a single value"))
        .help(format!("write each entry under a line `[[{list}]]`"))
}

fn syntax<'a>(text: &'a str, origin: &Origin<'_>, found: &mut Diagnostics) -> Read<'a> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut read = Read {
        table: DeValue::Table(DeTable::default()),
        root: table.span(),
        settled: Vec::new(),
        is_torn: false,
    };
    read.table = DeValue::Table(table.into_inner());
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        read.is_torn |= error.message().contains("expected `=`");
        if let Some((line, key, value)) = with_colon(text, range.start) {
            let finding = Diagnostic::new(
                &rule::TOML_SYNTAX,
                origin.span(line),
                format!("`{key}` has a colon where `=` belongs"),
            )
            .help(format!("write `{key} = \"{value}\"`"));
            // The parser stumbles more than once over such a line.
            let settled = (read.root.clone(), key.to_owned());
            if !read.settled.contains(&settled) {
                found.push(finding);
                read.settled.push(settled);
            }
            read.settle(&range);
            continue;
        }
        found.push(unreadable(text, first_line(error.message()), range.clone(), origin));
        // What stands there now is a guess of the parser's: no second finding about it.
        read.settle(&range);
    }
    signs::settle(&mut read, origin, found);
    read
}

/// Deserializes one table, naming every unknown key, wrong value and missing key in it.
fn typed<T: DeserializeOwned>(
    mut read: Read<'_>,
    lists: &[&str],
    origin: &Origin<'_>,
    found: &mut Diagnostics,
) -> Option<T> {
    let mut mistakes = false;
    let mut blanks: Vec<Blank> = Vec::new();
    // Each turn takes an entry out, or tries one of a few stand-ins, so this ends.
    loop {
        let DeValue::Table(table) = &read.table else {
            return None;
        };
        let table = Spanned::new(read.root.clone(), table.clone());
        let error = match T::deserialize(toml::Deserializer::from(table)) {
            Ok(value) => return Some(value).filter(|_| !mistakes),
            Err(error) => error,
        };
        mistakes = true;
        let range = error.span().unwrap_or_else(|| read.root.clone());
        if let Some(blank) = blanks.iter_mut().find(|blank| blank.place == range) {
            if error.message().starts_with("unknown variant") {
                let word = quoted(error.message()).nth(1).unwrap_or_default().to_owned();
                blank.tries = vec![DeValue::String(word.into())].into_iter();
            }
            let (table, key, place) = (blank.table.clone(), blank.key.clone(), range);
            let next = Spanned::new(place, blank.tries.next()?);
            put(&mut read.table, &read.root, &table, &key, &next);
            continue;
        }
        if let Some(missing) = error.message().strip_prefix("missing field `") {
            let key = missing.trim_end_matches('`').to_owned();
            if !read.is_torn && !read.settled.contains(&(range.clone(), key.clone())) {
                let message = format!("`{key}` is missing");
                found.push(
                    Diagnostic::new(&rule::MISSING_KEY, origin.span(head(&range)), message)
                        .help(format!("add `{key} = {}`", example(&key))),
                );
            }
            let place = usize::MAX - blanks.len();
            let mut blank =
                Blank { table: range.clone(), key, place: place..place, tries: stand_ins().into_iter() };
            let first = Spanned::new(blank.place.clone(), blank.tries.next()?);
            if !put(&mut read.table, &read.root, &range, &blank.key, &first) {
                return None;
            }
            blanks.push(blank);
            continue;
        }
        let (diagnostic, meant) = explain(error.message(), lists, origin.span(range.clone()));
        found.push(diagnostic);
        if !read.settle(&range) {
            return None;
        }
        // A misspelt key is not missing as well.
        if let Some(meant) = meant
            && let Some((table, _)) = read.settled.last().cloned()
        {
            read.settled.push((table, meant));
        }
    }
}

/// A value as a key of this name has it in any file.
fn example(key: &str) -> &'static str {
    match key {
        "updated" | "review_by" | "until" | "date" => "2026-03-01",
        "checked" => "\"2026-03\"",
        "kind" => "\"treatment\"",
        "certainty" => "\"low\"",
        "rated_by" => "\"ours\"",
        "level" => "\"urgent\"",
        "title" | "description" | "reason" | "says" | "words" | "means" | "plain" | "term" | "id"
        | "name" => "\"…\"",
        _ => "…",
    }
}

/// A table's span can be many lines; its start is where to look.
fn head(range: &Range<usize>) -> Range<usize> {
    range.start..range.end.min(range.start + 1)
}
