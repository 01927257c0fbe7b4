//! From the bytes of a file to elements whose every name is on a list.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::Problem;
use super::allowed::{self, NAMES, SVG, Verdict};
use super::copies::{self, Copies};
use super::css::{self, Rule};
use super::element::{Element, Node};
use super::value;

/// How many parts may stand in each other.
const DEEPEST: usize = 200;

/// With so many mistakes, one more is said shortly.
const MANY: usize = 50;

/// What was understood of a drawing, the ids that it uses, and what is wrong with it.
pub(super) fn read(svg: &str) -> (Vec<Node>, BTreeSet<String>, Vec<Problem>) {
    let mut reading = Reading { svg, prefixes: prefixes(svg), ..Reading::default() };
    reading.read();
    if reading.problems.is_empty() {
        css::apply(&reading.rules, &mut reading.nodes);
    }
    let used = reading.check_uses();
    (reading.nodes, used, reading.problems)
}

#[derive(Default)]
pub(super) struct Reading<'a> {
    pub(super) svg: &'a str,
    /// The prefixes that stand for SVG.
    prefixes: BTreeSet<&'a str>,
    pub(super) nodes: Vec<Node>,
    pub(super) problems: Vec<Problem>,
    /// The elements we are in, outermost first.
    pub(super) open: Vec<Open>,
    /// How deep we are in an element that is left out with all it holds.
    skipping: usize,
    root_seen: bool,
    /// Some of the drawing could not be read, so an id that was not seen may be there.
    pub(super) broken: bool,
    /// The text of the `style` element we are in: it may come in several events.
    css: Option<(String, Range<usize>)>,
    rules: Vec<Rule>,
    pub(super) ids: BTreeMap<String, Vec<Range<usize>>>,
    pub(super) uses: Vec<(String, Range<usize>)>,
}

/// An element that is not closed yet.
pub(super) struct Open {
    name: String,
    range: Range<usize>,
    /// Of a `switch`: the alternative that every browser shows was found.
    is_settled: bool,
    /// Of a `switch`: an alternative that is no drawing was left out.
    left_out: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn problem(&mut self, range: Range<usize>, message: impl Into<String>, help: &str) {
        let help = (!help.is_empty()).then(|| help.to_owned());
        self.problems.push(Problem { range, message: message.into(), help });
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
                    self.problem(self.line_from(at), message, "save it again as plain SVG");
                    self.broken = true;
                    return;
                }
            }
        }
        if let Some(Open { name, range, .. }) = self.open.pop() {
            self.problem(range, format!("`{name}` is never closed"), &format!("add `</{name}>`"));
        } else if !self.root_seen {
            self.problem(self.line_from(0), "there is no drawing in this file", "save it again as plain SVG");
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(_) if self.skipping > 0 => self.skipping += 1,
            Event::End(_) if self.skipping > 0 => self.skipping -= 1,
            _ if self.skipping > 0 => {}
            Event::Start(tag) => match self.element(&tag, &range) {
                Some((name, element)) => self.open(name, element, range),
                None => self.skipping = 1,
            },
            Event::Empty(tag) => {
                if let Some((name, element)) = self.element(&tag, &range) {
                    self.open(name, element, range);
                    self.close();
                }
            }
            Event::End(_) => self.close(),
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
            // A document type that only says "this is SVG" is what most programs write.
            Event::DocType(inside) if inside.contains('[') => {
                let message = "this document type holds text of its own, which stands for other text below";
                self.problem(range, message, "save the drawing as plain SVG, without a document type");
                self.broken = true;
            }
            Event::PI(_) => {
                let message =
                    "a processing instruction, which can bring styles from elsewhere, is no drawing";
                self.problem(range, message, "delete it");
            }
            Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::Eof => {}
        }
    }

    fn open(&mut self, name: String, element: Element, range: Range<usize>) {
        self.nodes.push(Node::Start(element));
        self.open.push(Open { name, range, is_settled: false, left_out: false });
    }

    fn close(&mut self) {
        self.close_css();
        match self.open.pop() {
            // Its rules were taken.
            Some(Open { name, .. }) if name == "style" => drop(self.nodes.pop()),
            Some(Open { name, range, is_settled: false, left_out: true }) => {
                let message = format!("the only words of this `{name}` stand in a `foreignObject`");
                self.problem(range, message, "save the drawing with its words as plain text, not as HTML");
            }
            _ => self.nodes.push(Node::End),
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let holder = self.open.last().map_or("", |open| &open.name);
        if let Some(sign) = text.chars().find(|c| value::is_unseen(*c)) {
            let message = format!("there is a sign here that nobody can see ({})", value::named(sign));
            self.problem(range, message, "delete it");
        } else if holder == "style" {
            let css = self.css.get_or_insert((String::new(), range.clone()));
            css.0.push_str(text);
            css.1.end = range.end;
        } else if allowed::HOLD_TEXT.contains(&holder) {
            if !text.is_empty() {
                self.nodes.push(Node::Text(text.to_owned()));
            }
        } else if !text.trim().is_empty() {
            let message = format!("`{}` is not inside a text element", text.trim());
            self.problem(range, message, "put it into `<text>`");
        }
    }

    fn close_css(&mut self) {
        let Some((css, range)) = self.css.take() else {
            return;
        };
        // Places in it can be told where the file has the very same text.
        let start = self.svg[range.clone()].find(&css).map(|at| range.start + at);
        let place = |at: Range<usize>| start.map_or(range.clone(), |start| start + at.start..start + at.end);
        for (at, message, help) in css::problems(&css) {
            self.problem(place(at), message, help);
        }
        for declared in css::declarations(&css) {
            let at = place(declared.at.clone());
            if self.rules.len() >= css::MOST {
                let message = format!("the styles of the drawing say more than {} things", css::MOST);
                self.problem(at, message, "save it again, or give what looks the same one class");
                break;
            }
            let Some(selector) = css::selector(declared.selector) else {
                let message = format!("`{}` chooses parts in a way that is not read here", declared.selector);
                let help =
                    "give those parts a class, and write a rule for it, such as `.line { stroke: red }`";
                self.problem(at, message, help);
                continue;
            };
            let kept = self.declaration(&declared.property, declared.value, &at);
            self.rules.extend(kept.into_iter().map(|given| Rule { selector: selector.clone(), given }));
        }
    }

    /// The element as it is kept, with its name in the file; `None` when it is left out with all it holds.
    fn element(&mut self, tag: &BytesStart<'_>, range: &Range<usize>) -> Option<(String, Element)> {
        let name = tag.name().into_inner();
        if !allowed::is_name(name) {
            let message = format!("`{}` is no name of an element", name.escape_debug());
            self.problem(range.clone(), message, "save the drawing again as plain SVG");
            return None;
        }
        let name = match name.split_once(':') {
            Some((prefix, local)) if self.prefixes.contains(prefix) => local,
            // What editors keep for themselves.
            Some(_) => return None,
            None => name,
        };
        if self.open.is_empty() {
            return Some((name.to_owned(), self.root(name, tag, range)?));
        }
        if allowed::is_left_out(name) {
            return None;
        }
        if self.open.len() == DEEPEST {
            let message = format!("`{name}` stands inside {DEEPEST} other parts");
            self.problem(
                range.clone(),
                message,
                "take groups apart: a drawing needs few of them in each other",
            );
            return None;
        }
        // Of the alternatives in a `switch`, browsers show the first that they can.
        if let Some(holder) = self.open.last_mut().filter(|open| open.name == "switch") {
            if name == "foreignObject" {
                holder.left_out = true;
                return None;
            }
            if std::mem::replace(&mut holder.is_settled, true) {
                return None;
            }
        }
        let kept = match allowed::element(name) {
            Verdict::Allowed(kept) => {
                let holder = self.open.last().map_or("", |open| &open.name);
                if holder == "style" {
                    let message = format!("`{name}` is inside `style`, which holds only rules");
                    self.problem(range.clone(), message, "move it out");
                }
                kept
            }
            Verdict::Refused(message, help) => {
                self.problem(range.clone(), format!("`{name}` {message}"), help);
                return None;
            }
            Verdict::Unknown => {
                let help = allowed::closest(
                    name,
                    NAMES.elements.iter().map(String::as_str),
                    "take it out of the drawing",
                );
                let message = format!("`{name}` is not an element a figure may have");
                self.problem(range.clone(), message, &help);
                ""
            }
        };
        Some((name.to_owned(), self.tag(kept, tag, range)))
    }

    fn root(&mut self, name: &str, tag: &BytesStart<'_>, range: &Range<usize>) -> Option<Element> {
        if std::mem::replace(&mut self.root_seen, true) {
            let message = format!("`{name}` stands after the drawing");
            self.problem(range.clone(), message, "keep one drawing in one file");
            return None;
        }
        if name != "svg" {
            let message = format!("the drawing begins with `{name}`, not with `svg`");
            self.problem(range.clone(), message, "save it as plain SVG");
            return None;
        }
        let mut root = self.tag("svg", tag, range);
        let given = |name| Some(tag.try_get_attribute(name).ok()??.value.into_owned());
        let help = "write `viewBox=\"0 0 width height\"` with the drawing's own size";
        match tag.try_get_attribute("viewBox").ok().flatten() {
            Some(view) => match value::view_box(&view.value) {
                None => {
                    let message = format!("`{}` is not a `viewBox`", view.value);
                    self.problem(self.place(&view, range), message, help);
                }
                Some(size) => self.has_room(size, self.place(&view, range)),
            },
            // Without one, a drawing is as large as it says in points of the screen.
            None => match value::view_box_of(given("width"), given("height")) {
                Some(view) => {
                    self.has_room(value::view_box(&view).unwrap_or_default(), range.clone());
                    root.set("viewBox", view);
                }
                None => self.problem(range.clone(), "the drawing has no `viewBox`", help),
            },
        }
        Some(root)
    }

    fn has_room(&mut self, size: (f64, f64), place: Range<usize>) {
        if !value::has_room(size) {
            let message =
                format!("the drawing is {} wide and {} high, which leaves no page around it", size.0, size.1);
            self.problem(
                place,
                message,
                "draw it at most four times as high as wide, and twenty times as wide as high",
            );
        }
    }

    /// The ids that something points to: each must be there, once.
    fn check_uses(&mut self) -> BTreeSet<String> {
        let uses = std::mem::take(&mut self.uses);
        let mut copies = Copies::of(&self.nodes);
        let parts = copies.all();
        if parts > copies::MOST {
            let heaviest = uses.iter().rev().max_by_key(|(id, _)| copies.known(id));
            let place = heaviest.map_or(self.line_from(0), |(_, place)| place.clone());
            let message = match heaviest {
                Some((id, _)) if copies.known(id) == usize::MAX => format!("`#{id}` uses itself"),
                _ => format!("the drawing comes to {parts} parts; {} are enough", copies::MOST),
            };
            self.problem(place, message, "draw it with fewer parts");
        }
        for (id, place) in &uses {
            if !self.broken && !self.ids.contains_key(id) {
                let message = format!("nothing in the drawing has the id `{id}`");
                // Of many, each would be held against every id.
                let known = self.ids.keys().map(String::as_str).take(if self.problems.len() < MANY {
                    MANY * MANY
                } else {
                    0
                });
                let help = allowed::closest(id, known, "point to a part of it");
                self.problem(place.clone(), message, &help);
            }
        }
        let used: BTreeSet<String> = uses.into_iter().map(|(id, _)| id).collect();
        for (id, mut places) in std::mem::take(&mut self.ids).into_iter().filter(|(id, _)| used.contains(id))
        {
            if id.is_empty() || id.contains(' ') {
                self.problem(places.remove(0), format!("`{id}` is not an id"), "write one word");
            }
            for place in places.into_iter().skip(1) {
                self.problem(place, format!("the id `{id}` is there twice"), "rename one of them");
            }
        }
        used
    }

    fn line_from(&self, at: usize) -> Range<usize> {
        let at = self.svg.floor_char_boundary(at.min(self.svg.len()));
        at..at + self.svg[at..].lines().next().map_or(0, str::len)
    }
}

/// The prefixes that a file gives to SVG.
fn prefixes(svg: &str) -> BTreeSet<&str> {
    let declared = svg.split("xmlns:").skip(1).filter_map(|rest| rest.split_once('='));
    let of_svg = declared.filter(|(_, value)| value.get(1..).is_some_and(|value| value.starts_with(SVG)));
    of_svg.map(|(prefix, _)| prefix).collect()
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}
