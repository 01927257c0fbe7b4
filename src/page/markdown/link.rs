//! Links, and what is written like one: citations, claims, terms and marks.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, LinkType, TagEnd};

use super::{Builder, Events, until};
use crate::diagnostic::{Diagnostic, Diagnostics, Span, nearest};
use crate::page::Mark;
use crate::page::tree::{CitedSource, Node, Part};
use crate::rule;

/// What marks our own links among pulldown-cmark's; no writer's link starts with it.
const OURS: &str = "plainleaf ";

/// Spells the lifetimes out, which a closure in a `let` would get wrong.
pub(super) fn on_broken<'a, F>(f: F) -> F
where
    F: FnMut(BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)>,
{
    f
}

/// What a link of CommonMark stands for in a page.
pub(super) enum Written<'a> {
    /// A link, with its target.
    Link(&'a str),
    /// `[words][claim:id]`
    Claim(&'a str),
    /// `[words][term:id]`
    Term(&'a str),
    /// `[cautions]`, with the words between the brackets.
    Mark(&'a str),
    /// `[@key]`; the keys stand in the source.
    Citation,
}

/// Reads what a link's target stands for.
pub(super) fn written(target: &str) -> Written<'_> {
    let Some(ours) = target.strip_prefix(OURS) else {
        return Written::Link(target);
    };
    match ours.split_once([':', ' ']) {
        Some(("claim", id)) => Written::Claim(id.trim()),
        Some(("term", id)) => Written::Term(id.trim()),
        Some(("mark", words)) => Written::Mark(words),
        _ => Written::Citation,
    }
}

/// A link that CommonMark does not know, but we do.
pub(super) fn ours<'a>(link: &BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)> {
    let label = link.reference.trim();
    let words = match link.link_type {
        LinkType::Shortcut if label.starts_with('@') => "cite".to_owned(),
        LinkType::Shortcut if Mark::parse(label).is_some() => format!("mark {label}"),
        LinkType::Reference if label.starts_with("claim:") || label.starts_with("term:") => label.to_owned(),
        _ => return None,
    };
    Some((format!("{OURS}{words}").into(), "".into()))
}

/// Answers for a link that CommonMark does not know: ours, or a mistake, or just brackets.
pub(super) fn resolve_ours<'a>(
    link: &BrokenLink<'a>,
    text: &str,
    span: &dyn Fn(Range<usize>) -> Span,
    found: &mut Diagnostics,
) -> Option<(CowStr<'a>, CowStr<'a>)> {
    if let Some(answer) = ours(link) {
        return Some(answer);
    }
    let label = link.reference.trim();
    match link.link_type {
        LinkType::Shortcut => {
            let (name, rest) = label.split_once(':').map_or((label, false), |(name, _)| (name, true));
            let names = Mark::FORMS.map(|form| form.split(':').next().unwrap_or(form));
            let near = nearest(name, names).filter(|_| !names.contains(&name));
            // Brackets are also just brackets: a mistake is only what has a mark's name, or nearly, and either
            // something after it or a line of its own.
            let nearly = (near.is_some() || names.contains(&name)) && (rest || is_alone(text, &link.span));
            if nearly || (names.contains(&name) && label != name) {
                let forms = Mark::FORMS.map(|form| format!("`[{form}]`")).join(", ");
                let help = match name {
                    "diary" => "a diary has 1 to 31 nights: `[diary: 14]`".to_owned(),
                    _ => format!("the marks are {forms}"),
                };
                let message = format!("`[{label}]` is not a mark");
                let finding =
                    Diagnostic::new(&rule::UNKNOWN_MARK, span(link.span.clone()), message).help(help);
                // The name of the mark comes first: what follows it stays.
                let start = link.span.start + link.reference.find(name).unwrap_or(0) + 1;
                let name = span(start..start + name.len()).range;
                found.push(finding.instead(Some(name), near));
            }
        }
        _ => {
            found.push(
                Diagnostic::new(&rule::BROKEN_LINK, span(link.span.clone()), format!("`[{label}]` is not defined"))
                    .help("write the address after the words: `[words](page.md)`, or mark a claim: `[words][claim:id]`"),
            );
        }
    }
    None
}

/// Whether nothing else stands on the line.
fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].rsplit('\n').next().unwrap_or_default();
    let after = text[range.end..].split('\n').next().unwrap_or_default();
    before.trim().is_empty() && after.trim().is_empty()
}

/// `[@key, p. 3; @other]` that starts at a byte of the file: the sources, and what is none. Read from the
/// source so that each key keeps its place.
fn citation(written: &str, start: usize) -> (Vec<CitedSource>, Vec<Range<usize>>) {
    let (mut sources, mut mistakes) = (Vec::new(), Vec::new());
    let mut at = start + 1;
    for part in written.trim_start_matches('[').trim_end_matches(']').split(';') {
        let (key, detail) =
            part.split_once(',').map_or((part, None), |(k, d)| (k, Some(d.trim().to_owned())));
        let start = at + key.len() - key.trim_start().len();
        let range = start..start + key.trim().len();
        at += part.len() + 1;
        match key.trim().strip_prefix('@') {
            Some(key) if !key.is_empty() => sources.push(CitedSource { key: key.to_owned(), detail, range }),
            _ => mistakes.push(range),
        }
    }
    (sources, mistakes)
}

impl<'a> Builder<'a> {
    pub(super) fn link(&mut self, target: &str, place: Range<usize>, events: Events<'_, 'a>) -> usize {
        match written(target) {
            Written::Link(target) => self.open(Self::link_part(target), place),
            Written::Claim(id) => self.open(Part::Claim(id.into()), place),
            Written::Term(id) => self.open(Part::Term(id.into()), place),
            Written::Mark(mark) => {
                let message = format!("`[{mark}]` stands among other words");
                self.report(
                    &rule::UNKNOWN_MARK,
                    place,
                    message,
                    "put it in a paragraph of its own, with an empty line above and below",
                );
                return until(events, TagEnd::Link);
            }
            Written::Citation => {
                let written = &self.file.as_text()[place.clone()];
                let (sources, mistakes) = citation(written, place.start);
                for range in mistakes {
                    let message = format!("`{}` is no citation", &self.file.as_text()[range.clone()]);
                    self.report(
                        &rule::UNKNOWN_CITATION,
                        range,
                        message,
                        "write `[@key]`, or `[@key; @other]` for two",
                    );
                }
                self.add(Part::Citation(sources.into()), place);
                return until(events, TagEnd::Link);
            }
        }
        1
    }

    /// Whatever is written like a link needs something to read; a link without an address has that mistake.
    pub(super) fn check_words(&mut self, node: usize) {
        let (what, form) = match &self.nodes[node].part {
            Part::Link(target) if target.is_empty() => return,
            Part::Link(_) | Part::OutsideLink(_) => ("link", "(page.md)"),
            Part::Claim(_) => ("claim", "[claim:id]"),
            Part::Term(_) => ("term", "[term:id]"),
            _ => return,
        };
        let file = self.file.as_text();
        let is_blank = |inside: &Node| match inside.part {
            Part::Text | Part::Written(_) => inside.words(file).is_some_and(|words| words.trim().is_empty()),
            Part::SoftBreak => true,
            _ => false,
        };
        if self.nodes[node + 1..].iter().all(is_blank) {
            self.report(
                &rule::LINK_WITHOUT_WORDS,
                self.nodes[node].at(),
                format!("this {what} has no words"),
                &format!("write them between the first brackets: `[words]{form}`"),
            );
        }
    }

    pub(super) fn check_scheme(&mut self, target: &str, range: Range<usize>) {
        let allowed = ["https:", "http:", "mailto:", "tel:"];
        if !allowed.iter().any(|scheme| target.starts_with(scheme)) {
            self.report(
                &rule::BROKEN_LINK,
                range,
                format!("`{target}` is not a link that a reader can follow"),
                "use a page's file name, or an address that starts with `https:`, `mailto:` or `tel:`",
            );
        }
    }
}
