//! The built HTML as a reader's browser sees it: every link has an end, every anchor is there once.
//!
//! Checked on the output and not on the source, so that links which templates write count too.

mod texts;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Found, Span, nearest};
use crate::digest::Digest;
use crate::document::{Document, Element};
use crate::output::OutputTree;
use crate::render::AuthoredLink;
use crate::rule;
use crate::source::SourceTree;
use crate::url::{self, UrlPath};
use texts::Texts;

/// The links and anchors of one built page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its path below the output folder.
    pub file: String,
    /// Its source, where findings point if a template wrote the link.
    pub origin: Span,
    /// The links that its author wrote.
    pub authored: Vec<AuthoredLink>,
    /// The fingerprint of what other pages can link to: its path and its anchors.
    pub offers: Digest,
    /// Anchors that stand on it more than once.
    repeated: Vec<String>,
    own: Part,
    tail: Arc<Tail>,
}

/// The anchors and the links inside the site of some HTML, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Part {
    anchors: Texts,
    links: Texts,
}

/// What follows a page's `</main>`: the menu and the like, which is the same on many pages.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tail {
    html: String,
    part: Part,
}

impl Page {
    /// Every link inside the site.
    pub fn links(&self) -> impl Iterator<Item = &str> {
        self.own.links.iter().chain(self.tail.part.links.iter())
    }

    /// Every anchor.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        self.own.anchors.iter().chain(self.tail.part.anchors.iter())
    }

    /// Whether it has an anchor.
    pub fn has(&self, anchor: &str) -> bool {
        self.own.anchors.holds(anchor) || self.tail.part.anchors.holds(anchor)
    }
}

/// Gathers the links and anchors of one built page; of what follows its `</main>` only if that differs from
/// the page before. A page that is not tidy HTML is a finding.
pub fn read(
    file: &str,
    origin: &Span,
    document: &Document<'_>,
    authored: Vec<AuthoredLink>,
    before: &mut Arc<Tail>,
) -> Found<Page> {
    let found: Diagnostics =
        document.untidy.iter().map(|(at, why)| untidy(document, *at, why, origin)).collect();
    let split = document.html.rfind("</main>").unwrap_or(document.html.len());
    let at = document.elements.partition_point(|element| element.offset < split);
    let (own, mut repeated) = part(&document.elements[..at]);
    let tail = &document.html[split..];
    if before.html != tail {
        let (part, twice) = part(&document.elements[at..]);
        repeated.extend(twice);
        *before = Arc::new(Tail { html: tail.to_owned(), part });
    }
    let tail = Arc::clone(before);
    if !found.is_empty() || !repeated.is_empty() {
        // The next page says so too.
        *before = Arc::default();
    }
    repeated.extend(tail.part.anchors.iter().filter(|anchor| own.anchors.holds(anchor)).map(str::to_owned));
    let offers =
        Digest::of_texts([file].into_iter().chain(own.anchors.iter()).chain(tail.part.anchors.iter()));
    Found(
        Page { file: file.to_owned(), origin: origin.clone(), authored, offers, repeated, own, tail },
        found,
    )
}

fn untidy(document: &Document<'_>, at: usize, why: &str, origin: &Span) -> Diagnostic {
    let near: String = document.html.get(at..).unwrap_or_default().chars().take(40).collect();
    let message = format!("the built page is not tidy HTML near `{}`: {why}", near.trim());
    Diagnostic::new(&rule::TEMPLATE_ERROR, origin.clone(), message)
        .help("close every tag and quote, and write `<` in text as `&lt;`")
}

/// Gathers from some elements; also gives the anchors that stand on them more than once.
fn part(elements: &[Element<'_>]) -> (Part, Vec<String>) {
    let (mut anchors, mut links) = (Texts::default(), Texts::default());
    for (key, value) in elements.iter().flat_map(Element::attributes) {
        match key {
            "id" => anchors.push(value),
            "href" | "src" if !url::is_external(value) => links.push(value),
            _ => {}
        }
    }
    let (anchors, repeated) = anchors.sorted();
    (Part { anchors, links: links.sorted().0 }, repeated)
}

/// Where links can lead.
#[derive(Debug)]
pub struct Index<'a> {
    #[expect(clippy::disallowed_types, reason = "looked up half a million times, and never iterated")]
    by_file: rustc_hash::FxHashMap<&'a str, &'a Page>,
    output: &'a OutputTree,
    /// Pages that are drafts or have mistakes: a link to one is no second mistake.
    unready: BTreeSet<String>,
    base_path: &'a str,
    tree: &'a SourceTree,
}

impl<'a> Index<'a> {
    /// Gathers the pages and the other files of the output.
    pub fn new(
        pages: &[&'a Page],
        output: &'a OutputTree,
        unready: impl Iterator<Item = &'a UrlPath>,
        base_path: &'a str,
        tree: &'a SourceTree,
    ) -> Self {
        Index {
            // Of two pages that want one address, which is reported elsewhere, the first has it.
            by_file: pages.iter().rev().map(|page| (page.file.as_str(), *page)).collect(),
            output,
            unready: unready.map(UrlPath::file).collect(),
            base_path,
            tree,
        }
    }

    fn holds(&self, file: &str) -> bool {
        self.output.holds(file) || self.unready.contains(file)
    }
}

/// A part of an address as a server or a browser compares it, without `%20` and the like.
fn decode(part: &str) -> String {
    percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned()
}

/// Holds every link of a page against the pages, their anchors and the other files of the output.
///
/// A tail whose links all start at the site's root leads to the same places from every page of that
/// depth: `sound` is the last one that was found whole, with its depth.
pub fn check(page: &Page, index: &Index<'_>, sound: &mut Option<(Arc<Tail>, usize)>) -> Diagnostics {
    let mut found = Diagnostics::default();
    for anchor in &page.repeated {
        found.push(
            Diagnostic::new(
                &rule::DUPLICATE_ID,
                page.origin.clone(),
                format!("the built page has two places called `#{anchor}`"),
            )
            .help("give a heading another anchor with `{#name}`, or use a card or mark only once"),
        );
    }
    check_part(page, &page.own, index, &mut found);
    let depth = page.file.matches('/').count();
    let known = sound.as_ref().is_some_and(|(tail, at)| Arc::ptr_eq(tail, &page.tail) && *at == depth);
    if !known {
        let before = found.len();
        check_part(page, &page.tail.part, index, &mut found);
        let root = "../".repeat(depth);
        let from_root = page.tail.part.links.iter().all(|link| link.starts_with(&root));
        *sound = (found.len() == before && from_root && depth > 0).then(|| (Arc::clone(&page.tail), depth));
    }
    found
}

fn check_part(page: &Page, part: &Part, index: &Index<'_>, found: &mut Diagnostics) {
    let mut target = String::new();
    for link in part.links.iter() {
        let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
        if !target_file(&page.file, path, index.base_path, &mut target) {
            found.extend(broken(page, link, index, "it climbs out of the site"));
            continue;
        }
        let mut other = index.by_file.get(target.as_str());
        if other.is_none() && !index.holds(&target) {
            let decoded = decode(&target);
            other = index.by_file.get(decoded.as_str());
            if other.is_none() && !index.holds(&decoded) {
                let help =
                    "no page or file has this address; link to a page by its file, such as `get-help.md`";
                found.extend(broken(page, link, index, help));
            }
        }
        let Some(other) = other else {
            continue;
        };
        if !fragment.is_empty() && !other.has(fragment) && !other.has(&decode(fragment)) {
            let near = nearest(fragment, other.anchors());
            let help = format!("the page has no `#{fragment}`");
            found.extend(broken(page, link, index, &help).into_iter().map(|finding| {
                let text = index.tree.get(&finding.span.path).map_or("", |file| file.as_text());
                finding.meant_in(text, fragment, near)
            }));
        }
    }
}

/// Writes the output file that a link leads to, from the file it stands in; `false` where it climbs
/// out of the site.
fn target_file(from: &str, path: &str, base_path: &str, target: &mut String) -> bool {
    target.clear();
    let mut path = path.split('?').next().unwrap_or_default();
    if path.is_empty() {
        target.push_str(from);
        return true;
    }
    if path.starts_with('/') {
        let Some(below) = path.strip_prefix(base_path) else {
            return false;
        };
        path = below;
    } else {
        target.push_str(from.rfind('/').map_or("", |i| &from[..=i]));
    }
    for part in path.split_inclusive('/') {
        match part {
            "." | "./" => {}
            ".." | "../" => {
                let Some(folder) = target.strip_suffix('/') else {
                    return false;
                };
                target.truncate(folder.rfind('/').map_or(0, |i| i + 1));
            }
            part => target.push_str(part),
        }
    }
    if target.is_empty() || target.ends_with('/') {
        target.push_str("index.html");
    }
    true
}

/// One finding for every time the author wrote the link; else a template did, which says so once if it wrote
/// the link as it stands.
fn broken(page: &Page, link: &str, index: &Index<'_>, help: &str) -> Vec<Diagnostic> {
    let authored = page.authored.iter().filter(|authored| authored.href == link);
    let mut found: Vec<Diagnostic> = authored
        .map(|AuthoredLink { written, range, .. }| {
            let span = Span::new(&page.origin.path, range.clone());
            Diagnostic::new(&rule::BROKEN_LINK, span, format!("`{written}` leads nowhere")).help(help)
        })
        .collect();
    if found.is_empty() {
        let mut templates = index.tree.below("templates/");
        let place = templates.find_map(|file| {
            let at = file.as_text().find(&format!("\"{link}\""))? + 1;
            Some(Span::new(&file.path, at..at + link.len()))
        });
        let on_page = if place.is_none() { " on this page" } else { "" };
        let message = format!("a template writes a link `{link}`{on_page}, which leads nowhere");
        let place = place.unwrap_or_else(|| page.origin.clone());
        found.push(Diagnostic::new(&rule::BROKEN_LINK, place, message).help(help));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_file_behind_a_link() {
        let file = |from, path| {
            let mut target = String::new();
            target_file(from, path, "/x/", &mut target).then_some(target)
        };
        assert_eq!(file("causes/index.html", "../").as_deref(), Some("index.html"));
        assert_eq!(file("causes/index.html", "../safe-use/").as_deref(), Some("safe-use/index.html"));
        assert_eq!(file("causes/index.html", "").as_deref(), Some("causes/index.html"));
        assert_eq!(file("index.html", "./").as_deref(), Some("index.html"));
        assert_eq!(file("index.html", "a.pdf").as_deref(), Some("a.pdf"));
        assert_eq!(file("404.html", "/x/causes/").as_deref(), Some("causes/index.html"));
        assert_eq!(file("404.html", "/y/").as_deref(), None);
        assert_eq!(file("index.html", "../a"), None);
    }

    #[test]
    fn reads_links_and_anchors() {
        let origin = Span::file(&crate::diagnostic::SourcePath::new("a.md"));
        let html = "<a href=x#y id=a></a><style>a{b:c}</style><script>'<a href=no>'</script><b id=a></b><a href=https://e.org>";
        let read = |html| read("index.html", &origin, &Document::read(html), vec![], &mut Arc::default());
        let Found(page, found) = read(html);
        assert_eq!(page.links().collect::<Vec<_>>(), ["x#y"]);
        assert_eq!((page.repeated.as_slice(), found.is_empty()), (&["a".to_owned()][..], true));
        let Found(_, found) = read("<p>a < b</p><a href=\"x");
        assert!(found.has_errors());
    }
}
