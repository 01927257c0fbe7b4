//! `checklist-too-long`

use unicode_segmentation::UnicodeSegmentation;

use crate::checklist::{Group, PATH};
use crate::data::Words;
use crate::diagnostic::{SourcePath, Span};
use crate::output::OutputTree;
use crate::rules::{Context, Report};

/// The most words of a label.
const LABEL: usize = 15;
/// The most boxes or answers of one question.
const CHOICES: usize = 12;
/// The most boxes and answers of a checklist.
const ALL: usize = 60;

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let Some(checklist) = &context.site.checklist else {
        return;
    };
    let path = SourcePath::new(PATH);
    let place = |at: std::ops::Range<usize>| Span::new(&path, at.start..at.end.min(at.start + 12));
    let config = &context.site.config;
    let own = |words: &Words| words.get(&config.language, &config.language).to_owned();
    for group in &checklist.groups {
        let at = group.span();
        let group = group.get_ref();
        for (what, choices) in questions(group) {
            // Danger signs are asked all together: none may be left out for length.
            if choices > CHOICES && !group.required {
                let message = format!("`{what}` has {choices} choices; {CHOICES} are the most that fit");
                report.add(place(at.clone()), message, "ask two questions");
            }
        }
        for item in &group.items {
            let at = item.span();
            let item = item.get_ref();
            let (label, hint) = (own(&item.label), own(&item.hint));
            let words = label.unicode_words().count();
            if words > LABEL {
                let message = format!("the label of `{}` has {words} words; {LABEL} are the most", item.id);
                report.add(place(at.clone()), message, "say it shorter");
            }
            if hint.trim_end_matches(['.', '!', '?']).contains(". ") {
                let message = format!("the hint of `{}` has more than one sentence", item.id);
                report.add(place(at.clone()), message, "say it in one");
            }
            if [&label, &hint].iter().any(|words| words.contains("://") || words.contains("](")) {
                let message = format!("`{}` has a link, which leads away from the form", item.id);
                report.add(place(at), message, "put the link after the form");
            }
        }
    }
    let all = checklist.ids().count();
    if all > ALL {
        let message = format!("the checklist has {all} things to tick; {ALL} are the most that anyone reads");
        report.add(Span::file(&path), message, "leave out what changes no advice");
    }
}

/// The questions of a group, and how many answers each has.
fn questions(group: &Group) -> impl Iterator<Item = (&str, usize)> {
    let choices =
        group.choices.iter().map(|choice| (choice.get_ref().id.as_str(), choice.get_ref().options.len()));
    std::iter::once((group.id.as_str(), group.items.len())).chain(choices)
}
