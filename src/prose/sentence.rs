//! Sentences and words of a block.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Block, Inline, InlineKind};
use crate::reading;

/// A sentence of a block.
#[derive(Debug, Clone)]
pub struct Sentence<'b> {
    /// The block it stands in.
    pub block: &'b Block,
    /// Its bytes of the block's text.
    pub at: Range<usize>,
}

impl<'b> Sentence<'b> {
    /// Its words.
    pub fn text(&self) -> &'b str {
        &self.block.text[self.at.clone()]
    }

    /// Its place in the source.
    pub fn source(&self) -> Range<usize> {
        self.block.source(self.at.clone())
    }

    /// The place in the source of some bytes of its text.
    pub fn place(&self, inside: Range<usize>) -> Range<usize> {
        self.block.source(self.at.start + inside.start..self.at.start + inside.end)
    }

    /// Its words one by one, with their bytes of its text.
    pub fn words(&self) -> impl Iterator<Item = (Range<usize>, &'b str)> {
        words(self.text())
    }

    /// The claims, terms, links and citations that touch it.
    pub fn inlines(&self) -> impl Iterator<Item = &'b Inline> {
        let (block, at) = (self.block, self.at.clone());
        block.inlines.iter().filter(move |inline| match inline.kind {
            // A citation behind the full stop belongs to the sentence before it.
            InlineKind::Citation(_) => {
                let point = inline.text.start;
                let is_last = block.text[point.min(at.end)..point].trim().is_empty();
                (at.start < point || at.start == 0) && is_last
            }
            _ => inline.text.start < at.end && at.start < inline.text.end,
        })
    }

    /// The ids of the claims that it states, or a part of it.
    pub fn claims(&self) -> impl Iterator<Item = &'b str> {
        self.inlines().filter_map(|inline| match &inline.kind {
            InlineKind::Claim(id) => Some(id.as_str()),
            _ => None,
        })
    }

    /// Whether it or a part of it cites a source directly.
    pub fn cites(&self) -> bool {
        self.inlines().any(|inline| matches!(inline.kind, InlineKind::Citation(_)))
    }
}

/// Words as Unicode finds them (UAX 29), with their bytes.
pub fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.unicode_word_indices().map(|(at, word)| (at..at + word.len(), word))
}

/// The sentences of a block.
pub(super) fn split(block: &Block) -> impl Iterator<Item = Sentence<'_>> {
    reading::sentences(&block.text).map(move |at| Sentence { block, at })
}
