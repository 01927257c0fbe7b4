//! What is being gathered: parts that are open, each around those that will be inside it.

use std::ops::Range;

use pulldown_cmark::{Alignment, HeadingLevel};

use super::Builder;
use crate::page::tree::{Node, Part};
use crate::rule;
use crate::url;

/// How deep quotes, lists, links, sections and the like may nest. What is drawn nests as deep as this, and
/// a thread's stack has an end; ten levels are already more than a reader can follow.
const DEEPEST: usize = 32;

/// A node that is open.
pub(super) struct Open {
    /// Where it stands among the nodes.
    node: usize,
    /// The level of the heading that opened a section.
    section: Option<HeadingLevel>,
}

impl Builder<'_> {
    /// Adds a part with nothing inside it.
    pub(super) fn add(&mut self, part: Part, at: Range<usize>) {
        self.nodes.push(Node::new(part, at));
    }

    /// Adds a part, and puts what follows inside it.
    pub(super) fn open(&mut self, part: Part, at: Range<usize>) {
        self.open.push(Open { node: self.nodes.len(), section: None });
        self.add(part, at);
    }

    /// The same for a section, which the next heading of its level ends.
    pub(super) fn open_section(&mut self, part: Part, at: Range<usize>, level: HeadingLevel) {
        self.open.push(Open { node: self.nodes.len(), section: Some(level) });
        self.add(part, at);
    }

    /// Whether no more part may be opened here.
    pub(super) fn is_too_deep(&mut self, place: &Range<usize>) -> bool {
        let is_too_deep = self.open.len() >= DEEPEST;
        if is_too_deep && !std::mem::replace(&mut self.too_deep, true) {
            self.report(
                &rule::TOO_LARGE,
                place.clone(),
                format!("this page nests more than {DEEPEST} levels deep"),
                "take out quote signs, brackets or roles",
            );
        }
        is_too_deep
    }

    /// Opens a table, unless its caption did.
    pub(super) fn table(&mut self, aligns: &[Alignment], place: Range<usize>) {
        aligns.clone_into(&mut self.aligns);
        if std::mem::take(&mut self.captioned) {
            return;
        }
        self.report(
            &rule::TABLE_WITHOUT_CAPTION,
            place.clone(),
            "this table has no caption".to_owned(),
            "put a paragraph right above it: `Table: what it shows`",
        );
        self.open(Part::Table, place);
    }

    /// Closes the sections in the innermost part that is none, and that part.
    pub(super) fn close(&mut self) {
        while self.section().is_some() {
            self.close_innermost();
        }
        self.close_innermost();
    }

    /// The level of the innermost part, if that is a section.
    pub(super) fn section(&self) -> Option<HeadingLevel> {
        self.open.last().and_then(|open| open.section)
    }

    /// Closes the innermost part.
    pub(super) fn close_innermost(&mut self) {
        let Some(Open { node, .. }) = self.open.pop() else {
            return;
        };
        let inside = self.nodes.len() - node - 1;
        self.nodes[node].hold(inside);
        self.check_words(node);
        let at = self.nodes[node].at();
        match &self.nodes[node].part {
            Part::OutsideLink(target) => self.check_scheme(&target.clone(), at),
            Part::Link(target) if target.is_empty() => self.report(
                &rule::BROKEN_LINK,
                at,
                "this link has no address".to_owned(),
                "write the address between the round brackets: `[words](page.md)`",
            ),
            _ => {}
        }
    }

    /// What a link is, by where it leads.
    pub(super) fn link_part(target: &str) -> Part {
        if url::is_external(target) { Part::OutsideLink(target.into()) } else { Part::Link(target.into()) }
    }
}
