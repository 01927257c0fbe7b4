//! Writes the files that commands keep for people: sign-offs, and promised addresses.
//!
//! A file changes in one step, and only if it is still as it was when it was read: what an editor
//! wrote meanwhile is never lost. Unfinished files are in a workplace of their own, which nobody reads and the next
//! command that writes clears.

use std::ffi::OsStr;
use std::io;
use std::path::Path;

use crate::diagnostic::SourcePath;
use crate::folder::{Folder, Kind, Workplace};
use crate::relative::RelativePath;
use crate::source::{self, SourceFile, SourceTree};

/// Where unfinished files are.
const WORKPLACE: &str = ".plainleaf-records";
/// An unfinished file.
const NEW: &str = "new";

/// A file as it is to be.
#[derive(Debug)]
pub struct Change {
    /// Its path in the site.
    pub path: SourcePath,
    /// What will be in it.
    pub text: String,
}

/// Writes files, in this order, unless one of them has changed since the tree was read.
///
/// # Errors
/// If one has changed, or the disk cannot be written. Files before that one are written then.
pub fn write(root: &Path, tree: &SourceTree, changes: &[Change]) -> io::Result<()> {
    let root = Folder::open(root)?;
    // Whoever records at the same time waits.
    let _turn = root.turn()?;
    let work = Workplace::empty(&root, OsStr::new(WORKPLACE))?;
    let unchanged = changes.iter().try_for_each(|change| check_unchanged(&root, tree, &change.path));
    let written =
        unchanged.and_then(|()| changes.iter().try_for_each(|change| put(&root, &work.folder, change)));
    // The error that matters is the one that stopped it.
    written.and(work.remove())
}

/// Takes away what a kill left unfinished. What others put there in its name stays.
///
/// # Errors
/// If the disk cannot be written.
pub fn clear(root: &Path) -> io::Result<()> {
    let root = Folder::open(root)?;
    let name = OsStr::new(WORKPLACE);
    if !matches!(Workplace::left(&root, name), Ok(Some(_))) {
        return Ok(());
    }
    let _turn = root.turn()?;
    // Whoever recorded meanwhile has cleared it.
    match Workplace::left(&root, name) {
        Ok(Some(left)) => left.remove(),
        _ => Ok(()),
    }
}

fn check_unchanged(root: &Folder, tree: &SourceTree, path: &SourcePath) -> io::Result<()> {
    let now = read(root, RelativePath::new(path.as_str())?)?;
    let now = now.map(source::plain_text);
    if now.as_deref() == tree.get(path).map(|file| SourceFile::as_text(file)) {
        return Ok(());
    }
    Err(io::Error::other(format!("`{path}` has changed meanwhile; nothing is written to it. Try again")))
}

/// What is in a file; nothing where there is none.
fn read(root: &Folder, path: RelativePath<'_>) -> io::Result<Option<String>> {
    let folder = match root.way(path, false) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        folder => folder?,
    };
    let name = path.split().1;
    match folder.find(name)?.map(|entry| entry.kind) {
        None => Ok(None),
        Some(Kind::File) => io::read_to_string(folder.read(name)?)
            .map(Some)
            .map_err(|error| io::Error::new(error.kind(), format!("`{}`: {error}", path.as_str()))),
        Some(_) => {
            let message =
                format!("`{}` is a folder or a link, where a file goes. Move it away", path.as_str());
            Err(io::Error::new(io::ErrorKind::AlreadyExists, message))
        }
    }
}

/// Writes elsewhere, then takes the file's name, for the same people to read and write.
fn put(root: &Folder, work: &Folder, Change { path, text }: &Change) -> io::Result<()> {
    let path = RelativePath::new(path.as_str())?;
    let (folder, name) = (root.way(path, true)?, path.split().1);
    // Lines end as they did: a file from Windows stays one.
    let is_windows = read(root, path)?.is_some_and(|now| now.contains("\r\n"));
    let text = if is_windows { &text.replace('\n', "\r\n") } else { text };
    let file = work.write(RelativePath::new(NEW)?, text.as_bytes())?;
    if let Some(old) = folder.find(name)? {
        old.permit(&file)?;
    }
    file.sync_all()?;
    work.rename(NEW, &folder, name)?;
    folder.sync()
}
