//! The site the tests look at: its built files.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use plainleaf::build::{self, Options};
use plainleaf::diagnostic::{Found, SourcePath};
use plainleaf::report::{self, Format};
use plainleaf::source::SourceFile;
use plainleaf::url::LinkStyle;

/// The repository's own site, built by the library on a fixed day.
fn built(links: LinkStyle, edits: &[Edit]) -> Vec<(String, Vec<u8>)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let Found(mut tree, read) = build::read(root).expect("the repository is a site");
    for (path, from, to) in edits {
        let text = tree.named(path).expect("the site has this file").as_text();
        assert!(text.contains(from), "{path} does not say {from}");
        let path = SourcePath::new(path);
        let file = SourceFile::text(path.clone(), text.replacen(from, to, 1));
        tree = tree.with(&path, Some(Arc::new(file)));
    }
    let options = Options {
        today: date(2026, 11, 23),
        links,
        pages: build::Pages::Kept,
        purpose: plainleaf::rule::Purpose::Preview,
        progress: Arc::default(),
    };
    let Found(output, mut found) = build::build(&tree, &options, None);
    found.extend(read);
    assert!(!found.has_errors(), "{}", report::text(&found, &tree, Format::Short, false, ""));
    output.iter().map(|(path, file)| (path.to_owned(), file.bytes.to_vec())).collect()
}

/// Other words in a file of the site: where, instead of which, and which.
pub(crate) type Edit<'a> = (&'a str, &'a str, &'a str);

/// A built site, by output path.
pub(crate) struct Site(BTreeMap<String, Vec<u8>>);

impl Site {
    /// The site under test, which has at least one page. Built once.
    pub(crate) fn under_test() -> &'static Site {
        static SITE: LazyLock<Site> = LazyLock::new(|| Site::linked(LinkStyle::Hosted));
        &SITE
    }

    /// The same site, to be opened from a disk.
    pub(crate) fn portable() -> Site {
        Site::linked(LinkStyle::Portable)
    }

    /// The same site with other words in it.
    pub(crate) fn edited(edits: &[Edit]) -> Site {
        Site(built(LinkStyle::Hosted, edits).into_iter().collect())
    }

    /// Puts other words into a built file.
    pub(crate) fn rewrite(&mut self, path: &str, from: &str, to: &str) {
        let bytes = self.0.get_mut(path).expect("the site has this file");
        let text = String::from_utf8_lossy(bytes);
        assert!(text.contains(from), "{path} does not say {from}");
        *bytes = text.replace(from, to).into_bytes();
    }

    /// Takes a built file away.
    pub(crate) fn remove(&mut self, path: &str) {
        self.0.remove(path).expect("the site has this file");
    }

    fn linked(links: LinkStyle) -> Site {
        let site = Site(built(links, &[]).into_iter().collect());
        assert!(site.0.contains_key("index.html"), "the site under test has no index.html");
        site
    }

    /// Every file.
    pub(crate) fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.0
    }

    /// Every page a reader can stay on.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &str> {
        self.html().filter(|(_, bytes)| !redirects(bytes)).map(|(path, _)| path)
    }

    /// Every page that only sends its reader on.
    pub(crate) fn redirects(&self) -> impl Iterator<Item = &str> {
        self.html().filter(|(_, bytes)| redirects(bytes)).map(|(path, _)| path)
    }

    fn html(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let pages = self.0.iter().filter(|(path, _)| path.ends_with(".html"));
        pages.map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

fn redirects(page: &[u8]) -> bool {
    contains(page, "http-equiv=\"refresh\"") || contains(page, "http-equiv=refresh")
}

fn contains(page: &[u8], words: &str) -> bool {
    page.windows(words.len()).any(|window| window.eq_ignore_ascii_case(words.as_bytes()))
}
