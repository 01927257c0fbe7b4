//! Addresses inside a site: absolute paths, the relative links between them, and anchors.
//!
//! Every link in the output is relative, so that one build works at the root of a domain,
//! in any folder of it, and (with `portable`) opened from a disk.

use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

/// What stands as it is in the path of an address.
pub const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The address of a page or file of the site: starts with `/`; ends with `/` or with a file name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(Arc<str>);

impl UrlPath {
    /// Takes an absolute path such as `/causes/` or `/404.html`.
    pub fn new(path: &str) -> Self {
        debug_assert!(path.starts_with('/'));
        UrlPath(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the file lies below the output folder: `/causes/` is `causes/index.html`.
    pub fn file(&self) -> String {
        let path = &self.0[1..];
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.0.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
    }

    /// What leads from this address to the site's root: nothing, `../`, `../../`.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0[1..].matches('/').count())
    }

    /// The relative link from this address to another.
    pub fn link_to(&self, target: &UrlPath, style: LinkStyle) -> String {
        let from: Vec<&str> = self.0[1..].split('/').collect();
        let to: Vec<&str> = target.0[1..].split('/').collect();
        // The last part of each is a file name or empty: the folders are all before it.
        let (from_folders, to_folders) = (&from[..from.len() - 1], &to[..to.len() - 1]);
        let shared = from_folders.iter().zip(to_folders).take_while(|(a, b)| a == b).count();
        let mut link = "../".repeat(from_folders.len() - shared);
        for folder in &to_folders[shared..] {
            link.push_str(folder);
            link.push('/');
        }
        let name = to[to.len() - 1];
        link.push_str(match (name, style) {
            ("", LinkStyle::Portable) => "index.html",
            (name, _) => name,
        });
        if link.is_empty() { "./".to_owned() } else { link }
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

/// How links to folders are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkStyle {
    /// `causes/`, for a web server.
    #[default]
    Hosted,
    /// `causes/index.html`, for a folder opened from a disk.
    Portable,
}

/// A heading's words as an anchor: lower case, hyphens, no accents.
pub fn slug(words: &str) -> String {
    slug::slugify(words)
}

/// Whether an authored address part is one that lasts: lower-case letters, digits, single hyphens.
pub fn is_slug(part: &str) -> bool {
    !part.is_empty()
        && part.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// A language code such as `en`, `es` or `pt-br`.
pub fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether a link leaves the site: it has a scheme (RFC 3986, section 3.1) or a host.
pub fn is_external(link: &str) -> bool {
    link.starts_with("//")
        || link.split_once(':').is_some_and(|(scheme, _)| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        })
}

/// Joins a relative path to a folder and settles `.` and `..`; nothing if it climbs out of the top.
pub fn join(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(from: &str, to: &str, style: LinkStyle) -> String {
        UrlPath::new(from).link_to(&UrlPath::new(to), style)
    }

    #[test]
    fn links_are_relative() {
        use LinkStyle::{Hosted, Portable};
        assert_eq!(link("/", "/causes/", Hosted), "causes/");
        assert_eq!(link("/causes/", "/", Hosted), "../");
        assert_eq!(link("/", "/", Hosted), "./");
        assert_eq!(link("/causes/", "/causes/", Hosted), "./");
        assert_eq!(link("/about/quality/", "/about/", Hosted), "../");
        assert_eq!(link("/about/quality/", "/causes/", Hosted), "../../causes/");
        assert_eq!(link("/404.html", "/causes/", Hosted), "causes/");
        assert_eq!(link("/causes/", "/file.pdf", Hosted), "../file.pdf");
        assert_eq!(link("/", "/", Portable), "index.html");
        assert_eq!(link("/es/", "/causes/", Portable), "../causes/index.html");
    }

    #[test]
    fn knows_files_and_roots() {
        assert_eq!(UrlPath::new("/").file(), "index.html");
        assert_eq!(UrlPath::new("/es/causes/").file(), "es/causes/index.html");
        assert_eq!(UrlPath::new("/404.html").file(), "404.html");
        assert_eq!(UrlPath::new("/es/causes/").to_root(), "../../");
        assert_eq!(UrlPath::new("/404.html").to_root(), "");
    }

    #[test]
    fn tells_addresses_apart() {
        assert!(is_slug("get-help") && is_slug("404"));
        assert!(!is_slug("Get-Help") && !is_slug("a--b") && !is_slug("a_b") && !is_slug(""));
        assert!(is_language("en") && is_language("pt-br") && is_language("zh-Hant"));
        assert!(!is_language("") && !is_language("..") && !is_language("EN") && !is_language("en/../x"));
        assert!(is_external("https://a.example") && is_external("mailto:a@b") && is_external("//x"));
        assert!(!is_external("causes.md#x") && !is_external("#a:b") && !is_external("/a"));
        assert_eq!(join("content/en/", "figures/a.svg").as_deref(), Some("content/en/figures/a.svg"));
        assert_eq!(join("content/en/about/", "../causes.md").as_deref(), Some("content/en/causes.md"));
        assert_eq!(join("a/", "../../b"), None);
    }
}
