//! What the data files of a site say of effects: whether a page shows them or not.

use std::ops::Range;

use super::Judged;
use crate::certainty::{Problem, Wording};
use crate::data::Words;
use crate::diagnostic::Span;
use crate::fold;
use crate::lint::Context;

/// The claims of a site whose own words do not fit them.
pub(in crate::lint) fn claims(context: &Context<'_>, problem: Problem) -> Vec<Judged> {
    let mut judged = Vec::new();
    for entry in context.site.registry.claims.entries() {
        let claim = &entry.value;
        for (wording, written) in spoken(&claim.says, context) {
            let words = &*fold::seen(written);
            let misfits = wording.judge(words, words, claim.certainty, claim.direction);
            judged.extend(misfits.into_iter().filter(|misfit| misfit.problem == problem).map(|misfit| {
                let span = within(context, &entry.span, written, misfit.range.clone());
                Judged { claim: claim.id.clone(), certainty: claim.certainty, misfit, span }
            }));
        }
    }
    judged
}

/// Words in each language of the site that they were written in and that is judged.
fn spoken<'w>(words: &'w Words, context: &Context<'w>) -> impl Iterator<Item = (&'static Wording, &'w str)> {
    let default = context.site.config.language.as_str();
    context.site.languages.keys().filter_map(move |language| {
        let is_written = words.has(language, default);
        is_written.then(|| Some((Wording::of(language)?, words.get(language, default))))?
    })
}

/// The place of some bytes of words, as a reader sees them, that stand in an entry of a data file, or the entry.
fn within(context: &Context<'_>, entry: &Span, words: &str, at: Range<usize>) -> Span {
    let at = fold::place(words, at);
    let from = entry.range.start;
    let text = context.tree.get(&entry.path).and_then(|file| file.as_text().get(from..));
    match text.and_then(|text| text.find(words)) {
        Some(start) => Span::new(&entry.path, from + start + at.start..from + start + at.end),
        None => entry.clone(),
    }
}
