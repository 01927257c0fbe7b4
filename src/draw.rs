//! Every page among the others: drawn once, its words and its HTML checked, its links followed; in parallel.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostics, Found, SourcePath, Span};
use crate::digest::Digest;
use crate::document::Document;
use crate::inputs::{Pages, Progress};
use crate::links;
use crate::memo::Kept;
use crate::output::OutputTree;
use crate::page::{Allow, Card, Page, Parsed};
use crate::publish::Stage;
use crate::quality::Counted;
use crate::reading::Figures;
use crate::render::{self, Shared, Templates};
use crate::rule;
use crate::rules::{self, Context, Excuse, PageView};
use crate::sign_off::{Standing, Text};
use crate::signed;
use crate::site::Site;
use crate::source::SourceTree;
use crate::url::UrlPath;

/// The words of the pages that someone signed or is about to.
pub type Words = BTreeMap<SourcePath, Arc<Text>>;

/// What becomes of a page once it is made. Most of a large site is its pages, and touching that much
/// memory for the first time is dear.
#[derive(Debug, Clone, Copy, Default)]
pub enum Keep<'a> {
    /// It is kept in the output.
    #[default]
    InMemory,
    /// It is written beside the old site at once; nobody sees it there before all is well.
    Staged(&'a Stage),
    /// It is let go: only the findings are wanted.
    Nothing,
}

/// What is remembered of the pages.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    words: Kept<SourcePath, Text>,
    drawn: Kept<SourcePath, Drawn>,
    /// What following the links of pages came to.
    followed: Kept<SourcePath, Diagnostics>,
}

impl Memo {
    pub(crate) fn forgetful() -> Self {
        Memo { words: Kept::forgetful(), drawn: Kept::forgetful(), followed: Kept::forgetful() }
    }

    pub(crate) fn end_of_build(&self) {
        self.words.end_of_build();
        self.drawn.end_of_build();
        self.followed.end_of_build();
    }
}

/// A page's file, what links and anchors it has, and what was found while making it.
#[derive(Debug)]
pub(crate) struct Drawn {
    /// What other pages may know of it.
    pub(crate) card: Arc<Card>,
    /// Of all that it was made of.
    made_of: Digest,
    /// Its bytes, if they are kept.
    bytes: Option<Arc<[u8]>>,
    /// Of its bytes.
    digest: Digest,
    length: usize,
    pub(crate) links: links::Page,
    /// What its sign-offs come to.
    standing: Standing,
    /// How hard it is to read.
    reading: Option<Figures>,
    /// Whether it was drawn without a mistake.
    pub(crate) is_whole: bool,
    /// Whether all of it was checked.
    is_checked: bool,
    /// Its exceptions.
    allows: Vec<Allow>,
    pub(crate) found: Diagnostics,
}

/// What pages are drawn with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct With<'a> {
    pub(crate) context: &'a Context<'a>,
    /// The templates, if they could all be read.
    pub(crate) templates: Option<&'a Templates>,
    pub(crate) words: &'a Words,
    pub(crate) keep: Keep<'a>,
    pub(crate) progress: &'a Progress,
}

/// Reads the words of the pages that someone signed or is about to. Where data cannot be read, nobody can tell which
/// words a page has.
pub(crate) fn words(pages: &Pages, site: &Site, tree: &SourceTree, memo: &Memo) -> Words {
    if !site.is_whole(tree) {
        return Words::new();
    }
    let reader = signed::Reader::new(site, tree);
    let read = |(path, parsed): &(SourcePath, Arc<Found<Parsed>>)| {
        let Parsed::Page(page) = &parsed.0 else { return None };
        let is_wanted = site.sign_offs.reads(path) && !parsed.1.has_errors();
        let made_of = Digest::all([page.digest, site.digest]);
        is_wanted.then(|| (path.clone(), memo.words.get(path, made_of, || reader.words(page))))
    };
    pages.par_iter().filter_map(read).collect()
}

/// Draws pages; those whose inputs did not change are remembered. A page's text is let go as soon as it is drawn.
pub(crate) fn pages(pages: Pages, shared: &Shared, with: &With<'_>, memo: &Memo) -> Vec<Arc<Drawn>> {
    let With { context: Context { site, tree, .. }, words, .. } = with;
    let draw = |tail: &mut _, (path, parsed): (SourcePath, Arc<Found<Parsed>>)| {
        with.progress.done.fetch_add(1, Ordering::Relaxed);
        let Parsed::Page(page) = &parsed.0 else { return None };
        let judged = site.sign_offs.judge(&page.card, site.original(&page.card), words, tree);
        // What an original says is not among the inputs of its translation, only whether it says something else now.
        let behind = judged.0.behind.as_ref().map(|behind| format!("{behind:?}"));
        let behind = Digest::of(behind.unwrap_or_default().as_bytes());
        let made_of = Digest::all([page.digest, site.digest, behind]);
        Some(memo.drawn.get(&path, made_of, || {
            let is_broken = parsed.1.has_errors();
            page_of(page, is_broken, judged, made_of, shared, with, tail)
        }))
    };
    pages.into_par_iter().map_init(Arc::default, draw).flatten().collect()
}

/// Draws a page and checks it: its words whatever else is wrong, its HTML where that is whole.
fn page_of(
    page: &Page,
    is_broken: bool,
    judged: Found<Standing>,
    made_of: Digest,
    shared: &Shared,
    with: &With<'_>,
    tail: &mut Arc<links::Tail>,
) -> Drawn {
    let Context { site, tree, .. } = *with.context;
    let mut found = Diagnostics::default();
    let standing = found.absorb(judged);
    let rendered =
        with.templates.map(|templates| render::page(page, &standing, site, templates, shared, tree));
    let rendered = rendered.map(|rendered| found.absorb(rendered)).unwrap_or_default();
    let file = page.card.url.file();
    let document = Document::read(&rendered.html);
    let origin = Span::file(&page.card.path);
    let links = found.absorb(links::read(&file, &origin, &document, rendered.links, tail));
    let is_whole = with.templates.is_some() && !found.has_errors();
    let is_checked = is_whole && !is_broken;
    let mut reading = None;
    if let Some(file) = tree.get(&page.card.path) {
        let mut view = PageView::new(page, file, with.context);
        view.notices = rendered.notices;
        found.extend(rules::page(&view, Some(&document).filter(|_| is_checked), with.context));
        reading = view.figures();
    }
    // On one that looks pasted, the rest was not looked at.
    let is_checked = is_checked && !found.iter().any(|finding| finding.rule == &rule::LOOKS_PASTED);
    Drawn {
        card: Arc::clone(&page.card),
        made_of,
        digest: Digest::of(rendered.html.as_bytes()),
        length: rendered.html.len(),
        bytes: with.keep.take(&file, rendered.html),
        links,
        standing,
        reading,
        is_whole,
        is_checked,
        allows: page.allows.clone(),
        found,
    }
}

impl Keep<'_> {
    fn take(self, file: &str, html: String) -> Option<Arc<[u8]>> {
        match self {
            Keep::InMemory => Some(html.into_bytes().into()),
            Keep::Staged(stage) => {
                stage.write(file, html.as_bytes());
                None
            }
            Keep::Nothing => None,
        }
    }
}

impl Drawn {
    /// Puts its file into the output. Of two pages that want one address, which is reported elsewhere, the first has it.
    pub(crate) fn put(&self, output: &mut OutputTree) {
        let path = self.card.url.file();
        if output.origin(&path).is_none_or(|origin| origin.path == self.card.path) {
            output.put_page(path, self.bytes.clone(), self.length, self.digest, Span::file(&self.card.path));
        }
    }

    /// Its exceptions.
    pub(crate) fn excuse(&self) -> Option<Excuse<'_>> {
        let is_excused = !self.allows.is_empty();
        let Drawn { card, allows, is_checked, .. } = self;
        is_excused.then_some(Excuse { path: &card.path, allows, is_checked: *is_checked })
    }

    /// What the quality sheet and the passport say of it.
    pub(crate) fn counted(&self, words: &Words) -> Counted<'_> {
        let words = words.get(&self.card.path).map(|words| words.fingerprint());
        Counted { card: &self.card, standing: &self.standing, words, reading: self.reading }
    }
}

/// Whether a page loads a script; one that pages carry inside themselves needs no file.
pub(crate) fn is_linked(script: &UrlPath, drawn: &[Arc<Drawn>]) -> bool {
    let name = script.file();
    drawn.iter().any(|page| page.links.links().any(|link| link.ends_with(&name)))
}

/// Follows every link of the pages that were drawn without a mistake. What that came to is remembered while a page
/// did not change, and every page has the anchors it had.
pub(crate) fn follow(
    drawn: &[Arc<Drawn>],
    output: &OutputTree,
    context: &Context<'_>,
    memo: &Memo,
) -> Diagnostics {
    let Context { site, tree, .. } = *context;
    let whole: Vec<&Arc<Drawn>> = drawn.iter().filter(|page| page.is_whole).collect();
    let read: Vec<&links::Page> = whole.iter().map(|page| &page.links).collect();
    let files = Digest::of_texts(output.iter().map(|(path, _)| path));
    let key = Digest::all([site.digest, files].into_iter().chain(read.iter().map(|page| page.offers)));
    let index = links::Index::new(&read, output, site.unready(), site.config.base_path(), tree);
    let follow = |sound: &mut _, page: &&Arc<Drawn>| {
        let made_of = Digest::all([key, page.made_of, page.digest]);
        memo.followed.get(&page.card.path, made_of, || links::check(&page.links, &index, sound))
    };
    let followed: Vec<_> = whole.par_iter().map_init(|| None, follow).collect();
    followed.iter().flat_map(|found| found.iter().cloned()).collect()
}

/// Follows the links of the pages that were drawn last, and those of others that lead to a place on one of them.
pub(crate) fn follow_to(
    last: &[Arc<Drawn>],
    drawn: &[Arc<Drawn>],
    output: &OutputTree,
    context: &Context<'_>,
) -> Diagnostics {
    let Context { site, tree, .. } = *context;
    let read: Vec<&links::Page> = drawn.iter().filter(|page| page.is_whole).map(|page| &page.links).collect();
    let index = links::Index::new(&read, output, site.unready(), site.config.base_path(), tree);
    let names: Vec<&str> = last.iter().map(|page| page.card.url.name()).collect();
    let leads = |link: &str| link.contains('#') && names.iter().any(|name| link.contains(name));
    let is_last = |page: &links::Page| last.iter().any(|last| last.links.file == page.file);
    let pages = read.iter().filter(|page| is_last(page) || page.links().any(leads));
    pages.flat_map(|page| links::check(page, &index, &mut None)).collect()
}
