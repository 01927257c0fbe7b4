//! The whole build on one screen.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::asset::Script;
use crate::bibliography::Bibliography;
use crate::diagnostic::{Diagnostics, Found, SourcePath, Span};
use crate::draw::{self, Drawn, With};
use crate::emit;
use crate::inputs::{self, Inputs, Pages};
use crate::memo::Kept;
use crate::offline::{self, Worker};
use crate::output::{OutputFile, OutputTree};
use crate::page::Parsed;
use crate::passport::{self, Passport};
use crate::promise;
use crate::quality::{self, Counted, Seen, Sheet};
use crate::render::{self, Shared};
use crate::rule::Purpose;
use crate::rules::{self, Context, Excuse, Lists};
use crate::sign_off::Text;
use crate::signed::{self, Signed};
use crate::site::Site;
use crate::source::{SITE_FILE, SourceTree};

pub use crate::options::{Keep, Options, Progress};
pub use crate::signed::Texts;

/// A built site, with what commands record of it.
#[derive(Debug, Default)]
pub struct Built {
    /// Its files.
    pub output: OutputTree,
    /// The site, if its settings could be read.
    pub site: Option<Site>,
    /// The words of the pages that someone signed or is about to.
    pub words: Texts,
    /// Every address it offers, with the places on its pages; and the ids of its checklist, with their words.
    pub offered: BTreeMap<String, String>,
}

/// What is remembered from one build to the next.
#[derive(Debug, Default)]
pub struct Memo {
    inputs: inputs::Memo,
    /// The words of pages that someone signed.
    words: Kept<SourcePath, Text>,
    pages: draw::Memo,
}

impl Memo {
    /// A memory that keeps nothing: for a build after which there is no other.
    pub fn forgetful() -> Self {
        Memo { inputs: inputs::Memo::forgetful(), words: Kept::forgetful(), pages: draw::Memo::forgetful() }
    }

    /// The references of the last build.
    pub fn library(&self) -> Option<Arc<Found<Bibliography>>> {
        self.inputs.library()
    }
}

/// Builds a site. Pure: the same tree and options give the same bytes and findings, whatever is remembered.
pub fn build(tree: &SourceTree, options: &Options<'_>, memo: &Memo) -> Found<Built> {
    let Options { today, purpose, .. } = *options;
    let mut built = Built::default();
    // Every file alone, in parallel; then the pages among each other, by their cards and never by their bodies.
    let Found(inputs, mut found) = inputs::read(tree, options, &memo.inputs);
    if let Some(Inputs { site, pages, templates, promises, worker }) = inputs {
        // What people sign is read and judged before anything is drawn.
        let signed = found.absorb(signed::read(&pages, &site, tree, &memo.words));
        found.extend(stale(&site, &signed));
        let lists = Lists::new(&site, tree);
        let context = Context { site: &site, tree, today, lists: &lists };
        let mut shared = Shared::new(&site, today);
        let with = With { context: &context, templates: templates.as_ref(), signed: &signed, options };
        // Each page once, in parallel; those that show what was found on the others, last.
        let (last, pages) = pages.into_iter().partition(|(_, parsed)| shows_quality(&parsed.0));
        let mut drawn = draw::pages(pages, &shared, &with, &memo.pages);
        let mut output = found.absorb(put_together(&drawn, &last, worker, &shared, &with));
        found.extend(output.check());
        found.extend(drawn.iter().flat_map(|page| page.found.clone()));
        found.extend(draw::follow(&drawn, &output, &context, &memo.pages));
        found.extend(promises.check(&site, &draw::links(&drawn), &output));
        found.extend(rules::site(&output, &context));
        if !last.is_empty() {
            shared = shared.with_sheet(&sheet(&found, &drawn, &signed, &context));
            let last = draw::pages(last, &shared, &with, &draw::Memo::forgetful());
            last.iter().for_each(|page| page.put(&mut output));
            drawn.extend(last.iter().cloned());
            found.extend(last.iter().flat_map(|page| page.found.clone()));
            found.extend(draw::follow_to(&last, &drawn, &output, &context));
            // Places on those pages are promised too.
            found.extend(promises.check(&site, &draw::links(&drawn), &output));
        }
        if purpose == Purpose::Release {
            found.extend(promises.check_release(&site, &draw::links(&drawn)));
        }
        if let (Some(worker), Some(templates)) = (worker, &templates) {
            let code = found.absorb(offline::file(worker, &site, &output, templates, tree));
            output.fill(offline::PATH, code.into_bytes().into());
        }
        if purpose == Purpose::Record {
            built.offered = promise::offered(&site, &draw::links(&drawn));
        }
        found = settled(found, &drawn, &context, purpose);
        let pages = counted(&site, &signed, &drawn);
        let passport = Passport { site: &site, output: &output, found: &found, today, pages };
        output.fill(passport::PATH, passport.to_json().into_bytes().into());
        built = Built { output, words: signed.words, site: Some(site), ..built };
    }
    memo.inputs.end_of_build();
    memo.words.end_of_build();
    memo.pages.end_of_build();
    Found(built, found.sorted())
}

fn shows_quality(parsed: &Parsed) -> bool {
    matches!(parsed, Parsed::Page(page) if page.card.shows_quality())
}

/// The files of a site, with an empty one for each that can only be made when all else is.
fn put_together(
    drawn: &[Arc<Drawn>],
    last: &Pages,
    worker: Option<Worker>,
    shared: &Shared,
    with: &With<'_>,
) -> Found<OutputTree> {
    let Context { site, tree, .. } = *with.context;
    let mut found = Diagnostics::default();
    let mut output = OutputTree::default();
    drawn.iter().for_each(|page| page.put(&mut output));
    for (path, parsed) in last {
        if let Parsed::Page(page) = &parsed.0 {
            output.insert(page.card.url.file(), OutputFile::empty(path), &mut found);
        }
    }
    for redirect in &site.redirects {
        let html = with.templates.map(|templates| render::redirect(redirect, site, templates, shared, tree));
        let html = html.map(|html| found.absorb(html)).unwrap_or_default();
        let file = OutputFile { bytes: html.into_bytes().into(), origin: redirect.span.clone() };
        output.insert(redirect.from.file(), file, &mut found);
    }
    let is_linked = |script: &&Script| draw::is_linked(&script.url, drawn);
    let scripts: Vec<&Script> = site.assets.scripts.values().filter(is_linked).collect();
    for script in &scripts {
        let bytes = script.source.as_bytes().into();
        let file = OutputFile { bytes, origin: Span::file(&script.source.path) };
        output.insert(script.url.file(), file, &mut found);
    }
    for (path, file) in emit::files(site, &scripts) {
        output.insert(path, file, &mut found);
    }
    for path in [Some(passport::PATH), worker.map(|_| offline::PATH)].into_iter().flatten() {
        output.insert(path.to_owned(), OutputFile::empty(&SourcePath::new(SITE_FILE)), &mut found);
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
    Found(output, found)
}

/// The pages as the quality sheet and the passport see them, those that are not drawn yet too.
fn counted<'a>(site: &'a Site, signed: &'a Signed, drawn: &[Arc<Drawn>]) -> Vec<Counted<'a>> {
    let reading: BTreeMap<&SourcePath, _> =
        drawn.iter().map(|page| (&page.card.path, page.reading)).collect();
    let count = |card| signed.counted(card, reading.get(&card.path).copied().flatten());
    site.cards.iter().map(|card| count(&**card)).collect()
}

/// Attestations of words that have changed.
fn stale(site: &Site, signed: &Signed) -> Diagnostics {
    let counted = counted(site, signed, &[]);
    let words = Counted::words(&counted);
    site.attestations.check(&quality::site_fingerprint(&words), &words)
}

/// The quality sheet, from what was found on all pages but those that show it.
fn sheet(found: &Diagnostics, drawn: &[Arc<Drawn>], signed: &Signed, context: &Context<'_>) -> Sheet {
    let Context { site, tree, today, .. } = *context;
    let shows = |path: &SourcePath| site.card(path).is_some_and(|card| card.shows_quality());
    let excuses: Vec<Excuse<'_>> = drawn.iter().filter_map(|page| page.excuse()).collect();
    let elsewhere = found.iter().filter(|finding| !shows(&finding.span.path)).cloned();
    let found = rules::settle(elsewhere.collect(), &excuses, &site.config, today, tree);
    let allows = excuses.iter().flat_map(|excuse| excuse.allows);
    let excused = allows.filter(|allow| allow.until.0 >= today).map(|allow| allow.rule.code).collect();
    quality::sheet(&Seen {
        found: &found,
        excused,
        config: &site.config,
        pages: counted(site, signed, drawn),
        attestations: &site.attestations,
    })
}

/// The findings at the levels of the site, without what pages are excused from.
fn settled(found: Diagnostics, drawn: &[Arc<Drawn>], context: &Context<'_>, purpose: Purpose) -> Diagnostics {
    let Context { site, tree, today, .. } = *context;
    let excuses: Vec<Excuse<'_>> = drawn.iter().filter_map(|page| page.excuse()).collect();
    let found = rules::settle(found.sorted(), &excuses, &site.config, today, tree);
    let found = if purpose == Purpose::Release { found.for_release() } else { found };
    found.sorted()
}
