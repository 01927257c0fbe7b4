//! A built page as a browser sees it: a light list of its elements and texts.
//!
//! Made only while rules look at the page; everything borrows from its HTML.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;

/// Elements that hold nothing and have no end tag (HTML, section Void elements).
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Whether an element holds nothing and has no end tag.
pub fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// A built page.
#[derive(Debug)]
pub struct Document<'h> {
    /// Its HTML.
    pub html: &'h str,
    /// Its elements, in the order of their start tags.
    pub elements: Vec<Element<'h>>,
    /// Its texts, as bytes of the HTML; those of scripts and styles are not among them.
    texts: Vec<Range<usize>>,
    /// Where it is no tidy HTML, and why; what follows is not read.
    pub untidy: Option<(usize, String)>,
}

/// An element of a page.
#[derive(Debug)]
pub struct Element<'h> {
    /// Its name and attributes, in order; read once, because many rules ask for them.
    name: &'h str,
    attributes: Vec<(&'h str, Cow<'h, str>)>,
    /// The element it stands in, as an index.
    pub parent: Option<usize>,
    /// The byte at which its start tag begins.
    pub offset: usize,
    /// The bytes between its start and end tags.
    pub inner: Range<usize>,
}

impl Element<'_> {
    /// Its name.
    pub fn name(&self) -> &str {
        self.name
    }

    /// The value of an attribute, if it has it.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| &**value)
    }

    /// The value of an attribute, if it has it, as a value of its own.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.value(name).map(str::to_owned)
    }

    /// Its attributes, in order.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(key, value)| (*key, &**value))
    }

    /// Whether it and all in it are kept from readers, by itself: others than those who have no script, or open it.
    pub fn is_hidden(&self) -> bool {
        let style: String = self.value("style").unwrap_or_default().split_whitespace().collect();
        let style = style.to_ascii_lowercase();
        let is_closed = ["details", "dialog"].contains(&self.name) && self.value("open").is_none();
        is_closed
            || ["template", "noscript", "title", "datalist", "textarea", "iframe", "object"]
                .contains(&self.name)
            || self.value("hidden").is_some()
            || self.value("aria-hidden") == Some("true")
            || ["display:none", "visibility:hidden", "opacity:0;"]
                .iter()
                .any(|hides| format!("{style};").contains(hides))
    }

    /// Whether it has a class.
    pub fn has_class(&self, class: &str) -> bool {
        self.value("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|c| c == class))
    }
}

impl<'h> Document<'h> {
    /// Reads a built page.
    ///
    /// quick-xml reads HTML as long as it is tidy: tags closed or void, `<` in text written as `&lt;`.
    /// Templates and Markdown give that; where a page is not tidy, reading ends.
    pub fn read(html: &'h str) -> Self {
        let mut document = Document { html, elements: Vec::new(), texts: Vec::new(), untidy: None };
        let mut open = Vec::new();
        let mut base = 0;
        while let Some(next) = document.read_until_raw_text(base, &mut open) {
            base = next;
        }
        for index in open {
            document.elements[index].inner.end = html.len();
        }
        document
    }

    /// Reads up to the end, or up to a script or style, whose text is no markup: gives where that ends.
    fn read_until_raw_text(&mut self, base: usize, open: &mut Vec<usize>) -> Option<usize> {
        // quick-xml leaves a byte order mark out, and does not count it.
        const MARK: char = '\u{feff}';
        let base = base + if self.html[base..].starts_with(MARK) { MARK.len_utf8() } else { 0 };
        let mut reader = Reader::from_str(&self.html[base..]);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        let mut start = base;
        loop {
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let at = usize::try_from(reader.error_position()).unwrap_or_default();
                    self.untidy = Some((base + at, error.to_string()));
                    return None;
                }
            };
            let end = base + usize::try_from(reader.buffer_position()).ok()?;
            match event {
                Event::Start(tag) => {
                    let raw = ["script", "style"].into_iter().find(|name| tag.name().into_inner() == *name);
                    let is_void = is_void(tag.name().into_inner());
                    self.add(start..end, open, is_void);
                    if let Some(name) = raw {
                        let ends =
                            memmem::find(self.html.get(end..)?.as_bytes(), format!("</{name}").as_bytes());
                        return Some(end + ends?);
                    }
                }
                Event::Empty(_) => self.add(start..end, open, true),
                Event::End(tag) => {
                    let name = tag.name();
                    let place =
                        open.iter().rposition(|&index| self.elements[index].name == name.into_inner());
                    for index in open.drain(place.unwrap_or(open.len())..) {
                        self.elements[index].inner.end = start;
                    }
                }
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => self.texts.push(start..end),
                Event::Eof => return None,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
            start = end;
        }
    }

    fn add(&mut self, tag: Range<usize>, open: &mut Vec<usize>, is_closed: bool) {
        let parent = open.last().copied();
        if !is_closed {
            open.push(self.elements.len());
        }
        let html = self.html;
        let inside = html[tag.clone()].trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let length = inside.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inside.len());
        let mut read = Attributes::html(inside, length);
        let attributes = read.with_checks(false).flatten().map(|attribute| {
            let value = match attribute.value {
                Cow::Borrowed(value) => unescaped(value),
                Cow::Owned(value) => Cow::Owned(unescaped(&value).into_owned()),
            };
            (attribute.key.into_inner(), value)
        });
        let attributes = attributes.collect();
        let (offset, inner) = (tag.start, tag.end..tag.end);
        self.elements.push(Element { name: &inside[..length], attributes, parent, offset, inner });
    }

    /// Every element of a name, in order.
    pub fn named<'d>(&'d self, name: &'d str) -> impl Iterator<Item = &'d Element<'h>> {
        self.elements.iter().filter(move |element| element.name() == name)
    }

    /// The elements around one, innermost first.
    pub fn around<'d>(&'d self, element: &Element<'h>) -> impl Iterator<Item = &'d Element<'h>> {
        let first = element.parent.map(|index| &self.elements[index]);
        std::iter::successors(first, |element| element.parent.map(|index| &self.elements[index]))
    }

    /// The elements inside one, in order.
    pub fn inside<'d>(&'d self, element: &Element<'h>) -> impl Iterator<Item = &'d Element<'h>> {
        let inner = element.inner.clone();
        self.elements.iter().filter(move |other| inner.contains(&other.offset))
    }

    /// The words inside an element, with single spaces.
    pub fn text(&self, element: &Element<'h>) -> String {
        self.seen(element, |_| false)
    }

    /// The words inside an element but those of what is hidden, with single spaces.
    pub fn seen(&self, element: &Element<'h>, is_hidden: impl Fn(&Element<'h>) -> bool) -> String {
        let first = self.texts.partition_point(|text| text.start < element.inner.start);
        let texts = self.texts[first..].iter().take_while(|text| text.end <= element.inner.end);
        let hidden = self.inside(element).filter(|inner| is_hidden(inner));
        let mut hidden = hidden.map(|inner| inner.inner.clone()).peekable();
        let mut until = 0;
        let texts = texts.filter(|text| {
            while let Some(next) = hidden.next_if(|next| next.start <= text.start) {
                until = until.max(next.end);
            }
            text.start >= until
        });
        let joined: String = texts.map(|text| unescaped(&self.html[text.clone()])).collect();
        joined.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The HTML, script or style between an element's tags, as it stands.
    pub fn inner(&self, element: &Element<'h>) -> &'h str {
        &self.html[element.inner.clone()]
    }
}

/// Text with its references, such as `&amp;`, put in.
fn unescaped(text: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(text).unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_a_byte_order_mark() {
        let document = Document::read("\u{feff}<p>É<b>");
        let offsets: Vec<usize> = document.elements.iter().map(|element| element.offset).collect();
        assert_eq!(offsets, [3, 8]);
    }

    #[test]
    fn reads_elements_texts_and_scripts() {
        let document = Document::read(
            "<!doctype html><p class=\"a b\">One <b>two</b> &amp; <img src=x> three</p><script>if (a < b) {}</script><p>End</p>",
        );
        let names: Vec<&str> = document.elements.iter().map(Element::name).collect();
        assert_eq!(names, ["p", "b", "img", "script", "p"]);
        assert_eq!(document.text(&document.elements[0]), "One two & three");
        assert!(document.elements[0].has_class("b"));
        assert_eq!(document.elements[2].attribute("src").as_deref(), Some("x"));
        assert_eq!(document.inner(&document.elements[3]), "if (a < b) {}");
        assert_eq!(document.elements[4].parent, None);
        assert_eq!(document.around(&document.elements[1]).map(Element::name).collect::<Vec<_>>(), ["p"]);
    }
}
