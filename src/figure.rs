//! Checks an SVG drawing and writes it anew, fit to stand inside a page.
//!
//! A drawing is read as XML, and only what is on the lists in `allowed` is kept: as names of those lists and as
//! values that were taken apart. What stands in the page is written from that, escaped for HTML, and no byte of
//! the file is copied: HTML reads many things otherwise than XML. A figure draws, and does nothing else.

mod allowed;
mod copies;
mod css;
mod element;
#[cfg(test)]
mod hostile;
mod read;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeSet;
use std::ops::Range;

use element::Node;
use value::Piece;

/// A mistake in a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The bytes of the file it is about.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// A drawing that can stand in a page, several times if need be.
///
/// Its HTML is kept in parts; between each two of them stands an id, or a use of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    parts: Vec<String>,
    /// What is written in it: the words of each `text` element.
    pub texts: Vec<String>,
}

impl Drawing {
    /// Its HTML. Every id, and every use of one, begins with `prefix`, so that no two drawings of a page meet.
    #[must_use]
    pub fn html(&self, prefix: &str) -> String {
        self.parts.join(prefix)
    }

    /// The HTML of what was understood. Ids that nothing in the drawing uses are left out.
    fn of(nodes: &[Node], used: &BTreeSet<String>) -> Self {
        let mut drawing = Drawing { parts: vec![String::new()], texts: Vec::new() };
        let mut open = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            match node {
                Node::Start(element) => {
                    drawing.words(&format!("<{}", element.name));
                    if element.name == "text" {
                        drawing.texts.push(String::new());
                    }
                    for (name, value) in element.written(used) {
                        drawing.words(&format!(" {name}=\""));
                        drawing.value(&value);
                        drawing.words("\"");
                    }
                    let is_empty = matches!(nodes.get(index + 1), Some(Node::End));
                    drawing.words(if is_empty { "/>" } else { ">" });
                    open.push((element.name, is_empty));
                }
                Node::End => {
                    if let Some((name, false)) = open.pop() {
                        drawing.words(&format!("</{name}>"));
                    }
                }
                Node::Text(text) => {
                    drawing.words(&escaped(text));
                    if let Some(words) = drawing.texts.last_mut() {
                        words.push_str(text);
                        words.push(' ');
                    }
                }
            }
        }
        drawing
    }

    fn words(&mut self, words: &str) {
        if let Some(last) = self.parts.last_mut() {
            last.push_str(words);
        }
    }

    fn value(&mut self, value: &[Piece]) {
        for piece in value {
            match piece {
                Piece::Words(words) => self.words(&escaped(words)),
                Piece::Id(id) => self.parts.push(escaped(id)),
            }
        }
    }
}

/// The drawing, and what keeps it from a page; there is no drawing as soon as there is a problem.
///
/// Its own size, title, description and all that it says to screen readers are left out: the page says how large
/// it is and what it shows. So is what drawing programs keep for themselves.
#[must_use]
pub fn clean(svg: &str) -> (Option<Drawing>, Vec<Problem>) {
    let (nodes, used, mut problems) = read::read(svg);
    problems.sort_by_key(|problem| problem.range.start);
    let drawing = problems.is_empty().then(|| Drawing::of(&nodes, &used));
    (drawing, problems)
}

/// Text as HTML, between tags or in quotes.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            c => written.push(c),
        }
    }
    written
}
