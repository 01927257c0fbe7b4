//! Headings: their anchors, and the roles they give to what follows them.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::gather::{Frame, Holder};
use super::{Builder, Events, plain, until};
use crate::diagnostic::{Diagnostic, Span, did_you_mean};
use crate::page::body::Heading;
use crate::rule;
use crate::url;

/// The roles a heading can give to what follows it.
pub(crate) const ROLES: [&str; 5] = ["key-points", "do", "dont", "steps", "clinical"];

impl<'a> Builder<'a> {
    pub(super) fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        classes: &[CowStr<'a>],
        place: Range<usize>,
        events: Events<'_, 'a>,
    ) -> usize {
        let taken = until(events, TagEnd::Heading(level));
        let title = plain(&events[1..taken]);
        if level == HeadingLevel::H1 {
            self.report(
                &rule::SECOND_TITLE,
                place.clone(),
                format!("`# {title}` is a second main heading"),
                "the title in the front matter is the main heading; start with `##`",
            );
        }
        let id = self.anchor(id, &title, &place);
        // A heading inside a list or a quote structures that list or quote, not the page.
        if self.depth.items == 0 && self.depth.quotes == 0 {
            while let Some(Frame { holder: Holder::Section { level: open, .. }, .. }) = self.stack.last()
                && *open >= level
            {
                self.close(place.clone());
            }
            for class in classes {
                if ROLES.contains(&&**class) {
                    self.open(Holder::Section { role: class.to_string(), id: id.clone(), level });
                } else {
                    let roles = ROLES.map(|r| format!("`{{.{r}}}`")).join(", ");
                    let help =
                        did_you_mean(class, ROLES).unwrap_or_else(|| format!("a heading can be {roles}"));
                    self.report(
                        &rule::UNKNOWN_MARK,
                        place.clone(),
                        format!("`.{class}` is no role of a heading"),
                        &help,
                    );
                }
            }
            self.headings.push(Heading { level: level as u8, id: id.clone(), title });
        }
        self.run.push(Event::Start(Tag::Heading {
            level,
            id: Some(id.into()),
            classes: Vec::new(),
            attrs: Vec::new(),
        }));
        1
    }

    /// The anchor of a heading: as written, or made of its words; each once on a page.
    fn anchor(&mut self, written: Option<&str>, title: &str, place: &Range<usize>) -> String {
        let base = match written {
            Some(id) => {
                if let Some(first) = self.anchors.get(id) {
                    let first = Span::new(&self.file.path, first.clone());
                    let span = Span::new(&self.file.path, place.clone());
                    let message = format!("two headings of this page have the anchor `#{id}`");
                    self.found.push(
                        Diagnostic::new(&rule::DUPLICATE_ID, span, message)
                            .help("give one of them another anchor")
                            .related(first, "the other one"),
                    );
                }
                id.to_owned()
            }
            None => match url::slug(title) {
                slug if slug.is_empty() => "section".to_owned(),
                slug => slug,
            },
        };
        let mut id = base.clone();
        let mut n = 1;
        while self.anchors.contains_key(&id) {
            n += 1;
            id = format!("{base}-{n}");
        }
        self.anchors.insert(id.clone(), place.clone());
        id
    }
}
