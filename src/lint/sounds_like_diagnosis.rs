//! `sounds-like-diagnosis`

use std::sync::LazyLock;

use super::lists::Watched;
use super::{Context, PageView, Report, sentences};
use crate::page::body::Mark;
use crate::phrase::{self, Phrases};
use crate::prose::BlockKind;

/// Words that tell a reader what they have, in small letters.
pub(super) const VERDICTS: [&str; 12] = [
    "means you have",
    "means that you have",
    "you probably have",
    "you most likely have",
    "you almost certainly have",
    "you clearly have",
    "you must have",
    "you are suffering from",
    "shows that you have",
    "shows you have",
    "significa que tiene",
    "usted padece",
];
static VERDICT: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(VERDICTS));
/// The condition stands so many words after them at most.
const NEAR: usize = 3;

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let conditions = &context.site.registry.wording.looked_for.conditions;
    const HELP: &str =
        "say `this can be a sign of …`: only someone who has seen the reader can say what it is";
    let message = |words: &str| format!("`{words}` sounds like a diagnosis");
    sentences::each(page, context, Watched::Verdict, &mut |sentence, place| {
        let found = VERDICT
            .find(sentence)
            .and_then(|at| Some(at.start..named(&sentence[at.end..], conditions)? + at.end));
        if let Some(at) = found {
            report.add(place(at.clone()), message(&sentence[at]), HELP);
        }
    });
    let starts = |sentence: &str| {
        let rest = sentence.strip_prefix("you have ")?;
        Some(0..named(rest, conditions)? + sentence.len() - rest.len())
    };
    for block in &page.prose.blocks {
        if matches!(block.kind, BlockKind::Heading { .. })
            && let Some(at) = starts(&phrase::lower(&block.text))
        {
            report.add(page.span(block.source(at.clone())), message(&block.text[at]), HELP);
        }
    }
    sentences::included(page, context, Watched::Words, &mut |mark, sentence, place| {
        if *mark == Mark::Checklist
            && let Some(at) = starts(sentence)
        {
            report.add(place(at.clone()), message(&sentence[at]), HELP);
        }
    });
}

/// Where a condition ends that is named in the first words of a text.
fn named(text: &str, conditions: &Phrases) -> Option<usize> {
    let at = conditions.find(text)?;
    (text[..at.start].split_whitespace().count() <= NEAR).then_some(at.end)
}
