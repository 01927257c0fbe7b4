//! Paragraphs that are something else: a mark, a picture, or the caption of a table.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::gather::Holder;
use super::link::{Written, written};
use super::{Builder, Events, plain, until};
use crate::page::body::{Figure, Mark, Piece};
use crate::rule;

impl<'a> Builder<'a> {
    /// A paragraph that is only a mark, only a picture, or a table's caption.
    pub(super) fn lone_block(&mut self, events: Events<'_, 'a>) -> Option<usize> {
        let taken = until(events, TagEnd::Paragraph);
        let inner = &events[1..taken - 1];
        let place = |range: &Range<usize>| range.start + self.offset..range.end + self.offset;
        match inner.first()? {
            (Event::Start(Tag::Link { dest_url, .. }), range)
                if until(inner, TagEnd::Link) == inner.len() =>
            {
                let Written::Mark(mark) = written(dest_url) else {
                    return None;
                };
                let mark = Mark::parse(mark)?;
                let range = place(range);
                // A card has a heading of its own, so it is no part of the section before it.
                while matches!(mark, Mark::Care { .. })
                    && matches!(self.stack.last().map(|f| &f.holder), Some(Holder::Section { .. }))
                {
                    self.close(range.clone());
                }
                self.piece(Piece::Mark(Box::new((mark, range))));
                Some(taken)
            }
            (Event::Start(Tag::Image { dest_url, title, .. }), range)
                if until(inner, TagEnd::Image) == inner.len() =>
            {
                let range = place(range);
                self.figure(dest_url, title, &inner[1..], range);
                Some(taken)
            }
            (Event::Text(text), range) => {
                let Some((Event::Start(Tag::Table(_)), _)) = events.get(taken) else {
                    return None;
                };
                let rest = text.strip_prefix("Table:")?.trim_start().to_owned();
                self.open(Holder::Caption);
                let first = (Event::Text(rest.into()), range.clone());
                self.take(std::slice::from_ref(&first));
                let mut at = 1;
                while at < inner.len() {
                    at += self.take(&inner[at..]);
                }
                self.flush();
                self.caption = self.stack.pop().map(|f| f.pieces);
                Some(taken)
            }
            _ => None,
        }
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
            range,
        };
        self.piece(Piece::Figure(Box::new(figure)));
    }
}
