//! Markdown to a body, in one pass over pulldown-cmark's events.
//!
//! Citations, claims, terms and marks reach us through the broken-link callback: it runs after code,
//! escapes and real links are settled, so `` `[@x]` `` and `\[@x]` stay what they are.

mod block;
mod gather;
mod heading;
mod left_over;
mod link;
mod lost;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
    TextMergeWithOffset,
};

use super::body::{Body, Footnote, Heading, Piece};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, Span};
use crate::rule::{self, Rule};
use crate::source::SourceFile;
use gather::{Frame, Holder};

pub(crate) use heading::ROLES;
pub(crate) use link::{Written, citation, written};

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// A page's text, understood.
pub(super) struct Article {
    pub(super) body: Body,
    pub(super) headings: Vec<Heading>,
    pub(super) anchors: Vec<String>,
    pub(super) words: usize,
}

/// Reads the Markdown of a page, which is one range of its file.
pub(super) fn parse(file: &SourceFile, text: Range<usize>) -> Found<Article> {
    let offset = text.start;
    let text = &file.as_text()[text];
    let mut found = Diagnostics::default();
    let span = |range: Range<usize>| Span::new(&file.path, range.start + offset..range.end + offset);
    let callback = link::on_broken(|link| link::resolve_ours(&link, text, &span, &mut found));
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(callback)).into_offset_iter();
    let definitions = lost::definitions(&parser);
    let events: Vec<_> = TextMergeWithOffset::new(parser).collect();
    let answered = found.iter().map(|finding| finding.span.range.clone()).collect();
    lost::check(&events, &definitions, text, &span, &mut found);
    let mut builder = Builder {
        file,
        text,
        offset,
        found,
        run: Vec::new(),
        html: String::with_capacity(text.len() * 3 / 2),
        stack: vec![Frame::new(Holder::Root)],
        headings: Vec::new(),
        anchors: BTreeMap::new(),
        words: 0,
        depth: Depth::default(),
        code: false,
        too_deep: false,
        caption: None,
        footnote_uses: Vec::new(),
        footnotes: BTreeMap::new(),
        told: 0,
        answered,
    };
    let mut at = 0;
    while at < events.len() {
        at += builder.take(&events[at..]);
    }
    builder.finish()
}

/// The same grammar for another reader of the text, with the exact place of every event and no findings.
pub(crate) fn events(text: &str) -> Vec<(Event<'_>, Range<usize>)> {
    let callback = link::on_broken(|link| link::ours(&link));
    Parser::new_with_broken_link_callback(text, OPTIONS, Some(callback)).into_offset_iter().collect()
}

/// How deep the pass is in what changes the meaning of a picture.
#[derive(Default)]
struct Depth {
    items: usize,
    paragraphs: usize,
    quotes: usize,
}

struct Builder<'a> {
    file: &'a SourceFile,
    text: &'a str,
    offset: usize,
    found: Diagnostics,
    /// Events that pulldown-cmark's own writer will turn into HTML.
    run: Vec<Event<'a>>,
    /// What it wrote so far.
    html: String,
    stack: Vec<Frame>,
    headings: Vec<Heading>,
    /// Anchors, and where each was first given.
    anchors: BTreeMap<String, Range<usize>>,
    words: usize,
    depth: Depth,
    /// Whether a block of code is open.
    code: bool,
    /// Whether it was said that this page nests too deep.
    too_deep: bool,
    /// A caption that waits for its table.
    caption: Option<Vec<Piece>>,
    /// Labels in the order of first use, with how often each is used.
    footnote_uses: Vec<(String, usize)>,
    footnotes: BTreeMap<String, Vec<Piece>>,
    /// Up to here it was said which signs are left over.
    told: usize,
    /// Brackets that are no link, of which it was said what is wrong with them.
    answered: Vec<Range<usize>>,
}

pub(crate) type Events<'e, 'a> = &'e [(Event<'a>, Range<usize>)];

impl<'a> Builder<'a> {
    /// Takes the first event, and those that belong to it; says how many were taken.
    fn take(&mut self, events: Events<'_, 'a>) -> usize {
        let (event, range) = &events[0];
        let place = range.start + self.offset..range.end + self.offset;
        match event {
            Event::Start(tag) => return self.start(tag, place, events),
            Event::End(tag) => self.end(*tag, place),
            Event::Text(text) => {
                self.words += text.split_ascii_whitespace().count();
                if !self.code {
                    self.left_over(place);
                }
                if let Some(Holder::Cell { text: words }) = self.stack.last_mut().map(|f| &mut f.holder) {
                    words.push_str(text);
                }
                self.run.push(event.clone());
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(html, place),
            Event::FootnoteReference(label) => {
                let known = self.footnote_uses.iter().position(|(l, _)| **l == **label);
                let index = known.unwrap_or_else(|| {
                    self.footnote_uses.push((label.to_string(), 0));
                    self.footnote_uses.len() - 1
                });
                self.footnote_uses[index].1 += 1;
                let nth = self.footnote_uses[index].1;
                self.piece(Piece::FootnoteUse { number: index + 1, nth });
            }
            Event::Code(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => self.run.push(event.clone()),
        }
        1
    }

    fn start(&mut self, tag: &Tag<'a>, place: Range<usize>, events: Events<'_, 'a>) -> usize {
        match tag {
            Tag::Paragraph => {
                if let Some(taken) = self.lone_block(events) {
                    return taken;
                }
                self.depth.paragraphs += 1;
                self.run.push(Event::Start(Tag::Paragraph));
            }
            Tag::Heading { level, id, classes, attrs } => {
                return self.heading(*level, id.as_deref(), (classes, attrs), place, events);
            }
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                return self.link(&format!("mailto:{dest_url}"), place, events);
            }
            Tag::Link { dest_url, .. } => return self.link(dest_url, place, events),
            Tag::Image { dest_url, title, .. } => {
                let taken = until(events, TagEnd::Image);
                if self.depth.paragraphs > 0 {
                    self.report(
                        &rule::PICTURE_IN_TEXT,
                        place.clone(),
                        "a picture stands in the middle of a sentence".to_owned(),
                        "put it in a paragraph of its own, with an empty line above and below",
                    );
                }
                self.figure(dest_url, title, &events[1..taken], place);
                return taken;
            }
            Tag::Table(aligns) => {
                let caption = self.caption.take();
                let (head, rows) = (Vec::new(), Vec::new());
                self.open(Holder::Table { caption, aligns: aligns.clone(), head, rows });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(Holder::Table { rows, .. }) = self.stack.last_mut().map(|f| &mut f.holder)
                    && *tag == Tag::TableRow
                {
                    rows.push(Vec::new());
                }
            }
            Tag::TableCell => self.open(Holder::Cell { text: String::new() }),
            Tag::BlockQuote(Some(kind)) => {
                self.depth.quotes += 1;
                self.open(Holder::Alert { kind: alert_word(*kind), title: None });
                if let Some((Event::Start(Tag::Heading { .. }), _)) = events.get(1) {
                    let taken = until(&events[1..], TagEnd::Heading(HeadingLevel::H1));
                    self.open(Holder::AlertTitle);
                    let mut at = 2;
                    while at < taken {
                        at += self.take(&events[at..]);
                    }
                    self.flush();
                    let pieces = self.stack.pop().map(|f| f.pieces).unwrap_or_default();
                    if let Some(Holder::Alert { title, .. }) = self.stack.last_mut().map(|f| &mut f.holder) {
                        *title = Some(pieces);
                    }
                    return taken + 1;
                }
            }
            Tag::FootnoteDefinition(label) => self.open(Holder::Footnote { label: label.to_string() }),
            Tag::HtmlBlock => {
                let taken = until(events, TagEnd::HtmlBlock);
                self.raw_html(&self.text[events[0].1.clone()], place);
                return taken;
            }
            Tag::Item => {
                self.depth.items += 1;
                self.run.push(Event::Start(tag.clone()));
            }
            Tag::BlockQuote(None) => {
                self.depth.quotes += 1;
                self.run.push(Event::Start(tag.clone()));
            }
            Tag::CodeBlock(kind) => {
                if *kind == CodeBlockKind::Indented {
                    self.report(
                        &rule::INDENTED_CODE,
                        place,
                        "four spaces or a tab at the start make this a block of code".to_owned(),
                        "take them out; in a list, put the words under the first word of their item",
                    );
                }
                self.code = true;
                self.run.push(Event::Start(tag.clone()));
            }
            Tag::List(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => self.run.push(Event::Start(tag.clone())),
        }
        1
    }

    fn end(&mut self, tag: TagEnd, place: Range<usize>) {
        match tag {
            TagEnd::Link
            | TagEnd::TableCell
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::BlockQuote(Some(_)) => {
                if matches!(tag, TagEnd::BlockQuote(_)) {
                    self.depth.quotes -= 1;
                }
                self.close(place);
            }
            TagEnd::TableHead | TagEnd::TableRow => {}
            tag => {
                match tag {
                    TagEnd::Paragraph => self.depth.paragraphs -= 1,
                    TagEnd::Item => self.depth.items -= 1,
                    TagEnd::CodeBlock => self.code = false,
                    TagEnd::BlockQuote(_) => self.depth.quotes -= 1,
                    _ => {}
                }
                self.run.push(Event::End(tag));
            }
        }
    }

    fn raw_html(&mut self, html: &str, place: Range<usize>) {
        let trimmed = html.trim();
        // A note among writers: not for readers.
        if trimmed.starts_with("<!--") && trimmed.find("-->") == Some(trimmed.len() - 3) {
            return;
        }
        self.piece(Piece::RawHtml(Box::new((html.to_owned(), place))));
    }

    fn report(&mut self, rule: &'static Rule, range: Range<usize>, message: String, help: &str) {
        let span = Span::new(&self.file.path, range);
        self.found.push(Diagnostic::new(rule, span, message).help(help));
    }

    fn finish(mut self) -> Found<Article> {
        self.flush();
        while self.stack.len() > 1 {
            self.close(0..0);
        }
        let mut footnotes = Vec::new();
        for (label, uses) in std::mem::take(&mut self.footnote_uses) {
            // pulldown-cmark gives a reference only where there is a definition.
            let pieces = self.footnotes.remove(&label).unwrap_or_default();
            footnotes.push(Footnote { label, pieces, uses });
        }
        for label in std::mem::take(&mut self.footnotes).into_keys() {
            let at = self.text.find(&format!("[^{label}]:")).unwrap_or(0) + self.offset;
            let range = at..at + label.len() + 3;
            self.report(
                &rule::BROKEN_FOOTNOTE,
                range,
                format!("nothing refers to the footnote `[^{label}]`"),
                "put `[^…]` behind the words it belongs to, or take it out",
            );
        }
        let mut pieces = self.stack.pop().map(|f| f.pieces).unwrap_or_default();
        // They stay until the page is rendered: what they grew beyond their ends is given back.
        pieces.shrink_to_fit();
        self.html.shrink_to_fit();
        let article = Article {
            body: Body { html: self.html, pieces, footnotes },
            headings: self.headings,
            anchors: self.anchors.into_keys().collect(),
            words: self.words,
        };
        Found(article, self.found)
    }
}

/// How many events there are up to and with the end that matches the first one.
pub(crate) fn until(events: Events<'_, '_>, end: TagEnd) -> usize {
    let mut depth = 0;
    for (i, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(tag) if same(tag.to_end(), end) => depth += 1,
            Event::End(tag) if same(*tag, end) => {
                depth -= 1;
                if depth == 0 {
                    return i + 1;
                }
            }
            _ => {}
        }
    }
    events.len()
}

/// Whether two ends are of the same kind; a heading's level does not matter, as headings never nest.
fn same(a: TagEnd, b: TagEnd) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

/// The words of some events alone.
pub(crate) fn plain(events: Events<'_, '_>) -> String {
    let mut words = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

pub(crate) fn alert_word(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}
