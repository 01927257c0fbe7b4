//! `card-heading-vague`

use crate::output::OutputTree;
use crate::phrase;
use crate::rules::{Context, Report, data_files};

/// Longer headings are not taken in at a glance.
const LONGEST: usize = 60;

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let default = &context.site.config.language;
    for entry in context.site.registry.red_flags.levels.entries() {
        let level = &entry.value;
        for language in context.site.languages.keys() {
            if !level.heading.has(language, default) {
                continue;
            }
            let heading = level.heading.get(language, default);
            let found = wrong(heading, &level.id, language);
            if let Some((what, help)) = found {
                let place = data_files::within(context, &entry.span, heading, 0..heading.len());
                report.add(place, format!("the card heading `{heading}` {what}"), help);
            }
        }
    }
}

/// What a heading lacks, and what to do about it.
fn wrong(heading: &str, level: &str, language: &str) -> Option<(String, String)> {
    let length = heading.chars().count();
    if length > LONGEST {
        return Some((format!("has {length} characters"), format!("say it in {LONGEST} or fewer")));
    }
    let is_english = phrase::language(language) == "en";
    if !heading.ends_with(if is_english { " if:" } else { ":" }) {
        return Some((
            "does not lead into its signs".to_owned(),
            "end it in ` if:`, as in `Urgent: get medical help today if:`".to_owned(),
        ));
    }
    if is_english && !heading.to_lowercase().contains(level) {
        return Some((
            "does not name its level".to_owned(),
            format!("start it with the level, such as `{}: …`", capital(level)),
        ));
    }
    None
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
