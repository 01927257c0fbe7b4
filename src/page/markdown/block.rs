//! Paragraphs that are something else: a mark, a picture, or the caption of a table.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::link::{Written, written};
use super::{Builder, Events, plain, until};
use crate::page::Mark;
use crate::page::tree::{Figure, Part};
use crate::rule;

impl<'a> Builder<'a> {
    /// A paragraph that is only a mark, only a picture, or a table's caption.
    pub(super) fn lone_block(&mut self, events: Events<'_, 'a>) -> Option<usize> {
        let taken = until(events, TagEnd::Paragraph);
        let inner = &events[1..taken - 1];
        match inner.first()? {
            (Event::Start(Tag::Link { dest_url, .. }), range)
                if until(inner, TagEnd::Link) == inner.len() =>
            {
                let Written::Mark(mark) = written(dest_url) else {
                    return None;
                };
                let mark = Mark::parse(mark)?;
                // A card has a heading of its own, so it is no part of the section before it.
                while matches!(mark, Mark::Care { .. }) && self.section().is_some() {
                    self.close_innermost();
                }
                self.add(Part::Mark(Box::new(mark)), self.place(range));
            }
            (Event::Start(Tag::Image { dest_url, title, .. }), range)
                if until(inner, TagEnd::Image) == inner.len() =>
            {
                self.figure(dest_url, title, &inner[1..], self.place(range));
            }
            (Event::Text(text), range) => {
                let Some((Event::Start(Tag::Table(_)), table)) = events.get(taken) else {
                    return None;
                };
                let caption = text.strip_prefix("Table:")?.trim_start();
                self.open(Part::Table, self.place(table));
                self.captioned = true;
                self.open(Part::TableCaption, self.place(&events[0].1));
                // Words of one event are as long as in the source.
                let first = (Event::Text(caption.to_owned().into()), range.end - caption.len()..range.end);
                let rest = inner[1..].iter().cloned();
                self.take_all(&std::iter::once(first).chain(rest).collect::<Vec<_>>());
                self.close();
            }
            _ => return None,
        }
        Some(taken)
    }

    pub(super) fn figure(&mut self, source: &str, title: &str, inside: Events<'_, 'a>, range: Range<usize>) {
        let alt = plain(inside);
        if alt.trim().is_empty() {
            self.report(
                &rule::PICTURE_WITHOUT_WORDS,
                range.clone(),
                format!("the picture `{source}` has no words for someone who cannot see it"),
                "say what it shows between the brackets: `![A hand …](…)`",
            );
        } else if alt.trim() == title.trim() {
            self.report(
                &rule::PICTURE_WITHOUT_WORDS,
                range.clone(),
                format!("the picture `{source}` says the same twice"),
                "between the brackets say what it shows, in the quotes what to conclude",
            );
        }
        let figure = Figure {
            source: source.to_owned(),
            alt: alt.trim().to_owned(),
            caption: title.trim().to_owned(),
            small: self.depth.items > 0,
        };
        self.add(Part::Figure(Box::new(figure)), range);
    }
}
