//! The attributes of one element: which stay, and as what.

use std::ops::Range;

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;
use quick_xml::events::attributes::{AttrError, Attribute};

use super::allowed::{self, ATTRIBUTES, PRESENTATION, SVG};
use super::{Cleaner, value};

impl Cleaner<'_> {
    /// The start tag as it is written, with the attributes given and its own.
    pub(super) fn tag(
        &mut self,
        name: &str,
        tag: &BytesStart<'_>,
        range: &Range<usize>,
        given: &[(&str, &str)],
    ) -> BytesStart<'static> {
        let mut kept: Vec<(String, String)> =
            given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut declared = Vec::new();
        for attribute in tag.attributes() {
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(error) => {
                    self.malformed(&error, range);
                    continue;
                }
            };
            let place = self.place(&attribute, range);
            let Ok(value) = unescape(&attribute.value) else {
                let message = format!("`{}` holds a character that XML does not know", attribute.value);
                self.problem(place, message, "write the character itself");
                continue;
            };
            // An attribute has no lines; path data is often written in many.
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            let key = attribute.key.as_ref();
            match (key, self.open.is_empty()) {
                ("style", _) => declared.push((value, place)),
                (_, true) if allowed::of_root_only(key) => {}
                _ => self.attribute(key, &value, place, &mut kept, given),
            }
        }
        // A declaration in `style` beats the attribute of that name, and a page that forbids inline
        // styles (content security policy) shows only the attribute.
        for (css, place) in declared {
            self.declarations(&css, &place, &mut kept);
        }
        let mut written = BytesStart::new(name.to_owned());
        written.extend_attributes(kept.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        written
    }

    fn attribute(
        &mut self,
        key: &str,
        value: &str,
        place: Range<usize>,
        kept: &mut Vec<(String, String)>,
        given: &[(&str, &str)],
    ) {
        let key = match key.split_once(':') {
            None if key == "xmlns" => {
                if value != SVG {
                    let message = format!("`{value}` is not the namespace of SVG");
                    self.problem(place, message, "save the drawing as plain SVG");
                }
                return;
            }
            Some(("xlink", "href")) => "href",
            Some(("xml", "lang")) => "lang",
            Some(("xml", "space")) | None => key,
            // What editors keep for themselves, and the declarations of their names.
            Some(_) => return,
        };
        if given.iter().any(|(name, _)| *name == key) || kept.iter().any(|(name, _)| name == key) {
            return;
        }
        if key.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on")) {
            self.problem(place, format!("`{key}` runs a script"), "delete it");
        } else if !allowed::is_attribute(key) {
            let help = allowed::closest(key, ATTRIBUTES.iter().chain(PRESENTATION).copied());
            self.problem(place, format!("`{key}` is not an attribute a figure may have"), &help);
        } else if let Some(value) = self.value(key, value, place) {
            kept.push((key.to_owned(), value));
        }
    }

    /// The value as it is written, with the names in it prefixed.
    fn value(&mut self, key: &str, value: &str, place: Range<usize>) -> Option<String> {
        let prefixed = |id: &str| format!("{}{id}", self.id_prefix);
        match key {
            "id" if value.is_empty() || value.contains(char::is_whitespace) => {
                self.problem(place, format!("`{value}` is not an id"), "write one word");
                None
            }
            "id" => {
                let written = prefixed(value);
                if self.ids.insert(value.to_owned(), place.clone()).is_some() {
                    self.problem(place, format!("the id `{value}` is there twice"), "rename one of them");
                }
                Some(written)
            }
            "href" => match value.strip_prefix('#') {
                Some(id) => {
                    let written = format!("#{}", prefixed(id));
                    self.uses.push((id.to_owned(), place));
                    Some(written)
                }
                None => {
                    let message = if value.trim_start().starts_with("data:") {
                        "`data:` embeds a file in the drawing".to_owned()
                    } else {
                        format!("`{value}` leads out of the drawing")
                    };
                    self.problem(place, message, "point to a part of the drawing, such as `#arrow`");
                    None
                }
            },
            "aria-labelledby" | "aria-describedby" => {
                let ids: Vec<_> = value.split_whitespace().collect();
                let written = ids.iter().map(|id| prefixed(id)).collect::<Vec<_>>().join(" ");
                self.uses.extend(ids.into_iter().map(|id| (id.to_owned(), place.clone())));
                Some(written)
            }
            _ => match value::with_prefix(value, self.id_prefix) {
                Ok((written, ids)) => {
                    self.uses.extend(ids.into_iter().map(|id| (id, place.clone())));
                    Some(written)
                }
                Err(message) => {
                    self.problem(place, message, "use `url(#name)` of something in the drawing");
                    None
                }
            },
        }
    }

    fn declarations(&mut self, css: &str, place: &Range<usize>, kept: &mut Vec<(String, String)>) {
        for declaration in css.split(';').map(str::trim).filter(|d| !d.is_empty()) {
            let (name, value) = declaration.split_once(':').unwrap_or((declaration, ""));
            let (name, value) = (name.trim(), value.trim_end_matches("!important").trim());
            // `-inkscape-font-specification` and its like mean nothing to a browser.
            if name.starts_with('-') {
                continue;
            }
            if !PRESENTATION.contains(&name) {
                let message = format!("`{name}` in `style` is not something a drawing can be given");
                self.problem(place.clone(), message, &allowed::closest(name, PRESENTATION.iter().copied()));
            } else if let Some(value) = self.value(name, value, place.clone()) {
                kept.retain(|(kept, _)| kept != name);
                kept.push((name.to_owned(), value));
            }
        }
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
        self.problem(range, format!("an attribute is not well-formed XML: {error}"), "");
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
