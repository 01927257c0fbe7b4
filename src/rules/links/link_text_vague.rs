//! `link-text-vague`

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::language::Each;
use crate::prose::InlineKind;
use crate::rule;
use crate::rules::{Context, PageView, Report};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// Words that say nothing of where a link leads.
    vague: BTreeSet<String>,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::LINK_TEXT_VAGUE.code));

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let lists = LISTS.of(&page.card.language);
    for block in &page.prose.blocks {
        for link in block.inlines.iter().filter(|link| matches!(link.kind, InlineKind::Link(_))) {
            let words = block.text[link.text.clone()].trim();
            let bare = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            let is_address = ["http://", "https://", "www."].iter().any(|start| bare.starts_with(start));
            if is_address || lists.is_some_and(|lists| lists.vague.contains(&bare)) {
                let message = format!("`{words}` does not say where it leads");
                let help = "make the link of words that name the page, such as its title";
                report.add(page.span(link.source.clone()), message, help);
            }
        }
    }
}
