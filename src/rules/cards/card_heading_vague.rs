//! `card-heading-vague`

use serde::Deserialize;

use crate::language::Each;
use crate::output::OutputTree;
use crate::rule;
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// How a heading leads into its signs.
    ends: String,
    /// Whether it says the level.
    names_level: bool,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::CARD_HEADING_VAGUE.code));

/// What a heading lacks, and what to do about it.
fn wrong(heading: &str, level: &str, language: &str) -> Option<(String, String)> {
    let length = heading.chars().count();
    if length > LONGEST {
        return Some((format!("has {length} characters"), format!("say it in {LONGEST} or fewer")));
    }
    let lists = LISTS.of(language);
    if !heading.ends_with(lists.map_or(":", |lists| lists.ends.as_str())) {
        return Some((
            "does not lead into its signs".to_owned(),
            "end it in ` if:`, as in `Urgent: get medical help today if:`".to_owned(),
        ));
    }
    if lists.is_some_and(|lists| lists.names_level) && !heading.to_lowercase().contains(level) {
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
