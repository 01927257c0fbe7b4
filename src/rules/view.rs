//! What checks see.

use std::cell::OnceCell;
use std::ops::Range;

use jiff::civil::Date;

use super::effects::{self, Effects};
use super::lists::Lists;
use super::passages::{self, Passage};
use super::plain_words::reading_grade;
use super::sentences::{self, Source, Text};
use super::visible::{self, Levels};
use crate::asset::{self, Picture};
use crate::data::Value;
use crate::diagnostic::Span;
use crate::document::Document;
use crate::fold;
use crate::locale::Language;
use crate::page::tree::Part;
use crate::page::{self, Card, Mark, Page};
use crate::prose::{self, Block, Included, Prose};
use crate::reading::Figures;
use crate::rule::Rule;
use crate::site::Site;
use crate::source::{SourceFile, SourceTree};

/// What every check may know besides what it looks at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// All cards, settings, data, references and assets.
    pub site: &'a Site,
    /// Every source file.
    pub tree: &'a SourceTree,
    /// The day that dates are held against.
    pub today: Date,
    /// What is looked for on every page.
    pub lists: &'a Lists,
}

impl<'a> Context<'a> {
    /// Whether the site wants to hear of what breaks a rule.
    pub fn is_on(&self, rule: &Rule) -> bool {
        self.site.config.severity(rule, rule.severity).is_some()
    }

    /// Where a rule draws its line on this site.
    pub fn limit(&self, rule: &Rule, usual: f64) -> f64 {
        self.site.config.limit(rule, usual)
    }

    /// The place of a key in the front matter of a page, or the file as a whole.
    pub fn key(&self, card: &Card, key: &str) -> Span {
        let file = self.tree.get(&card.path);
        file.and_then(|file| page::key(file, key))
            .map_or_else(|| Span::file(&card.path), |at| Span::new(&card.path, at))
    }
}

/// One page: its card, its words, its source.
#[derive(Debug)]
pub struct PageView<'a> {
    /// The page, with its body.
    pub page: &'a Page,
    /// What other pages may know of it.
    pub card: &'a Card,
    /// Its language, with its interface words and dates.
    pub language: Option<&'a Language>,
    /// Its file.
    pub file: &'a SourceFile,
    /// Its words.
    pub prose: Prose,
    /// Which banners it must show, by their keys in `strings.toml`.
    pub notices: Vec<&'static str>,
    pub(super) site: &'a Site,
    levels: OnceCell<Option<Levels>>,
    effects: OnceCell<Effects>,
    pub(super) lists: &'a Lists,
    texts: OnceCell<Vec<Text>>,
    passages: OnceCell<Vec<Passage>>,
}

impl<'a> PageView<'a> {
    /// Reads the words of a page.
    pub fn new(page: &'a Page, file: &'a SourceFile, context: &Context<'a>) -> Self {
        let mut prose = prose::read(page, file.as_text());
        prose.blocks.extend(drawn(page, context));
        Self::of(page, file, prose, context)
    }

    /// Takes the words of a page, or of a file that is read like one.
    pub(super) fn of(page: &'a Page, file: &'a SourceFile, prose: Prose, context: &Context<'a>) -> Self {
        let Context { site, lists, .. } = *context;
        let card = &*page.card;
        let language = site.language(card);
        let (levels, effects) = (OnceCell::new(), OnceCell::new());
        let (texts, passages) = (OnceCell::new(), OnceCell::new());
        let notices = Vec::new();
        PageView { page, card, language, file, prose, notices, site, levels, effects, lists, texts, passages }
    }

    /// Bytes of the file as a place for a finding.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(&self.card.path, range)
    }

    /// The place of a key in the front matter, or the file as a whole.
    pub fn key(&self, key: &str) -> Span {
        page::key(self.file, key).map_or_else(|| Span::file(&self.card.path), |at| self.span(at))
    }

    /// The place of some bytes of words, as a reader sees them, that a key of the front matter holds, or the key.
    pub(super) fn head(&self, key: &str, words: &str, at: Range<usize>) -> Span {
        let values = page::values(self.file);
        let is_meant = |value: &&Value| {
            value.keys.first().is_some_and(|first| first == key)
                && fold::seen(&value.words).trim() == words.trim()
        };
        values.iter().find(is_meant).map_or_else(|| self.key(key), |value| self.span(value.place(at)))
    }

    /// How hard it is to read: nothing for a language without a measure.
    pub(super) fn levels(&self) -> Option<&Levels> {
        self.levels.get_or_init(|| visible::levels(self)).as_ref()
    }

    /// What the formulas of its language say of its words, with ease for the terms it explains: nothing for
    /// a page that gives no health advice, or has too few words to tell.
    pub fn figures(&self) -> Option<Figures> {
        let read = self.levels().filter(|_| self.card.kind.is_health())?;
        (read.page.raw.words >= reading_grade::ENOUGH).then(|| read.measure.figures(&read.page.eased))
    }

    /// What it says of effects.
    pub(super) fn effects(&self, context: &Context<'_>) -> &Effects {
        self.effects.get_or_init(|| effects::page(self, context))
    }

    /// Everything it says, in the order in which it is read.
    pub(super) fn texts(&self) -> &[Text] {
        self.texts.get_or_init(|| sentences::read(self))
    }

    /// The text of a block of its own, if it is read.
    pub(super) fn text_of(&self, block: usize) -> Option<&Text> {
        let texts = self.texts();
        let is_before = |text: &Text| match text.source {
            Source::Head(_) => true,
            Source::Block(number) | Source::Data(number, _) => number < block,
        };
        let text = texts.get(texts.partition_point(is_before));
        text.filter(|text| text.source == Source::Block(block))
    }

    /// What it says in its own voice.
    pub(super) fn passages(&self) -> &[Passage] {
        self.passages.get_or_init(|| passages::read(self))
    }

    /// The words that a mark brings into this page.
    pub fn included(&self, mark: &'a Mark) -> Vec<Included<'a>> {
        prose::included(mark, self.card, self.site)
    }
}

/// One page as it was built.
#[derive(Debug)]
pub struct BuiltView<'a> {
    /// The page it was built from.
    pub page: &'a PageView<'a>,
    /// Its elements and texts.
    pub document: &'a Document<'a>,
}

impl BuiltView<'_> {
    /// Where words of the built page were written: in the page, else in a template, else in a data file.
    /// Where nobody wrote them as they stand, the page as a whole.
    pub fn place(&self, words: &str, context: &Context<'_>) -> Span {
        let page = std::iter::once(self.page.file);
        let below = |folder| context.tree.below(folder).map(|file| &**file);
        let data = below("content/").filter(|file| ["toml", "yml", "svg"].contains(&file.path.extension()));
        let mut files = page.chain(below("templates/")).chain(data);
        let found = files.find_map(|file| Some((file, file.as_text().find(words)?)));
        found.map_or_else(
            || Span::file(&self.page.card.path),
            |(file, at)| Span::new(&file.path, at..at + words.len()),
        )
    }
}

/// What is written in the drawings of a page.
fn drawn(page: &Page, context: &Context<'_>) -> Vec<Block> {
    let mut drawn = Vec::new();
    for node in &page.body.nodes {
        if let Part::Figure(figure) = &node.part
            && let Some(path) = asset::named(context.tree, page.card.path.folder(), &figure.source)
            && let Some(Picture::Inline(drawing)) = context.site.assets.pictures.get(path)
        {
            let texts = drawing.texts.iter().filter(|text| !text.trim().is_empty());
            drawn.extend(texts.map(|text| Block::drawn(text, &node.at())));
        }
    }
    drawn
}
