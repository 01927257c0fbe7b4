//! One element: which of its attributes stay, and as what.

use std::collections::BTreeSet;
use std::ops::Range;

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;
use quick_xml::events::attributes::{AttrError, Attribute};

use super::allowed::{self, NAMES, SVG};
use super::read::Reading;
use super::value::{self, Piece};

/// What a drawing is made of, in the order of the file.
#[derive(Debug)]
pub(super) enum Node {
    Start(Element),
    Text(String),
    End,
}

/// An attribute: a name of our lists, and a value that was taken apart.
pub(super) type Given = (&'static str, Vec<Piece>);

/// An element that is kept.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// A name of our lists.
    pub(super) name: &'static str,
    pub(super) id: Option<String>,
    pub(super) classes: Vec<String>,
    /// Its other attributes.
    attributes: Vec<Given>,
    /// What rules of a `style` element say of it, the strongest last.
    pub(super) ruled: Vec<Given>,
    /// What its `style` attribute says.
    declared: Vec<Given>,
}

impl Element {
    pub(super) fn set(&mut self, name: &'static str, value: String) {
        self.attributes.push((name, vec![Piece::Words(value)]));
    }

    /// The ids that it uses.
    pub(super) fn uses(&self) -> impl Iterator<Item = &str> {
        let given = self.attributes.iter().chain(&self.ruled).chain(&self.declared);
        given.flat_map(|(_, value)| value.iter().filter_map(Piece::id))
    }

    /// Every attribute as it is written. A style beats an attribute, and stands as one: a page that forbids inline
    /// styles (content security policy) shows no other.
    pub(super) fn written(&self, used: &BTreeSet<String>) -> Vec<Given> {
        let mut written: Vec<Given> = Vec::new();
        if let Some(id) = self.id.as_ref().filter(|id| used.contains(*id)) {
            written.push(("id", vec![Piece::Id(id.clone())]));
        }
        if !self.classes.is_empty() {
            written.push(("class", vec![Piece::Words(self.classes.join(" "))]));
        }
        let given = self.attributes.iter().chain(&self.ruled).chain(&self.declared);
        // What reaches over the edges is cut off; the tip of an arrow is cut off by the drawing's.
        for (name, value) in given.filter(|(name, _)| *name != "overflow" || self.name == "marker") {
            match written.iter_mut().find(|(known, _)| known == name) {
                Some((_, weaker)) => weaker.clone_from(value),
                None => written.push((name, value.clone())),
            }
        }
        written
    }
}

impl Reading<'_> {
    /// The element of a start tag.
    pub(super) fn tag(&mut self, name: &'static str, tag: &BytesStart<'_>, range: &Range<usize>) -> Element {
        let mut element = Element { name, ..Element::default() };
        for attribute in tag.attributes() {
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(error) => {
                    self.malformed(&error, range);
                    continue;
                }
            };
            let place = self.place(&attribute, range);
            let key = attribute.key.as_ref();
            if !allowed::is_name(key) {
                let message = format!("`{}` is no name of an attribute", key.escape_debug());
                self.problem(place, message, "delete it");
                continue;
            }
            let Some(key) = self.own_name(key, name) else {
                continue;
            };
            let Ok(value) = unescape(&attribute.value) else {
                // What a refused document type would have put there.
                if !self.broken {
                    let message = format!("`{}` holds a character that XML does not know", attribute.value);
                    self.problem(place, message, "write the character itself");
                }
                continue;
            };
            // An attribute has no lines; path data is often written in many.
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            self.attribute(key, &value, place, &mut element);
        }
        element
    }

    /// The name by which an attribute is known here; nothing for what editors keep for themselves.
    fn own_name<'n>(&self, key: &'n str, element: &str) -> Option<&'n str> {
        let key = match key.split_once(':') {
            Some(("xlink", "href")) => "href",
            Some(("xml", "lang")) => "lang",
            Some(("xml", "space")) | None => key,
            Some(_) => return None,
        };
        let is_root = self.open.is_empty();
        let is_dropped = allowed::is_dropped(key)
            || is_root && allowed::OF_ROOT.contains(&key)
            // The rules of a style are read by their own grammar, whatever it says that it is.
            || element == "style" && key == "type";
        (!is_dropped).then_some(key)
    }

    fn attribute(&mut self, key: &str, value: &str, place: Range<usize>, element: &mut Element) {
        if let Some(sign) = value.chars().find(|c| value::is_unseen(*c)) {
            let message = format!("`{key}` holds a sign that nobody can see ({})", value::named(sign));
            self.problem(place, message, "delete the sign");
            return;
        }
        if allowed::means_nothing(key, value) || self.is_out_of_place(key, value, &place, element.name) {
            return;
        }
        match key {
            "xmlns" if value == SVG => {}
            "xmlns" => {
                let message = format!("`{value}` is not the namespace of SVG");
                self.problem(place, message, "save the drawing as plain SVG");
            }
            "style" => element.declared = self.style(value, &place),
            "id" => {
                self.ids.entry(value.to_owned()).or_default().push(place);
                element.id = Some(value.to_owned());
            }
            // What is no plain word is no class of ours.
            "class" => {
                let plain = value.split(' ').filter(|class| value::is_word(class));
                element.classes = plain.map(str::to_owned).collect();
            }
            "media" if element.name == "style" => {
                let help = "let the style hold for every reader, or take it out";
                self.problem(place, format!("a style for `{value}` only is not read here"), help);
            }
            _ if key.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on")) => {
                self.problem(place, format!("`{key}` runs a script"), "delete it");
            }
            _ => match allowed::attribute(key) {
                Some(name) if element.attributes.iter().any(|(known, _)| *known == name) => {}
                Some(name) => {
                    if let Some(value) = self.value(name, value, place) {
                        element.attributes.push((name, value));
                    }
                }
                None => {
                    let known = NAMES.attributes.iter().chain(&NAMES.properties).map(String::as_str);
                    let help = allowed::closest(key, known, "delete it");
                    self.problem(place, format!("`{key}` is not an attribute a figure may have"), &help);
                }
            },
        }
    }

    /// Says what would draw words out of their order, or outside the drawing.
    fn is_out_of_place(&mut self, name: &str, value: &str, place: &Range<usize>, element: &str) -> bool {
        self.open.is_empty() && self.is_of_page(name, place) || self.is_disorder(name, value, place, element)
    }

    fn is_disorder(&mut self, name: &str, value: &str, place: &Range<usize>, element: &str) -> bool {
        let Some((message, help)) = allowed::disorder(name, value, element) else {
            return false;
        };
        self.problem(place.clone(), message, help);
        true
    }

    fn is_of_page(&mut self, name: &str, place: &Range<usize>) -> bool {
        let is_of_page = allowed::NOT_OF_ROOT.contains(&name);
        if is_of_page {
            let message = format!("`{name}` of the drawing as a whole reaches over the page around it");
            self.problem(place.clone(), message, "put it on a group inside the drawing");
        }
        is_of_page
    }

    /// The value, taken apart.
    fn value(&mut self, name: &str, value: &str, place: Range<usize>) -> Option<Vec<Piece>> {
        let pieces = match (name, value.strip_prefix('#')) {
            ("href", Some(id)) => Ok(vec![Piece::Words("#".to_owned()), Piece::Id(id.to_owned())]),
            ("href", None) if value.to_ascii_lowercase().starts_with("data:") => {
                Err("`data:` embeds a file in the drawing".to_owned())
            }
            ("href", None) => Err(format!("`{value}` leads out of the drawing")),
            _ => value::pieces(value),
        };
        match pieces {
            Ok(pieces) => {
                let ids = pieces.iter().filter_map(Piece::id).map(|id| (id.to_owned(), place.clone()));
                self.uses.extend(ids);
                Some(pieces)
            }
            Err(message) => {
                let help = match name {
                    "href" => "point to a part of the drawing, such as `#arrow`",
                    _ => "write a plain value, or `url(#name)` of something in the drawing",
                };
                self.problem(place, message, help);
                None
            }
        }
    }

    fn style(&mut self, css: &str, place: &Range<usize>) -> Vec<Given> {
        let mut kept: Vec<Given> = Vec::new();
        for declaration in css.split(';').map(str::trim).filter(|d| !d.is_empty()) {
            let (name, value) = declaration.split_once(':').unwrap_or((declaration, ""));
            let name = name.trim().to_ascii_lowercase();
            if !self.open.is_empty() || !self.is_of_page(&name, place) {
                kept.extend(self.declaration(&name, value.trim(), place));
            }
        }
        kept
    }

    /// One declaration of a style as attributes.
    pub(super) fn declaration(&mut self, name: &str, value: &str, place: &Range<usize>) -> Vec<Given> {
        let name = name.to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim();
        let names: &[&'static str] = match allowed::presentation(&name) {
            _ if allowed::means_nothing(&name, value) => &[],
            _ if self.is_disorder(&name, value, place, "") => &[],
            Some(name) => &[name],
            None if name == "marker" => &["marker-start", "marker-mid", "marker-end"],
            None => {
                let message = format!("`{name}` in a style is not something a drawing can be given");
                let help = match name.as_str() {
                    "animation" | "transition" | "offset-path" => {
                        "delete it: a drawing does not move by itself"
                    }
                    "font" => "write its parts one by one, such as `font-size: 12px`",
                    name if name.starts_with("--") => "write the value itself where it is used",
                    _ => "",
                };
                let fallback = if help.is_empty() { "delete it" } else { help };
                let near = allowed::closest(&name, NAMES.properties.iter().map(String::as_str), fallback);
                self.problem(place.clone(), message, if help.is_empty() { &near } else { help });
                &[]
            }
        };
        let give = |name: &&'static str| Some((*name, self.value(name, value, place.clone())?));
        names.iter().filter_map(give).collect()
    }

    fn malformed(&mut self, error: &AttrError, tag: &Range<usize>) {
        let at = match error {
            AttrError::ExpectedEq(at)
            | AttrError::ExpectedValue(at)
            | AttrError::UnquotedValue(at)
            | AttrError::ExpectedQuote(at, _)
            | AttrError::Duplicated(at, _) => *at,
        };
        self.broken = true;
        // Positions in a tag are counted after its `<`.
        let start = (tag.start + 1 + at).min(tag.end.saturating_sub(1));
        let range = if self.svg.is_char_boundary(start) { start..tag.end } else { tag.clone() };
        let message = format!("an attribute is not well-formed XML: {error}");
        self.problem(range, message, "write each attribute once, as `name=\"value\"`");
    }

    /// Where an attribute stands: it borrows from the file, so its address tells.
    pub(super) fn place(&self, attribute: &Attribute<'_>, tag: &Range<usize>) -> Range<usize> {
        let offset = |part: &str| (part.as_ptr() as usize).checked_sub(self.svg.as_ptr() as usize);
        let start = offset(attribute.key.as_ref());
        // One more for the closing quote.
        let end = offset(&attribute.value).map(|at| at + attribute.value.len() + 1);
        match (start, end) {
            (Some(start), Some(end)) if tag.start <= start && end <= tag.end => start..end,
            _ => tag.clone(),
        }
    }
}
