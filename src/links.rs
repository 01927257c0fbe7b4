//! The built HTML as a reader's browser sees it: every link has an end, every anchor is there once.
//!
//! Checked on the output and not on the source, so that links which templates write count too.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use crate::diagnostic::{Diagnostic, Diagnostics, Span, did_you_mean};
use crate::output::OutputTree;
use crate::rule;
use crate::url::{self, UrlPath};

/// The links and anchors of one built page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its path below the output folder.
    pub file: String,
    /// Its source, where findings point if a template wrote the link.
    pub origin: Span,
    /// Every anchor, sorted.
    pub anchors: BTreeSet<String>,
    /// Anchors that stand on it more than once.
    pub repeated: Vec<String>,
    /// Every link inside the site, once.
    pub links: BTreeSet<String>,
    /// What each authored link became, and where it stands in the source.
    pub authored: Vec<(String, Range<usize>)>,
}

/// Reads the links and anchors of one built page.
pub fn read(file: &str, origin: &Span, html: &str, authored: Vec<(String, Range<usize>)>) -> Page {
    let mut page = Page {
        file: file.to_owned(),
        origin: origin.clone(),
        anchors: BTreeSet::new(),
        repeated: Vec::new(),
        links: BTreeSet::new(),
        authored,
    };
    enum Wanted {
        Anchor,
        Link,
        Nothing,
    }
    let mut wanted = Wanted::Nothing;
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: html5gum::Span<()>| -> Option<()> {
        match event {
            CallbackEvent::AttributeName { name } => {
                wanted = match name {
                    b"id" => Wanted::Anchor,
                    b"href" | b"src" => Wanted::Link,
                    _ => Wanted::Nothing,
                };
            }
            CallbackEvent::AttributeValue { value } => {
                let Ok(value) = std::str::from_utf8(value) else {
                    return None;
                };
                match wanted {
                    Wanted::Anchor => {
                        if !page.anchors.insert(value.to_owned()) {
                            page.repeated.push(value.to_owned());
                        }
                    }
                    Wanted::Link if !url::is_external(value) && !page.links.contains(value) => {
                        page.links.insert(value.to_owned());
                    }
                    Wanted::Link | Wanted::Nothing => {}
                }
                wanted = Wanted::Nothing;
            }
            _ => {}
        }
        None
    });
    // The text of scripts and styles is not markup.
    emitter.naively_switch_states(true);
    let mut tokenizer = Tokenizer::new_with_emitter(html, emitter);
    while tokenizer.next().is_some() {}
    drop(tokenizer);
    page
}

/// Where links can lead.
#[derive(Debug)]
pub struct Index<'a> {
    by_file: BTreeMap<&'a str, &'a Page>,
    output: &'a OutputTree,
    /// Pages that are drafts or have mistakes: a link to one is no second mistake.
    unready: BTreeSet<String>,
    base_path: &'a str,
}

impl<'a> Index<'a> {
    /// Gathers the pages and the other files of the output.
    pub fn new(
        pages: &[&'a Page],
        output: &'a OutputTree,
        unready: impl Iterator<Item = &'a UrlPath>,
        base_path: &'a str,
    ) -> Self {
        Index {
            // Of two pages that want one address, which is reported elsewhere, the first has it.
            by_file: pages.iter().rev().map(|page| (page.file.as_str(), *page)).collect(),
            output,
            unready: unready.map(UrlPath::file).collect(),
            base_path,
        }
    }

    fn holds(&self, file: &str) -> bool {
        self.output.get(file).is_some() || self.unready.contains(file)
    }
}

/// A part of an address as a server or a browser compares it, without `%20` and the like.
fn decode(part: &str) -> String {
    percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned()
}

/// Holds every link of a page against the pages, their anchors and the other files of the output.
pub fn check(page: &Page, index: &Index<'_>) -> Diagnostics {
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
    for link in &page.links {
        let (path, fragment) = link.split_once('#').map_or((link.as_str(), ""), |(p, f)| (p, f));
        let Some(target) = target_file(&page.file, path, index.base_path) else {
            found.push(broken(page, link, "it climbs out of the site"));
            continue;
        };
        let decoded = decode(&target);
        let Some(other) = index.by_file.get(target.as_str()).or_else(|| index.by_file.get(decoded.as_str()))
        else {
            if [&target, &decoded].iter().all(|file| !index.holds(file)) {
                found.push(broken(page, link, "no page or file has this address"));
            }
            continue;
        };
        if !fragment.is_empty() && [fragment, &decode(fragment)].iter().all(|f| !other.anchors.contains(*f)) {
            let near = did_you_mean(fragment, other.anchors.iter().map(String::as_str));
            let help = near.unwrap_or_else(|| format!("the page has no `#{fragment}`"));
            found.push(broken(page, link, &help));
        }
    }
    found
}

/// The output file that a link leads to, from the file it stands in.
fn target_file(from: &str, path: &str, base_path: &str) -> Option<String> {
    let path = path.split('?').next().unwrap_or_default();
    let folder = from.rfind('/').map_or("", |i| &from[..=i]);
    let joined = if path.is_empty() {
        return Some(from.to_owned());
    } else if let Some(absolute) = path.strip_prefix('/') {
        format!("/{absolute}").strip_prefix(base_path)?.to_owned()
    } else {
        let joined = url::join(folder, path)?;
        if path.ends_with('/') || path == "." || path == ".." {
            format!("{}/", joined.trim_end_matches('/'))
        } else {
            joined
        }
    };
    let joined = joined.trim_start_matches('/');
    if joined.is_empty() || joined.ends_with('/') {
        return Some(format!("{joined}index.html"));
    }
    Some(joined.to_owned())
}

fn broken(page: &Page, link: &str, help: &str) -> Diagnostic {
    let authored = page.authored.iter().find(|(href, _)| href == link);
    match authored {
        Some((_, range)) => {
            let span = Span::new(&page.origin.path, range.clone());
            Diagnostic::new(&rule::BROKEN_LINK, span, format!("`{link}` leads nowhere")).help(help)
        }
        None => {
            let message = format!("a template writes a link `{link}` on this page, which leads nowhere");
            Diagnostic::new(&rule::BROKEN_LINK, page.origin.clone(), message).help(help)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_file_behind_a_link() {
        let file = |from, path| target_file(from, path, "/x/");
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
        let page = read("index.html", &origin, html, vec![]);
        assert_eq!(page.links.iter().collect::<Vec<_>>(), ["x#y"]);
        assert_eq!(page.repeated, ["a"]);
    }
}
