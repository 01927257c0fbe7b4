//! The built site as a value: every file by its path, and where each came from.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

use crate::diagnostic::{Diagnostic, Diagnostics, SourcePath, Span};
use crate::digest::Digest;
use crate::relative::{self, RelativePath};
use crate::rule;

/// The file by which a folder is known again that we wrote; no file of a site has its name.
pub const MARK: &str = ".plainleaf";

/// The most bytes that the name of a file or folder has on common disks.
const LONGEST_NAME: usize = 255;

/// Every output file by its path below the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputTree {
    files: BTreeMap<String, OutputFile>,
    /// Pages that were written or dropped as soon as they were made: how long, and what made them.
    handed_on: BTreeMap<String, (usize, Span)>,
    /// Of pages, known since they were made.
    digests: BTreeMap<String, Digest>,
}

/// One file of the built site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// What is in it.
    pub bytes: Arc<[u8]>,
    /// What made it.
    pub origin: Span,
}

impl OutputFile {
    /// A place for a file that can only be made when all else is.
    pub fn empty(origin: &SourcePath) -> Self {
        OutputFile { bytes: Arc::default(), origin: Span::file(origin) }
    }
}

impl OutputTree {
    /// Puts a file in; a path that is taken is a finding that names both writers.
    pub fn insert(&mut self, path: String, file: OutputFile, found: &mut Diagnostics) {
        if let Some(first) = self.origin(&path) {
            found.push(
                Diagnostic::new(
                    &rule::DUPLICATE_ADDRESS,
                    file.origin,
                    format!("two files want to be `{path}`"),
                )
                .help("rename one of them")
                .related(first.clone(), "the other file"),
            );
            return;
        }
        self.files.insert(path, file);
    }

    /// Puts a page in, or another drawing of it in its place; without bytes, one that is not kept here.
    pub fn put_page(
        &mut self,
        path: String,
        bytes: Option<Arc<[u8]>>,
        length: usize,
        digest: Digest,
        origin: Span,
    ) {
        self.digests.insert(path.clone(), digest);
        match bytes {
            Some(bytes) => drop(self.files.insert(path, OutputFile { bytes, origin })),
            None => drop(self.handed_on.insert(path, (length, origin))),
        }
    }

    /// Fills a file that was put in empty.
    pub fn fill(&mut self, path: &str, bytes: Arc<[u8]>) {
        if let Some(file) = self.files.get_mut(path) {
            file.bytes = bytes;
        }
    }

    /// Every file, in order: its path, its length and its fingerprint.
    pub fn prints(&self) -> BTreeMap<&str, (usize, Digest)> {
        let digest =
            |path: &str, bytes: &[u8]| self.digests.get(path).copied().unwrap_or_else(|| Digest::of(bytes));
        let kept = self.iter().map(|(path, file)| (path, (file.bytes.len(), digest(path, &file.bytes))));
        let handed_on =
            self.handed_on.iter().map(|(path, (length, _))| (path.as_str(), (*length, digest(path, &[]))));
        kept.chain(handed_on).collect()
    }

    /// Whether there is a file at a path, kept here or not.
    pub fn holds(&self, path: &str) -> bool {
        self.origin(path).is_some()
    }

    /// What made the file at a path.
    pub fn origin(&self, path: &str) -> Option<&Span> {
        let kept = self.files.get(path).map(|file| &file.origin);
        kept.or_else(|| self.handed_on.get(path).map(|(_, origin)| origin))
    }

    /// Files that not every disk or host can hold: whose path is no path of a file, whose paths differ only in capital
    /// letters or in how accents are put together, or of which one is a folder of the other.
    pub fn check(&self) -> Diagnostics {
        let mut found = Diagnostics::default();
        let kept = self.files.iter().map(|(path, file)| (path, &file.origin));
        let all = kept.chain(self.handed_on.iter().map(|(path, (_, origin))| (path, origin)));
        let mut by_look: BTreeMap<String, (&str, &Span)> = BTreeMap::new();
        for (path, origin) in all {
            // The names of files in `static/` are looked at where they are read.
            let is_static = origin.path.as_str().starts_with("static/");
            if let Some((message, help)) = unwritable(path).filter(|_| !is_static || path == MARK) {
                found.push(Diagnostic::new(&rule::BAD_ADDRESS, origin.clone(), message).help(help));
            }
            let one = (path.as_str(), origin);
            match by_look.entry(look(path)) {
                Entry::Vacant(free) => drop(free.insert(one)),
                Entry::Occupied(taken) => found.push(twins(*taken.get(), one)),
            }
        }
        found.extend(twin_folders(&by_look).map(|(one, other)| twins(one, other)));
        for (look, (path, origin)) in &by_look {
            let inside = format!("{look}/");
            if let Some((other, (written, first))) = by_look.range(inside.clone()..).next()
                && other.starts_with(&inside)
            {
                found.push(
                    Diagnostic::new(
                        &rule::DUPLICATE_ADDRESS,
                        (*origin).clone(),
                        format!("`{path}` would be a file and a folder"),
                    )
                    .help("rename one of them")
                    .related((*first).clone(), format!("this wants to be `{written}`")),
                );
            }
        }
        found
    }

    /// The file at a path, if it is kept here.
    pub fn get(&self, path: &str) -> Option<&OutputFile> {
        self.files.get(path)
    }

    /// All files that are kept here, by path, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &OutputFile)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len() + self.handed_on.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes they have together.
    pub fn size(&self) -> usize {
        let handed_on = self.handed_on.values().map(|(length, _)| length);
        self.files.values().map(|file| file.bytes.len()).chain(handed_on.copied()).sum()
    }
}

/// Why a file of this path is not written on every disk, and what to do.
fn unwritable(path: &str) -> Option<(String, &'static str)> {
    if path == MARK {
        return Some((
            format!("`{MARK}` is the name of the list that `build` keeps"),
            "give the file another name",
        ));
    }
    if let Err(why) = RelativePath::new(path) {
        return Some((why.to_string(), "give it a name of letters, digits and hyphens"));
    }
    if let Some(part) = path.split('/').find(|part| part.len() > LONGEST_NAME) {
        let start: String = part.chars().take(30).collect();
        return Some((
            format!(
                "the name `{start}…` has {} bytes, and disks hold names of {LONGEST_NAME} at most",
                part.len()
            ),
            "choose a shorter one",
        ));
    }
    let part = path.split('/').find(|part| relative::is_reserved(part))?;
    Some((
        format!("Windows keeps the name `{part}` to itself, so not every disk can hold it"),
        "choose another name",
    ))
}

/// A folder, and another that looks the same.
fn twin_folders<'a>(
    by_look: &BTreeMap<String, (&'a str, &'a Span)>,
) -> impl Iterator<Item = ((&'a str, &'a Span), (&'a str, &'a Span))> {
    let mut folders: BTreeMap<String, (&str, &Span)> = BTreeMap::new();
    let mut twins = BTreeMap::new();
    for (path, origin) in by_look.values() {
        for (end, _) in path.match_indices('/') {
            let folder = &path[..end];
            let first = *folders.entry(look(folder)).or_insert((folder, origin));
            if first.0 != folder {
                twins.entry(folder).or_insert((first, (folder, *origin)));
                break; // What lies in it is told with it.
            }
        }
    }
    twins.into_values()
}

/// Two files or folders whose names look the same. Of a page and a file in `static/`, the file is the one to rename.
fn twins(first: (&str, &Span), second: (&str, &Span)) -> Diagnostic {
    let is_static = first.1.path.as_str().starts_with("static/");
    let (kept, renamed) = if is_static { (second, first) } else { (first, second) };
    let message = if kept.0.to_lowercase() == renamed.0.to_lowercase() {
        format!(
            "`{}` and `{}` differ only in capital letters, and many disks and hosts hold only one of them",
            renamed.0, kept.0
        )
    } else {
        format!("there are two that look like `{}`: their accents are put together in two ways", renamed.0)
    };
    Diagnostic::new(&rule::DUPLICATE_ADDRESS, renamed.1.clone(), message)
        .help("rename one of them, or take it out if it is the same")
        .related(kept.1.clone(), "the other one")
}

/// What is the same for two paths that a disk or a host may not tell apart.
fn look(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.to_lowercase().nfc().collect() }
}
