//! Headings: their anchors, and the roles they give to what follows them.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::gather::{Frame, Holder};
use super::{Builder, Events, plain, until};
use crate::diagnostic::{Diagnostic, Span, nearest};
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
        (classes, attrs): (&[CowStr<'a>], &[(CowStr<'a>, Option<CowStr<'a>>)]),
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
                    let span = Span::new(&self.file.path, place.clone());
                    let message = format!("`.{class}` is no role of a heading");
                    let finding = Diagnostic::new(&rule::UNKNOWN_MARK, span, message)
                        .help(format!("a heading can be {roles}"))
                        .meant_in(self.file.as_text(), class, nearest(class, ROLES));
                    self.found.push(finding);
                }
            }
            self.headings.push(Heading { level: level as u8, id: id.clone(), title });
        }
        let former = self.former_anchors(attrs, &id, &place);
        self.run.push(Event::Start(Tag::Heading {
            level,
            id: Some(id.into()),
            classes: Vec::new(),
            attrs: Vec::new(),
        }));
        for old in former {
            self.run.push(Event::InlineHtml(format!("<span id=\"{old}\"></span>").into()));
        }
        1
    }

    /// The anchors that a heading used to have: `{was=old-name}`.
    fn former_anchors(
        &mut self,
        attrs: &[(CowStr<'a>, Option<CowStr<'a>>)],
        id: &str,
        place: &Range<usize>,
    ) -> Vec<String> {
        let mut former = Vec::new();
        for (key, value) in attrs {
            let old = value.as_deref().unwrap_or_default().trim_matches(['"', '\'']);
            let (rule, message, help) = if &**key != "was" {
                (
                    &rule::UNKNOWN_MARK,
                    format!("`{key}` says nothing here"),
                    "a heading can have `{was=old-name}`",
                )
            } else if !url::is_slug(old) {
                let message = format!("`{old}` cannot be an anchor");
                (&rule::BAD_ADDRESS, message, "write it in small letters, digits and hyphens")
            } else if old == id {
                let message = format!("`#{old}` is the anchor of this heading itself");
                (&rule::ALIAS_LOOP, message, "take it out: `was` is for an anchor that it no longer has")
            } else if self.anchors.contains_key(old) {
                let message = format!("`#{old}` is still an anchor of this page");
                (&rule::DUPLICATE_ID, message, "give one of the two headings another anchor")
            } else {
                self.anchors.insert(old.to_owned(), place.clone());
                former.push(old.to_owned());
                continue;
            };
            self.report(rule, place.clone(), message, help);
        }
        former
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
