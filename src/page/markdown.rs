//! Markdown to a tree, in one pass over pulldown-cmark's events.
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
    Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::tree::{Align, Body, Footnote, Heading, Node, Part};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, Span};
use crate::rule::{self, Rule};
use crate::source::SourceFile;
use gather::Open;

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
    let events: Vec<_> = parser.collect();
    let answered = found.iter().map(|finding| finding.span.range.clone()).collect();
    lost::check(&events, &definitions, text, &span, &mut found);
    let mut builder = Builder {
        file,
        offset,
        found,
        nodes: Vec::new(),
        open: Vec::new(),
        headings: Vec::new(),
        anchors: BTreeMap::new(),
        words: 0,
        depth: Depth::default(),
        code: false,
        too_deep: false,
        aligns: Vec::new(),
        column: 0,
        captioned: false,
        footnote_uses: Vec::new(),
        footnotes: BTreeMap::new(),
        told: 0,
        answered,
    };
    builder.take_all(&events);
    builder.finish()
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
    offset: usize,
    found: Diagnostics,
    nodes: Vec<Node>,
    /// The nodes that are still being filled, outermost first.
    open: Vec<Open>,
    headings: Vec<Heading>,
    /// Anchors, and where each was first given.
    anchors: BTreeMap<String, Range<usize>>,
    words: usize,
    depth: Depth,
    /// Whether a block of code is open.
    code: bool,
    /// Whether it was said that this page nests too deep.
    too_deep: bool,
    /// How the columns of the table are set, and which is next.
    aligns: Vec<Alignment>,
    column: usize,
    /// Whether a table is open that so far has its caption only.
    captioned: bool,
    /// Labels in the order of first use, with how often each is used.
    footnote_uses: Vec<(String, u32)>,
    /// Where the footnotes are, by their labels.
    footnotes: BTreeMap<String, usize>,
    /// Up to here it was said which signs are left over.
    told: usize,
    /// Brackets that are no link, of which it was said what is wrong with them.
    answered: Vec<Range<usize>>,
}

type Events<'e, 'a> = &'e [(Event<'a>, Range<usize>)];

impl<'a> Builder<'a> {
    fn take_all(&mut self, events: Events<'_, 'a>) {
        let mut at = 0;
        while at < events.len() {
            at += self.take(&events[at..]);
        }
    }

    /// Takes the first event, and those that belong to it; says how many were taken.
    fn take(&mut self, events: Events<'_, 'a>) -> usize {
        let (event, range) = &events[0];
        let place = self.place(range);
        match event {
            Event::Start(tag) => return self.start(tag, place, events),
            Event::End(tag) => self.end(*tag),
            Event::Text(_) => return self.texts(events),
            Event::Html(_) | Event::InlineHtml(_) => self.raw_html(place),
            Event::FootnoteReference(label) => {
                let known = self.footnote_uses.iter().position(|(l, _)| **l == **label);
                let index = known.unwrap_or_else(|| {
                    self.footnote_uses.push((label.to_string(), 0));
                    self.footnote_uses.len() - 1
                });
                self.footnote_uses[index].1 += 1;
                let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
                let nth = self.footnote_uses[index].1;
                self.add(Part::FootnoteUse { number, nth }, place);
            }
            Event::Code(words) => self.add(Part::Code((&**words).into()), place),
            Event::SoftBreak => self.add(Part::SoftBreak, place),
            Event::HardBreak => self.add(Part::HardBreak, place),
            Event::Rule => self.add(Part::Rule, place),
            // Of what `OPTIONS` leave out.
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        1
    }

    fn place(&self, range: &Range<usize>) -> Range<usize> {
        range.start + self.offset..range.end + self.offset
    }

    /// Takes words up to what is none: pulldown-cmark cuts them where a sign could have meant something.
    fn texts(&mut self, events: Events<'_, 'a>) -> usize {
        let mut all = String::new();
        let mut place = self.place(&events[0].1);
        let mut taken = 0;
        for (event, range) in events {
            let Event::Text(words) = event else { break };
            let at = self.place(range);
            place.end = at.end;
            self.text(words, at);
            all.push_str(words);
            taken += 1;
        }
        self.words += all.split_ascii_whitespace().count();
        if !self.code {
            self.left_over(place);
        }
        taken
    }

    fn text(&mut self, words: &str, at: Range<usize>) {
        let is_exact = self.file.as_text()[at.clone()] == *words;
        self.add(if is_exact { Part::Text } else { Part::Written(words.into()) }, at);
    }

    fn start(&mut self, tag: &Tag<'a>, place: Range<usize>, events: Events<'_, 'a>) -> usize {
        if self.is_too_deep(&place) {
            return until(events, tag.to_end());
        }
        match tag {
            Tag::Paragraph => {
                if let Some(taken) = self.lone_block(events) {
                    return taken;
                }
                self.depth.paragraphs += 1;
                self.open(Part::Paragraph, place);
            }
            Tag::Heading { level, id, classes, attrs } => {
                let given = heading::Given { level: *level, id: id.as_deref(), classes, attrs };
                self.heading(&given, place, events);
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
            Tag::Table(aligns) => self.table(aligns, place),
            Tag::TableHead | Tag::TableRow => {
                self.column = 0;
                self.open(Part::Row, place);
            }
            Tag::TableCell => {
                let align = match self.aligns.get(self.column) {
                    Some(Alignment::Right) => Align::End,
                    Some(Alignment::Center) => Align::Center,
                    Some(Alignment::Left | Alignment::None) | None => Align::Start,
                };
                self.column += 1;
                self.open(Part::Cell(align), place);
            }
            Tag::BlockQuote(kind) => {
                self.depth.quotes += 1;
                self.open(kind.map_or(Part::Quote, |kind| Part::Alert(alert_word(kind))), place);
                if let (Some(_), Some((Event::Start(Tag::Heading { level, .. }), range))) =
                    (kind, events.get(1))
                {
                    let taken = until(&events[1..], TagEnd::Heading(*level));
                    let at = self.place(range);
                    self.open(Part::AlertTitle, at);
                    self.take_all(&events[2..taken]);
                    self.close();
                    return taken + 1;
                }
            }
            Tag::FootnoteDefinition(label) => self.footnote(label, place),
            Tag::HtmlBlock => {
                self.raw_html(place);
                return until(events, TagEnd::HtmlBlock);
            }
            Tag::Item => {
                self.depth.items += 1;
                self.open(Part::Item, place);
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split(' ').next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                if *kind == CodeBlockKind::Indented {
                    self.report(
                        &rule::INDENTED_CODE,
                        place.clone(),
                        "four spaces or a tab at the start make this a block of code".to_owned(),
                        "take them out; in a list, put the words under the first word of their item",
                    );
                }
                self.code = true;
                self.open(Part::CodeBlock(language.into()), place);
            }
            Tag::List(first) => {
                self.open(Part::List(first.map(|first| u32::try_from(first).unwrap_or(u32::MAX))), place);
            }
            Tag::DefinitionList => self.open(Part::DefinitionList, place),
            Tag::DefinitionListTitle => self.open(Part::DefinitionTitle, place),
            Tag::DefinitionListDefinition => self.open(Part::Definition, place),
            Tag::Emphasis => self.open(Part::Emphasis, place),
            Tag::Strong => self.open(Part::Strong, place),
            // Of what `OPTIONS` leave out.
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
        1
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.depth.paragraphs -= 1,
            TagEnd::Item => self.depth.items -= 1,
            TagEnd::CodeBlock => self.code = false,
            TagEnd::BlockQuote(_) => self.depth.quotes -= 1,
            TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {
                return;
            }
            _ => {}
        }
        self.close();
    }

    fn raw_html(&mut self, place: Range<usize>) {
        let html = self.file.as_text()[place.clone()].trim();
        // A note among writers: not for readers.
        if html.starts_with("<!--") && html.find("-->") == Some(html.len() - 3) {
            return;
        }
        self.add(Part::RawHtml, place);
    }

    fn footnote(&mut self, label: &str, place: Range<usize>) {
        if self.footnotes.insert(label.to_owned(), self.nodes.len()).is_some() {
            self.report(
                &rule::BROKEN_FOOTNOTE,
                place.clone(),
                format!("the footnote `[^{label}]` is defined twice"),
                "give one of them another name",
            );
        }
        self.open(Part::Footnote, place);
    }

    fn report(&mut self, rule: &'static Rule, range: Range<usize>, message: String, help: &str) {
        let span = Span::new(&self.file.path, range);
        self.found.push(Diagnostic::new(rule, span, message).help(help));
    }

    fn finish(mut self) -> Found<Article> {
        while !self.open.is_empty() {
            self.close();
        }
        let mut footnotes = Vec::new();
        for (label, uses) in std::mem::take(&mut self.footnote_uses) {
            // pulldown-cmark gives a reference only where there is a definition.
            if let Some(node) = self.footnotes.remove(&label) {
                footnotes.push(Footnote { node, uses: uses as usize });
            }
        }
        for (label, node) in std::mem::take(&mut self.footnotes) {
            let at = self.nodes[node].at().start;
            self.report(
                &rule::BROKEN_FOOTNOTE,
                at..at + label.len() + 3,
                format!("nothing refers to the footnote `[^{label}]`"),
                "put `[^…]` behind the words it belongs to, or take it out",
            );
        }
        // They stay until the page is drawn: what they grew beyond their end is given back.
        self.nodes.shrink_to_fit();
        let article = Article {
            body: Body { nodes: self.nodes, footnotes },
            headings: self.headings,
            anchors: self.anchors.into_keys().collect(),
            words: self.words,
        };
        Found(article, self.found)
    }
}

/// How many events there are up to and with the end that matches the first one.
fn until(events: Events<'_, '_>, end: TagEnd) -> usize {
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
fn plain(events: Events<'_, '_>) -> String {
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

fn alert_word(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}
