//! Sites made of one string, and what building them comes to. The only caller of the API.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use plainleaf::build::{self, Built, Keep, Memo, Options, Progress};
use plainleaf::diagnostic::{Diagnostics, Found, SourcePath};
use plainleaf::disk;
use plainleaf::output::OutputTree;
use plainleaf::report::{self, Format};
use plainleaf::rule::{Purpose, Rule};
use plainleaf::rules;
use plainleaf::sign_off::Text;
use plainleaf::source::{SourceFile, SourceTree};
use plainleaf::url::LinkStyle;

/// The front matter of a page that no test is about; its text starts on line 7.
const FRONT_MATTER: &str = "+++
title = \"A page\"
description = \"A page that stands in for any other, with a description of a fair length.\"
kind = \"page\"
updated = 2026-01-01
+++
";

/// The site in `tests/sites/minimal`, with a home page, a page for wrong addresses, and no other.
static BASE: LazyLock<SourceTree> = LazyLock::new(|| {
    let mut tree = read("minimal");
    let pages: Vec<_> = tree.below("content/en/").map(|file| file.path.clone()).collect();
    for path in pages.iter().filter(|path| path.extension() == "md" && path.stem() != "404") {
        tree = tree.with(path, None);
    }
    let front_matter = FRONT_MATTER.replace("A page", "A home page");
    with(&tree, &format!("-- content/en/index.md --\n{front_matter}\nHello.\n\n[pages]\n\n[funding]\n"))
});

/// The folder of a site in `tests/sites`.
pub(crate) fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name)
}

/// A site in `tests/sites`, which must be readable.
pub(crate) fn read(name: &str) -> SourceTree {
    let Found(tree, found) = disk::read(&folder(name)).unwrap();
    assert_eq!(short(&found, &tree), "");
    tree
}

/// The repository's own site, whose words its writers may change on any day.
fn own() -> &'static SourceTree {
    static OWN: LazyLock<SourceTree> =
        LazyLock::new(|| disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().0);
    &OWN
}

/// A site with the repository's own templates, which belong to the generator.
pub(crate) fn with_templates(tree: SourceTree) -> SourceTree {
    own().below("templates/").fold(tree, |tree, file| tree.with(&file.path, Some(Arc::clone(file))))
}

/// A site in `tests/sites` that has no templates, with the repository's own.
pub(crate) fn read_with_templates(name: &str) -> SourceTree {
    with_templates(read(name))
}

/// A whole site about health, with nothing to mend, that no writer changes: a copy of what the repository's
/// own site once was.
pub(crate) fn frozen() -> SourceTree {
    static FROZEN: LazyLock<SourceTree> = LazyLock::new(|| read_with_templates("frozen"));
    FROZEN.clone()
}

/// The minimal site with these files put in: `-- path --` on a line, then what is in the file.
pub(crate) fn site(files: &str) -> SourceTree {
    with(&BASE, files)
}

/// A site of these files and no others.
pub(crate) fn bare(files: &str) -> SourceTree {
    with(&SourceTree::default(), files)
}

/// The minimal site with a page of this text; with its own front matter if it starts with one.
pub(crate) fn page(text: &str) -> SourceTree {
    let front_matter = if text.starts_with("+++") { "" } else { FRONT_MATTER };
    put(&BASE, "content/en/page.md", &format!("{front_matter}{text}"))
}

/// The minimal site with a page of a kind that is good as far as it goes, and goes on with this text.
pub(crate) fn page_of_kind(kind: &str, text: &str) -> SourceTree {
    let cards = if ["overview", "treatment"].contains(&kind) {
        // Text after a card needs a heading; most examples bring one.
        if text.starts_with(['#', '[', '|']) {
            "[care: emergency]\n\n[care: urgent]\n\n"
        } else {
            "[care: emergency]\n\n[care: urgent]\n\n## What to do\n\n"
        }
    } else {
        ""
    };
    // Key points come before cards.
    let body = if text.starts_with("## Key points") {
        format!("{text}\n\n{cards}")
    } else {
        format!("{cards}{text}")
    };
    page(&format!(
        "+++
title = \"Washing your hands\"
description = \"How to wash your hands, step by step, with what you have at home.\"
kind = \"{kind}\"
updated = 2026-01-01
review_by = 2028-01-10
main_message = \"Wash your hands with soap.\"
+++

Wash your hands with soap [@example-a; @example-b]. We do not know which soap is best.

{body}"
    ))
}

/// A site with files put in.
pub(crate) fn with(tree: &SourceTree, files: &str) -> SourceTree {
    let mut tree = tree.clone();
    let mut current: Option<(&str, String)> = None;
    for line in files.split_inclusive('\n') {
        let marker = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
        match (marker, &mut current) {
            (Some(path), _) => {
                if let Some((path, text)) = current.replace((path, String::new())) {
                    tree = put(&tree, path, &text);
                }
            }
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => panic!("`{line}` stands before the first `-- path --`"),
        }
    }
    match current {
        Some((path, text)) => put(&tree, path, &text),
        None => tree,
    }
}

/// A site with one file put in.
pub(crate) fn put(tree: &SourceTree, path: &str, text: &str) -> SourceTree {
    let path = SourcePath::new(path);
    let file = SourceFile::text(path.clone(), text.to_owned());
    tree.with(&path, Some(Arc::new(file)))
}

/// A site with one file taken out.
pub(crate) fn without(tree: &SourceTree, path: &str) -> SourceTree {
    tree.with(&SourcePath::new(path), None)
}

fn options(purpose: Purpose) -> Options<'static> {
    Options {
        today: "2026-03-01".parse().unwrap(),
        links: LinkStyle::Hosted,
        pages: Keep::InMemory,
        purpose,
        progress: Arc::new(Progress::default()),
    }
}

/// The words of every page as someone would sign them.
pub(crate) fn words(tree: &SourceTree) -> BTreeMap<SourcePath, Text> {
    let words = whole(tree, Purpose::Record).0.words;
    words.into_iter().map(|(path, text)| (path, Text::clone(&text))).collect()
}

/// Every address and every id of the checklist that a site offers, with the id's words.
pub(crate) fn offered(tree: &SourceTree) -> BTreeMap<String, String> {
    whole(tree, Purpose::Record).0.offered
}

/// Builds a site, always on the same day.
pub(crate) fn build(tree: &SourceTree) -> (OutputTree, Diagnostics) {
    build_for(tree, Purpose::Preview)
}

/// Builds a site for something, always on the same day.
pub(crate) fn build_for(tree: &SourceTree, purpose: Purpose) -> (OutputTree, Diagnostics) {
    let Found(whole, found) = whole(tree, purpose);
    (whole.output, found)
}

thread_local! {
    /// What this test has built so far. A build that remembers gives what a build from nothing gives: that is a law, and
    /// `laws` holds it.
    static MEMO: Memo = Memo::default();
}

fn whole(tree: &SourceTree, purpose: Purpose) -> Found<Built> {
    MEMO.with(|memo| build::build(tree, &options(purpose), memo))
}

/// What was found while a site was read and built, as a program would read it, a line each; without what
/// its checks say of the words of pages, which are no more than stand-ins here.
pub(crate) fn check(tree: &SourceTree) -> String {
    short(&read_and_built(tree), tree)
}

/// What was found, but by no check.
fn read_and_built(tree: &SourceTree) -> Diagnostics {
    let is_check = |rule: &Rule| rules::LINTS.iter().any(|lint| lint.rule == rule);
    build(tree).1.into_iter().filter(|finding| !is_check(finding.rule)).collect()
}

/// All findings of a site as a program would read them, a line each.
pub(crate) fn check_all(tree: &SourceTree) -> String {
    short(&build(tree).1, tree)
}

/// All findings of a site in one of the three forms.
pub(crate) fn printed_all(tree: &SourceTree, format: Format) -> String {
    report::text(&build(tree).1, tree, format, false, "")
}

/// What stands in the way of a release, a line each; without what its checks say of the words of pages.
pub(crate) fn check_release(tree: &SourceTree) -> String {
    let is_check = |rule: &Rule| rules::LINTS.iter().any(|lint| lint.rule == rule);
    let found = build_for(tree, Purpose::Release).1;
    short(&found.into_iter().filter(|finding| !is_check(finding.rule)).collect(), tree)
}

/// What was found by no check, in one of the three forms.
pub(crate) fn printed(tree: &SourceTree, format: Format) -> String {
    report::text(&read_and_built(tree), tree, format, false, "")
}

pub(crate) fn short(found: &Diagnostics, tree: &SourceTree) -> String {
    report::text(found, tree, Format::Short, false, "")
}
