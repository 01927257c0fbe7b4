//! Every file of a site alone, and then its pages among each other: all that is known before anything is drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use crate::asset;
use crate::bibliography::{self, Bibliography};
use crate::checklist;
use crate::config;
use crate::diagnostic::{Diagnostics, Found, SourcePath};
use crate::digest::Digest;
use crate::locale;
use crate::memo::Kept;
use crate::offline::{self, Worker};
use crate::options::{Options, Progress};
use crate::page::{self, Card, Parsed};
use crate::promise::{self, Promises};
use crate::quality;
use crate::registry;
use crate::render::{self, Templates};
use crate::sign_off;
use crate::site::{self, Parts, Site};
use crate::source::SourceTree;
use crate::stray;
use crate::url::UrlPath;

/// The pages of a site, understood alone, in the order of their paths.
pub(crate) type Pages = Vec<(SourcePath, Arc<Found<Parsed>>)>;

/// What is remembered of the inputs.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    parsed: Kept<SourcePath, Found<Parsed>>,
    /// Formatting the references is the dearest thing that a small site does.
    library: Kept<(), Found<Bibliography>>,
}

impl Memo {
    pub(crate) fn forgetful() -> Self {
        Memo { parsed: Kept::forgetful(), library: Kept::forgetful() }
    }

    pub(crate) fn end_of_build(&self) {
        self.parsed.end_of_build();
        self.library.end_of_build();
    }

    /// The references of the last build.
    pub(crate) fn library(&self) -> Option<Arc<Found<Bibliography>>> {
        self.library.last(&())
    }
}

/// All that is known before anything is drawn.
#[derive(Debug)]
pub(crate) struct Inputs {
    pub(crate) site: Site,
    /// The pages, understood alone.
    pub(crate) pages: Pages,
    /// The templates, if they could all be read.
    pub(crate) templates: Option<Templates>,
    pub(crate) promises: Promises,
    pub(crate) worker: Option<Worker>,
}

/// Reads all inputs of a build. Without settings there is no site.
pub(crate) fn read(tree: &SourceTree, options: &Options<'_>, memo: &Memo) -> Found<Option<Inputs>> {
    let Options { today, links, purpose, .. } = *options;
    let mut found = Diagnostics::default();
    let config = found.absorb(config::parse(tree));
    let language = config.as_ref().map_or("en", |config| config.language.as_str()).to_owned();
    let languages = found.absorb(locale::parse(tree, &language));
    let library = memo.library.get(&(), bibliography::digest(tree), || bibliography::read(tree));
    let library = found.absorb(Found::clone(&library));
    let checklist = found.absorb(checklist::parse(tree));
    let promises = found.absorb(promise::parse(tree));
    let mut assets = found.absorb(asset::process(tree));
    let templates = found.absorb(render::templates(tree));
    found.extend(stray::check(tree, &language));
    let pages = pages(tree, &language, &options.progress, memo);
    let (cards, unready, drafts) = sort_out(tree, &pages, &language, &mut found);
    let Some(config) = config else {
        return Found(None, found);
    };
    let registry = found.absorb(registry::parse(tree, &config, &library));
    let worker = found.absorb(offline::worker(&config, links, purpose, &mut assets));
    let mut sign_offs = found.absorb(sign_off::parse(tree, &config.sign_off, today, purpose));
    let paths: BTreeSet<&SourcePath> = pages.iter().map(|(path, _)| path).collect();
    found.extend(sign_offs.check(&paths, &languages));
    let attestations = found.absorb(quality::parse(tree, &config.sign_off, today, &paths));
    sign_offs.reads_all |= !attestations.all.is_empty();
    let quality_words = found.absorb(quality::words(tree, languages.keys()));
    let digest = digest(tree, &paths, options);
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
    Found(Some(Inputs { site, pages, templates, promises, worker }), found)
}

/// Understands every page, in parallel; those that did not change are remembered.
fn pages(tree: &SourceTree, language: &str, progress: &Progress, memo: &Memo) -> Pages {
    let files: Vec<_> =
        tree.below("content/").filter_map(|file| Some((file, page::locate(&file.path, language)?))).collect();
    progress.total.store(files.len() * 2, Ordering::Relaxed);
    let parse = |(file, location): &(&Arc<_>, page::Location)| {
        let file: &crate::source::SourceFile = file;
        progress.done.fetch_add(1, Ordering::Relaxed);
        let made_of = Digest::all([file.digest, Digest::of(location.url.as_str().as_bytes())]);
        (file.path.clone(), memo.parsed.get(&file.path, made_of, || page::parse(file, location)))
    };
    files.par_iter().map(parse).collect()
}

/// The cards of the pages, the addresses of those that are not to be published, and which of those
/// are drafts.
fn sort_out(
    tree: &SourceTree,
    pages: &Pages,
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

/// The fingerprint of all that every page's HTML depends on besides the pages themselves.
fn digest(tree: &SourceTree, pages: &BTreeSet<&SourcePath>, options: &Options<'_>) -> Digest {
    let files = tree.files().filter(|file| !pages.contains(&file.path));
    let settings = format!("{} {:?} {:?}", options.today, options.links, options.purpose);
    let named = files.flat_map(|file| [Digest::of(file.path.as_str().as_bytes()), file.digest]);
    Digest::all(named.chain([Digest::of(settings.as_bytes())]))
}
