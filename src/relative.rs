//! Paths that stay below the folder they are put in: the only ones that anything is written to.

use std::ffi::OsStr;
use std::fmt;

/// What version control keeps in a folder. Nothing that we write belongs there.
const VERSION_CONTROL: [&str; 4] = [".git", ".hg", ".svn", ".jj"];

/// A path of a file below a folder: names of folders and then of a file, with `/` between them. There is
/// no way to make one that leads out of the folder, or into what version control keeps there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelativePath<'a>(&'a str);

/// Why a text is no such path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoPath {
    path: String,
    why: &'static str,
}

impl fmt::Display for NoPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no path for a file here: {}", self.path.escape_debug(), self.why)
    }
}

impl From<NoPath> for std::io::Error {
    fn from(error: NoPath) -> Self {
        std::io::Error::new(std::io::ErrorKind::InvalidInput, error.to_string())
    }
}

impl<'a> RelativePath<'a> {
    /// Takes a path, if it is one.
    ///
    /// # Errors
    /// If one of its parts is no plain name.
    pub fn new(path: &'a str) -> Result<Self, NoPath> {
        let drive =
            path.as_bytes().get(1) == Some(&b':') && path.starts_with(|c: char| c.is_ascii_alphabetic());
        let why =
            path.split('/').find_map(wrong_with).or(drive.then_some("it starts with the name of a drive"));
        match why {
            None => Ok(RelativePath(path)),
            Some(why) => Err(NoPath { path: path.to_owned(), why }),
        }
    }

    /// The path as text.
    pub fn as_str(self) -> &'a str {
        self.0
    }

    /// The folders on the way, and the file's name.
    pub fn split(self) -> (impl Iterator<Item = &'a str>, &'a str) {
        let (folders, name) = self.0.rsplit_once('/').map_or((None, self.0), |(way, name)| (Some(way), name));
        (folders.into_iter().flat_map(|way| way.split('/')), name)
    }
}

fn wrong_with(part: &str) -> Option<&'static str> {
    match part {
        "" => Some("a part of it is empty"),
        "." | ".." => Some("`.` and `..` lead elsewhere"),
        _ if part.contains('\\') => Some("a part of it holds `\\`"),
        _ if part.contains(char::is_control) => Some("a part of it holds a control character"),
        _ if is_version_control(OsStr::new(part)) => Some("that folder belongs to version control"),
        _ => None,
    }
}

/// Whether version control keeps a folder of this name to itself.
pub fn is_version_control(name: &OsStr) -> bool {
    VERSION_CONTROL.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether Windows keeps a name to itself, with any ending: a site with such a file can be neither copied nor
/// checked out there.
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device);
        number.is_some_and(|number| {
            matches!(number, "¹" | "²" | "³") || matches!(number.as_bytes(), [b'1'..=b'9'])
        })
    };
    ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&stem.as_str())
        || numbered("com")
        || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_stays_below() {
        for path in ["a", "index.html", "es/über uns/a b.txt", ".nojekyll", "...", "ab:c", ".gitignore", "~"]
        {
            assert_eq!(RelativePath::new(path).map(RelativePath::as_str), Ok(path));
        }
        let (folders, name) = RelativePath::new("a/b/c.txt").unwrap().split();
        assert_eq!((folders.collect::<Vec<_>>(), name), (vec!["a", "b"], "c.txt"));
        assert_eq!(RelativePath::new("c").unwrap().split().0.count(), 0);
    }

    #[test]
    fn refuses_all_else() {
        for path in [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "a/../b",
            "a/.",
            "../a",
            "a\\b",
            "\\",
            "..\\a",
            "a\0",
            "\n",
            "C:a",
            "c:/a",
            ".git/config",
            "a/.GIT",
            ".svn/x",
        ] {
            assert!(RelativePath::new(path).is_err(), "{path:?}");
        }
    }

    #[test]
    fn knows_the_names_that_windows_keeps() {
        for name in ["con", "CON", "aux.html", "nul.tar.gz", "Com1", "lpt9.txt", "prn ", "com²"] {
            assert!(is_reserved(name), "{name}");
        }
        for name in ["cons", "com", "com0", "com10", "auxiliary.html", "a.con", "console", ""] {
            assert!(!is_reserved(name), "{name}");
        }
    }
}
