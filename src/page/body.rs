//! The body of a page: HTML that is final, with typed holes for what only the site can fill.
//!
//! Markdown's own elements are already HTML here, written by pulldown-cmark; everything else is a
//! hole that a template component fills. This form is a fifth of the size of a list of events,
//! which is what keeps ten thousand pages in memory.

use std::ops::Range;

/// A page's text, ready to be filled.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The HTML that is final, in the order of the source; pieces say which part of it they are.
    pub html: String,
    /// The text.
    pub pieces: Vec<Piece>,
    /// The footnotes, in the order of their first use.
    pub footnotes: Vec<Footnote>,
}

/// A footnote.
#[derive(Debug, Clone)]
pub struct Footnote {
    /// Its label in the source.
    pub label: String,
    /// Its text.
    pub pieces: Vec<Piece>,
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

/// One piece of a body. Ranges are bytes of the source file. What is large is boxed: a large site holds a million
/// pieces at once, most of them small.
#[derive(Debug, Clone)]
pub enum Piece {
    /// A part of the HTML that is final.
    Html(Range<usize>),
    /// Raw HTML that the author wrote.
    RawHtml(Box<(String, Range<usize>)>),
    /// A link that leads to a page, a file or an anchor of this site.
    Link(Box<Linked>),
    /// A link that leaves the site.
    OutsideLink(Box<Linked>),
    /// `[@key; @other, p. 3]`
    Citation(Vec<CitedSource>),
    /// `[words][claim:id]`
    Claim(Box<Linked>),
    /// `[words][term:id]`
    Term(Box<Linked>),
    /// `[care: urgent; id, id]`, alone in a paragraph, with its place.
    Mark(Box<(Mark, Range<usize>)>),
    /// A heading with a role, and what follows it.
    Section(Box<Section>),
    /// `> [!WARNING]`
    Alert(Box<Alert>),
    /// A picture.
    Figure(Box<Figure>),
    /// A table.
    Table(Box<Table>),
    /// `[^label]`
    FootnoteUse {
        /// Its number, from 1.
        number: usize,
        /// Which use of that footnote it is, from 1.
        nth: usize,
    },
}

/// Words, and what they lead to.
#[derive(Debug, Clone)]
pub struct Linked {
    /// An address as written, or an id.
    pub to: String,
    /// The words.
    pub body: Vec<Piece>,
    /// Where it stands.
    pub range: Range<usize>,
}

impl Linked {
    /// Words that lead somewhere, as a piece holds them.
    pub fn boxed(to: String, body: Vec<Piece>, range: Range<usize>) -> Box<Linked> {
        Box::new(Linked { to, body, range })
    }
}

/// A heading with a role, and what follows it.
#[derive(Debug, Clone)]
pub struct Section {
    /// The role, such as `key-points`.
    pub role: String,
    /// The heading's anchor.
    pub id: String,
    /// The heading and what follows.
    pub body: Vec<Piece>,
}

/// A note that stands out.
#[derive(Debug, Clone)]
pub struct Alert {
    /// `note`, `tip`, `important`, `warning` or `caution`.
    pub kind: &'static str,
    /// Its heading, if it has one of its own.
    pub title: Option<Vec<Piece>>,
    /// Its text.
    pub body: Vec<Piece>,
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
    /// Where it stands.
    pub range: Range<usize>,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its caption.
    pub caption: Option<Vec<Piece>>,
    /// The cells of its first row.
    pub head: Vec<Cell>,
    /// The cells of the others.
    pub rows: Vec<Vec<Cell>>,
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

/// A cell of a table.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What is in it.
    pub body: Vec<Piece>,
    /// The words of a cell of the first row alone, which label the cells below it on a narrow screen.
    pub text: String,
    /// `start`, `center` or `end`.
    pub align: &'static str,
}

/// What a mark alone in a paragraph asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A care card of one level, with all flags for this kind of page or only those named.
    Care {
        /// The level's id.
        level: String,
        /// The flags' ids.
        only: Vec<String>,
    },
    /// All cautions.
    Cautions,
    /// A box on one claim.
    Certainty(String),
    /// The claims of these topics, or all.
    Claims(Vec<String>),
    /// The references that the claims of these topics rest on, or all.
    References(Vec<String>),
    /// All terms.
    Glossary,
    /// The checklist.
    Checklist,
    /// The navigation pages.
    Pages,
    /// The regions' numbers and services.
    Contacts,
    /// What changed on all pages.
    Changes,
    /// Publisher, funding and conflicts.
    Funding,
    /// The quality sheet.
    Quality,
    /// An empty diary of so many nights.
    Diary(u32),
}

impl Mark {
    /// Every mark as a writer would write it.
    pub const FORMS: [&'static str; 13] = [
        "care: emergency",
        "cautions",
        "certainty: claim-id",
        "claims",
        "references",
        "glossary",
        "checklist",
        "pages",
        "contacts",
        "changes",
        "funding",
        "quality",
        "diary: 14",
    ];

    /// Reads what stands between the brackets: nothing where it is no mark.
    pub fn parse(words: &str) -> Option<Mark> {
        let (name, rest) = words.split_once(':').map_or((words, ""), |(name, rest)| (name, rest.trim()));
        let mark = match name.trim() {
            "care" if !rest.is_empty() => {
                let (level, only) = rest.split_once(';').unwrap_or((rest, ""));
                Mark::Care { level: level.trim().to_owned(), only: list(only) }
            }
            "claims" => Mark::Claims(list(rest)),
            "references" => Mark::References(list(rest)),
            "certainty" if !rest.is_empty() => Mark::Certainty(rest.to_owned()),
            "diary" => Mark::Diary(rest.parse().ok().filter(|n| (1..=31).contains(n))?),
            _ if !rest.is_empty() || words.contains(':') => return None,
            "cautions" => Mark::Cautions,
            "glossary" => Mark::Glossary,
            "checklist" => Mark::Checklist,
            "pages" => Mark::Pages,
            "contacts" => Mark::Contacts,
            "changes" => Mark::Changes,
            "funding" => Mark::Funding,
            "quality" => Mark::Quality,
            _ => return None,
        };
        Some(mark)
    }
}

/// The words between commas.
fn list(words: &str) -> Vec<String> {
    words.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Looks at every piece of a body, outer ones first.
pub fn walk<'a>(pieces: &'a [Piece], visit: &mut dyn FnMut(&'a Piece)) {
    for piece in pieces {
        visit(piece);
        match piece {
            Piece::Link(words) | Piece::OutsideLink(words) | Piece::Claim(words) | Piece::Term(words) => {
                walk(&words.body, visit);
            }
            Piece::Section(section) => walk(&section.body, visit),
            Piece::Alert(alert) => {
                walk(alert.title.as_deref().unwrap_or_default(), visit);
                walk(&alert.body, visit);
            }
            Piece::Table(table) => {
                walk(table.caption.as_deref().unwrap_or_default(), visit);
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    walk(&cell.body, visit);
                }
            }
            Piece::Html(_)
            | Piece::RawHtml(..)
            | Piece::Citation(_)
            | Piece::Mark(_)
            | Piece::Figure(_)
            | Piece::FootnoteUse { .. } => {}
        }
    }
}
