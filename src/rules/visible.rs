//! The words of a page as a reader meets them, section by section, and how hard they are to read.
//!
//! Read: the title, headings, paragraphs, items, cells, captions, and what cards, cautions, claims and the
//! checklist bring in. Not read: what pictures say to those who do not see them, and the words of
//! templates (menus, dates, buttons), which are the same on every page.

use std::ops::Range;

use super::{Context, PageView, data_files, sentences};
use crate::diagnostic::{Diagnostic, Span};
use crate::prose::{Block, BlockKind};
use crate::reading::{self, Measure, Reading};

/// A sentence with fewer words is often a name or a heading: alone it says nothing of how hard a page is.
const FEWEST: usize = 5;

/// What stands under a heading, or before the first.
pub(super) struct Section<'p> {
    pub(super) heading: Option<&'p Block>,
    sentences: Vec<Visible<'p>>,
}

/// A sentence that a reader reads.
struct Visible<'p> {
    text: &'p str,
    source: Source<'p>,
}

enum Source<'p> {
    Title,
    Block(&'p Block, Range<usize>),
    Data,
}

/// How hard a page is to read.
#[derive(Debug)]
pub(super) struct Levels {
    pub(super) measure: Measure,
    pub(super) page: Reading,
    /// In the order of `sections`.
    pub(super) sections: Vec<Reading>,
}

/// How hard a page is to read: nothing for a language without a measure.
pub(super) fn levels(page: &PageView<'_>) -> Option<Levels> {
    let measure = Measure::of(&page.card.language)?;
    let mut sections = vec![Reading::default()];
    let mut number_of_section = Vec::with_capacity(page.prose.blocks.len());
    for block in &page.prose.blocks {
        if matches!(block.kind, BlockKind::Heading { id: Some(_), .. }) {
            sections.push(Reading::default());
        }
        number_of_section.push(sections.len() - 1);
    }
    for text in page.texts() {
        let section = match text.source {
            sentences::Source::Head("title") => 0,
            sentences::Source::Head(_) => continue,
            sentences::Source::Block(number) if !page.prose.blocks[number].is_read() => continue,
            sentences::Source::Block(number) | sentences::Source::Data(number, _) => {
                number_of_section[number]
            }
        };
        text.sentences.iter().for_each(|sentence| sections[section] += sentence.reading);
    }
    let page = sections.iter().fold(Reading::default(), |sum, section| sum + *section);
    Some(Levels { measure, page, sections })
}

/// The sections of a page, with all that is read in them.
pub(super) fn sections<'p>(page: &'p PageView<'p>) -> Vec<Section<'p>> {
    let title = Visible { text: &page.card.title, source: Source::Title };
    let mut section = Section { heading: None, sentences: vec![title] };
    let mut sections = Vec::new();
    for block in &page.prose.blocks {
        match &block.kind {
            BlockKind::Heading { id: Some(_), .. } => {
                let next = Section { heading: Some(block), sentences: Vec::new() };
                sections.push(std::mem::replace(&mut section, next));
            }
            BlockKind::Mark(mark) => {
                let parts = page.included(mark).into_iter().map(|part| part.words);
                let sentences = parts.flat_map(|words| reading::sentences(words).map(|at| &words[at]));
                section.sentences.extend(sentences.map(|text| Visible { text, source: Source::Data }));
            }
            _ => {}
        }
        if block.is_read() {
            let sentences = reading::sentences(&block.text);
            section.sentences.extend(
                sentences
                    .map(|at| Visible { text: &block.text[at.clone()], source: Source::Block(block, at) }),
            );
        }
    }
    sections.push(section);
    sections
}

impl<'p> Section<'p> {
    pub(super) fn texts(&self) -> impl Iterator<Item = &'p str> {
        self.sentences.iter().map(|sentence| sentence.text)
    }
}

/// Adds the hardest sentences of some sections to a finding, each with its place.
pub(super) fn with_hardest(
    finding: Diagnostic,
    sections: &[Section<'_>],
    most: usize,
    page: &PageView<'_>,
    context: &Context<'_>,
) -> Diagnostic {
    let Some(measure) = Measure::of(&page.card.language) else {
        return finding;
    };
    let sentences = sections.iter().flat_map(|section| &section.sentences);
    let sentences: Vec<&Visible<'_>> =
        sentences.filter(|sentence| reading::words(sentence.text).count() >= FEWEST).collect();
    let hardest = measure.hardest(sentences.iter().map(|sentence| sentence.text), most);
    hardest.into_iter().enumerate().fold(finding, |finding, (at, hard)| {
        let place = sentences[hard.place].span(page, context);
        let rank = ["the hardest sentence", "the next hardest"][at.min(1)];
        finding.related(place, format!("{rank}: `{}`", hard.sentence))
    })
}

impl Visible<'_> {
    /// Where it was written.
    fn span(&self, page: &PageView<'_>, context: &Context<'_>) -> Span {
        match &self.source {
            Source::Title => page.key("title"),
            Source::Block(block, at) => page.span(block.source(at.clone())),
            Source::Data => data_files::holding(context, &page.card.path, self.text),
        }
    }
}

/// A figure as it is said: with one digit after the point.
pub(super) fn rounded(figure: f64) -> f64 {
    (figure * 10.0).round() / 10.0
}
