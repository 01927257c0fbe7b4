//! `names-mixed`

use serde::Deserialize;

use crate::language::Each;
use crate::page::Mark;
use crate::phrase::Phrases;
use crate::rule;
use crate::rules::lists::Watched;
use crate::rules::passages::{self, Instead};
use crate::rules::{Context, PageView, Report};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// What brings in another name on purpose.
    also: Phrases,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::NAMES_MIXED.code));

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let wording = &context.site.registry.wording;
    let lists = LISTS.of(&page.card.language);
    let naming = page.passages().iter().filter(|passage| passage.mentions.has(Watched::OtherName));
    for passage in naming.filter(|passage| passage.mark(page) != Some(&Mark::Glossary)) {
        for (entry, at) in wording.looked_for.others.find_all(&passage.lowered) {
            let preferred = wording.preferred[entry].get_ref();
            let is_meant = passages::is_in(page, preferred.language.as_deref());
            if is_meant && lists.and_then(|lists| lists.also.find(&passage.lowered)).is_none() {
                let term = &preferred.term;
                let help = format!("say `{term}` each time, or readers may think of two things");
                let hit = Instead { passage, at, say: None, help };
                passages::tell(&hit, page, context, report, &format!("`{{}}` is another name for `{term}`"));
            }
        }
    }
}
