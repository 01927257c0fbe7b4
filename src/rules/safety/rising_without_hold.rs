//! `rising-without-hold`

use serde::Deserialize;

use crate::language::Each;
use crate::phrase::{self, Phrases};
use crate::prose::{Block, BlockKind, Role};
use crate::rule;
use crate::rules::{Context, PageView, Report};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// Ways to say that someone gets up, where they begin a step.
    rises: Vec<String>,
    /// The same, anywhere in a step.
    gets_up: Phrases,
    /// Ways to do that without a fall.
    safely: Phrases,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::RISING_WITHOUT_HOLD.code));

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let Some(lists) = LISTS.of(&page.card.language) else {
        return;
    };
    let steps = page.prose.blocks.iter().filter(|block| block.is_in(Role::Section("steps")));
    for step in steps.clone().filter(|block| block.kind == BlockKind::Item) {
        // Not the words of a picture: who reads the step alone, or hears it, must hear of the hold.
        let is_said = |block: &&Block| matches!(block.kind, BlockKind::Item | BlockKind::Paragraph);
        let words: Vec<String> = steps
            .clone()
            .filter(|block| block.item == step.item && is_said(block))
            .map(|block| phrase::lower(&block.text))
            .collect();
        let rises = words.first().and_then(|first| {
            let is_start = |word: &&String| phrase::find(first, word).is_some_and(|at| at.start == 0);
            let start = lists.rises.iter().find(is_start).map(String::as_str);
            start.or_else(|| lists.gets_up.find(first).map(|at| &first[at]))
        });
        if let Some(word) = rises
            && !words.iter().any(|text| lists.safely.find(text).is_some())
        {
            let message = format!("in the step `{word} …` someone could fall");
            report.add(
                page.span(step.range.clone()),
                message,
                "say to go slowly, or to hold on to something firm",
            );
        }
    }
}
