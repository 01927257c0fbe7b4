//! One content file, understood alone: its card, which other pages may know, and its body.
//!
//! A page that exists is a page that parsed. One that did not still owns its address, because the
//! address follows from the path alone.

mod front_matter;
mod kind;
mod mark;
mod markdown;
pub mod tree;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::data::{self, Day, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span};
use crate::digest::Digest;
use crate::locale;
use crate::rule::{self, Rule};
use crate::source::SourceFile;
use crate::url::{self, UrlPath};
use tree::Part;

pub use kind::Kind;
pub use mark::Mark;
pub use tree::Body;

/// A page, understood alone.
#[derive(Debug, Clone)]
pub struct Page {
    /// What other pages may know of it.
    pub card: Arc<Card>,
    /// What only its own rendering needs.
    pub body: Body,
    /// The fingerprint of its source.
    pub digest: Digest,
    /// The bytes of its Markdown, below the front matter.
    pub text: Range<usize>,
    /// What its front matter excuses.
    pub allows: Vec<Allow>,
}

/// An exception: a rule that a page may break, why, and until when.
#[derive(Debug, Clone)]
pub struct Allow {
    /// The rule.
    pub rule: &'static Rule,
    /// Why.
    pub reason: String,
    /// The last day it holds.
    pub until: Day,
    /// Only where the source text of the finding holds these words.
    pub words: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// What other pages may know of a page.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its file.
    pub path: SourcePath,
    /// Its language.
    pub language: String,
    /// Its path below the language's folder; equal keys are translations of each other.
    pub key: String,
    /// Its address.
    pub url: UrlPath,
    /// What it is for.
    pub kind: Kind,
    /// Its main heading.
    pub title: String,
    /// Its short name in menus.
    pub nav: String,
    /// What search engines and feeds say of it.
    pub description: String,
    /// A line about it in lists of pages.
    pub short: String,
    /// Its place in the navigation, if it has one.
    pub order: Option<i64>,
    /// When its words last changed.
    pub updated: Day,
    /// When it must be checked again.
    pub review_by: Option<Day>,
    /// What a reader must take away.
    pub main_message: Option<String>,
    /// Addresses it used to have, with their places.
    pub aliases: Vec<(UrlPath, Span)>,
    /// Whether search engines should leave it out.
    pub noindex: bool,
    /// What changed, newest first.
    pub changes: Vec<Change>,
    /// The headings that make up its contents list.
    pub headings: Vec<tree::Heading>,
    /// Every anchor on it, sorted.
    pub anchors: Vec<String>,
    /// How many words a reader sees in its own text.
    pub words: usize,
    /// Whether its own words state a claim or cite a source, as only words on health do.
    pub states: bool,
    /// The entries of data files that it names.
    pub names: Names,
    /// The fingerprint of all of this: equal cards look the same to other pages.
    pub digest: Digest,
}

impl Card {
    /// Whether it shows the quality sheet, which is drawn last.
    pub fn shows_quality(&self) -> bool {
        self.names.marks.contains(&Mark::Quality)
    }

    /// Whether a clinician must have checked it: by its kind, or because it speaks of health whatever its kind.
    pub fn needs_sign_off(&self) -> bool {
        self.kind.is_health() || self.states
    }
}

/// The entries of data files that a page names one by one, and the marks on it.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The claims that it states, in a text, a box or a picture.
    pub claims: BTreeSet<String>,
    /// The sources that it cites.
    pub sources: BTreeSet<String>,
    /// Its marks.
    pub marks: Vec<Mark>,
}

impl Names {
    /// The topics whose claims it lists: nothing if it lists none, no topic if it lists all.
    pub fn lists_claims(&self) -> Option<&[String]> {
        self.marks.iter().rev().find_map(|mark| match mark {
            Mark::Claims(topics) => Some(topics.as_slice()),
            _ => None,
        })
    }

    /// Reads what a page names.
    fn of(body: &Body) -> Names {
        let mut names = Names::default();
        for node in &body.nodes {
            match &node.part {
                Part::Claim(id) => drop(names.claims.insert(id.to_string())),
                Part::Citation(sources) => {
                    names.sources.extend(sources.iter().map(|source| source.key.clone()))
                }
                Part::Figure(figure) => names.claims.extend(figure.claim().map(str::to_owned)),
                Part::Mark(mark) => names.marks.push((**mark).clone()),
                _ => {}
            }
        }
        let boxed = names.marks.iter().filter_map(|mark| match mark {
            Mark::Certainty(id) => Some(id.clone()),
            _ => None,
        });
        names.claims.extend(boxed);
        names
    }
}

/// One change of a page.
#[derive(Debug, Clone)]
pub struct Change {
    /// When.
    pub date: Day,
    /// What, in a sentence.
    pub what: String,
    /// Where its day stands.
    pub span: Span,
}

/// Which file a page comes from, and the address that follows from its path.
#[derive(Debug, Clone)]
pub struct Location {
    /// The language's code.
    pub language: String,
    /// The path below the language's folder, without `.md`.
    pub key: String,
    /// The address.
    pub url: UrlPath,
}

/// The address of a content file: nothing where the file is no page.
pub fn locate(path: &SourcePath, default_language: &str) -> Option<Location> {
    let language = locale::language_of(path).filter(|_| !path.is_readme())?;
    let key = path.as_str().strip_prefix("content/")?.strip_prefix(language)?[1..].strip_suffix(".md")?;
    let prefix = if language == default_language { String::new() } else { format!("{language}/") };
    let url = match key {
        "index" => format!("/{prefix}"),
        "404" => format!("/{prefix}404.html"),
        key => format!("/{prefix}{}/", key.strip_suffix("/index").unwrap_or(key)),
    };
    Some(Location { language: language.to_owned(), key: key.to_owned(), url: UrlPath::new(&url) })
}

/// What parsing a page came to.
#[derive(Debug, Clone)]
pub enum Parsed {
    /// A page; boxed, because a draft is far smaller.
    Page(Box<Page>),
    /// A page that is not to be published yet.
    Draft,
    /// A page with mistakes in its front matter; its address is known all the same.
    Broken,
}

/// Every string of the front matter of a page, with its place in the file.
pub fn values(file: &SourceFile) -> Vec<Value> {
    let text = file.as_text();
    let Some((head, _)) = front_matter::split(text) else {
        return Vec::new();
    };
    let moved = |value: Value| Value { at: value.at.start + head.start..value.at.end + head.start, ..value };
    data::values(&text[head.clone()]).into_iter().map(moved).collect()
}

/// Where a key of the front matter of a page stands, with its value, in the file.
pub fn key(file: &SourceFile, key: &str) -> Option<Range<usize>> {
    let text = file.as_text();
    let (head, _) = front_matter::split(text)?;
    let at = data::place(&text[head.clone()], &[key])?;
    Some(head.start + at.start..head.start + at.end)
}

/// Understands one content file.
pub fn parse(file: &SourceFile, location: &Location) -> Found<Parsed> {
    let mut found = Diagnostics::default();
    for part in location.key.split('/') {
        if !url::is_slug(part) {
            let good = url::slug(part);
            found.push(
                Diagnostic::new(
                    &rule::BAD_ADDRESS,
                    Span::file(&file.path),
                    format!("`{part}` makes an address that is hard to read out"),
                )
                .help(format!("name the file in small letters, digits and single hyphens, such as `{good}`")),
            );
        }
    }
    let Some(front) = found.absorb(front_matter::parse(file)) else {
        return Found(Parsed::Broken, found);
    };
    if front.draft {
        return Found(Parsed::Draft, found);
    }
    let markdown::Article { body, headings, anchors, words } =
        found.absorb(markdown::parse(file, front.text.clone()));
    let names = Names::of(&body);
    let states = body.nodes.iter().any(|node| matches!(node.part, Part::Claim(_) | Part::Citation(_)));
    let lists = format!("{:?} {states}", names.lists_claims());
    let head = &file.as_text()[..front.text.start];
    // The path is part of a card: after a page is renamed, links to it must be looked at again.
    let marks = [head, file.path.as_str(), location.url.as_str()]
        .into_iter()
        .chain(headings.iter().map(|h| h.title.as_str()))
        .chain(anchors.iter().map(String::as_str))
        .chain([lists.as_str()]);
    let card = Card {
        digest: Digest::of_texts(marks),
        path: file.path.clone(),
        language: location.language.clone(),
        key: location.key.clone(),
        url: location.url.clone(),
        kind: front.kind,
        nav: front.nav.unwrap_or_else(|| front.title.clone()),
        short: front.short.unwrap_or_else(|| front.description.clone()),
        title: front.title,
        description: front.description,
        order: front.order,
        updated: front.updated,
        review_by: front.review_by,
        main_message: front.main_message,
        aliases: front.aliases,
        noindex: front.noindex,
        changes: front.changes,
        headings,
        anchors,
        words,
        states,
        names,
    };
    let page =
        Page { card: Arc::new(card), body, digest: file.digest, text: front.text, allows: front.allows };
    Found(Parsed::Page(Box::new(page)), found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_follow_from_paths() {
        let url = |path: &str| locate(&SourcePath::new(path), "en").map(|l| l.url.to_string());
        assert_eq!(url("content/en/index.md").as_deref(), Some("/"));
        assert_eq!(url("content/en/get-help.md").as_deref(), Some("/get-help/"));
        assert_eq!(url("content/en/about/index.md").as_deref(), Some("/about/"));
        assert_eq!(url("content/en/404.md").as_deref(), Some("/404.html"));
        assert_eq!(url("content/es/about/quality.md").as_deref(), Some("/es/about/quality/"));
        assert_eq!(url("content/README.md"), None);
        assert_eq!(url("content/en/README.md"), None);
        assert_eq!(url("content/en/strings.toml"), None);
    }
}
