//! The starter site: a small complete site of another topic, inside the binary.
//!
//! Its words are in `src/starter/`; its templates are the repository's own, so there is one look to
//! keep.

use std::io;
use std::path::Path;

use include_dir::{Dir, include_dir};
use jiff::civil::Date;

use crate::folder::Folder;
use crate::relative::RelativePath;

static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/starter");
static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The day that stands in the starter's pages until they are written out.
const WRITTEN: &str = "2000-01-01";

/// Writes the starter site into a new folder; its pages say they were last changed today.
///
/// # Errors
/// If the folder holds something already, or cannot be written.
pub fn write(folder: &Path, today: Date) -> io::Result<()> {
    let new = Folder::create(folder)?;
    if !new.names()?.is_empty() {
        let message = format!("`{}` is not empty; name a new folder", folder.display());
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    files(today).iter().try_for_each(|(path, bytes)| new.write(RelativePath::new(path)?, bytes).map(drop))
}

/// Every file of the starter site by its path.
pub fn files(today: Date) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    gather(&SITE, "", &mut files);
    gather(&TEMPLATES, "templates/", &mut files);
    for (path, bytes) in &mut files {
        if path.ends_with(".md")
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            *bytes = text.replace(WRITTEN, &today.to_string()).into_bytes();
        }
    }
    files.sort();
    files
}

fn gather(dir: &Dir<'_>, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) {
    for file in dir.files() {
        let path = file.path().iter().map(|p| p.to_string_lossy()).collect::<Vec<_>>().join("/");
        files.push((format!("{prefix}{path}"), file.contents().to_vec()));
    }
    for inner in dir.dirs() {
        gather(inner, prefix, files);
    }
}
