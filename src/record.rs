//! Writes the files that commands keep for people: sign-offs, and promised addresses.
//!
//! A file changes in one step, and only if it is still as it was when it was read: what an editor
//! wrote meanwhile is never lost.
#![expect(clippy::disallowed_methods, reason = "the one module that writes data files of a site")]

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use rustix::fs::{FlockOperation, flock};

use crate::diagnostic::SourcePath;
use crate::source::{self, SourceFile, SourceTree};

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
    // Whoever records at the same time waits. File systems without locks let both go on.
    let turn = File::open(root)?;
    let _ = flock(&turn, FlockOperation::LockExclusive);
    for change in changes {
        let now = match fs::read_to_string(root.join(change.path.as_str())) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(naming(&error, &change.path)),
        };
        let now = now.map(source::plain_text);
        if now.as_deref() != tree.get(&change.path).map(|file| SourceFile::as_text(file)) {
            let message =
                format!("`{}` has changed meanwhile; nothing is written to it. Try again", change.path);
            return Err(io::Error::other(message));
        }
    }
    changes.iter().try_for_each(|change| put(root, change).map_err(|error| naming(&error, &change.path)))
}

/// Writes beside the file, then takes its name. Names that start with a dot are no part of a site.
fn put(root: &Path, Change { path, text }: &Change) -> io::Result<()> {
    let place = root.join(path.as_str());
    let folder = place.parent().unwrap_or(root);
    fs::create_dir_all(folder)?;
    let beside = folder.join(format!(".{}.new", path.name()));
    // Lines end as they did: a file from Windows stays one.
    let is_windows = fs::read_to_string(&place).is_ok_and(|now| now.contains("\r\n"));
    let text = if is_windows { &text.replace('\n', "\r\n") } else { text };
    let written = File::create(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, &place));
    if written.is_err() {
        // What is half written only takes room; the error that matters is the one that stopped it.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn naming(error: &io::Error, path: &SourcePath) -> io::Error {
    io::Error::new(error.kind(), format!("`{path}`: {error}"))
}
