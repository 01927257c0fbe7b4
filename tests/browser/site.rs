//! The sites the tests look at: their built files.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use plainleaf::build::{self, Built, Keep, Memo, Options};
use plainleaf::checklist::{self, Checklist};
use plainleaf::diagnostic::{Found, SourcePath};
use plainleaf::disk;
use plainleaf::report::{self, Format};
use plainleaf::source::{SourceFile, SourceTree};
use plainleaf::url::LinkStyle;

/// A site, built by the library on a fixed day.
fn built(tree: &SourceTree, links: LinkStyle) -> BTreeMap<String, Vec<u8>> {
    let options = Options {
        today: date(2026, 11, 30),
        links,
        pages: Keep::InMemory,
        purpose: plainleaf::rule::Purpose::Preview,
        progress: Arc::default(),
    };
    let Found(Built { output, .. }, found) = build::build(tree, &options, &Memo::forgetful());
    assert!(!found.has_errors(), "{}", report::text(&found, tree, Format::Short, false, ""));
    output.iter().map(|(path, file)| (path.to_owned(), file.bytes.to_vec())).collect()
}

/// The files of a site folder: the repository's own, or one below it.
fn read(folder: &str) -> SourceTree {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let Found(tree, found) = disk::read(&root.join(folder)).expect("the folder is a site");
    assert!(!found.has_errors(), "{}", report::text(&found, &tree, Format::Short, false, ""));
    tree
}

/// A site in `tests/sites`, with the repository's own templates.
fn read_with_templates(name: &str) -> SourceTree {
    let site = read(&format!("tests/sites/{name}"));
    read("").below("templates/").fold(site, |tree, file| tree.with(&file.path, Some(Arc::clone(file))))
}

/// Other words in a file of the site: where, instead of which, and which.
pub(crate) type Edit<'a> = (&'a str, &'a str, &'a str);

/// A built site, by output path.
pub(crate) struct Site {
    files: BTreeMap<String, Vec<u8>>,
    checklist: Option<Checklist>,
}

impl Site {
    /// The site that this repository publishes. Built once.
    pub(crate) fn published() -> &'static Site {
        static SITE: LazyLock<Site> = LazyLock::new(|| Site::from(&read(""), LinkStyle::Hosted));
        &SITE
    }

    /// The site that no writer changes. Built once.
    pub(crate) fn frozen() -> &'static Site {
        static SITE: LazyLock<Site> =
            LazyLock::new(|| Site::from(&read_with_templates("frozen"), LinkStyle::Hosted));
        &SITE
    }

    /// The same site, to be opened from a disk.
    pub(crate) fn portable() -> Site {
        Site::from(&read_with_templates("frozen"), LinkStyle::Portable)
    }

    /// A site of another topic, with the same templates.
    pub(crate) fn of_another_topic() -> Site {
        Site::from(&read_with_templates("hearing"), LinkStyle::Hosted)
    }

    /// The frozen site with other words in it.
    pub(crate) fn edited(edits: &[Edit]) -> Site {
        let tree = edits.iter().fold(read_with_templates("frozen"), |tree, (path, from, to)| {
            let text = tree.named(path).expect("the site has this file").as_text();
            assert!(text.contains(from), "{path} does not say {from}");
            let path = SourcePath::new(path);
            let file = SourceFile::text(path.clone(), text.replacen(from, to, 1));
            tree.with(&path, Some(Arc::new(file)))
        });
        Site::from(&tree, LinkStyle::Hosted)
    }

    /// Puts other words into a built file.
    pub(crate) fn rewrite(&mut self, path: &str, from: &str, to: &str) {
        let bytes = self.files.get_mut(path).expect("the site has this file");
        let text = String::from_utf8_lossy(bytes);
        assert!(text.contains(from), "{path} does not say {from}");
        *bytes = text.replace(from, to).into_bytes();
    }

    /// Takes a built file away.
    pub(crate) fn remove(&mut self, path: &str) {
        self.files.remove(path).expect("the site has this file");
    }

    fn from(tree: &SourceTree, links: LinkStyle) -> Site {
        let site = Site { files: built(tree, links), checklist: checklist::parse(tree).0 };
        assert!(site.files.contains_key("index.html"), "the site has no index.html");
        site
    }

    /// Its checklist, as the generator read it.
    pub(crate) fn checklist(&self) -> &Checklist {
        self.checklist.as_ref().expect("the site has a checklist")
    }

    /// The same, on a host that sets no headers, with `frame.html`, which holds a page.
    pub(crate) fn in_a_frame(&self, page: &str) -> Site {
        let mut files = self.files.clone();
        files.remove("_headers");
        let frame = format!("<!doctype html><title>A frame</title><iframe src=\"{page}\"></iframe>");
        files.insert("frame.html".to_owned(), frame.into_bytes());
        Site { files, checklist: None }
    }

    /// Every file.
    pub(crate) fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
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
        let pages = self.files.iter().filter(|(path, _)| path.ends_with(".html"));
        pages.map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

fn redirects(page: &[u8]) -> bool {
    contains(page, "http-equiv=\"refresh\"") || contains(page, "http-equiv=refresh")
}

fn contains(page: &[u8], words: &str) -> bool {
    page.windows(words.len()).any(|window| window.eq_ignore_ascii_case(words.as_bytes()))
}
