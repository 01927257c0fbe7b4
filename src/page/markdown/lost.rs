//! Words that stand in the source and would not be on the page.
//!
//! Every event says which bytes it comes from. What lies between them is syntax, or it is lost: a third cell under
//! a head of two, the title of a link, the address of a link that nothing uses.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{BrokenLinkCallback, CodeBlockKind, Event, LinkType, OffsetIter, Tag, TagEnd};

use super::Events;
use super::link::{Written, written};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::rule::{self, Rule};

/// A line `[label]: address "title"`.
pub(super) struct Definition {
    label: String,
    title: String,
    place: Range<usize>,
}

/// The definitions of links, in the order of the source.
pub(super) fn definitions<'a, F: BrokenLinkCallback<'a>>(parser: &OffsetIter<'a, F>) -> Vec<Definition> {
    let all = parser.reference_definitions().iter();
    let mut definitions: Vec<Definition> = all
        .map(|(label, definition)| Definition {
            label: label.to_lowercase(),
            title: definition.title.as_deref().unwrap_or_default().to_owned(),
            place: definition.span.clone(),
        })
        .collect();
    definitions.sort_by_key(|definition| definition.place.start);
    definitions
}

/// Reports every word of a text that no event shows.
pub(super) fn check(
    events: Events<'_, '_>,
    definitions: &[Definition],
    text: &str,
    span: &dyn Fn(Range<usize>) -> Span,
    found: &mut Diagnostics,
) {
    let mut search =
        Search { text, definitions, used: BTreeSet::new(), at: 0, head: 0, cells: 0, span, found };
    for (event, range) in events {
        search.take(event, range.clone());
    }
    search.gap(text.len());
    search.unused();
}

struct Search<'s> {
    text: &'s str,
    definitions: &'s [Definition],
    /// The labels that links name.
    used: BTreeSet<String>,
    /// Up to here every word is shown, or reported.
    at: usize,
    /// How many cells the head of the table has, and the row so far.
    head: usize,
    cells: usize,
    span: &'s dyn Fn(Range<usize>) -> Span,
    found: &'s mut Diagnostics,
}

impl Search<'_> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.gap(range.start);
                self.start(tag, range);
            }
            Event::End(tag) => self.end(*tag, range),
            _ => {
                self.gap(range.start);
                self.at = self.at.max(range.end);
            }
        }
    }

    /// Steps over what opens an element.
    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let opened = &self.text[range.clone()];
        let opener = match tag {
            Tag::Link { link_type, dest_url, title, id } => {
                if is_reference(*link_type) {
                    self.used.insert(id.to_lowercase());
                }
                if !title.is_empty()
                    && !is_reference(*link_type)
                    && matches!(written(dest_url), Written::Link(_))
                {
                    self.title(title, range.clone());
                }
                0
            }
            Tag::Image { link_type, id, .. } if is_reference(*link_type) => {
                self.used.insert(id.to_lowercase());
                0
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                let line = opened.lines().next().unwrap_or_default();
                if info.split_whitespace().nth(1).is_some() {
                    let start = range.start + line.find(&**info).unwrap_or_default();
                    self.lost(start..range.start + line.len(), "write them in a line of their own");
                }
                line.len()
            }
            // The sign or number of an item.
            Tag::Item => opened.find(|c: char| c.is_whitespace()).unwrap_or(opened.len()),
            Tag::FootnoteDefinition(_) => opened.find("]:").map_or(0, |end| end + 2),
            Tag::BlockQuote(Some(_)) => opened.find(']').map_or(0, |end| end + 1),
            Tag::Table(_) => {
                self.head = 0;
                0
            }
            Tag::TableHead | Tag::TableRow => {
                self.cells = 0;
                0
            }
            _ => 0,
        };
        self.at = self.at.max(range.start + opener);
    }

    /// Steps over what closes an element.
    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::TableCell => self.cells += 1,
            TagEnd::TableHead => {
                self.head = self.cells;
                self.at = self.at.max(range.end);
            }
            TagEnd::TableRow => self.row(range),
            // Where a link leads is no word of the page; a role or an anchor of a heading is reported where it is none.
            TagEnd::Link | TagEnd::Image | TagEnd::Heading(_) => self.at = self.at.max(range.end),
            _ => {}
        }
    }

    /// A row has as many cells as the head: those beyond it would be lost, those before it would stay empty.
    fn row(&mut self, range: Range<usize>) {
        let line = self.text[range.clone()].trim_end();
        let range = range.start..range.start + line.len();
        let cells = cells(line);
        self.at = self.at.max(range.end);
        if cells == self.head {
            return;
        }
        let count = |n: usize| if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") };
        let message = format!("this row has {}, the head has {}", count(cells), self.head);
        let help = if line.contains('|') {
            "give every row as many cells as the head; an empty cell is a space between two `|`, and `\\|` is a `|` within a cell"
        } else {
            "leave an empty line between the table and the words below it"
        };
        self.report(&rule::TABLE_UNEVEN, range, message, help);
    }

    /// Steps over what no event shows, up to the next that is shown.
    fn gap(&mut self, to: usize) {
        while self.at < to {
            let definition = self.definitions.iter().map(|definition| &definition.place);
            let next = definition
                .filter(|place| self.at <= place.start && place.start < to)
                .min_by_key(|place| place.start);
            let (end, after) = next.map_or((to, to), |place| (place.start, place.end.max(place.start + 1)));
            let between = &self.text[self.at..end];
            if between.contains(char::is_alphanumeric) {
                let start = self.at + between.len() - between.trim_start().len();
                let place = start..start + between.trim().len();
                self.lost(place, "write them in a paragraph of their own");
            }
            self.at = after;
        }
    }

    fn unused(&mut self) {
        let definitions = self.definitions;
        for Definition { label, title, place } in definitions {
            if !self.used.contains(label) {
                let message = "no link uses this address, so nobody sees this line";
                let help = "take it out, or put `\\` before its first bracket to show it as it stands";
                self.report(&rule::WORDS_LOST, place.clone(), message.to_owned(), help);
            } else if !title.is_empty() {
                self.title(title, place.clone());
            }
        }
    }

    /// The title of a link, which no page shows.
    fn title(&mut self, title: &str, link: Range<usize>) {
        let at =
            self.text[link.clone()].rfind(title).map(|at| link.start + at..link.start + at + title.len());
        self.lost(
            at.unwrap_or(link),
            "a link has no words but those between its first brackets: write them there",
        );
    }

    fn lost(&mut self, place: Range<usize>, help: &str) {
        let words = self.text[place.clone()].split_whitespace().take(6).collect::<Vec<_>>().join(" ");
        self.report(&rule::WORDS_LOST, place, format!("`{words}` would not be on the page"), help);
    }

    fn report(&mut self, rule: &'static Rule, place: Range<usize>, message: String, help: &str) {
        self.found.push(Diagnostic::new(rule, (self.span)(place), message).help(help));
    }
}

fn is_reference(kind: LinkType) -> bool {
    matches!(kind, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
}

/// How many cells a row of a table has: one more than the `|` within it, those with `\` before them left out.
pub(super) fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut bars = 0;
    let mut after_bar = true;
    let mut escaped = false;
    for c in row.chars() {
        let is_bar = c == '|' && !escaped;
        bars += usize::from(is_bar);
        if !c.is_whitespace() {
            after_bar = is_bar;
        }
        escaped = c == '\\' && !escaped;
    }
    // The last `|` closes the row.
    bars + usize::from(!after_bar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_cells_of_a_row() {
        for (row, expected) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a | b", 2),
            ("| a | | ", 2),
            ("| a |", 1),
            ("a", 1),
            (r"| a \| b | c |", 2),
            ("|  | b |", 2),
            ("| a | b | c |", 3),
        ] {
            assert_eq!(cells(row), expected, "{row}");
        }
    }
}
