//! Headings: their anchors, and the roles they give to what follows them.

use std::ops::Range;

use pulldown_cmark::{CowStr, HeadingLevel, TagEnd};

use super::{Builder, Events, plain, until};
use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::page::tree::{Heading, Part, Section};
use crate::rule;
use crate::url;

/// The roles a heading can give to what follows it.
const ROLES: [&str; 5] = ["key-points", "do", "dont", "steps", "clinical"];

/// How a heading was written.
pub(super) struct Given<'h, 'a> {
    pub(super) level: HeadingLevel,
    pub(super) id: Option<&'h str>,
    pub(super) classes: &'h [CowStr<'a>],
    pub(super) attrs: &'h [(CowStr<'a>, Option<CowStr<'a>>)],
}

impl<'a> Builder<'a> {
    pub(super) fn heading(&mut self, given: &Given<'_, 'a>, place: Range<usize>, events: Events<'_, 'a>) {
        let level = given.level;
        let title = plain(&events[1..until(events, TagEnd::Heading(level))]);
        if level == HeadingLevel::H1 {
            self.report(
                &rule::SECOND_TITLE,
                place.clone(),
                format!("`# {title}` is a second main heading"),
                "the title in the front matter is the main heading; start with `##`",
            );
        }
        let id = self.anchor(given.id, &title, &place);
        // A heading inside a list or a quote structures that list or quote, not the page.
        let is_of_page = self.depth.items == 0 && self.depth.quotes == 0;
        if is_of_page {
            while self.section().is_some_and(|open| open >= level) {
                self.close_innermost();
            }
            for class in given.classes {
                if self.is_too_deep(&place) {
                    break;
                }
                if let Some(role) = ROLES.into_iter().find(|role| **role == **class) {
                    let section = Section { role, id: id.clone() };
                    self.open_section(Part::Section(Box::new(section)), place.clone(), level);
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
        let former = self.former_anchors(given.attrs, &id, &place);
        self.open(Part::Heading { level: level as u8, id: id.into(), is_of_page }, place.clone());
        for old in former {
            self.add(Part::FormerAnchor(old.into()), place.clone());
        }
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
