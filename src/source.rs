//! Every input byte of a site by path, with its digest. The only reader of the site folder.
#![expect(clippy::disallowed_methods, reason = "the one module that reads the site folder")]

mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Found, SourcePath, Span};
use crate::digest::Digest;
use crate::rule;

pub use names::{Private, Why, left_out};

/// What makes a folder a site.
pub const SITE_FILE: &str = "site.toml";

/// A text larger than this is not a page but an accident. The longest page readers finish is
/// under 10 kB; hayagriva libraries of a thousand records stay under 1 MB.
pub const TEXT_LIMIT: u64 = 2 * 1024 * 1024;

/// The folders and files of a site that are read; everything else in it is left alone. Promises stood beside
/// `site.toml` once: `promise` says where they belong now.
const PARTS: [&str; 5] = [SITE_FILE, "urls.lock", "content", "templates", "static"];

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path below the site folder.
    pub path: SourcePath,
    /// What is in it.
    pub content: Content,
    /// The fingerprint of what is in it.
    pub digest: Digest,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A text that writers or designers wrote.
    Text(String),
    /// A file from `static/`, or a picture, copied as it is.
    Bytes(Vec<u8>),
}

impl SourceFile {
    /// A file made of text.
    pub fn text(path: SourcePath, text: String) -> Self {
        let text = plain_text(text);
        SourceFile { path, digest: Digest::of(text.as_bytes()), content: Content::Text(text) }
    }

    /// The text, or nothing for bytes.
    pub fn as_text(&self) -> &str {
        match &self.content {
            Content::Text(text) => text,
            Content::Bytes(_) => "",
        }
    }

    /// The bytes of either kind.
    pub fn as_bytes(&self) -> &[u8] {
        match &self.content {
            Content::Text(text) => text.as_bytes(),
            Content::Bytes(bytes) => bytes,
        }
    }
}

/// Every input file by path, in the order of paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceTree {
    files: BTreeMap<SourcePath, Arc<SourceFile>>,
    unread: BTreeSet<SourcePath>,
    left_out: BTreeSet<SourcePath>,
}

/// A text as browsers and rules count it: its lines end as on Unix, whatever system it was written on, and the mark
/// that some editors put before it is gone. Lines and columns stay what they are in the file.
pub fn plain_text(text: String) -> String {
    // Some editors on Windows start a file with a mark that no reader may see.
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.trim_start_matches('\u{feff}').to_owned(),
        None => text,
    };
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

impl SourceTree {
    /// A tree of files.
    pub fn new(files: impl IntoIterator<Item = Arc<SourceFile>>) -> Self {
        SourceTree {
            files: files.into_iter().map(|f| (f.path.clone(), f)).collect(),
            unread: BTreeSet::new(),
            left_out: BTreeSet::new(),
        }
    }

    /// The same tree, knowing of files that are there but could not be read.
    pub fn with_unread(mut self, paths: impl IntoIterator<Item = SourcePath>) -> Self {
        self.unread.extend(paths);
        self
    }

    /// The same tree, knowing of files and folders that are left out because of their names.
    pub fn with_left_out(mut self, paths: impl IntoIterator<Item = SourcePath>) -> Self {
        self.left_out.extend(paths);
        self
    }

    /// The same tree, knowing whether something that is left out is there.
    pub fn with_left_out_at(mut self, path: SourcePath, is_there: bool) -> Self {
        if is_there {
            self.left_out.insert(path)
        } else {
            self.left_out.remove(&path)
        };
        self
    }

    /// The files and folders that are left out because of their names.
    pub fn left_out(&self) -> impl Iterator<Item = &SourcePath> {
        self.left_out.iter()
    }

    /// The files that are there but could not be read.
    pub fn unread(&self) -> impl Iterator<Item = &SourcePath> {
        self.unread.iter()
    }

    /// The file at a path.
    pub fn get(&self, path: &SourcePath) -> Option<&Arc<SourceFile>> {
        self.files.get(path)
    }

    /// The file at a path given as text.
    pub fn named(&self, path: &str) -> Option<&Arc<SourceFile>> {
        self.files.get(&SourcePath::new(path))
    }

    /// All files, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = &Arc<SourceFile>> {
        self.files.values()
    }

    /// The files whose path starts with a folder, in order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Arc<SourceFile>> {
        self.files
            .range(SourcePath::new(folder)..)
            .map(|(_, file)| file)
            .take_while(move |file| file.path.as_str().starts_with(folder))
    }

    /// The same tree with one file put in, replaced or taken out.
    pub fn with(&self, path: &SourcePath, file: Option<Arc<SourceFile>>) -> SourceTree {
        let mut tree = self.clone();
        tree.unread.remove(path);
        match file {
            Some(file) => tree.files.insert(path.clone(), file),
            None => tree.files.remove(path),
        };
        tree
    }
}

/// What a site folder holds, sorted by path.
#[derive(Debug, Default)]
pub struct Listing {
    /// The files to read.
    pub files: Vec<SourcePath>,
    /// Files and folders that are left out because of their names; what lies in the folders is not looked at.
    pub left_out: Vec<SourcePath>,
}

/// Lists the files of a site without reading them.
///
/// # Errors
/// If the folder is not there, or is not a site.
pub fn list(root: &Path) -> io::Result<Found<Listing>> {
    if !root.join(SITE_FILE).is_file() {
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            format!(
                "`{}` is no site: it has no `{SITE_FILE}`. Name a site with `--site DIR`, or make one with `plainleaf new DIR`",
                root.display()
            ),
        ));
    }
    let mut found = Found::clean(Listing::default());
    for part in PARTS {
        let top = root.join(part);
        if !top.exists() && !top.is_symlink() {
            continue;
        }
        let walk = WalkDir::new(&top).follow_links(false).follow_root_links(false).sort_by_file_name();
        let mut entries = walk.into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => {
                    let path = relative(root, entry.path());
                    let is_folder = entry.file_type().is_dir();
                    if let Some((_, why)) = left_out(&path) {
                        if is_folder {
                            entries.skip_current_dir();
                        }
                        if is_told(&path, &why, is_folder) {
                            found.0.left_out.push(path);
                        }
                    } else if !is_folder {
                        list_file(path, &entry, &mut found);
                    }
                }
                Err(error) => {
                    let path = relative(root, error.path().unwrap_or(&top));
                    found.1.push(unreadable(&path, &error.into()));
                }
            }
        }
    }
    Ok(found)
}

fn list_file(path: SourcePath, entry: &walkdir::DirEntry, found: &mut Found<Listing>) {
    if entry.path().to_str().is_none() {
        let message = "this file's name is not UTF-8 text";
        found.1.push(Diagnostic::new(&rule::NOT_UTF8, Span::file(&path), message).help("rename the file"));
    } else if entry.file_type().is_file() {
        found.0.files.push(path);
    } else if entry.file_type().is_symlink() {
        let message = "this is a link to another place, which is not followed";
        found.1.push(
            Diagnostic::new(&rule::LINKED_FILE, Span::file(&path), message).help("put the file itself here"),
        );
    } else {
        // Reading a pipe would wait for ever.
        let message = "this is neither a file nor a folder, so it is not read";
        found.1.push(
            Diagnostic::new(&rule::UNREADABLE_FILE, Span::file(&path), message)
                .help("take it out of the site folder"),
        );
    }
}

/// Whether a writer should hear that something is left out. Beside pages and templates, hidden files are settings of
/// tools, and a hidden folder can hold pages.
pub fn is_told(path: &SourcePath, why: &Why, is_folder: bool) -> bool {
    match why {
        Why::Litter => false,
        Why::Private(_) => true,
        Why::Hidden => is_folder || path.as_str().starts_with("static/"),
    }
}

/// Reads one listed file.
pub fn load(root: &Path, path: &SourcePath) -> Found<Option<Arc<SourceFile>>> {
    let place = root.join(path.as_str());
    let finding = |d: Diagnostic| Found(None, [d].into_iter().collect());
    if is_text(path) {
        let too_large = std::fs::metadata(&place).is_ok_and(|m| m.len() > TEXT_LIMIT);
        if too_large {
            let message = "this file is over 2 MB, too large for a text";
            return finding(
                Diagnostic::new(&rule::TOO_LARGE, Span::file(path), message)
                    .help("split it into pages that readers can finish"),
            );
        }
    }
    let bytes = match std::fs::read(&place) {
        Ok(bytes) => bytes,
        Err(error) => return finding(unreadable(path, &error)),
    };
    let file = if is_text(path) {
        match String::from_utf8(bytes) {
            Ok(text) => match text.find('\0') {
                None => SourceFile::text(path.clone(), text),
                // Mostly UTF-16, which passes for UTF-8 where its words are English.
                Some(at) => return finding(not_text(path, &text[..at], "a zero byte, which no text has")),
            },
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let before = String::from_utf8_lossy(&error.as_bytes()[..at]);
                return finding(not_text(path, &before, "a byte that is not UTF-8 text"));
            }
        }
    } else {
        SourceFile { path: path.clone(), digest: Digest::of(&bytes), content: Content::Bytes(bytes) }
    };
    Found::clean(Some(Arc::new(file)))
}

/// The site path of a place on disk.
pub fn relative(root: &Path, place: &Path) -> SourcePath {
    let below = place.strip_prefix(root).unwrap_or(place);
    let parts: Vec<_> = below.iter().map(|p| p.to_string_lossy()).collect();
    SourcePath::new(&parts.join("/"))
}

/// Whether a path belongs to the parts of the folder that are read.
pub fn is_part(path: &SourcePath) -> bool {
    PARTS.contains(&path.as_str().split('/').next().unwrap_or_default())
}

/// What is at a place on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    Gone,
    /// A file.
    File,
    /// A folder, a link, or something stranger.
    Other,
}

/// Looks what is at a place on disk.
pub fn kind(place: &Path) -> Kind {
    match std::fs::symlink_metadata(place) {
        Ok(meta) if meta.is_file() => Kind::File,
        Ok(_) => Kind::Other,
        Err(_) => Kind::Gone,
    }
}

/// Where the parts of a site lie on disk, for whoever watches them.
pub fn parts(root: &Path) -> impl Iterator<Item = PathBuf> {
    PARTS.map(|part| root.join(part)).into_iter()
}

fn is_text(path: &SourcePath) -> bool {
    !path.as_str().starts_with("static/")
        && matches!(
            path.extension(),
            "md" | "toml" | "yml" | "yaml" | "bib" | "svg" | "html" | "xml" | "css" | "js" | "lock" | "txt"
        )
}

fn not_text(path: &SourcePath, before: &str, what: &str) -> Diagnostic {
    let line = before.matches('\n').count() + 1;
    Diagnostic::new(&rule::NOT_UTF8, Span::file(path), format!("line {line} holds {what}"))
        .help("open the file in an editor and save it with the encoding UTF-8")
}

fn unreadable(path: &SourcePath, error: &io::Error) -> Diagnostic {
    let why = match error.kind() {
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        io::ErrorKind::NotFound => "it is gone".to_owned(),
        _ => error.to_string(),
    };
    Diagnostic::new(&rule::UNREADABLE_FILE, Span::file(path), format!("this file cannot be read: {why}"))
        .help("check who may read the file, then build again")
}
