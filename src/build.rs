//! The whole build on one screen; the only user of threads and of memory between builds.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
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
use crate::lint::{self, Context, Excuses, PageView};
use crate::locale;
use crate::output::{OutputFile, OutputTree};
use crate::page::{self, Card, Page, Parsed};
use crate::publish::Stage;
use crate::registry;
use crate::render::{self, Shared, Templates};
use crate::site::{self, Parts, Site};
use crate::source::{self, SourceFile, SourceTree};
use crate::stray;
use crate::url::{LinkStyle, UrlPath};

/// What a build needs to know that is not in the site folder.
#[derive(Debug)]
pub struct Options {
    /// The day that review dates are held against.
    pub today: Date,
    /// How links to folders are written.
    pub links: LinkStyle,
    /// Told how far the build is.
    pub progress: Arc<Progress>,
}

/// How far a build is, in steps of a page.
#[derive(Debug, Default)]
pub struct Progress {
    /// How many steps there are, as far as is known.
    pub total: AtomicUsize,
    /// How many are done.
    pub done: AtomicUsize,
}

/// What the development server remembers from one build to the next.
#[derive(Debug, Default)]
pub struct Memo {
    parsed: BTreeMap<SourcePath, (Digest, Arc<Found<Parsed>>)>,
    built: BTreeMap<SourcePath, (Digest, Arc<BuiltPage>)>,
    library: Option<(Digest, Arc<Found<Bibliography>>)>,
}

/// A page's file, what links and anchors it has, and what was found while making it.
#[derive(Debug)]
struct BuiltPage {
    bytes: Arc<[u8]>,
    links: links::Page,
    /// Whether it was rendered without a mistake.
    is_whole: bool,
    /// Whether it was also read without a mistake, so that it was checked.
    is_checked: bool,
    found: Diagnostics,
}

/// Builds a site. Pure: the same tree and options give the same bytes and findings, with or without
/// a memo.
pub fn build(tree: &SourceTree, options: &Options, memo: Option<&mut Memo>) -> Found<OutputTree> {
    let mut found = Diagnostics::default();
    let (mut forgetful, remember) = (Memo::default(), memo.is_some());
    let memo = memo.unwrap_or(&mut forgetful);

    // Every input alone.
    let config = found.absorb(config::parse(tree));
    let language = config.as_ref().map_or("en", |config| config.language.as_str()).to_owned();
    let languages = found.absorb(locale::parse(tree, &language));
    let library = found.absorb(library(tree, memo));
    let checklist = found.absorb(checklist::parse(tree));
    let assets = found.absorb(asset::process(tree));
    let templates = found.absorb(render::templates(tree));
    found.extend(stray::check(tree, &language));
    let pages = parse_pages(tree, &language, options, memo, remember); // in parallel
    let (cards, unready, drafts) = sort_out(tree, &pages, &language, &mut found);

    let Some(config) = config else {
        return Found(OutputTree::default(), found.sorted());
    };
    let registry = found.absorb(registry::parse(tree, &config, &library));

    // The pages among each other. Sees cards, never bodies.
    let digest = inputs(tree, &pages, options);
    let links = options.links;
    let parts =
        Parts { config, languages, registry, library, checklist, assets, links, unready, drafts, digest };
    let site = found.absorb(site::resolve(parts, cards));

    // Every page among the others.
    let Some(templates) = templates else {
        return Found(OutputTree::default(), found.sorted());
    };
    let shared = Shared::new(&site, options.today);
    let built = render_pages(&pages, &site, &templates, &shared, tree, options, memo, remember); // in parallel

    // The site as a whole.
    let mut output = OutputTree::default();
    for (card, page) in &built {
        found.extend(page.found.clone());
        let path = card.url.file();
        // Two pages with one address were reported when the site was resolved.
        if output.get(&path).is_none() {
            let file = OutputFile { bytes: Arc::clone(&page.bytes), origin: Span::file(&card.path) };
            output.insert(path, file, &mut found);
        }
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
    for (url, file) in &site.assets.files {
        let file = OutputFile { bytes: file.as_bytes().into(), origin: Span::file(&file.path) };
        output.insert(url.file(), file, &mut found);
    }
    for (path, file) in emit::files(&site, &scripts) {
        output.insert(path, file, &mut found);
    }
    found.extend(output.check());
    found.extend(check_links(&built, &site, &output)); // in parallel
    found.extend(lint::site(&output, &Context { site: &site, tree, today: options.today }));
    let found = lint::settle(found, &excuses(&pages, &built), &site.config, options.today, tree);
    Found(output, found.sorted())
}

/// Reads a site folder; the files in parallel.
///
/// # Errors
/// If the folder is not there, or is not a site.
pub fn read(root: &Path) -> io::Result<Found<SourceTree>> {
    let mut found = Diagnostics::default();
    let paths = found.absorb(source::list(root)?);
    let files: Vec<_> = paths.par_iter().map(|path| source::load(root, path)).collect();
    let files: Vec<Option<Arc<SourceFile>>> = files.into_iter().map(|file| found.absorb(file)).collect();
    let unread: Vec<SourcePath> =
        paths.into_iter().zip(&files).filter(|(_, file)| file.is_none()).map(|(path, _)| path).collect();
    let tree = SourceTree::new(files.into_iter().flatten()).with_unread(unread);
    Ok(Found(tree, found))
}

/// Reads again what changed; nothing where that is not enough, because a folder changed or a file
/// has mistakes.
pub fn reread(root: &Path, tree: &SourceTree, changed: &[PathBuf]) -> Option<SourceTree> {
    let mut tree = tree.clone();
    for place in changed {
        let path = source::relative(root, place);
        if !source::is_part(&path) {
            continue;
        }
        let file = match source::kind(place) {
            source::Kind::Gone if tree.get(&path).is_some() => None,
            source::Kind::File => {
                let Found(file, found) = source::load(root, &path);
                Some(file.filter(|_| found.is_empty())?)
            }
            source::Kind::Gone | source::Kind::Other => return None,
        };
        tree = tree.with(&path, file);
    }
    Some(tree)
}

/// Puts a built site on disk in one step; the files in parallel.
///
/// # Errors
/// If the disk cannot be written: nothing at `public` has changed then.
pub fn publish(output: &OutputTree, public: &Path) -> io::Result<()> {
    let stage = Stage::begin(public)?;
    let files: Vec<_> = output.iter().collect();
    let written: io::Result<()> =
        files.par_iter().try_for_each(|(path, file)| stage.write(path, &file.bytes));
    stage.finish(written)
}

type ParsedPages = Vec<(SourcePath, Arc<Found<Parsed>>)>;

/// Understands every page; those that did not change are remembered.
fn parse_pages(
    tree: &SourceTree,
    language: &str,
    options: &Options,
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
fn inputs(tree: &SourceTree, pages: &ParsedPages, options: &Options) -> Digest {
    let pages: BTreeSet<&SourcePath> = pages.iter().map(|(path, _)| path).collect();
    let files = tree.files().filter(|file| !pages.contains(&file.path));
    let settings = format!("{} {:?}", options.today, options.links);
    let named = files.flat_map(|file| [Digest::of(file.path.as_str().as_bytes()), file.digest]);
    Digest::all(named.chain([Digest::of(settings.as_bytes())]))
}

/// Renders every page; those whose inputs did not change are remembered.
#[expect(clippy::too_many_arguments, reason = "each is one value of the build above")]
fn render_pages(
    pages: &ParsedPages,
    site: &Site,
    templates: &Templates,
    shared: &Shared,
    tree: &SourceTree,
    options: &Options,
    memo: &mut Memo,
    remember: bool,
) -> Vec<(Arc<Card>, Arc<BuiltPage>)> {
    let built: Vec<_> = pages
        .par_iter()
        .filter_map(|(path, parsed)| {
            options.progress.done.fetch_add(1, Ordering::Relaxed);
            let Parsed::Page(page) = &parsed.0 else {
                return None;
            };
            let key = Digest::all([page.digest, site.digest]);
            let built = match memo.built.get(path) {
                Some((old, built)) if *old == key => Arc::clone(built),
                _ => {
                    let context = Context { site, tree, today: options.today };
                    Arc::new(build_page(page, parsed.1.has_errors(), templates, shared, &context))
                }
            };
            Some((key, Arc::clone(&page.card), built))
        })
        .collect();
    if remember {
        memo.built =
            built.iter().map(|(key, card, page)| (card.path.clone(), (*key, Arc::clone(page)))).collect();
    }
    built.into_iter().map(|(_, card, page)| (card, page)).collect()
}

/// Renders a page and checks it; one that has mistakes is not looked at twice.
fn build_page(
    page: &Page,
    is_broken: bool,
    templates: &Templates,
    shared: &Shared,
    context: &Context<'_>,
) -> BuiltPage {
    let Context { site, tree, .. } = *context;
    let Found(rendered, mut found) = render::page(page, site, templates, shared, tree);
    let file = page.card.url.file();
    let origin = Span::file(&page.card.path);
    let links = found.absorb(links::read(&file, &origin, &rendered.html, rendered.links));
    let is_whole = !found.has_errors();
    let is_checked = is_whole && !is_broken;
    if let Some(file) = tree.get(&page.card.path).filter(|_| is_checked) {
        let view = PageView::new(page, file, site);
        found.extend(lint::page(&view, &rendered.html, context));
    }
    BuiltPage { bytes: rendered.html.into_bytes().into(), links, is_whole, is_checked, found }
}

/// The exceptions of all pages that were checked.
fn excuses<'a>(pages: &'a ParsedPages, built: &[(Arc<Card>, Arc<BuiltPage>)]) -> Excuses<'a> {
    let checked: BTreeSet<&SourcePath> =
        built.iter().filter(|(_, page)| page.is_checked).map(|(card, _)| &card.path).collect();
    let allows = pages.iter().filter(|(path, _)| checked.contains(path)).filter_map(|(path, parsed)| {
        match &parsed.0 {
            Parsed::Page(page) if !page.allows.is_empty() => Some((path, page.allows.as_slice())),
            _ => None,
        }
    });
    allows.collect()
}

/// Whether a page loads a script; one that pages carry inside themselves needs no file.
fn is_linked(script: &UrlPath, built: &[(Arc<Card>, Arc<BuiltPage>)]) -> bool {
    let name = script.file();
    built.iter().any(|(_, page)| page.links.links.iter().any(|link| link.ends_with(&name)))
}

/// Follows every link of every page that was built without a mistake.
fn check_links(built: &[(Arc<Card>, Arc<BuiltPage>)], site: &Site, output: &OutputTree) -> Diagnostics {
    let whole = |page: &&Arc<BuiltPage>| page.is_whole;
    let pages: Vec<&links::Page> =
        built.iter().map(|(_, page)| page).filter(whole).map(|page| &page.links).collect();
    let index = links::Index::new(&pages, output, site.unready(), site.config.base_path());
    let found: Vec<Diagnostics> = pages.par_iter().map(|page| links::check(page, &index)).collect();
    found.into_iter().flatten().collect()
}
