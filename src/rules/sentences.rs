//! Everything a page says, sentence by sentence: its text, its head, and what its marks bring in from data files.
//!
//! Read once for all rules: in small letters, cut into sentences, with the words counted, and with a note of which of the
//! lists that rules look for stand in which text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lists::{Mentions, Watched};
use super::{Context, PageView, data_files};
use crate::diagnostic::Span;
use crate::fold;
use crate::page::{Card, Mark};
use crate::phrase;
use crate::prose::{BlockKind, InlineKind};
use crate::reading::{self, Measure, Reading};

/// Words of a page that stand together.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) source: Source,
    /// As a reader sees them.
    pub(super) words: String,
    /// In small letters, each as long as it was.
    pub(super) lowered: String,
    pub(super) sentences: Vec<Sentence>,
    pub(super) mentions: Mentions,
}

/// A sentence of a text.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Its bytes.
    pub(super) at: Range<usize>,
    /// In a language without a measure only its words are counted.
    pub(super) reading: Reading,
}

/// Where words of a page come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// A key of the front matter.
    Head(&'static str),
    /// A block of the page, by its number.
    Block(usize),
    /// An entry that a mark brings in, by the mark's block and the entry's number.
    Data(usize, usize),
}

/// Takes a sentence in small letters, and what finds the place of some bytes of it.
pub(super) type Visit<'v> = dyn FnMut(&str, &dyn Fn(Range<usize>) -> Span) + 'v;

/// Reads all texts: first those of the head.
pub(super) fn read(page: &PageView<'_>) -> Vec<Text> {
    let measure = Measure::of(&page.card.language);
    let explained = explained(page);
    let count = |sentence: &str| match measure {
        Some(measure) => measure.read([sentence], &explained),
        None => reading::counted(reading::words(sentence).count()),
    };
    let mut all = Vec::with_capacity(page.prose.blocks.len() + 3);
    let mut add = |text: &str, source: Source| {
        let text = &*fold::seen(text);
        let sentences = reading::sentences(text);
        let sentences = sentences.map(|at| Sentence { reading: count(&text[at.clone()]), at }).collect();
        let lowered = phrase::lower(text);
        let mentions = page.lists.mentions(&page.card.language, text, &lowered);
        all.push(Text { source, words: text.to_owned(), lowered, sentences, mentions });
    };
    for (key, text) in head(page.card) {
        add(text, Source::Head(key));
    }
    for (number, block) in page.prose.blocks.iter().enumerate() {
        if let BlockKind::Mark(mark) = &block.kind {
            for (entry, part) in page.included(mark).iter().enumerate() {
                add(part.words, Source::Data(number, entry));
            }
        } else {
            add(&block.text, Source::Block(number));
        }
    }
    all
}

/// What the front matter says to readers, here or where other pages list this one.
pub(super) fn head(card: &Card) -> impl Iterator<Item = (&'static str, &str)> {
    let own = [("title", card.title.as_str()), ("description", &card.description)];
    // Left out, they are the title and the description.
    let other = [("nav", &card.nav, &card.title), ("short", &card.short, &card.description)];
    let other =
        other.into_iter().filter(|(_, text, usual)| text != usual).map(|(key, text, _)| (key, text.as_str()));
    let message = card.main_message.as_deref().map(|message| ("main_message", message));
    let changes = card.changes.iter().map(|change| ("changes", change.what.as_str()));
    own.into_iter().chain(message).chain(other).chain(changes)
}

/// The words, in small letters, of the terms that this page explains.
fn explained(page: &PageView<'_>) -> BTreeSet<String> {
    let (terms, default) = (&page.site.registry.terms, &page.site.config.language);
    let inlines = page.prose.blocks.iter().flat_map(|block| &block.inlines);
    let marked = inlines.filter_map(|inline| match &inline.kind {
        InlineKind::Term(id) => terms.get(id),
        _ => None,
    });
    let words = marked
        .flat_map(|term| [&term.term, &term.short])
        .flat_map(|words| reading::words(words.get(&page.card.language, default)).map(str::to_lowercase));
    // A term can be met as one or as many.
    words.flat_map(|word| [format!("{word}s"), word]).collect()
}

impl Text {
    /// How many words it has.
    pub(super) fn words(&self) -> usize {
        self.sentences.iter().map(|sentence| sentence.reading.raw.words).sum()
    }

    /// The sentences in small letters.
    pub(super) fn said(&self) -> impl Iterator<Item = (&Sentence, &str)> {
        self.sentences.iter().map(|sentence| (sentence, &self.lowered[sentence.at.clone()]))
    }

    /// Where some bytes of it stand.
    pub(super) fn span(&self, at: Range<usize>, page: &PageView<'_>, context: &Context<'_>) -> Span {
        match self.source {
            Source::Head(key) => page.head(key, &self.words, at),
            Source::Block(number) => page.span(page.prose.blocks[number].source(at)),
            Source::Data(number, entry) => match &page.prose.blocks[number].kind {
                BlockKind::Mark(mark) => {
                    data_files::place(context, &page.card.path, page.included(mark)[entry].words, at)
                }
                _ => Span::file(&page.card.path),
            },
        }
    }

    /// The mark that brings it in.
    pub(super) fn mark<'p>(&self, page: &'p PageView<'_>) -> Option<&'p Mark> {
        let Source::Data(number, _) = self.source else {
            return None;
        };
        match &page.prose.blocks[number].kind {
            BlockKind::Mark(mark) => Some(mark),
            _ => None,
        }
    }
}

/// Looks at every sentence of the texts in which something of a list stands.
pub(super) fn each(page: &PageView<'_>, context: &Context<'_>, watched: Watched, visit: &mut Visit<'_>) {
    for text in page.texts().iter().filter(|text| text.mentions.has(watched)) {
        for (sentence, words) in text.said() {
            let start = sentence.at.start;
            visit(words, &|inside| text.span(start + inside.start..start + inside.end, page, context));
        }
    }
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
