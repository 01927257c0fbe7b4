//! Every page among the others: rendered, checked, its links followed; in parallel.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::{Memo, Options, Pages, ParsedPages};
use crate::diagnostic::{Diagnostics, Found, Span};
use crate::digest::Digest;
use crate::document::Document;
use crate::links;
use crate::lint::{self, Context, Excuse, PageView};
use crate::output::OutputTree;
use crate::page::{Allow, Card, Page, Parsed};
use crate::reading::Figures;
use crate::render::{self, Shared, Templates};
use crate::rule;
use crate::sign_off::{Standing, Text};
use crate::site::Site;
use crate::source::SourceTree;
use crate::url::UrlPath;

/// Every page that was built, with its card.
pub(super) type Built = Vec<(Arc<Card>, Arc<BuiltPage>)>;

/// A page's file, what links and anchors it has, and what was found while making it.
#[derive(Debug)]
pub(super) struct BuiltPage {
    /// Its bytes, if they are kept.
    pub(super) bytes: Option<Arc<[u8]>>,
    /// Of its bytes.
    pub(super) digest: Digest,
    pub(super) length: usize,
    pub(super) links: links::Page,
    pub(super) words: Option<Text>,
    /// What its sign-offs come to.
    pub(super) standing: Standing,
    /// How hard it is to read.
    pub(super) reading: Option<Figures>,
    /// Whether it was rendered without a mistake.
    pub(super) is_whole: bool,
    /// Whether all of it was checked.
    is_checked: bool,
    /// Its exceptions.
    pub(super) allows: Vec<Allow>,
    pub(super) found: Diagnostics,
}

/// Renders every page; those whose inputs did not change are remembered.
pub(super) fn render_pages(
    pages: ParsedPages,
    templates: &Templates,
    shared: &Shared,
    context: &Context<'_>,
    options: &Options<'_>,
    memo: &mut Memo,
    remember: bool,
) -> Built {
    // A page's text is let go as soon as it is rendered.
    let built: Vec<_> = pages
        .into_par_iter()
        .map_init(Arc::default, |tail, (path, parsed)| {
            options.progress.done.fetch_add(1, Ordering::Relaxed);
            let Parsed::Page(page) = &parsed.0 else {
                return None;
            };
            let key = Digest::all([page.digest, context.site.digest]);
            let built = match memo.built.get(&path) {
                Some((old, built)) if *old == key => Arc::clone(built),
                _ => {
                    let is_broken = parsed.1.has_errors();
                    Arc::new(build_page(page, is_broken, templates, shared, context, options.pages, tail))
                }
            };
            Some((key, Arc::clone(&page.card), built))
        })
        .flatten()
        .collect();
    if remember {
        memo.built =
            built.iter().map(|(key, card, page)| (card.path.clone(), (*key, Arc::clone(page)))).collect();
    }
    built.into_iter().map(|(_, card, page)| (card, page)).collect()
}

/// Renders a page and checks it: its words whatever else is wrong, its HTML where that is whole.
pub(super) fn build_page(
    page: &Page,
    is_broken: bool,
    templates: &Templates,
    shared: &Shared,
    context: &Context<'_>,
    pages: Pages<'_>,
    tail: &mut Arc<links::Tail>,
) -> BuiltPage {
    let Context { site, tree, .. } = *context;
    let Found(rendered, mut found) = render::page(page, site, templates, shared, tree);
    let file = page.card.url.file();
    let origin = Span::file(&page.card.path);
    let document = Document::read(&rendered.html);
    let links = found.absorb(links::read(&file, &origin, &document, rendered.links, tail));
    let is_whole = !found.has_errors();
    let is_checked = is_whole && !is_broken;
    let mut reading = None;
    if let Some(file) = tree.get(&page.card.path) {
        let mut view = PageView::new(page, file, context);
        view.notices = rendered.notices;
        found.extend(lint::page(&view, Some(&document).filter(|_| is_checked), context));
        reading = view.figures();
    }
    // On one that looks pasted, the rest was not looked at.
    let is_checked = is_checked && !found.iter().any(|finding| finding.rule == &rule::LOOKS_PASTED);
    let length = rendered.html.len();
    let digest = Digest::of(rendered.html.as_bytes());
    let bytes = match pages {
        Pages::Kept => Some(rendered.html.into_bytes().into()),
        Pages::Staged(stage) => {
            stage.write(&file, rendered.html.as_bytes());
            None
        }
        Pages::Dropped => None,
    };
    let words = rendered.words;
    BuiltPage {
        bytes,
        digest,
        length,
        links,
        words,
        standing: rendered.standing,
        reading,
        is_whole,
        is_checked,
        allows: page.allows.clone(),
        found,
    }
}

/// The exceptions of all pages.
pub(super) fn excuses(built: &[(Arc<Card>, Arc<BuiltPage>)]) -> Vec<Excuse<'_>> {
    let pages = built.iter().filter(|(_, page)| !page.allows.is_empty());
    pages
        .map(|(card, page)| Excuse { path: &card.path, allows: &page.allows, is_checked: page.is_checked })
        .collect()
}

/// Whether a page loads a script; one that pages carry inside themselves needs no file.
pub(super) fn is_linked(script: &UrlPath, built: &[(Arc<Card>, Arc<BuiltPage>)]) -> bool {
    let name = script.file();
    built.iter().any(|(_, page)| page.links.links().any(|link| link.ends_with(&name)))
}

/// Follows every link of the pages that were built without a mistake; those of a page that did not change
/// are remembered while every page has the anchors it had.
pub(super) fn check_links(
    built: &[(Arc<Card>, Arc<BuiltPage>)],
    read: &[&links::Page],
    site: &Site,
    output: &OutputTree,
    tree: &SourceTree,
    memo: &mut Memo,
) -> Diagnostics {
    let files = Digest::of_texts(output.iter().map(|(path, _)| path));
    let key = Digest::all([site.digest, files].into_iter().chain(read.iter().map(|page| page.offers)));
    let known = if memo.followed.0 == key { std::mem::take(&mut memo.followed.1) } else { BTreeMap::new() };
    let index = links::Index::new(read, output, site.unready(), site.config.base_path(), tree);
    let follow = |sound: &mut _, (card, page): &(Arc<Card>, Arc<BuiltPage>)| {
        let found = match known.get(&card.path) {
            Some((old, found)) if Arc::ptr_eq(old, page) => found.clone(),
            _ => links::check(&page.links, &index, sound),
        };
        (card.path.clone(), (Arc::clone(page), found))
    };
    let whole: Vec<_> = built.iter().filter(|(_, page)| page.is_whole).collect();
    let followed: Vec<_> = whole.par_iter().map_init(|| None, |sound, page| follow(sound, page)).collect();
    let found = followed.iter().flat_map(|(_, (_, found))| found.clone()).collect();
    memo.followed = (key, followed.into_iter().collect());
    found
}
