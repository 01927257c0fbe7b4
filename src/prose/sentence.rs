//! Sentences and words of a block.
//!
//! A sentence ends at `.`, `!` or `?` before a capital, a digit or a quote, or at the end of its block. A
//! dot after a known short form or an initial ends nothing, nor does one inside a number.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Block, Inline, InlineKind};

/// Short forms that end with a dot inside a sentence, in small letters and without that dot.
const SHORT: [&str; 19] = [
    "dr", "mr", "mrs", "ms", "prof", "st", "no", "vs", "e.g", "i.e", "approx", "fig", "dra", "sra", "sr",
    "p.ej", "ud", "uds", "art",
];

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
    ranges(&block.text).map(move |at| Sentence { block, at })
}

/// The bytes of each sentence of a text.
pub fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        start += text[start..].len() - text[start..].trim_start().len();
        if start >= text.len() {
            return None;
        }
        let end = end(text, start);
        let at = start..start + text[start..end].trim_end().len();
        start = end;
        Some(at)
    })
}

/// Where the sentence ends that starts here.
fn end(text: &str, start: usize) -> usize {
    for (at, stop) in text[start..].match_indices(['.', '!', '?', '…']) {
        let after = start + at + stop.len();
        let close = text[after..].trim_start_matches(['"', '\'', '”', '’', '»', ')', ']']);
        let after = text.len() - close.len();
        let Some(next) = close.trim_start().chars().next() else {
            return text.len();
        };
        if close.starts_with(char::is_whitespace)
            && (next.is_uppercase() || next.is_ascii_digit() || "\"'“‘«¿¡([".contains(next))
            && !(stop == "." && is_short(&text[start..start + at]))
        {
            return after;
        }
    }
    text.len()
}

/// Whether the last word before a dot is a short form or an initial.
fn is_short(before: &str) -> bool {
    let word = before.rsplit([' ', '(', '"', '“']).next().unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    initial || SHORT.contains(&word.to_lowercase().as_str())
}
