//! Translations that are older than what they translate: drawn once more, with a banner that says so.
//!
//! No page is rendered with a look at the words of another. What an original says is known once all pages are
//! rendered; the few translations that it has left behind are then rendered again, and nothing of that is remembered.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Pages;
use super::pages::{Built, build_page};
use crate::diagnostic::{Diagnostics, Found, SourcePath};
use crate::lint::Context;
use crate::page::{self, Card, Location, Parsed};
use crate::render::{Shared, Templates};
use crate::sign_off::Behind;

/// Every translation that its original has left behind.
pub(super) fn behind(built: &Built, context: &Context<'_>) -> BTreeMap<SourcePath, Behind> {
    let site = context.site;
    let words = |path: &SourcePath| {
        let at = built.binary_search_by(|(card, _)| card.path.cmp(path)).ok()?;
        let page = &built[at].1;
        page.words.as_ref().filter(|_| page.is_whole)
    };
    let left = built.iter().filter(|(_, page)| page.is_whole).filter_map(|(card, _)| {
        let original = site.original(card)?;
        let behind = site.sign_offs.behind(&card.path, original, words(&original.path)?)?;
        Some((card.path.clone(), behind))
    });
    left.collect()
}

/// Renders them again, and says how old they are.
pub(super) fn redraw(
    built: &mut Built,
    templates: &Templates,
    shared: &Shared,
    context: &Context<'_>,
    kept: Pages<'_>,
) -> Diagnostics {
    let mut found = Diagnostics::default();
    for (card, built) in built {
        let Some(behind) = shared.behind(&card.path) else { continue };
        let original = context.tree.get(&behind.original.path);
        found.push(behind.finding(card, context.today, original.map(|file| &**file)));
        let Card { path, language, key, url, .. } = &**card;
        let location = Location { language: language.clone(), key: key.clone(), url: url.clone() };
        let Some(file) = context.tree.get(path) else { continue };
        if let Found(Parsed::Page(read), mistakes) = page::parse(file, &location) {
            let is_broken = mistakes.has_errors();
            *built =
                Arc::new(build_page(&read, is_broken, templates, shared, context, kept, &mut Arc::default()));
        }
    }
    found
}
