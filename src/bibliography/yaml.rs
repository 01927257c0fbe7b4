//! YAML as a tree in which every node knows its bytes in the file.

use super::{Broken, Problems, whole_entries};
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};
use std::ops::Range;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) range: Range<usize>,
    pub(super) value: Value,
}

/// What a YAML node may be; what a scalar means is decided by the field it stands in.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Empty,
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

/// The name of a field.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) range: Range<usize>,
}

/// No reference nests deeper; a limit keeps a hostile file from exhausting the stack.
const DEEPEST: usize = 16;

const HELP: &str =
    "begin all fields of an entry in the same column; put words with `: ` or ` #` in them in quotes";

/// Reads a file whose top is one map. What breaks the syntax is reported and left out; `None` when
/// there is nothing left to read.
pub(super) fn read(text: &str, problems: &mut Problems) -> Option<Node> {
    tree(text).unwrap_or_else(|error| {
        let kept = whole_entries(text, error, starts_entry, |entry| tree(entry).err(), HELP, problems);
        tree(&kept).ok().flatten()
    })
}

fn starts_entry(line: &str) -> bool {
    !line.starts_with(|c: char| c.is_whitespace() || "#-]}'\"".contains(c))
        && (line.contains(": ") || line.trim_end().ends_with(':'))
}

fn tree(text: &str) -> Result<Option<Node>, Broken> {
    let mut places: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    places.push(text.len());
    let mut reader = Reader { text, places, parser: Parser::new_from_str(text) };
    let mut root = None;
    loop {
        let (event, span) = reader.next()?;
        match event {
            Event::StreamEnd => return Ok(root),
            Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
            _ if root.is_some() => {
                let message = "a second YAML document cannot be read".to_owned();
                return Err((reader.line_from(reader.bytes(span).start), message));
            }
            event => root = Some(reader.node(event, span, 0)?),
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    /// The parser counts characters; we count bytes.
    places: Vec<usize>,
    parser: Parser<'a, StrInput<'a>>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Span), Broken> {
        match self.parser.next_event() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => Err(self.broken(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node, Broken> {
        let mut range = self.bytes(span);
        if depth > DEEPEST {
            let message = format!("values nest more than {DEEPEST} deep");
            return Err((self.line_from(range.start), message));
        }
        let value = match event {
            Event::Scalar(text, ScalarStyle::Plain, _, None) if matches!(&*text, "" | "~" | "null") => {
                Value::Empty
            }
            Event::Scalar(text, ..) => Value::Scalar(text.into_owned()),
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, span) => break range.end = self.bytes(span).end,
                        (event, span) => items.push(self.node(event, span, depth + 1)?),
                    }
                }
                Value::List(items)
            }
            Event::MappingStart(..) => {
                let mut fields = Vec::new();
                loop {
                    let key = match self.next()? {
                        (Event::MappingEnd, span) => break range.end = self.bytes(span).end,
                        (Event::Scalar(name, ..), span) => {
                            Key { name: name.into_owned(), range: self.bytes(span) }
                        }
                        (_, span) => {
                            let message = "the name of a field is not a word".to_owned();
                            return Err((self.line_from(self.bytes(span).start), message));
                        }
                    };
                    let (event, span) = self.next()?;
                    fields.push((key, self.node(event, span, depth + 1)?));
                }
                Value::Map(fields)
            }
            // Aliases can make a small file expand without end, and a reference has no use for one.
            _ => {
                let message = "an alias such as `*name` cannot be read here".to_owned();
                return Err((self.line_from(range.start), message));
            }
        };
        // The end of a block is where the next thing begins: leave out the space between.
        let end = self.text[..range.end].trim_end().len();
        range.end = end.max(range.start);
        Ok(Node { range, value })
    }

    fn bytes(&self, span: Span) -> Range<usize> {
        let place = |index| self.places.get(index).copied().unwrap_or(self.text.len());
        let start = place(span.start.index());
        start..place(span.end.index()).max(start)
    }

    fn broken(&self, error: &ScanError) -> Broken {
        let place = self.places.get(error.marker().index()).copied();
        let info = error.info().trim_end_matches('.');
        (self.line_from(place.unwrap_or(self.text.len())), format!("not valid YAML: {info}"))
    }

    /// From a place to the end of its line; never empty, so that there is something to point at.
    fn line_from(&self, place: usize) -> Range<usize> {
        let rest = self.text[place..].lines().next().unwrap_or_default().trim_end();
        if !rest.trim().is_empty() {
            return place..place + rest.len();
        }
        let end = self.text[..place].trim_end().len();
        let start = self.text[..end].rfind('\n').map_or(0, |newline| newline + 1);
        let indent = self.text[start..end].len() - self.text[start..end].trim_start().len();
        start + indent..end
    }
}
