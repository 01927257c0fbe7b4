//! Everything a page says, sentence by sentence: its text, its head, and what its marks bring in from data files.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Context, PageView};
use crate::diagnostic::{SourcePath, Span};
use crate::page::Kind;
use crate::page::body::Mark;
use crate::phrase;
use crate::prose::{BlockKind, InlineKind};
use crate::reading;

/// A sentence of a page.
#[derive(Debug)]
pub(super) struct Said {
    /// Its words in small letters, each as long as it was.
    words: String,
    source: Source,
}

#[derive(Debug)]
enum Source {
    /// A key of the front matter.
    Head(&'static str),
    /// A block of the page, by its number, and the bytes of its text.
    Block(usize, Range<usize>),
    /// An entry that a mark brings in: the number of the mark's block, that of the entry, the first byte of its words.
    Data(usize, usize, usize),
}

/// Takes a sentence in small letters, and what finds the place of some bytes of it.
pub(super) type Visit<'v> = dyn FnMut(&str, &dyn Fn(Range<usize>) -> Span) + 'v;

/// The same, and the mark that brings the sentence in.
pub(super) type VisitIncluded<'v> = dyn FnMut(&Mark, &str, &dyn Fn(Range<usize>) -> Span) + 'v;

/// Reads every sentence: those of the head, those of the text, those that marks bring in.
pub(super) fn read(page: &PageView<'_>) -> Vec<Said> {
    let mut all = Vec::new();
    let mut add = |text: &str, source: &dyn Fn(Range<usize>) -> Source| {
        all.extend(
            reading::sentences(text)
                .map(|at| Said { words: phrase::lower(&text[at.clone()]), source: source(at) }),
        );
    };
    let message = page.card.main_message.as_deref().unwrap_or_default();
    for (key, text) in
        [("title", &*page.card.title), ("description", &page.card.description), ("main_message", message)]
    {
        add(text, &|_| Source::Head(key));
    }
    let blocks = || page.prose.blocks.iter().enumerate();
    for (number, block) in blocks().filter(|(_, block)| block.is_read()) {
        add(&block.text, &|at| Source::Block(number, at));
    }
    for (number, block) in blocks() {
        if let BlockKind::Mark(mark) = &block.kind {
            for (entry, part) in page.included(mark).iter().enumerate() {
                add(part.words, &|at| Source::Data(number, entry, at.start));
            }
        }
    }
    all
}

/// Looks at every sentence of a page.
pub(super) fn each(page: &PageView<'_>, context: &Context<'_>, visit: &mut Visit<'_>) {
    own(page, visit);
    included(page, context, &mut |_, words, place| visit(words, place));
}

/// Looks at every sentence that the page's own file says.
pub(super) fn own(page: &PageView<'_>, visit: &mut Visit<'_>) {
    for said in page.sentences() {
        match &said.source {
            Source::Head(key) => visit(&said.words, &|_| page.key(key)),
            Source::Block(number, at) => visit(&said.words, &|inside| {
                let place = at.start + inside.start..at.start + inside.end;
                page.span(page.prose.blocks[*number].source(place))
            }),
            Source::Data(..) => {}
        }
    }
}

/// Looks at every sentence that a mark brings in.
pub(super) fn included(page: &PageView<'_>, context: &Context<'_>, visit: &mut VisitIncluded<'_>) {
    for said in page.sentences() {
        if let Source::Data(number, entry, start) = said.source
            && let BlockKind::Mark(mark) = &page.prose.blocks[number].kind
        {
            visit(mark, &said.words, &|inside| {
                let words = page.included(mark)[entry].words;
                data_place(context, &page.card.path, words, start + inside.start..start + inside.end)
            });
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
