//! A page's text as a tree, each part with its place in the source.
//!
//! The parts stand in one list, a part before what is inside it, so that a page of a large site takes little memory.
//! Whoever draws a page, or reads its words, walks over this and never over the Markdown again.

use std::ops::Range;

use super::Mark;

/// A page's text.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Its parts, in the order of the source.
    pub nodes: Vec<Node>,
    /// The footnotes, in the order of their first use.
    pub footnotes: Vec<Footnote>,
}

/// A footnote.
#[derive(Debug, Clone)]
pub struct Footnote {
    /// Its node.
    pub node: usize,
    /// How often the text refers to it.
    pub uses: usize,
}

/// A heading of the contents list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its level, 2 to 6.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its words.
    pub title: String,
}

/// A part of a page.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub part: Part,
    /// The bytes of the file that it comes from. They are kept small, for a large site has a million of these.
    from: u32,
    to: u32,
    /// How many nodes it is with all that is inside it.
    size: u32,
}

/// What a node is. What is large is boxed.
#[derive(Debug, Clone)]
pub enum Part {
    /// Words as they stand in the source.
    Text,
    /// Words that are written in another way, such as `&amp;`.
    Written(Box<str>),
    /// `` `words` ``
    Code(Box<str>),
    /// The end of a line within a paragraph.
    SoftBreak,
    /// The end of a line that readers see.
    HardBreak,
    /// `*so*`
    Emphasis,
    /// `**so**`
    Strong,
    /// A link that leads to a page, a file or an anchor of this site, with its address as written.
    Link(Box<str>),
    /// A link that leaves the site.
    OutsideLink(Box<str>),
    /// `[words][claim:id]`
    Claim(Box<str>),
    /// `[words][term:id]`
    Term(Box<str>),
    /// `[@key; @other, p. 3]`
    Citation(Box<[CitedSource]>),
    /// `[^label]`
    FootnoteUse {
        /// Its number, from 1.
        number: u32,
        /// Which use of that footnote it is, from 1.
        nth: u32,
    },
    /// HTML that the author wrote.
    RawHtml,
    /// An anchor that a heading used to have.
    FormerAnchor(Box<str>),
    /// A paragraph; the words of a tight list stand in none.
    Paragraph,
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its anchor.
        id: Box<str>,
        /// Whether it is one of the page, and not of a list or a quote.
        is_of_page: bool,
    },
    /// A list, with the number of its first item if it is numbered.
    List(Option<u32>),
    /// An item of a list.
    Item,
    /// A quote.
    Quote,
    /// `> [!WARNING]`: `note`, `tip`, `important`, `warning` or `caution`.
    Alert(&'static str),
    /// The heading of an alert that has one of its own.
    AlertTitle,
    /// Preformatted text, with the language it is in.
    CodeBlock(Box<str>),
    /// A line across the page.
    Rule,
    /// A table: its caption, if it has one, and its rows, the first of which is the head.
    Table,
    /// What a table shows.
    TableCaption,
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell(Align),
    /// Terms and what they mean.
    DefinitionList,
    /// What a definition list explains.
    DefinitionTitle,
    /// How it explains that.
    Definition,
    /// A heading with a role, and what follows it.
    Section(Box<Section>),
    /// A picture.
    Figure(Box<Figure>),
    /// `[care: urgent; id, id]`, alone in a paragraph.
    Mark(Box<Mark>),
    /// `[^label]: words`
    Footnote,
}

/// On which side of a column its words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Where lines start.
    Start,
    /// In the middle.
    Center,
    /// Where lines end, as numbers do.
    End,
}

/// A heading with a role, and what follows it.
#[derive(Debug, Clone)]
pub struct Section {
    /// The role, such as `key-points`.
    pub role: &'static str,
    /// The heading's anchor.
    pub id: String,
}

/// A picture.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Where it comes from, as written.
    pub source: String,
    /// What it shows.
    pub alt: String,
    /// What to conclude from it.
    pub caption: String,
    /// Whether it stands in a list item, as a step's picture does.
    pub small: bool,
}

impl Figure {
    /// The claim whose numbers it shows.
    pub fn claim(&self) -> Option<&str> {
        self.source.strip_prefix("icon-array:")
    }
}

/// A source in a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedSource {
    /// Its key in the references.
    pub key: String,
    /// Where in the source, such as `p. 3`.
    pub detail: Option<String>,
    /// Where the key stands.
    pub range: Range<usize>,
}

impl Node {
    /// A part that comes from some bytes of a file, with nothing inside it yet.
    pub(super) fn new(part: Part, at: Range<usize>) -> Node {
        // A page of four gigabytes is refused before it is read.
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Node { part, from: byte(at.start), to: byte(at.end), size: 1 }
    }

    /// Puts inside it what stands behind it.
    pub(super) fn hold(&mut self, nodes: usize) {
        self.size = u32::try_from(nodes + 1).unwrap_or(u32::MAX);
    }

    /// Where it stands, in bytes of the file.
    pub fn at(&self) -> Range<usize> {
        self.from as usize..self.to as usize
    }

    /// The words of a text or of code.
    pub fn words<'n>(&'n self, file: &'n str) -> Option<&'n str> {
        match &self.part {
            Part::Text => Some(&file[self.at()]),
            Part::Written(words) | Part::Code(words) => Some(words),
            _ => None,
        }
    }
}

/// The parts that stand beside each other in a list of nodes, each with what is inside it.
pub fn each(mut nodes: &[Node]) -> impl Iterator<Item = (&Node, &[Node])> {
    std::iter::from_fn(move || {
        let (node, rest) = nodes.split_first()?;
        let (inside, after) = rest.split_at(node.size as usize - 1);
        nodes = after;
        Some((node, inside))
    })
}

/// All words of some nodes, without marks.
pub fn plain(nodes: &[Node], file: &str) -> String {
    let mut words = String::new();
    for node in nodes {
        match &node.part {
            Part::SoftBreak | Part::HardBreak => words.push(' '),
            _ => words.push_str(node.words(file).unwrap_or_default()),
        }
    }
    words
}

impl Body {
    /// What is inside a footnote.
    pub fn footnote(&self, footnote: &Footnote) -> &[Node] {
        each(&self.nodes[footnote.node..]).next().map_or(&[], |(_, inside)| inside)
    }
}
