//! Everything a page says, sentence by sentence: its text, its head, and what its marks bring in from data files.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Context, PageView};
use crate::diagnostic::{SourcePath, Span};
use crate::page::Kind;
use crate::page::body::Mark;
use crate::phrase;
use crate::prose::{self, InlineKind};

/// Takes a sentence in small letters, and what finds the place of some bytes of it.
pub(super) type Visit<'v> = dyn FnMut(&str, &dyn Fn(Range<usize>) -> Span) + 'v;

/// The same, and the mark that brings the sentence in.
pub(super) type VisitIncluded<'v> = dyn FnMut(&Mark, &str, &dyn Fn(Range<usize>) -> Span) + 'v;

/// Looks at every sentence of a page.
pub(super) fn sentences(page: &PageView<'_>, context: &Context<'_>, visit: &mut Visit<'_>) {
    own(page, visit);
    included(page, context, &mut |_, words, place| visit(words, place));
}

/// Looks at every sentence that the page's own file says.
pub(super) fn own(page: &PageView<'_>, visit: &mut Visit<'_>) {
    let message = page.card.main_message.as_deref().unwrap_or_default();
    let head =
        [("title", &*page.card.title), ("description", &page.card.description), ("main_message", message)];
    for (key, text) in head {
        let lowered = phrase::lower(text);
        for at in prose::split(text) {
            visit(&lowered[at], &|_| page.key(key));
        }
    }
    for sentence in page.prose.sentences() {
        visit(&phrase::lower(sentence.text()), &|at| page.span(sentence.place(at)));
    }
}

/// Looks at every sentence that a mark brings in.
pub(super) fn included(page: &PageView<'_>, context: &Context<'_>, visit: &mut VisitIncluded<'_>) {
    for (mark, _) in page.prose.marks() {
        for entry in page.included(mark) {
            let lowered = phrase::lower(entry.words);
            for at in prose::split(entry.words) {
                visit(mark, &lowered[at.clone()], &|inside| {
                    let place = at.start + inside.start..at.start + inside.end;
                    data_place(context, &page.card.path, entry.words, place)
                });
            }
        }
    }
}

/// Where some bytes of an entry's words stand in a data file, or the page as a whole.
pub(super) fn data_place(
    context: &Context<'_>,
    page: &SourcePath,
    words: &str,
    inside: Range<usize>,
) -> Span {
    let mut files = context.tree.below("content/").filter(|file| file.path.extension() == "toml");
    let found = files.find_map(|file| Some((file, file.as_text().find(words)?)));
    found.map_or_else(
        || Span::file(page),
        |(file, at)| Span::new(&file.path, at + inside.start..at + inside.end),
    )
}

/// The ids of the claims that a page states, in its text or in a box.
pub(super) fn claims<'p>(page: &'p PageView<'_>) -> BTreeSet<&'p str> {
    let stated =
        page.prose.blocks.iter().flat_map(|block| &block.inlines).filter_map(|inline| match &inline.kind {
            InlineKind::Claim(id) => Some(id.as_str()),
            _ => None,
        });
    let boxed = page.prose.marks().filter_map(|(mark, _)| match mark {
        Mark::Certainty(id) => Some(id.as_str()),
        _ => None,
    });
    stated.chain(boxed).collect()
}

/// Whether a page explains or advises at such length that it must show what it rests on.
pub(super) fn explains(kind: Kind) -> bool {
    matches!(kind, Kind::Overview | Kind::Condition | Kind::Explainer | Kind::Evidence | Kind::Treatment)
}
