//! `term-unexplained`

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use crate::language::Each;
use crate::page::Mark;
use crate::phrase;
use crate::prose::InlineKind;
use crate::registry::Term;
use crate::rule;
use crate::rules::lists::Watched;
use crate::rules::passages::Passage;
use crate::rules::sentences::Source;
use crate::rules::{Context, PageView, Report};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// What goes on to explain the word before it.
    explains: Vec<String>,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::TERM_UNEXPLAINED.code));

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    if page.prose.marks().any(|(mark, _)| *mark == Mark::Glossary) {
        return;
    }
    let Some(terms) = context.lists.terms.get(&page.card.language) else {
        return;
    };
    // Each term where it stands first.
    let mut first: BTreeMap<usize, (&Passage, Range<usize>)> = BTreeMap::new();
    let naming = page.passages().iter().filter(|passage| passage.mentions.has(Watched::Term));
    for passage in naming.filter(|passage| matches!(passage.source, Source::Block(_))) {
        for (number, at) in terms.find_all(&passage.lowered) {
            first.entry(number).or_insert((passage, at));
        }
    }
    for (number, term) in context.site.registry.terms.iter().enumerate() {
        let Some((passage, at)) = first.remove(&number) else {
            continue;
        };
        let plain = phrase::lower(term.plain.get(&page.card.language, &context.site.config.language));
        if !is_marked(page, term, passage)
            && !explained(&passage.lowered, at.clone(), &plain, &page.card.language)
        {
            let words = &passage.words[at.clone()];
            let help = format!("explain it where it stands first: `{plain} ({words})`");
            report.add(passage.span(at.clone(), page, context), format!("`{words}` is not explained"), help);
        }
    }
}

/// Whether the page marks the term there or before.
fn is_marked(page: &PageView<'_>, term: &Term, passage: &Passage) -> bool {
    let Source::Block(last) = passage.source else {
        return false;
    };
    let inlines = page.prose.blocks[..=last].iter().flat_map(|block| &block.inlines);
    let mut inlines = inlines.filter(|inline| matches!(&inline.kind, InlineKind::Term(id) if *id == term.id));
    inlines.next().is_some()
}

/// Whether plain words stand before the term, or something right after it explains it.
fn explained(text: &str, at: Range<usize>, plain: &str, language: &str) -> bool {
    let after = text[at.end..].trim_start_matches(['"', '”', ')']);
    let in_brackets = text[..at.start].rfind('(').is_some_and(|open| !text[open..at.start].contains(')'));
    in_brackets
        || phrase::find(text, plain).is_some()
        || after.starts_with(" (")
        || LISTS.of(language).is_some_and(|lists| lists.explains.iter().any(|start| after.starts_with(start)))
}
