//! Markdown events to blocks of words.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Block, BlockKind, Inline, InlineKind, Item, List, Prose, Role, Run, Style};
use crate::fold;
use crate::page::Page;
use crate::page::body::{Heading, Mark};
use crate::page::markdown::{ROLES, Written, alert_word, citation, events, plain, until, written};

type Events<'e, 'a> = &'e [(Event<'a>, Range<usize>)];

/// Reads the words of a page from its file's text.
pub fn read(page: &Page, file: &str) -> Prose {
    let mut reader =
        Reader { file, offset: page.text.start, headings: page.card.headings.iter(), ..Reader::default() };
    let events = events(&file[page.text.clone()]);
    let mut at = 0;
    while at < events.len() {
        at += reader.take(&events[at..]);
    }
    reader.close();
    reader.prose
}

#[derive(Default)]
struct Reader<'a> {
    file: &'a str,
    offset: usize,
    prose: Prose,
    /// The page's own headings, whose anchors are known already.
    headings: std::slice::Iter<'a, Heading>,
    /// The block that is open.
    block: Option<Block>,
    /// What a block would be that opens here.
    kinds: Vec<BlockKind>,
    /// Sections with a role, and the level of their headings.
    sections: Vec<(&'static str, u8)>,
    /// Alerts, quotes and footnotes.
    roles: Vec<Role>,
    lists: Vec<usize>,
    items: Vec<Item>,
    heading: Option<usize>,
    style: Style,
    inlines: Vec<usize>,
    /// What the citations of the open block point to.
    details: Vec<Block>,
    tables: usize,
    row: usize,
    column: usize,
    /// Whether the words just taken were a citation after a space.
    cited: bool,
}

impl<'a> Reader<'a> {
    fn place(&self, range: &Range<usize>) -> Range<usize> {
        range.start + self.offset..range.end + self.offset
    }

    /// Takes the first event, and those that belong to it; says how many were taken.
    fn take(&mut self, events: Events<'_, 'a>) -> usize {
        let (event, range) = &events[0];
        let place = self.place(range);
        match event {
            Event::Start(tag) => return self.start(tag, place, events),
            Event::End(tag) => self.end(*tag, place),
            Event::Text(text) => self.words(text, place),
            Event::Code(text) => {
                self.style.code = true;
                let written = &self.file[place.clone()];
                let inner = written
                    .find(&**text)
                    .map_or(place.clone(), |at| place.start + at..place.start + at + text.len());
                self.words(text, inner);
                self.style.code = false;
            }
            Event::SoftBreak | Event::HardBreak => self.words(" ", place),
            _ => {}
        }
        1
    }

    fn start(&mut self, tag: &Tag<'a>, place: Range<usize>, events: Events<'_, 'a>) -> usize {
        match tag {
            Tag::Paragraph => return self.paragraph(events),
            Tag::Heading { level, classes, .. } => {
                self.close();
                let level = *level as u8;
                self.start_heading(level, classes.iter().map(|class| &**class));
            }
            Tag::Link { dest_url, .. } => return self.link(dest_url, place, events),
            Tag::Image { title, .. } => {
                let taken = until(events, TagEnd::Image);
                self.picture(title, &events[1..taken], &place);
                return taken;
            }
            Tag::List(first) => {
                self.close();
                let (ordered, depth) = (first.is_some(), self.lists.len() + 1);
                self.lists.push(self.prose.lists.len());
                self.prose.lists.push(List { ordered, depth, items: 0, range: place });
            }
            Tag::Item => {
                self.close();
                if let Some(&list) = self.lists.last() {
                    self.prose.lists[list].items += 1;
                    self.items.push(Item { list, position: self.prose.lists[list].items });
                    self.kinds.push(BlockKind::Item);
                }
            }
            Tag::Table(_) => {
                self.close();
                self.tables += 1;
                self.row = 0;
            }
            Tag::TableHead | Tag::TableRow => self.column = 0,
            Tag::TableCell => {
                let kind = BlockKind::Cell { table: self.tables - 1, row: self.row, column: self.column };
                self.kinds.push(kind);
            }
            Tag::BlockQuote(kind) => {
                self.close();
                self.roles.push(kind.map_or(Role::Quote, |kind| Role::Alert(alert_word(kind))));
                if let Some((Event::Start(Tag::Heading { .. }), _)) = events.get(1)
                    && kind.is_some()
                {
                    self.open(BlockKind::AlertTitle);
                    return 2;
                }
            }
            Tag::FootnoteDefinition(_) => {
                self.close();
                self.roles.push(Role::Footnote);
            }
            Tag::DefinitionListTitle => self.kinds.push(BlockKind::DefinitionTitle),
            Tag::DefinitionListDefinition => self.kinds.push(BlockKind::Definition),
            Tag::CodeBlock(_) => {
                self.close();
                self.open(BlockKind::Code);
            }
            Tag::HtmlBlock => return until(events, TagEnd::HtmlBlock),
            Tag::Emphasis => self.style.emphasis = true,
            Tag::Strong => self.style.strong = true,
            _ => {}
        }
        1
    }

    fn end(&mut self, tag: TagEnd, place: Range<usize>) {
        match tag {
            TagEnd::Emphasis => self.style.emphasis = false,
            TagEnd::Strong => self.style.strong = false,
            TagEnd::Link => {
                if let (Some(index), Some(block)) = (self.inlines.pop(), &mut self.block) {
                    let end = block.text.len();
                    block.inlines[index].text.end = end;
                    block.range.end = block.range.end.max(place.end);
                }
            }
            TagEnd::Item => {
                self.close();
                self.items.pop();
                self.kinds.pop();
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::TableCell => {
                self.close();
                self.kinds.pop();
                self.column += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.row += 1,
            TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {
                self.close();
                self.kinds.pop();
            }
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.close();
                self.roles.pop();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock => self.close(),
            _ => {}
        }
    }

    /// A paragraph; or a mark, a picture or the caption of a table.
    fn paragraph(&mut self, events: Events<'_, 'a>) -> usize {
        self.close();
        let taken = until(events, TagEnd::Paragraph);
        let inner = &events[1..taken - 1];
        match inner.first() {
            Some((Event::Start(Tag::Link { dest_url, .. }), range))
                if until(inner, TagEnd::Link) == inner.len() =>
            {
                if let Written::Mark(words) = written(dest_url)
                    && let Some(mark) = Mark::parse(words)
                {
                    if matches!(mark, Mark::Care { .. }) && self.roles.is_empty() {
                        self.sections.clear();
                    }
                    self.open(BlockKind::Mark(mark));
                    self.keep(&self.place(range));
                    self.close();
                    return taken;
                }
            }
            Some((Event::Text(text), range)) => {
                if let Some((Event::Start(Tag::Table(_)), _)) = events.get(taken)
                    && let Some(rest) = text.strip_prefix("Table:")
                {
                    let rest = rest.trim_start();
                    let place = self.place(range);
                    self.open(BlockKind::TableCaption);
                    self.words(rest, place.end - rest.len()..place.end);
                    return 2;
                }
            }
            _ => {}
        }
        self.open(match self.block_kind() {
            // The second paragraph of an item is no item of its own.
            BlockKind::Item
                if self.prose.blocks.last().is_some_and(|b| b.item == self.items.last().copied()) =>
            {
                BlockKind::Paragraph
            }
            kind => kind,
        });
        1
    }

    fn start_heading<'c>(&mut self, level: u8, classes: impl Iterator<Item = &'c str>) {
        let mut id = None;
        // A heading inside a list or a quote structures that list or quote, not the page.
        let structures_page = self.items.is_empty()
            && !self.roles.iter().any(|role| matches!(role, Role::Alert(_) | Role::Quote));
        if structures_page {
            id = self.headings.next().map(|heading| heading.id.clone());
            while self.sections.last().is_some_and(|(_, open)| *open >= level) {
                self.sections.pop();
            }
            let roles = classes.filter_map(|class| ROLES.into_iter().find(|role| *role == class));
            self.sections.extend(roles.map(|role| (role, level)));
            self.heading = Some(self.prose.blocks.len());
        }
        self.open(BlockKind::Heading { level, id });
    }

    fn link(&mut self, target: &str, place: Range<usize>, events: Events<'_, 'a>) -> usize {
        let kind = match written(target) {
            Written::Link(target) => InlineKind::Link(target.to_owned()),
            Written::Claim(id) => InlineKind::Claim(id.to_owned()),
            Written::Term(id) => InlineKind::Term(id.to_owned()),
            Written::Mark(_) => return until(events, TagEnd::Link),
            Written::Citation => {
                let (sources, _) = citation(&self.file[place.clone()], place.start);
                let details = sources.iter().filter_map(|source| source.detail.as_deref());
                details.for_each(|detail| self.detail(detail, &place));
                InlineKind::Citation(sources.into_iter().map(|source| source.key).collect())
            }
        };
        let is_citation = matches!(kind, InlineKind::Citation(_));
        let block = self.opened();
        let at = block.text.len();
        block.inlines.push(Inline { kind, text: at..at, source: place.clone() });
        let index = block.inlines.len() - 1;
        let after_space = block.text.ends_with(' ');
        self.keep(&place);
        if is_citation {
            self.cited = after_space;
            return until(events, TagEnd::Link);
        }
        self.inlines.push(index);
        1
    }

    fn picture(&mut self, title: &str, inside: Events<'_, 'a>, place: &Range<usize>) {
        self.close();
        let source = &self.file[place.clone()];
        let mut add = |kind, words: &str| {
            let words = words.trim();
            if words.is_empty() {
                return;
            }
            let at = source.rfind(words).map(|at| place.start + at..place.start + at + words.len());
            self.open(kind);
            self.words(words, at.unwrap_or_else(|| place.clone()));
            self.close();
        };
        add(BlockKind::PictureText, &plain(inside));
        add(BlockKind::PictureCaption, title);
    }

    /// What a block would be that opens here.
    fn block_kind(&self) -> BlockKind {
        self.kinds.last().cloned().unwrap_or(BlockKind::Paragraph)
    }

    fn open(&mut self, kind: BlockKind) {
        self.close();
        self.block = Some(self.blank(kind));
    }

    /// Keeps where in a source something stands, as a block behind the open one.
    fn detail(&mut self, words: &str, place: &Range<usize>) {
        let at = place.start + self.file[place.clone()].find(words).unwrap_or_default();
        let outer = self.block.replace(self.blank(BlockKind::Detail));
        self.words(words, at..at + words.len());
        self.details.extend(std::mem::replace(&mut self.block, outer));
    }

    /// The open block; words of a tight list, a cell or a definition open theirs themselves.
    fn opened(&mut self) -> &mut Block {
        let block = self.block.take().unwrap_or_else(|| self.blank(self.block_kind()));
        self.block.insert(block)
    }

    /// A block without words, that stands here.
    fn blank(&self, kind: BlockKind) -> Block {
        let sections = self.sections.iter().map(|(role, _)| Role::Section(role));
        Block {
            kind,
            text: String::new(),
            runs: Vec::new(),
            inlines: Vec::new(),
            roles: sections.chain(self.roles.iter().copied()).collect(),
            item: self.items.last().copied(),
            heading: self.heading,
            range: 0..0,
        }
    }

    /// Makes the open block reach over a place.
    fn keep(&mut self, place: &Range<usize>) {
        if let Some(Block { range, .. }) = &mut self.block {
            *range =
                if range.start == range.end { place.clone() } else { range.start..range.end.max(place.end) };
        }
    }

    /// Takes words as a reader sees them.
    fn words(&mut self, words: &str, place: Range<usize>) {
        if words.len() != place.len() {
            // Written as `&amp;` or the like: all of it is meant.
            self.run(&fold::seen(words), place);
            return;
        }
        for piece in fold::pieces(words) {
            self.run(&piece.seen, place.start + piece.at.start..place.start + piece.at.end);
        }
    }

    fn run(&mut self, words: &str, place: Range<usize>) {
        let (style, cited) = (self.style, std::mem::take(&mut self.cited));
        let block = self.opened();
        // Where a citation was, neither two spaces are left nor one before a full stop.
        if cited && words.starts_with(['.', ',', ';', ':', '!', '?', ')']) {
            block.drop_space();
        }
        let doubled = words.starts_with(' ') && (block.text.is_empty() || block.text.ends_with(' '));
        let skipped = if doubled { words.len() - words.trim_start_matches(' ').len() } else { 0 };
        let exact = words.len() == place.len();
        let words = &words[skipped..];
        let source = if exact { place.start + skipped..place.end } else { place.clone() };
        if words.is_empty() {
            return;
        }
        let start = block.text.len();
        block.text.push_str(words);
        let text = start..block.text.len();
        match block.runs.last_mut() {
            Some(run) if run.style == style && exact && run.source.end == source.start && run.is_exact() => {
                run.text.end = text.end;
                run.source.end = source.end;
            }
            _ => block.runs.push(Run { text, source, style }),
        }
        self.keep(&place);
    }

    fn close(&mut self) {
        self.inlines.clear();
        self.cited = false;
        if let Some(mut block) = self.block.take()
            && !block.range.is_empty()
        {
            while block.text.ends_with([' ', '\n']) {
                block.drop_space();
            }
            self.prose.blocks.push(block);
        }
        self.prose.blocks.append(&mut self.details);
    }
}
