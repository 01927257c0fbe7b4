//! What is being gathered: an element that is open, around those that will be parts of it.

use std::ops::Range;

use pulldown_cmark::{Alignment, HeadingLevel, html};

use super::Builder;
use crate::page::body::{Alert, Cell, Linked, Piece, Section, Table};
use crate::rule;
use crate::url;

/// How deep alerts, links, sections and the like may nest. What is rendered nests as deep as this, and
/// a thread's stack has an end; twenty levels are already more than a reader can follow.
const DEEPEST: usize = 64;

/// What is being gathered.
pub(super) enum Holder {
    Root,
    Section { role: String, id: String, level: HeadingLevel },
    Link { target: String, range: Range<usize> },
    Claim { id: String, range: Range<usize> },
    Term { id: String, range: Range<usize> },
    Alert { kind: &'static str, title: Option<Vec<Piece>> },
    AlertTitle,
    Table { caption: Option<Vec<Piece>>, aligns: Vec<Alignment>, head: Vec<Cell>, rows: Vec<Vec<Cell>> },
    Cell { text: String },
    Caption,
    Footnote { label: String },
}

/// A holder and what it holds so far.
pub(super) struct Frame {
    pub(super) holder: Holder,
    pub(super) pieces: Vec<Piece>,
}

impl Frame {
    pub(super) fn new(holder: Holder) -> Self {
        Frame { holder, pieces: Vec::new() }
    }
}

impl Builder<'_> {
    pub(super) fn open(&mut self, holder: Holder) {
        self.flush();
        self.stack.push(Frame::new(holder));
    }

    /// Ends the innermost frame and hands its piece to the one around it.
    pub(super) fn close(&mut self, place: Range<usize>) {
        self.flush();
        if self.stack.len() < 2 {
            return;
        }
        let Some(Frame { holder, pieces: mut body }) = self.stack.pop() else {
            return;
        };
        // Most links and cells hold one piece, and a list grows to four at once: a third of a body's memory.
        body.shrink_to_fit();
        if self.stack.len() > DEEPEST {
            if !std::mem::replace(&mut self.too_deep, true) {
                self.report(
                    &rule::TOO_LARGE,
                    place,
                    format!("this page nests more than {DEEPEST} levels deep"),
                    "take out quote signs, brackets or roles",
                );
            }
            return;
        }
        self.check_words(&holder, &body);
        match holder {
            Holder::Section { role, id, .. } => {
                self.piece(Piece::Section(Box::new(Section { role, id, body })))
            }
            Holder::Link { target, range } if url::is_external(&target) => {
                self.check_scheme(&target, range.clone());
                self.piece(Piece::OutsideLink(Linked::boxed(target, body, range)));
            }
            Holder::Link { target, range } => {
                if target.is_empty() {
                    self.report(
                        &rule::BROKEN_LINK,
                        range.clone(),
                        "this link has no address".to_owned(),
                        "write the address between the round brackets: `[words](page.md)`",
                    );
                }
                self.piece(Piece::Link(Linked::boxed(target, body, range)));
            }
            Holder::Claim { id, range } => self.piece(Piece::Claim(Linked::boxed(id, body, range))),
            Holder::Term { id, range } => self.piece(Piece::Term(Linked::boxed(id, body, range))),
            Holder::Alert { kind, title } => self.piece(Piece::Alert(Box::new(Alert { kind, title, body }))),
            Holder::Cell { text } => self.cell(body, text),
            Holder::Table { caption, head, rows, .. } => {
                if caption.is_none() {
                    self.report(
                        &rule::TABLE_WITHOUT_CAPTION,
                        place,
                        "this table has no caption".to_owned(),
                        "put a paragraph right above it: `Table: what it shows`",
                    );
                }
                self.piece(Piece::Table(Box::new(Table { caption, head, rows })));
            }
            Holder::Footnote { label } => {
                if self.footnotes.insert(label.clone(), body).is_some() {
                    self.report(
                        &rule::BROKEN_FOOTNOTE,
                        place,
                        format!("the footnote `[^{label}]` is defined twice"),
                        "give one of them another name",
                    );
                }
            }
            Holder::Root | Holder::AlertTitle | Holder::Caption => {}
        }
    }

    fn cell(&mut self, body: Vec<Piece>, text: String) {
        if let Some(Holder::Table { head, rows, aligns, .. }) = self.stack.last_mut().map(|f| &mut f.holder) {
            let text = if rows.is_empty() { text } else { String::new() };
            let row = rows.last_mut().unwrap_or(head);
            let align = match aligns.get(row.len()) {
                Some(Alignment::Right) => "end",
                Some(Alignment::Center) => "center",
                Some(Alignment::Left | Alignment::None) | None => "start",
            };
            row.push(Cell { body, text, align });
        }
    }

    /// Turns the waiting events into HTML.
    pub(super) fn flush(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let start = self.html.len();
        html::push_html(&mut self.html, self.run.drain(..));
        let end = self.html.len();
        if let Some(frame) = self.stack.last_mut() {
            match frame.pieces.last_mut() {
                Some(Piece::Html(before)) if before.end == start => before.end = end,
                _ => frame.pieces.push(Piece::Html(start..end)),
            }
        }
    }

    pub(super) fn piece(&mut self, piece: Piece) {
        self.flush();
        if let Some(frame) = self.stack.last_mut() {
            frame.pieces.push(piece);
        }
    }
}
