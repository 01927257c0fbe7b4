//! The whole build on one screen; the only user of threads and of memory between builds.

mod disk;
mod last;
mod pages;
mod translations;
mod workshop;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::asset::{self, Script};
use crate::bibliography::{self, Bibliography};
use crate::checklist;
use crate::config;
use crate::diagnostic::{Diagnostics, Found, SourcePath, Span};
use crate::digest::Digest;
use crate::emit;
use crate::links;
use crate::lint::{self, Context};
use crate::locale;
use crate::offline;
use crate::output::{OutputFile, OutputTree};
use crate::page::{self, Card, Parsed};
use crate::passport;
use crate::promise;
use crate::publish::Stage;
use crate::quality;
use crate::registry;
use crate::render::{self, Shared};
use crate::rule::Purpose;
use crate::sign_off::{self, Text};
use crate::site::{self, Parts, Site};
use crate::source::SourceTree;
use crate::stray;
use crate::url::{LinkStyle, UrlPath};

pub use disk::{finish, publish, read, reread};
pub use workshop::Workshop;

use pages::{BuiltPage, check_links, excuses, is_linked, render_pages};

/// What a build needs to know that is not in the site folder.
#[derive(Debug)]
pub struct Options<'a> {
    /// The day that review dates are held against.
    pub today: Date,
    /// How links to folders are written.
    pub links: LinkStyle,
    /// What becomes of a page once it is made and its links are read.
    pub pages: Pages<'a>,
    /// What it is for.
    pub purpose: Purpose,
    /// Told how far the build is.
    pub progress: Arc<Progress>,
}

/// What becomes of a page once it is made. Most of a large site is its pages, and touching that much
/// memory for the first time is dear.
#[derive(Debug, Clone, Copy, Default)]
pub enum Pages<'a> {
    /// It is kept in the output.
    #[default]
    Kept,
    /// It is written beside the old site at once; nobody sees it there before all is well.
    Staged(&'a Stage),
    /// It is let go: only the findings are wanted.
    Dropped,
}

/// How far a build is, in steps of a page.
#[derive(Debug, Default)]
pub struct Progress {
    /// How many steps there are, as far as is known.
    pub total: AtomicUsize,
    /// How many are done.
    pub done: AtomicUsize,
}

/// What is remembered from one build to the next.
#[derive(Debug, Default)]
pub struct Memo {
    parsed: BTreeMap<SourcePath, (Digest, Arc<Found<Parsed>>)>,
    built: BTreeMap<SourcePath, (Digest, Arc<BuiltPage>)>,
    library: Option<(Digest, Arc<Found<Bibliography>>)>,
    /// What following a page's links came to, as long as all that links can lead to stays the same.
    followed: (Digest, BTreeMap<SourcePath, (Arc<BuiltPage>, Diagnostics)>),
}

/// A built site, with what commands record of it.
#[derive(Debug, Default)]
pub struct Whole {
    /// Its files.
    pub output: OutputTree,
    /// The site, if its settings and templates could be read.
    pub site: Option<Site>,
    /// The words of the pages that someone signed or is about to.
    pub words: BTreeMap<SourcePath, Text>,
    /// Every address it offers, with the places on its pages; and the ids of its checklist, with their words.
    pub offered: BTreeMap<String, String>,
}

/// Builds a site. Pure: the same tree and options give the same bytes and findings, with or without
/// a memo.
pub fn build(tree: &SourceTree, options: &Options<'_>, memo: Option<&mut Memo>) -> Found<OutputTree> {
    let Found(whole, found) = whole(tree, options, memo);
    Found(whole.output, found)
}

/// Builds a site, and gives all that was learnt while doing so.
pub fn whole(tree: &SourceTree, options: &Options<'_>, memo: Option<&mut Memo>) -> Found<Whole> {
    let mut found = Diagnostics::default();
    let (mut forgetful, remember) = (Memo::default(), memo.is_some());
    let memo = memo.unwrap_or(&mut forgetful);

    // Every input alone.
    let config = found.absorb(config::parse(tree));
    let language = config.as_ref().map_or("en", |config| config.language.as_str()).to_owned();
    let languages = found.absorb(locale::parse(tree, &language));
    let library = found.absorb(library(tree, memo));
    let checklist = found.absorb(checklist::parse(tree));
    let promises = found.absorb(promise::parse(tree));
    let mut assets = found.absorb(asset::process(tree));
    let templates = found.absorb(render::templates(tree));
    found.extend(stray::check(tree, &language));
    let pages = parse_pages(tree, &language, options, memo, remember); // in parallel
    let (cards, unready, drafts) = sort_out(tree, &pages, &language, &mut found);

    let Some(config) = config else {
        return Found(Whole::default(), found.sorted());
    };
    let registry = found.absorb(registry::parse(tree, &config, &library));
    let worker = found.absorb(offline::worker(&config, options.links, options.purpose, &mut assets));

    let mut sign_offs = found.absorb(sign_off::parse(tree, &config.sign_off, options.today, options.purpose));
    let paths: BTreeSet<&SourcePath> = pages.iter().map(|(path, _)| path).collect();
    found.extend(sign_offs.check(&paths, &languages));
    let attestations = found.absorb(quality::parse(tree, &config.sign_off, options.today, &paths));
    sign_offs.reads_all |= !attestations.all.is_empty();
    let quality_words = found.absorb(quality::words(tree, languages.keys()));

    // The pages among each other. Sees cards, never bodies.
    let digest = inputs(tree, &pages, options);
    let links = options.links;
    let parts = Parts {
        config,
        languages,
        registry,
        library,
        checklist,
        assets,
        sign_offs,
        attestations,
        quality_words,
        links,
        unready,
        drafts,
        digest,
    };
    let site = found.absorb(site::resolve(parts, cards));

    // Every page among the others.
    let Some(templates) = templates else {
        return Found(Whole::default(), found.sorted());
    };
    let shared = Shared::new(&site, options.today);
    let sheets = last::sheets(&pages);
    let lists = lint::Lists::new(&site, tree);
    let context = Context { site: &site, tree, today: options.today, lists: &lists };
    let mut built = render_pages(pages, &templates, &shared, &context, options, memo, remember); // in parallel
    let shared = shared.with_behind(translations::behind(&built, &context));
    found.extend(translations::redraw(&mut built, &templates, &shared, &context, options.pages));

    // The site as a whole.
    let mut output = OutputTree::default();
    for (card, page) in &built {
        // What shows the quality sheet is drawn again below, and reports then.
        if !card.shows_quality {
            found.extend(page.found.clone());
        }
        let path = card.url.file();
        // Two pages with one address were reported when the site was resolved.
        if output.holds(&path) {
            continue;
        }
        output.put_page(path, page.bytes.clone(), page.length, page.digest, Span::file(&card.path));
    }
    for redirect in &site.redirects {
        let html = found.absorb(render::redirect(redirect, &site, &templates, &shared, tree));
        let file = OutputFile { bytes: html.into_bytes().into(), origin: redirect.span.clone() };
        output.insert(redirect.from.file(), file, &mut found);
    }
    let scripts: Vec<&Script> =
        site.assets.scripts.values().filter(|script| is_linked(&script.url, &built)).collect();
    for script in &scripts {
        let bytes = script.source.as_bytes().into();
        let file = OutputFile { bytes, origin: Span::file(&script.source.path) };
        output.insert(script.url.file(), file, &mut found);
    }
    for (path, file) in emit::files(&site, &scripts) {
        output.insert(path, file, &mut found);
    }
    for path in [Some(passport::PATH), worker.map(|_| offline::PATH)].into_iter().flatten() {
        output.insert(path.to_owned(), last::empty(), &mut found);
    }
    for (url, file) in site.assets.files.iter().filter(|(url, _)| !emit::is_joined(url)) {
        let path = url.file();
        match output.origin(&path) {
            Some(first) => found.push(emit::taken(&path, file, first)),
            None => {
                let file = OutputFile { bytes: file.as_bytes().into(), origin: Span::file(&file.path) };
                output.insert(path, file, &mut found);
            }
        }
    }
    found.extend(output.check());
    let whole = |(_, page): &&(_, Arc<BuiltPage>)| page.is_whole;
    let read: Vec<&links::Page> = built.iter().filter(whole).map(|(_, page)| &page.links).collect();
    found.extend(check_links(&built, &read, &site, &output, tree, memo)); // in parallel
    found.extend(promises.check(&site, &read, &output));
    if options.purpose == Purpose::Release {
        found.extend(promises.check_release(&site, &read));
    }
    let records = options.purpose == Purpose::Record;
    let offered = if records { promise::offered(&site, &read) } else { BTreeMap::new() };
    found.extend(lint::site(&output, &context));

    // What can only be said when all else is.
    found.extend(last::stale(&site, &built));
    if !sheets.is_empty() {
        let sheet = last::sheet(&found, &built, &context);
        let shared = shared.with_sheet(&sheet);
        let redrawn =
            last::redraw(&sheets, &mut built, &mut output, &templates, &shared, &context, options.pages);
        found.extend(redrawn);
    }
    if let Some(worker) = worker {
        found.extend(last::worker(worker, &mut output, &templates, &context));
    }
    let found = lint::settle(found, &excuses(&built), &site.config, options.today, tree);
    let found = if options.purpose == Purpose::Release { found.for_release() } else { found };
    let found = found.sorted();
    last::passport(&mut output, &found, &built, &context);
    let words = built.iter().filter_map(|(card, page)| Some((card.path.clone(), page.words.clone()?)));
    let words = words.collect();
    Found(Whole { output, site: Some(site), words, offered }, found)
}

type ParsedPages = Vec<(SourcePath, Arc<Found<Parsed>>)>;

/// Understands every page; those that did not change are remembered.
fn parse_pages(
    tree: &SourceTree,
    language: &str,
    options: &Options<'_>,
    memo: &mut Memo,
    remember: bool,
) -> ParsedPages {
    let files: Vec<_> =
        tree.below("content/").filter_map(|file| Some((file, page::locate(&file.path, language)?))).collect();
    options.progress.total.store(files.len() * 2, Ordering::Relaxed);
    let pages: ParsedPages = files
        .par_iter()
        .map(|(file, location)| {
            options.progress.done.fetch_add(1, Ordering::Relaxed);
            let key = Digest::all([file.digest, Digest::of(location.url.as_str().as_bytes())]);
            match memo.parsed.get(&file.path) {
                Some((old, parsed)) if *old == key => (file.path.clone(), Arc::clone(parsed)),
                _ => (file.path.clone(), Arc::new(page::parse(file, location))),
            }
        })
        .collect();
    if remember {
        let keys =
            files.iter().map(|(file, at)| Digest::all([file.digest, Digest::of(at.url.as_str().as_bytes())]));
        memo.parsed =
            pages.iter().cloned().zip(keys).map(|((path, parsed), key)| (path, (key, parsed))).collect();
    }
    pages
}

/// The cards of the pages, the addresses of those that are not to be published, and which of those
/// are drafts.
fn sort_out(
    tree: &SourceTree,
    pages: &ParsedPages,
    language: &str,
    found: &mut Diagnostics,
) -> (Vec<Arc<Card>>, BTreeMap<SourcePath, UrlPath>, BTreeSet<SourcePath>) {
    let (mut cards, mut unready, mut drafts) = (Vec::new(), BTreeMap::new(), BTreeSet::new());
    for (path, parsed) in pages {
        found.extend(parsed.1.clone());
        match &parsed.0 {
            Parsed::Page(page) => cards.push(Arc::clone(&page.card)),
            Parsed::Draft | Parsed::Broken => {
                if matches!(parsed.0, Parsed::Draft) {
                    drafts.insert(path.clone());
                }
                if let Some(location) = page::locate(path, language) {
                    unready.insert(path.clone(), location.url);
                }
            }
        }
    }
    // A file that could not be read has an address all the same.
    let unread = tree.unread().filter_map(|path| Some((path.clone(), page::locate(path, language)?.url)));
    unready.extend(unread);
    (cards, unready, drafts)
}

/// The references; formatting them is the dearest thing a small site does, so they are remembered.
fn library(tree: &SourceTree, memo: &mut Memo) -> Found<Bibliography> {
    let digest = bibliography::digest(tree);
    let library = match &memo.library {
        Some((old, library)) if *old == digest => Arc::clone(library),
        _ => Arc::new(bibliography::read(tree)),
    };
    memo.library = Some((digest, Arc::clone(&library)));
    Found::clone(&library)
}

/// The fingerprint of all that every page's HTML depends on besides the pages themselves.
fn inputs(tree: &SourceTree, pages: &ParsedPages, options: &Options<'_>) -> Digest {
    let pages: BTreeSet<&SourcePath> = pages.iter().map(|(path, _)| path).collect();
    let files = tree.files().filter(|file| !pages.contains(&file.path));
    let settings = format!("{} {:?} {:?}", options.today, options.links, options.purpose);
    let named = files.flat_map(|file| [Digest::of(file.path.as_str().as_bytes()), file.digest]);
    Digest::all(named.chain([Digest::of(settings.as_bytes())]))
}
