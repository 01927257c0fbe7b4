//! What the data files of a site say of effects: whether a page shows them or not.

use super::Judged;
use crate::certainty::{Problem, Wording};
use crate::data::Words;
use crate::fold;
use crate::rules::{Context, data_files};

/// The claims of a site whose own words do not fit them.
pub(in crate::rules) fn claims(context: &Context<'_>, problem: Problem) -> Vec<Judged> {
    let mut judged = Vec::new();
    for entry in context.site.registry.claims.entries() {
        let claim = &entry.value;
        for (wording, written) in spoken(&claim.says, context) {
            let words = &*fold::seen(written);
            let misfits = wording.judge(words, words, claim.certainty, claim.direction);
            judged.extend(misfits.into_iter().filter(|misfit| misfit.problem == problem).map(|misfit| {
                let span = data_files::within(context, &entry.span, written, misfit.range.clone());
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
