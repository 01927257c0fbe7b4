//! What can only be made when all else is checked: the quality sheet, and the passport.
//!
//! A page that shows the sheet is drawn twice. The first drawing, on which nothing is judged, gives its address
//! and its anchors to the others, and is remembered like any page. Once everything is checked, the sheet is
//! made from what was found, and the page is drawn and checked again. What is found on that page itself is
//! reported like all else, but does not count on the sheet: it would have to be known before it is drawn.

use std::sync::Arc;

use super::pages::{Built, build_page, excuses};
use super::{Pages, ParsedPages};
use crate::diagnostic::{Diagnostics, Found, SourcePath, Span};
use crate::links;
use crate::lint::{self, Context};
use crate::offline;
use crate::output::{OutputFile, OutputTree};
use crate::page::Parsed;
use crate::passport::{self, Passport};
use crate::quality::{self, Counted, Seen, Sheet, site_fingerprint};
use crate::render::{Shared, Templates};
use crate::site::Site;
use crate::source::SITE_FILE;

/// The pages that show the sheet.
pub(super) fn sheets(pages: &ParsedPages) -> ParsedPages {
    let shows = |parsed: &Parsed| matches!(parsed, Parsed::Page(page) if page.card.shows_quality);
    pages.iter().filter(|(_, parsed)| shows(&parsed.0)).cloned().collect()
}

/// A place for the passport, so that pages may link to it.
pub(super) fn empty() -> OutputFile {
    OutputFile { bytes: Arc::default(), origin: Span::file(&SourcePath::new(SITE_FILE)) }
}

fn counted(built: &Built) -> Vec<Counted<'_>> {
    let count = |page: &super::BuiltPage| page.words.as_ref().map(|words| words.fingerprint());
    let counted = built.iter().map(|(card, page)| Counted {
        card,
        standing: &page.standing,
        words: count(page),
        reading: page.reading,
    });
    counted.collect()
}

/// Attestations of words that have changed.
pub(super) fn stale(site: &Site, built: &Built) -> Diagnostics {
    if site.attestations.all.is_empty() {
        return Diagnostics::default();
    }
    let counted = counted(built);
    let words = Counted::words(&counted);
    site.attestations.check(&site_fingerprint(&words), &words)
}

/// The sheet, from what was found on all pages but those that show it.
pub(super) fn sheet(found: &Diagnostics, built: &Built, context: &Context<'_>) -> Sheet {
    let Context { site, tree, today, .. } = *context;
    let shows = |path: &SourcePath| site.card(path).is_some_and(|card| card.shows_quality);
    let others: Vec<_> = excuses(built).into_iter().filter(|excuse| !shows(excuse.path)).collect();
    let elsewhere = found.iter().filter(|finding| !shows(&finding.span.path)).cloned();
    let found = lint::settle(elsewhere.collect(), &others, &site.config, today, tree);
    let allows = others.iter().flat_map(|excuse| excuse.allows);
    let excused = allows.filter(|allow| allow.until.0 >= today).map(|allow| allow.rule.code).collect();
    quality::sheet(&Seen {
        found: &found,
        excused,
        config: &site.config,
        pages: counted(built),
        attestations: &site.attestations,
    })
}

/// Draws the pages that show the sheet again, and gives what is wrong with them.
pub(super) fn redraw(
    sheets: &ParsedPages,
    built: &mut Built,
    output: &mut OutputTree,
    templates: &Templates,
    shared: &Shared,
    context: &Context<'_>,
    pages: Pages<'_>,
) -> Diagnostics {
    let mut found = Diagnostics::default();
    for (path, parsed) in sheets {
        let Parsed::Page(page) = &parsed.0 else { continue };
        let Some(at) = built.iter().position(|(card, _)| card.path == *path) else { continue };
        let drawn =
            build_page(page, parsed.1.has_errors(), templates, shared, context, pages, &mut Arc::default());
        found.extend(drawn.found.clone());
        if drawn.is_whole && drawn.links != built[at].1.links {
            // Its links were followed as they were when nothing was judged.
            let whole = built.iter().filter(|(_, page)| page.is_whole);
            let read: Vec<&links::Page> = whole.map(|(_, page)| &page.links).collect();
            let base = context.site.config.base_path();
            let index = links::Index::new(&read, output, context.site.unready(), base, context.tree);
            found.extend(links::check(&drawn.links, &index, &mut None));
        }
        let origin = Span::file(path);
        output.put_page(page.card.url.file(), drawn.bytes.clone(), drawn.length, drawn.digest, origin);
        built[at].1 = Arc::new(drawn);
    }
    found
}

/// Writes the worker, which knows the fingerprints of all else.
pub(super) fn worker(
    worker: offline::Worker,
    output: &mut OutputTree,
    templates: &Templates,
    context: &Context<'_>,
) -> Diagnostics {
    let Found(code, found) = offline::file(worker, context.site, output, templates, context.tree);
    output.fill(offline::PATH, code.into_bytes().into());
    found
}

/// Writes the passport, last of all files.
pub(super) fn passport(output: &mut OutputTree, found: &Diagnostics, built: &Built, context: &Context<'_>) {
    let Context { site, today, .. } = *context;
    let passport = Passport { site, output, found, today, pages: counted(built) };
    let bytes = passport.to_json().into_bytes();
    output.fill(passport::PATH, bytes.into());
}
