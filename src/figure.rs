//! Checks an SVG drawing and makes it fit to stand inside a page.
//!
//! What is not on the lists in `allowed` does not get through: a figure draws, and does nothing else.

mod allowed;
mod tag;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::Writer;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::reader::Reader;

use allowed::{ELEMENTS, SVG, Verdict};

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

/// The drawing ready to be put into HTML, and what keeps it from that; there is no drawing as soon as
/// there is a problem.
///
/// Every `id` and every use of one gets `id_prefix`, so that two figures on a page do not meet.
/// `root_attributes` are added to the `svg` element and replace attributes of the same name. Its own
/// size, title and description are left out: the page says how large it is and what it shows.
#[must_use]
pub fn clean(svg: &str, id_prefix: &str, root_attributes: &[(&str, &str)]) -> (Option<String>, Vec<Problem>) {
    let mut cleaner = Cleaner {
        svg,
        id_prefix,
        root_attributes,
        out: Writer::new(Vec::new()),
        problems: Vec::new(),
        open: Vec::new(),
        skipping: 0,
        root_seen: false,
        broken: false,
        css: None,
        ids: BTreeMap::new(),
        uses: Vec::new(),
    };
    cleaner.read();
    cleaner.check_uses();
    let mut problems = cleaner.problems;
    problems.sort_by_key(|problem| problem.range.start);
    let drawing = String::from_utf8(cleaner.out.into_inner()).ok();
    (drawing.filter(|_| problems.is_empty()), problems)
}

struct Cleaner<'a> {
    svg: &'a str,
    id_prefix: &'a str,
    root_attributes: &'a [(&'a str, &'a str)],
    out: Writer<Vec<u8>>,
    problems: Vec<Problem>,
    /// The elements we are in, outermost first, with their start tags.
    open: Vec<(String, Range<usize>)>,
    /// How deep we are in an element that is left out with all it holds.
    skipping: usize,
    root_seen: bool,
    /// Some of the drawing could not be read, so an id that was not seen may be there.
    broken: bool,
    /// The text of the `style` element we are in: it may come in several events.
    css: Option<(String, Range<usize>)>,
    ids: BTreeMap<String, Range<usize>>,
    uses: Vec<(String, Range<usize>)>,
}

impl<'a> Cleaner<'a> {
    fn problem(&mut self, range: Range<usize>, message: impl Into<String>, help: &str) {
        let help = (!help.is_empty()).then(|| help.to_owned());
        self.problems.push(Problem { range, message: message.into(), help });
    }

    fn write(&mut self, event: Event<'_>) {
        // Writing to memory does not fail.
        let _ = self.out.write_event(event);
    }

    fn read(&mut self) {
        let mut reader = Reader::from_str(self.svg);
        loop {
            let start = position(reader.buffer_position());
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(event) => self.event(event, start..position(reader.buffer_position())),
                Err(error) => {
                    let at = position(reader.error_position());
                    let message = format!("the drawing is not well-formed XML: {error}");
                    self.problem(self.line_from(at), message, "");
                    self.broken = true;
                    return;
                }
            }
        }
        if let Some((name, range)) = self.open.pop() {
            self.problem(range, format!("`{name}` is never closed"), &format!("add `</{name}>`"));
        } else if !self.root_seen {
            self.problem(self.line_from(0), "there is no drawing in this file", "");
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(_) if self.skipping > 0 => self.skipping += 1,
            Event::End(_) if self.skipping > 0 => self.skipping -= 1,
            _ if self.skipping > 0 => {}
            Event::Start(tag) => match self.element(&tag, &range) {
                Some(written) => {
                    self.open.push((name_of(&tag).to_owned(), range));
                    self.write(Event::Start(written));
                }
                None => self.skipping = 1,
            },
            Event::Empty(tag) => {
                if let Some(written) = self.element(&tag, &range) {
                    self.write(Event::Empty(written));
                }
            }
            Event::End(tag) => {
                self.close_css();
                self.open.pop();
                self.write(Event::End(BytesEnd::new(tag.name().as_ref())));
            }
            Event::Text(text) => match unescape(&text) {
                Ok(words) => self.text(&words, range),
                Err(error) => self.problem(range, format!("text cannot be read: {error}"), ""),
            },
            Event::CData(text) => self.text(&text, range),
            Event::GeneralRef(name) => match unescape(&self.svg[range.clone()]) {
                Ok(character) => self.text(&character, range),
                Err(_) => {
                    let message = format!("there is no character `&{};`", &*name);
                    self.problem(range, message, "write the character itself");
                }
            },
            Event::DocType(_) => {
                self.problem(range, "a document type can bring text from elsewhere", "delete it");
            }
            Event::PI(_) => {
                self.problem(range, "a processing instruction is not part of a drawing", "delete it");
            }
            Event::Comment(_) | Event::Decl(_) | Event::Eof => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let holder = self.open.last().map_or("", |(name, _)| name);
        if holder == "style" {
            let css = self.css.get_or_insert((String::new(), range.clone()));
            css.0.push_str(text);
            css.1.end = range.end;
        } else if allowed::HOLD_TEXT.contains(&holder) {
            self.write(Event::Text(BytesText::new(text)));
        } else if !text.trim().is_empty() {
            let message = format!("`{}` is not inside a text element", text.trim());
            self.problem(range, message, "put it into `<text>`");
        }
    }

    fn close_css(&mut self) {
        let Some((css, range)) = self.css.take() else {
            return;
        };
        if let Some(message) = value::css_problem(&css) {
            self.problem(range, message, "keep to plain rules for classes, such as `.line { stroke: red }`");
        }
        self.write(Event::Text(BytesText::new(css.trim())));
    }

    /// The element as it is written; `None` when it is left out with all it holds.
    fn element(&mut self, tag: &BytesStart<'_>, range: &Range<usize>) -> Option<BytesStart<'static>> {
        let name = name_of(tag).to_owned();
        if self.open.is_empty() {
            return self.root(&name, tag, range);
        }
        let prefixed = name.contains(':');
        if prefixed && !self.prefix_is_svg(&name) || name == "metadata" {
            return None;
        }
        if self.open.len() == 1 && (name == "title" || name == "desc") {
            return None;
        }
        match allowed::element(&name) {
            Verdict::Allowed => {
                if let Some((holder, _)) = self.open.last()
                    && allowed::ONLY_TEXT.contains(&holder.as_str())
                {
                    let message = format!("`{name}` is inside `{holder}`, which holds only words");
                    self.problem(range.clone(), message, "move it out");
                }
            }
            Verdict::Refused(message) => {
                self.problem(range.clone(), format!("`{name}` {message}"), "take it out of the drawing");
                return None;
            }
            Verdict::Unknown => {
                let help = allowed::closest(&name, ELEMENTS.iter().copied());
                let message = format!("`{name}` is not an element a figure may have");
                self.problem(range.clone(), message, &help);
            }
        }
        Some(self.tag(&name, tag, range, &[]))
    }

    fn root(
        &mut self,
        name: &str,
        tag: &BytesStart<'_>,
        range: &Range<usize>,
    ) -> Option<BytesStart<'static>> {
        if std::mem::replace(&mut self.root_seen, true) {
            self.problem(range.clone(), format!("`{name}` stands after the drawing"), "");
            return None;
        }
        if name != "svg" {
            let message = format!("the drawing begins with `{name}`, not with `svg`");
            self.problem(range.clone(), message, "save it as plain SVG");
            return None;
        }
        let view = tag.try_get_attribute("viewBox").ok().flatten();
        let help = "write `viewBox=\"0 0 width height\"` with the drawing's own size";
        match view {
            None => self.problem(range.clone(), "the drawing has no `viewBox`", help),
            Some(view) if !value::is_view_box(&view.value) => {
                let message = format!("`{}` is not a `viewBox`", view.value);
                self.problem(self.place(&view, range), message, help);
            }
            Some(_) => {}
        }
        Some(self.tag(name, tag, range, self.root_attributes))
    }

    fn check_uses(&mut self) {
        if self.broken {
            return;
        }
        for (id, place) in std::mem::take(&mut self.uses) {
            if !self.ids.contains_key(&id) {
                let message = format!("nothing in the drawing has the id `{id}`");
                self.problem(place, message, &allowed::closest(&id, self.ids.keys().map(String::as_str)));
            }
        }
    }

    fn prefix_is_svg(&self, name: &str) -> bool {
        let prefix = name.split(':').next().unwrap_or_default();
        ['"', '\''].iter().any(|q| self.svg.contains(&format!("xmlns:{prefix}={q}{SVG}{q}")))
    }

    fn line_from(&self, at: usize) -> Range<usize> {
        let at = at.min(self.svg.len());
        let at = (0..=at).rev().find(|at| self.svg.is_char_boundary(*at)).unwrap_or(0);
        at..at + self.svg[at..].lines().next().map_or(0, str::len)
    }
}

fn name_of<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    let name = tag.name();
    &tag[..name.as_ref().len()]
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}
