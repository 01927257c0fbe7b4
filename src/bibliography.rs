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
use std::ops::Range;

use crate::data::{self, unseen};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, Span};
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
type Reader = fn(&str) -> (Bibliography, Vec<Problem>);

/// Reads the references of a site, in one form or both.
pub fn read(tree: &SourceTree) -> Found<Bibliography> {
    let mut found = Diagnostics::default();
    let mut library = Bibliography::default();
    let forms: [(&str, Reader); 2] = [(YAML, parse), (BIBLATEX, parse_biblatex)];
    for (path, parse) in forms {
        let Some(file) = tree.named(path) else {
            continue;
        };
        let (part, problems) = parse(file.as_text());
        for problem in problems {
            let span = Span::new(&file.path, problem.range);
            let finding =
                Diagnostic::new(&rule::REFERENCE_BROKEN, span, problem.message).maybe_help(problem.help);
            found.push(match &problem.meant {
                Some((name, meant)) => finding.meant(name, Some(meant)),
                None => finding,
            });
        }
        for reference in part.references.into_values() {
            if library.references.contains_key(&reference.key) {
                let span = Span::new(&file.path, reference.range);
                let message = format!("`{}` is also in `{YAML}`", reference.key);
                found.push(
                    Diagnostic::new(&rule::DUPLICATE_ID, span, message)
                        .help("keep it in one of the two files"),
                );
            } else {
                library.references.insert(reference.key.clone(), reference);
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

/// What sort of mistake a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The file breaks the rules of YAML or BibLaTeX.
    Syntax,
    /// An entry key, or a field in an entry, is there twice.
    Duplicate,
    /// A field that no entry has.
    UnknownField,
    /// A field that every entry needs is not there.
    MissingField,
    /// A value that its field cannot take.
    BadValue,
}

/// A mistake in the references file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The bytes of the file it is about.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// A misspelt name in that place, and the one that was meant.
    pub meant: Option<(String, String)>,
    /// What sort of mistake it is.
    pub kind: ProblemKind,
}

impl Problem {
    fn new(kind: ProblemKind, range: Range<usize>, message: impl Into<String>) -> Problem {
        Problem { range, message: message.into(), help: None, meant: None, kind }
    }

    fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
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
pub fn parse(text: &str) -> (Bibliography, Vec<Problem>) {
    let mut problems = Vec::new();
    let root = yaml::read(text, &mut problems);
    if let Some(root) = &root {
        root.each_text(&mut |text, range| {
            problems.extend(unseen(text).map(|(_, sign)| unseen_sign(sign, range.clone())));
        });
    }
    let entries = root.map(|root| fields::entries(text, root, &mut problems)).unwrap_or_default();
    finish(entries, problems)
}

/// Reads a BibLaTeX file as a reference manager exports it; fields that hayagriva has no use for
/// are passed over, because reference managers write many.
#[must_use]
pub fn parse_biblatex(text: &str) -> (Bibliography, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut from = 0;
    while let Some((at, sign)) = unseen(&text[from..]) {
        let range = from + at..from + at + sign.len_utf8();
        from = range.end;
        problems.push(unseen_sign(sign, range));
    }
    let entries = biblatex::entries(text, &mut problems);
    finish(entries, problems)
}

fn unseen_sign(sign: char, range: Range<usize>) -> Problem {
    let (message, help) = data::unseen_sign(sign);
    Problem::new(ProblemKind::BadValue, range, message).help(help)
}

/// An entry in hayagriva's own data model, checked.
struct Checked {
    key: String,
    range: Range<usize>,
    data: serde_json::Value,
}

fn finish(entries: Vec<Checked>, mut problems: Vec<Problem>) -> (Bibliography, Vec<Problem>) {
    let mut references = BTreeMap::new();
    for Checked { key, range, data } in entries {
        if let Some(reference) = ama::reference(&key, &range, data) {
            references.insert(key, reference);
        } else {
            let message = format!("`{key}` cannot be set as a reference");
            problems.push(Problem::new(ProblemKind::BadValue, range, message));
        }
    }
    problems.sort_by_key(|problem| (problem.range.start, problem.kind));
    problems.dedup();
    let whole = problems.is_empty();
    (Bibliography { references, whole }, problems)
}

/// Characters that end a key in a citation such as `[@one; @two, p. 3]`.
fn uncitable(key: &str) -> bool {
    key.is_empty() || key.contains(|c: char| c.is_whitespace() || "@,;[]".contains(c))
}

/// The line of a byte, counted from one.
fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}

/// Blanks out the entries that cannot be parsed even alone, and reports each, so that one slip does
/// not hide the rest of the file; every byte keeps its place.
fn without_broken_entries(
    text: &str,
    starts_entry: impl Fn(&str) -> bool,
    syntax_error: impl Fn(&str) -> Option<(Range<usize>, String)>,
    problems: &mut Vec<Problem>,
) -> String {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && starts_entry(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let mut kept = String::with_capacity(text.len());
    for (start, end) in starts.iter().copied().zip(ends) {
        let entry = &text[start..end];
        match syntax_error(entry) {
            None => kept.push_str(entry),
            Some((range, message)) => {
                let range = start + range.start..start + range.end;
                problems.push(Problem::new(ProblemKind::Syntax, range, message));
                for c in entry.chars() {
                    match c {
                        '\n' => kept.push('\n'),
                        c => kept.extend(std::iter::repeat_n(' ', c.len_utf8())),
                    }
                }
            }
        }
    }
    kept
}
