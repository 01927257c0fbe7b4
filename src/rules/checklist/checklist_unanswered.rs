//! `checklist-unanswered`

use std::collections::BTreeSet;

use crate::checklist::PATH;
use crate::diagnostic::{SourcePath, Span};
use crate::output::OutputTree;
use crate::rules::{Context, Report};

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let Some(checklist) = &context.site.checklist else {
        return;
    };
    let language = context.site.config.language.as_str();
    let lines = || checklist.results.iter().map(toml::Spanned::get_ref);
    // A line that waits for what is not there was reported where it stands.
    let ids: BTreeSet<&str> = checklist.ids().collect();
    if lines().any(|line| line.any.iter().chain(&line.only).any(|id| !ids.contains(id.as_str()))) {
        return;
    }
    let dangers = checklist.groups.iter().map(toml::Spanned::get_ref).filter(|group| group.required);
    let dangers: Vec<&str> =
        dangers.flat_map(|group| &group.items).map(|item| item.get_ref().id.as_str()).collect();
    for meaning in checklist.meanings(language) {
        let is_named = |named: &String| named == meaning.id;
        if lines().any(|line| line.any.iter().chain(&line.only).any(is_named)) {
            continue;
        }
        let place =
            Span::new(&SourcePath::new(PATH), meaning.at.start..meaning.at.end.min(meaning.at.start + 12));
        let message = format!("`{}` leads to no advice", meaning.id);
        if dangers.contains(&meaning.id) {
            let help = "every box of a group that must be answered leads to advice: name it in `any` or `only` of a `[[result]]`";
            report.add(place, message, help);
        } else if checklist.leads_to_advice(meaning.id) {
            let help = "name it in `any` or `only` of a `[[result]]`; or, if it only goes on the summary, write `advice = false` there";
            report.add(place, message, help);
        }
    }
}
