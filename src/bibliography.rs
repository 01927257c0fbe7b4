//! The references a site may cite, read from Hayagriva YAML or BibLaTeX and set in AMA style.
//!
//! Hayagriva stays behind this module: no other names its types, and its HTML, which escapes
//! nothing, is never used.

mod ama;
mod biblatex;
mod fields;
#[cfg(test)]
mod tests;
mod yaml;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use crate::data::{self, unseen};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span};
use crate::digest::Digest;
use crate::rule;
use crate::source::SourceTree;

/// The file in Hayagriva's own form.
const YAML: &str = "content/references.yml";
/// The file as reference managers export it.
const BIBLATEX: &str = "content/references.bib";
/// Both.
pub const PATHS: [&str; 2] = [YAML, BIBLATEX];

/// How one form of the file is read.
type Form = fn(&str) -> (Bibliography, Vec<Diagnostic>);

/// Reads the references of a site, in one form or both.
pub fn read(tree: &SourceTree) -> Found<Bibliography> {
    let mut found = Diagnostics::default();
    let mut library = Bibliography::default();
    let forms: [(&str, Form); 2] = [(YAML, parse), (BIBLATEX, parse_biblatex)];
    for (path, parse) in forms {
        let Some(file) = tree.named(path) else {
            continue;
        };
        let (part, problems) = parse(file.as_text());
        found.extend(problems);
        for (key, reference) in part.references {
            match library.references.entry(key) {
                Entry::Vacant(place) => _ = place.insert(reference),
                Entry::Occupied(first) => {
                    let span = Span::new(&file.path, reference.range);
                    let message = format!("`{}` is also in `{YAML}`", first.key());
                    let finding = Diagnostic::new(&rule::DUPLICATE_ID, span, message);
                    found.push(finding.help("keep it in one of the two files"));
                }
            }
        }
    }
    library.whole = found.is_empty();
    Found(library, found)
}

/// The fingerprint of what `read` reads.
pub fn digest(tree: &SourceTree) -> Digest {
    let files = PATHS.iter().filter_map(|path| tree.named(path));
    Digest::all(files.flat_map(|file| [Digest::of(file.path.as_str().as_bytes()), file.digest]))
}

/// What is wrong in one file.
struct Problems {
    path: SourcePath,
    found: Vec<Diagnostic>,
}

impl Problems {
    fn of(path: &str) -> Problems {
        Problems { path: SourcePath::new(path), found: Vec::new() }
    }

    fn count(&self) -> usize {
        self.found.len()
    }

    fn add(&mut self, range: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let span = Span::new(&self.path, range);
        self.found.push(Diagnostic::new(&rule::REFERENCE_BROKEN, span, message).help(help));
    }

    /// Adds that a word is none of those known, and the one that was meant, if that is clear.
    fn add_misspelt(
        &mut self,
        range: Range<usize>,
        message: String,
        help: String,
        word: &str,
        meant: Option<&str>,
    ) {
        let span = Span::new(&self.path, range);
        let finding = Diagnostic::new(&rule::REFERENCE_BROKEN, span, message).help(help);
        self.found.push(finding.meant(word, meant));
    }

    /// Adds the first sign in a text that no reader sees.
    fn look_for_unseen(&mut self, text: &str, range: &Range<usize>) {
        if let Some((_, sign)) = unseen(text) {
            let (message, help) = data::unseen_sign(sign);
            self.add(range.clone(), message, help);
        }
    }
}

/// The keys of a file, and where each is first.
#[derive(Default)]
struct Keys(BTreeMap<String, Range<usize>>);

impl Keys {
    /// Whether a key is new; says so if it is not, or if a citation cannot name it.
    fn takes(&mut self, text: &str, key: &str, range: &Range<usize>, problems: &mut Problems) -> bool {
        if let Some(first) = self.0.get(key) {
            let line = text[..first.start].matches('\n').count() + 1;
            let help = format!("it is first in line {line}; rename or remove one of them");
            problems.add(range.clone(), format!("`{key}` is there twice"), help);
            return false;
        }
        self.0.insert(key.to_owned(), range.clone());
        // What ends a key in a citation such as `[@one; @two, p. 3]`.
        if key.is_empty() || key.contains(|c: char| c.is_whitespace() || "@,;[]".contains(c)) {
            let help = "write the key with letters, digits and hyphens, such as `smith-2020`";
            problems.add(range.clone(), format!("`{key}` cannot be cited"), help);
        }
        true
    }

    fn place(&self, key: &str) -> Range<usize> {
        self.0.get(key).cloned().unwrap_or_default()
    }
}

/// One entry of the references file, ready to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The name it is cited by.
    pub key: String,
    /// The bytes of the key in the file.
    pub range: Range<usize>,
    /// The reference in AMA style, escaped, without a number; titles that AMA sets in italics are
    /// in `<cite>`, and at most one link leads to the source.
    pub html: String,
    /// The same words without markup.
    pub text: String,
    /// The editor's note; for the site's authors, never part of the printed reference.
    pub note: Option<String>,
    /// The year of publication.
    pub year: Option<i32>,
    /// Where the source can be read: its DOI, else its address, else its PubMed record.
    pub url: Option<String>,
    /// The title, without markup.
    pub title: String,
}

/// All references of a site, by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bibliography {
    references: BTreeMap<String, Reference>,
    whole: bool,
}

impl Reference {
    /// Whether its journal took it back. Hayagriva has no field for that, so its note says so first.
    pub fn is_retracted(&self) -> bool {
        self.note.as_deref().is_some_and(|note| note.starts_with("Retracted"))
    }
}

impl Bibliography {
    /// The reference with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Reference> {
        self.references.get(key)
    }

    /// Every reference, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = &Reference> {
        self.references.values()
    }

    /// Every key, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.references.keys().map(String::as_str)
    }

    /// Whether every reference could be read, so that a key not found is a wrong key.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// The number of references.
    #[must_use]
    pub fn len(&self) -> usize {
        self.references.len()
    }

    /// Whether there is no reference at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.references.is_empty()
    }
}

/// Reads Hayagriva YAML: every entry that can be understood, and every mistake in the rest, in the
/// order of the file.
#[must_use]
pub fn parse(text: &str) -> (Bibliography, Vec<Diagnostic>) {
    let mut problems = Problems::of(YAML);
    let root = yaml::read(text, &mut problems);
    let entries = root.map(|root| fields::entries(text, root, &mut problems)).unwrap_or_default();
    finish(entries, problems)
}

/// Reads a BibLaTeX file as a reference manager exports it; fields that hayagriva has no use for
/// are passed over, because reference managers write many.
#[must_use]
pub fn parse_biblatex(text: &str) -> (Bibliography, Vec<Diagnostic>) {
    let mut problems = Problems::of(BIBLATEX);
    let mut from = 0;
    while let Some((at, sign)) = unseen(&text[from..]) {
        let range = from + at..from + at + sign.len_utf8();
        from = range.end;
        problems.look_for_unseen(&text[range.clone()], &range);
    }
    let entries = biblatex::entries(text, &mut problems);
    finish(entries, problems)
}

/// An entry in hayagriva's own data model, checked.
struct Checked {
    key: String,
    range: Range<usize>,
    data: serde_json::Value,
}

fn finish(entries: Vec<Checked>, mut problems: Problems) -> (Bibliography, Vec<Diagnostic>) {
    let mut references = BTreeMap::new();
    for Checked { key, range, data } in entries {
        if let Some(reference) = ama::reference(&key, &range, data) {
            references.insert(key, reference);
        } else {
            problems.add(range, format!("`{key}` cannot be set as a reference"), "mend its fields");
        }
    }
    let mut found = problems.found;
    found.sort_by_key(|problem| problem.span.range.start);
    found.dedup();
    let whole = found.is_empty();
    (Bibliography { references, whole }, found)
}

/// Where a file breaks the rules of its language, and how.
type Broken = (Range<usize>, String);

/// Blanks out the entries that cannot be parsed even alone, and reports each, so that one slip does
/// not hide the rest of the file; every byte keeps its place. Where every entry is well formed alone,
/// the mistake is in how they stand together, as the file's own error says.
fn whole_entries(
    text: &str,
    error_of_file: Broken,
    starts_entry: impl Fn(&str) -> bool,
    error: impl Fn(&str) -> Option<Broken>,
    help: &str,
    problems: &mut Problems,
) -> String {
    let before = problems.count();
    let mut entries: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        match entries.last_mut() {
            Some(entry) if !starts_entry(line) => entry.end += line.len(),
            _ => entries.push(at..at + line.len()),
        }
        at += line.len();
    }
    let mut kept = String::with_capacity(text.len());
    for Range { start, end } in entries {
        let entry = &text[start..end];
        if let Some((range, message)) = error(entry) {
            problems.add(start + range.start..start + range.end, message, help);
            kept.extend(entry.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        } else {
            kept.push_str(entry);
        }
    }
    if problems.count() == before {
        let (range, message) = error_of_file;
        problems.add(range, message, help);
    }
    kept
}
