//! Every page among the others: drawn once, its words and its HTML checked, its links followed; in parallel.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostics, Found, SourcePath, Span};
use crate::digest::Digest;
use crate::document::Document;
use crate::inputs::Pages;
use crate::links;
use crate::memo::Kept;
use crate::options::Options;
use crate::output::OutputTree;
use crate::page::{Allow, Card, Page, Parsed};
use crate::reading::Figures;
use crate::render::{self, Shared, Templates};
use crate::rule;
use crate::rules::{self, Context, Excuse, PageView};
use crate::sign_off::Standing;
use crate::signed::Signed;
use crate::url::UrlPath;

/// What is remembered of the pages.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    drawn: Kept<SourcePath, Drawn>,
    /// What following the links of pages came to.
    followed: Kept<SourcePath, Diagnostics>,
}

impl Memo {
    pub(crate) fn forgetful() -> Self {
        Memo { drawn: Kept::forgetful(), followed: Kept::forgetful() }
    }

    pub(crate) fn end_of_build(&self) {
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
    /// How hard it is to read.
    pub(crate) reading: Option<Figures>,
    /// Whether it was drawn without a mistake.
    is_whole: bool,
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
    pub(crate) signed: &'a Signed,
    pub(crate) options: &'a Options<'a>,
}

/// Draws pages; those whose inputs did not change are remembered. A page's text is let go as soon as it is drawn.
pub(crate) fn pages(pages: Pages, shared: &Shared, with: &With<'_>, memo: &Memo) -> Vec<Arc<Drawn>> {
    let draw = |tail: &mut _, (path, parsed): (SourcePath, Arc<Found<Parsed>>)| {
        with.options.progress.done.fetch_add(1, Ordering::Relaxed);
        let Parsed::Page(page) = &parsed.0 else { return None };
        let standing = with.signed.standing(&path);
        // What an original says is not among the inputs of its translation, only whether it says something else now.
        let behind = standing.behind.as_ref().map(|behind| format!("{behind:?}"));
        let behind = Digest::of(behind.unwrap_or_default().as_bytes());
        let made_of = Digest::all([page.digest, with.context.site.digest, behind]);
        Some(memo.drawn.get(&path, made_of, || {
            page_of(page, parsed.1.has_errors(), standing, made_of, shared, with, tail)
        }))
    };
    pages.into_par_iter().map_init(Arc::default, draw).flatten().collect()
}

/// Draws a page and checks it: its words whatever else is wrong, its HTML where that is whole.
fn page_of(
    page: &Page,
    is_broken: bool,
    standing: &Standing,
    made_of: Digest,
    shared: &Shared,
    with: &With<'_>,
    tail: &mut Arc<links::Tail>,
) -> Drawn {
    let Context { site, tree, .. } = *with.context;
    let mut found = Diagnostics::default();
    let rendered =
        with.templates.map(|templates| render::page(page, standing, site, templates, shared, tree));
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
        bytes: with.options.pages.take(&file, rendered.html),
        links,
        reading,
        is_whole,
        is_checked,
        allows: page.allows.clone(),
        found,
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
}

/// The links and anchors of the pages that were drawn without a mistake.
pub(crate) fn links(drawn: &[Arc<Drawn>]) -> Vec<&links::Page> {
    drawn.iter().filter(|page| page.is_whole).map(|page| &page.links).collect()
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
    let read = links(drawn);
    let files = Digest::of_texts(output.iter().map(|(path, _)| path));
    let key = Digest::all([site.digest, files].into_iter().chain(read.iter().map(|page| page.offers)));
    let index = links::Index::new(&read, output, site.unready(), site.config.base_path(), tree);
    let follow = |sound: &mut _, page: &Arc<Drawn>| {
        let made_of = Digest::all([key, page.made_of, page.digest]);
        memo.followed.get(&page.card.path, made_of, || links::check(&page.links, &index, sound))
    };
    let followed: Vec<_> = drawn.par_iter().filter(|page| page.is_whole).map_init(|| None, follow).collect();
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
    let read = links(drawn);
    let index = links::Index::new(&read, output, site.unready(), site.config.base_path(), tree);
    let names: Vec<&str> = last.iter().map(|page| page.card.url.name()).collect();
    let leads = |link: &str| link.contains('#') && names.iter().any(|name| link.contains(name));
    let is_last = |page: &links::Page| last.iter().any(|last| last.links.file == page.file);
    let pages = read.iter().filter(|page| is_last(page) || page.links().any(leads));
    pages.flat_map(|page| links::check(page, &index, &mut None)).collect()
}
