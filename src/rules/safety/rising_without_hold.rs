//! `rising-without-hold`

use crate::phrase;
use crate::prose::{Block, BlockKind, Role};
use crate::rules::{Context, PageView, Report};

/// Ways to say that someone gets up, where they begin a step.
const RISES: [&str; 5] = ["stand", "rise", "get up", "get out of bed", "climb"];
/// The same, anywhere in a step.
const GETS_UP: [&str; 5] = ["stand up", "stands up", "get up", "get out of bed", "step onto"];
/// Ways to do that without a fall.
const SAFELY: [&str; 12] = [
    "hold",
    "holding",
    "slowly",
    "support",
    "lean on",
    "rail",
    "handrail",
    "someone with you",
    "firm",
    "sturdy",
    "steady",
    "both hands",
];

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
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
            let start = RISES.iter().find(|word| phrase::find(first, word).is_some_and(|at| at.start == 0));
            start.copied().or_else(|| phrase::first(first, GETS_UP).map(|(word, _)| word))
        });
        if let Some(word) = rises
            && !words.iter().any(|text| phrase::first(text, SAFELY).is_some())
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
