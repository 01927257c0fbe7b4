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

use quick_xml::escape::escape;

use crate::digest::Digest;
use element::{Element, Given, Node};
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
    /// What is written in it: the words of each `text` element, and last those of all of them together, as some
    /// programs write a sentence.
    pub texts: Vec<String>,
}

impl Drawing {
    /// Its HTML. Every id, and every use of one, begins with `prefix`, so that no two drawings of a page meet.
    #[must_use]
    pub fn html(&self, prefix: &str) -> String {
        self.parts.join(prefix)
    }

    /// What tells it from every other drawing.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(self.html("").as_bytes())
    }

    /// The HTML of what was understood. Ids that nothing in the drawing uses are left out.
    fn of(nodes: &[Node], used: &BTreeSet<String>) -> Self {
        let mut drawing = Drawing { parts: vec![String::new()], texts: Vec::new() };
        let (mut open, mut seen) = (Vec::new(), vec![Seen::default()]);
        for (index, node) in nodes.iter().enumerate() {
            match node {
                Node::Start(element) => {
                    drawing.words(&format!("<{}", element.name));
                    let written = element.written(used);
                    seen.push(seen.last().copied().unwrap_or_default().within(&written));
                    match drawing.texts.last_mut() {
                        _ if element.name == "text" => drawing.texts.push(String::new()),
                        Some(words) if begins_line(element, &written) => words.push(' '),
                        _ => {}
                    }
                    for (name, value) in written {
                        drawing.words(&format!(" {name}=\""));
                        drawing.value(&value);
                        drawing.words("\"");
                    }
                    let is_empty = matches!(nodes.get(index + 1), Some(Node::End));
                    drawing.words(if is_empty { "/>" } else { ">" });
                    open.push((element.name, is_empty));
                }
                Node::End => {
                    seen.pop();
                    if let Some((name, false)) = open.pop() {
                        drawing.words(&format!("</{name}>"));
                    }
                }
                // Words that nobody sees are none.
                Node::Text(_) if seen.last().is_some_and(|seen| !seen.is_seen()) => {}
                Node::Text(text) => {
                    drawing.words(&escape(text.as_str()));
                    if let Some(words) = drawing.texts.last_mut() {
                        words.push_str(text);
                    }
                }
            }
        }
        drawing.texts.retain(|words| !words.trim().is_empty());
        if drawing.texts.len() > 1 {
            drawing.texts.push(drawing.texts.join(" "));
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
                Piece::Words(words) => self.words(&escape(words.as_str())),
                Piece::Id(id) => self.parts.push(escape(id.as_str()).into_owned()),
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

/// Whether the words of an element stand on a line of their own, and not right behind those before them.
fn begins_line(element: &Element, written: &[Given]) -> bool {
    element.name == "textPath"
        || element.name == "tspan" && written.iter().any(|(name, _)| ["y", "dy"].contains(name))
}

/// What hides an element, or one around it.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// For good, whatever is inside it.
    is_gone: bool,
    /// Unless something inside it is to be seen.
    is_hidden: bool,
}

impl Seen {
    fn within(mut self, written: &[Given]) -> Seen {
        for (name, value) in written {
            let [Piece::Words(value)] = &value[..] else { continue };
            match (*name, value.as_str()) {
                ("display", "none") => self.is_gone = true,
                ("opacity" | "font-size", value) => {
                    let number = value.trim_end_matches(|c: char| c.is_alphabetic() || c == '%');
                    self.is_gone |= number.parse() == Ok(0.0);
                }
                ("visibility", value) => self.is_hidden = ["hidden", "collapse"].contains(&value),
                _ => {}
            }
        }
        self
    }

    fn is_seen(self) -> bool {
        !self.is_gone && !self.is_hidden
    }
}
