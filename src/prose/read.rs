//! A page's tree to blocks of words.

use std::ops::Range;

use super::{Block, BlockKind, Inline, InlineKind, Item, List, Prose, Role, Run, Style};
use crate::fold;
use crate::page::Page;
use crate::page::tree::{CitedSource, Figure, Node, Part, each};

/// Reads the words of a page, whose file has this text.
pub fn read(page: &Page, file: &str) -> Prose {
    let mut reader = Reader { file, ..Reader::default() };
    reader.nodes(&page.body.nodes);
    reader.close();
    reader.prose
}

#[derive(Default)]
struct Reader<'a> {
    file: &'a str,
    prose: Prose,
    /// The block that is open.
    block: Option<Block>,
    /// What a block would be that opens here.
    kinds: Vec<BlockKind>,
    /// Sections with a role, alerts, quotes and footnotes.
    roles: Vec<Role>,
    lists: Vec<usize>,
    items: Vec<Item>,
    heading: Option<usize>,
    style: Style,
    /// What the citations of the open block point to.
    details: Vec<Block>,
    tables: usize,
    row: usize,
    column: usize,
    /// Whether the words just taken were a citation after a space.
    cited: bool,
}

impl Reader<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        each(nodes).for_each(|(node, inside)| self.node(node, inside));
    }

    fn node(&mut self, node: &Node, inside: &[Node]) {
        match &node.part {
            Part::Text => self.words(&self.file[node.at()], node.at()),
            Part::Written(words) => self.words(words, node.at()),
            Part::Code(words) => self.code(words, node.at()),
            Part::SoftBreak | Part::HardBreak => self.words(" ", node.at()),
            Part::Emphasis => self.styled(inside, Style { emphasis: true, ..self.style }),
            Part::Strong => self.styled(inside, Style { strong: true, ..self.style }),
            Part::Link(target) | Part::OutsideLink(target) => {
                self.inline(InlineKind::Link(target.to_string()), node, inside);
            }
            Part::Claim(id) => self.inline(InlineKind::Claim(id.to_string()), node, inside),
            Part::Term(id) => self.inline(InlineKind::Term(id.to_string()), node, inside),
            Part::Citation(sources) => self.citation(sources, node),
            Part::Paragraph => {
                let kind = self.paragraph_kind();
                self.block(kind, inside);
            }
            Part::Heading { level, id, is_of_page } => {
                self.close();
                if *is_of_page {
                    self.heading = Some(self.prose.blocks.len());
                }
                let id = is_of_page.then(|| id.to_string());
                self.block(BlockKind::Heading { level: *level, id }, inside);
            }
            Part::List(first) => self.list(first.is_some(), node.at(), inside),
            Part::Item => self.item(inside),
            Part::Quote => self.within(Role::Quote, inside),
            Part::Alert(kind) => self.within(Role::Alert(kind), inside),
            Part::Footnote => self.within(Role::Footnote, inside),
            // A section is no block of its own: what stands before it and in it may be one.
            Part::Section(section) => {
                self.roles.push(Role::Section(section.role));
                self.nodes(inside);
                self.roles.pop();
            }
            Part::AlertTitle => self.block(BlockKind::AlertTitle, inside),
            Part::CodeBlock(_) => self.block(BlockKind::Code, inside),
            Part::Table => {
                self.close();
                self.tables += 1;
                self.row = 0;
                self.nodes(inside);
            }
            Part::TableCaption => self.block(BlockKind::TableCaption, inside),
            Part::Row => {
                self.column = 0;
                self.nodes(inside);
                self.row += 1;
            }
            Part::Cell(_) => {
                let (table, row, column) = (self.tables - 1, self.row, self.column);
                self.kind(BlockKind::Cell { table, row, column }, inside);
                self.column += 1;
            }
            Part::DefinitionList => self.nodes(inside),
            Part::DefinitionTitle => self.kind(BlockKind::DefinitionTitle, inside),
            Part::Definition => self.kind(BlockKind::Definition, inside),
            Part::Figure(figure) => self.picture(figure, &node.at()),
            Part::Mark(mark) => {
                self.open(BlockKind::Mark((**mark).clone()));
                self.keep(&node.at());
                self.close();
            }
            Part::FootnoteUse { .. } | Part::RawHtml | Part::FormerAnchor(_) | Part::Rule => {}
        }
    }

    fn styled(&mut self, inside: &[Node], style: Style) {
        let outer = std::mem::replace(&mut self.style, style);
        self.nodes(inside);
        self.style = outer;
    }

    fn code(&mut self, words: &str, place: Range<usize>) {
        let at = self.file[place.clone()].find(words).map(|at| place.start + at);
        let inner = at.map_or(place, |at| at..at + words.len());
        let outer = std::mem::replace(&mut self.style.code, true);
        self.words(words, inner);
        self.style.code = outer;
    }

    /// A block of one kind.
    fn block(&mut self, kind: BlockKind, inside: &[Node]) {
        self.open(kind);
        self.nodes(inside);
        self.close();
    }

    /// What may open a block of one kind by its words, or other blocks.
    fn kind(&mut self, kind: BlockKind, inside: &[Node]) {
        self.kinds.push(kind);
        self.nodes(inside);
        self.close();
        self.kinds.pop();
    }

    fn within(&mut self, role: Role, inside: &[Node]) {
        self.close();
        self.roles.push(role);
        self.nodes(inside);
        self.close();
        self.roles.pop();
    }

    fn list(&mut self, ordered: bool, range: Range<usize>, inside: &[Node]) {
        self.close();
        self.lists.push(self.prose.lists.len());
        self.prose.lists.push(List { ordered, depth: self.lists.len(), items: 0, range });
        self.nodes(inside);
        self.close();
        self.lists.pop();
    }

    fn item(&mut self, inside: &[Node]) {
        self.close();
        let Some(&list) = self.lists.last() else { return };
        self.prose.lists[list].items += 1;
        self.items.push(Item { list, position: self.prose.lists[list].items });
        self.kind(BlockKind::Item, inside);
        self.items.pop();
    }

    /// The second paragraph of an item is no item of its own.
    fn paragraph_kind(&mut self) -> BlockKind {
        self.close();
        let is_further = self.prose.blocks.last().is_some_and(|b| b.item == self.items.last().copied());
        match self.block_kind() {
            BlockKind::Item if is_further => BlockKind::Paragraph,
            kind => kind,
        }
    }

    /// Words that stand for more than themselves.
    fn inline(&mut self, kind: InlineKind, node: &Node, inside: &[Node]) {
        let place = node.at();
        let block = self.opened();
        let at = block.text.len();
        block.inlines.push(Inline { kind, text: at..at, source: place.clone() });
        let index = block.inlines.len() - 1;
        self.keep(&place);
        self.nodes(inside);
        if let Some(block) = &mut self.block {
            block.inlines[index].text.end = block.text.len();
        }
    }

    fn citation(&mut self, sources: &[CitedSource], node: &Node) {
        let place = node.at();
        let details = sources.iter().filter_map(|source| source.detail.as_deref());
        details.for_each(|detail| self.detail(detail, &place));
        let keys = sources.iter().map(|source| source.key.clone()).collect();
        self.inline(InlineKind::Citation(keys), node, &[]);
        self.cited = self.opened().text.ends_with(' ');
    }

    fn picture(&mut self, figure: &Figure, place: &Range<usize>) {
        self.close();
        let source = &self.file[place.clone()];
        let mut add = |kind, words: &str| {
            if words.is_empty() {
                return;
            }
            let at = source.rfind(words).map(|at| place.start + at..place.start + at + words.len());
            self.open(kind);
            self.words(words, at.unwrap_or_else(|| place.clone()));
            self.close();
        };
        add(BlockKind::PictureText, &figure.alt);
        add(BlockKind::PictureCaption, &figure.caption);
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
        Block {
            kind,
            text: String::new(),
            runs: Vec::new(),
            inlines: Vec::new(),
            roles: self.roles.clone(),
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
