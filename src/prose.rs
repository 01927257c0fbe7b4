//! A page's words as a reader meets them, with their places in the source.
//!
//! Read from the page's tree when it is drawn, and let go with it.

mod included;
mod read;
mod sentence;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::data::Value;
use crate::fold;
use crate::page::Mark;

pub use included::{Included, included};
pub use read::read;
pub use sentence::{Sentence, words};

/// The words of a page, block by block, in the order of the source.
#[derive(Debug, Default)]
pub struct Prose {
    /// What a reader meets one after the other.
    pub blocks: Vec<Block>,
    /// The lists that items belong to.
    pub lists: Vec<List>,
}

/// A list of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Whether it is numbered.
    pub ordered: bool,
    /// How deep it nests, from 1.
    pub depth: usize,
    /// How many items it has.
    pub items: usize,
    /// Where it stands in the source.
    pub range: Range<usize>,
}

/// A heading, a paragraph, an item, a cell, a mark: words that stand together.
#[derive(Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its visible words, with single spaces; empty for a mark.
    pub text: String,
    /// The words with their styles and places, in order.
    pub runs: Vec<Run>,
    /// Its claims, terms, links and citations, in order.
    pub inlines: Vec<Inline>,
    /// What it stands in, outermost first.
    pub roles: Vec<Role>,
    /// The list item it stands in.
    pub item: Option<Item>,
    /// The last heading of the page before it, or itself, as an index of `blocks`.
    pub heading: Option<usize>,
    /// Where it stands in the source.
    pub range: Range<usize>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading; without an id inside a list or a quote.
    Heading {
        /// 2 to 6.
        level: u8,
        /// Its anchor.
        id: Option<String>,
    },
    /// A paragraph.
    Paragraph,
    /// The first words of a list item, described by the block's `item`.
    Item,
    /// A cell of a table, counted from 0; row 0 is the head.
    Cell {
        /// Which table of the page.
        table: usize,
        /// Its row.
        row: usize,
        /// Its column.
        column: usize,
    },
    /// The caption of a table.
    TableCaption,
    /// The heading of an alert.
    AlertTitle,
    /// What a picture shows, for those who do not see it.
    PictureText,
    /// What to conclude from a picture.
    PictureCaption,
    /// Where in a source something stands: heard with the mark of a citation.
    Detail,
    /// Words that are written in a drawing.
    Drawn,
    /// What a definition list explains.
    DefinitionTitle,
    /// How it explains that.
    Definition,
    /// Preformatted text.
    Code,
    /// A mark such as `[care: urgent]`: `included` knows its words.
    Mark(Mark),
}

/// Which item of which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// An index of `lists`.
    pub list: usize,
    /// Its place in the list, from 1.
    pub position: usize,
}

/// What stands around a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A section `{.key-points}`, `{.do}`, `{.dont}`, `{.steps}` or `{.clinical}`, by its word.
    Section(&'static str),
    /// An alert, by its word, such as `warning`.
    Alert(&'static str),
    /// A quote.
    Quote,
    /// A footnote.
    Footnote,
}

/// Words of one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Which bytes of the block's text.
    pub text: Range<usize>,
    /// Which bytes of the file.
    pub source: Range<usize>,
    /// How they look.
    pub style: Style,
}

/// How words look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// `**so**`
    pub strong: bool,
    /// `*so*`
    pub emphasis: bool,
    /// `` `so` ``
    pub code: bool,
}

/// Words that stand for more than themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Which bytes of the block's text; empty for a citation.
    pub text: Range<usize>,
    /// Which bytes of the file, with its brackets.
    pub source: Range<usize>,
}

/// What words with brackets around them are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InlineKind {
    /// `[words][claim:id]`
    Claim(String),
    /// `[words][term:id]`
    Term(String),
    /// `[words](target)`
    Link(String),
    /// `[@key; @other]`
    Citation(Vec<String>),
}

impl Prose {
    /// The headings that structure the page.
    pub fn headings(&self) -> impl Iterator<Item = (u8, &Block)> {
        self.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Heading { level, id: Some(_) } => Some((*level, block)),
            _ => None,
        })
    }

    /// The marks, such as care cards.
    pub fn marks(&self) -> impl Iterator<Item = (&Mark, &Block)> {
        self.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Mark(mark) => Some((mark, block)),
            _ => None,
        })
    }

    /// The nearest heading of a block.
    pub fn heading(&self, block: &Block) -> Option<&Block> {
        self.blocks.get(block.heading?)
    }

    /// The list of a block that stands in an item.
    pub fn list(&self, block: &Block) -> Option<&List> {
        self.lists.get(block.item?.list)
    }

    /// Every sentence that a reader reads: of all blocks but what pictures show.
    pub fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        self.blocks.iter().filter(|block| block.is_read()).flat_map(Block::sentences)
    }
}

impl Block {
    /// Words that are written in a drawing, which stands at a place of the page.
    pub fn drawn(words: &str, place: &Range<usize>) -> Block {
        Block {
            kind: BlockKind::Drawn,
            text: fold::seen(words.trim()).into_owned(),
            runs: Vec::new(),
            inlines: Vec::new(),
            roles: Vec::new(),
            item: None,
            heading: None,
            range: place.clone(),
        }
    }

    /// Words of a data file.
    pub fn value(value: &Value) -> Block {
        let mut block = Block { kind: BlockKind::Paragraph, ..Block::drawn(&value.words, &value.at) };
        let is_exact = value.at.len() == value.words.len();
        for piece in fold::pieces(&value.words).into_iter().filter(|_| is_exact) {
            let start = block.runs.last().map_or(0, |run: &Run| run.text.end);
            let source = value.at.start + piece.at.start..value.at.start + piece.at.end;
            block.runs.push(Run { text: start..start + piece.seen.len(), source, style: Style::default() });
        }
        block
    }

    /// Whether its words are read on the page: nothing that is only heard, or stands in a drawing.
    pub fn is_read(&self) -> bool {
        !matches!(
            self.kind,
            BlockKind::PictureText | BlockKind::Detail | BlockKind::Drawn | BlockKind::Mark(_)
        )
    }

    /// Whether it stands in something.
    pub fn is_in(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Its sentences, in order; the end of a block ends a sentence.
    pub fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        sentence::split(self)
    }

    /// The bytes of the file that some bytes of the text come from.
    pub fn source(&self, text: Range<usize>) -> Range<usize> {
        let byte = |at: usize, run: &Run, end: bool| {
            if run.source.len() == run.text.len() {
                run.source.start + (at - run.text.start)
            } else if end {
                // Text such as `&amp;` is longer in the source: all of it is meant.
                run.source.end
            } else {
                run.source.start
            }
        };
        let first = self.runs.iter().find(|run| run.text.start <= text.start && text.start < run.text.end);
        let last = self.runs.iter().find(|run| run.text.start < text.end && text.end <= run.text.end);
        match (first, last) {
            (Some(first), Some(last)) => byte(text.start, first, false)..byte(text.end, last, true),
            _ => self.range.clone(),
        }
    }

    /// Its words one by one, with their bytes of its text.
    pub fn words(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        sentence::words(&self.text)
    }
}

impl Run {
    /// Whether each byte of its text is one of the source.
    fn is_exact(&self) -> bool {
        self.text.len() == self.source.len()
    }
}

impl Block {
    /// Takes the last byte, a space, from the text.
    fn drop_space(&mut self) {
        self.text.pop();
        let end = self.text.len();
        if let Some(run) = self.runs.last_mut() {
            run.text.end = end;
            run.source.end = run.source.end.saturating_sub(1).max(run.source.start);
            if run.text.is_empty() {
                self.runs.pop();
            }
        }
        for inline in &mut self.inlines {
            inline.text = inline.text.start.min(end)..inline.text.end.min(end);
        }
    }
}
