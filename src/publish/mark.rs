//! The file by which we know a folder again that we wrote: it names what we wrote there.
//!
//! It is no more than a claim. Anybody can put one into a folder, so what it says is believed only where the disk says
//! the same: see [`super::kept`].

use std::collections::BTreeMap;
use std::io;

use crate::digest::Digest;
use crate::folder::Folder;
use crate::output::MARK;
use crate::relative::RelativePath;

/// How one starts.
const HEADER: &str = "# What `plainleaf build` wrote into this folder, with SHA-256. It keeps all other files, and takes none of them away.\n";

/// The most that is read of one: the files of a few hundred thousand pages.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The files of a built site, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Files(BTreeMap<String, Digest>);

impl Files {
    /// Puts a file in.
    pub(super) fn insert(&mut self, path: RelativePath<'_>, digest: Digest) {
        self.0.insert(path.as_str().to_owned(), digest);
    }

    /// The fingerprint of a file.
    pub(super) fn digest(&self, path: &str) -> Option<Digest> {
        self.0.get(path).copied()
    }

    /// Whether a path is that of a folder of files.
    pub(super) fn is_folder(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        self.0.range(inside.clone()..).next().is_some_and(|(path, _)| path.starts_with(&inside))
    }

    /// The mark that names these files. The same files give the same bytes.
    pub(super) fn to_mark(&self) -> String {
        let lines = self.0.iter().map(|(path, digest)| format!("{}  {path}\n", digest.hex()));
        std::iter::once(HEADER.to_owned()).chain(lines).collect()
    }

    /// Reads the mark of a folder; nothing if it has none, or something else has that name.
    pub(super) fn marked(folder: &Folder) -> io::Result<Option<Files>> {
        let bytes = folder.bytes(MARK, LARGEST)?;
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()).and_then(|text| Files::parse(&text)))
    }

    /// One line that we would not write, and it is no mark of ours. Version control may have put other ends to its lines.
    fn parse(text: &str) -> Option<Files> {
        let mut files = Files::default();
        let mut lines = text.lines();
        if lines.next() != Some(HEADER.trim_end()) {
            return None;
        }
        for line in lines {
            let (digest, path) = line.split_once("  ")?;
            files.insert(RelativePath::new(path).ok()?, Digest::from_hex(digest)?);
        }
        Some(files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        let mut files = Files::default();
        for path in ["a/b.html", "c d  e.txt"] {
            files.insert(RelativePath::new(path).unwrap(), Digest::of(path.as_bytes()));
        }
        let mark = files.to_mark();
        assert_eq!(Files::parse(&mark), Some(files.clone()));
        assert_eq!(Files::parse(&mark.replace('\n', "\r\n")), Some(files.clone()));
        assert_eq!(Files::parse(HEADER), Some(Files::default()));
        assert!(files.is_folder("a") && !files.is_folder("a/b.html") && !files.is_folder("c"));
        let digest = Digest::of(b"").hex();
        let longer = format!("{HEADER}{digest}ab  a");
        for line in ["", "x", "/etc/passwd", "ab  a", "../a", "/a", "a//b", ".git/config", "a\\b"] {
            assert_eq!(Files::parse(&format!("{HEADER}{digest}  {line}x\n\n{line}")), None, "{line}");
        }
        for line in ["../a", "/a", "a//b", ".git/config", "a\\b", "", "."] {
            assert_eq!(Files::parse(&format!("{HEADER}{digest}  {line}\n")), None, "{line}");
        }
        for text in ["", &mark[1..], &longer] {
            assert_eq!(Files::parse(text), None, "{text}");
        }
    }
}
