//! The check of every rule that is words to avoid and what to say instead: a table of `instead.toml` and no code.

use super::lists::Mentions;
use super::passages::{self, Instead, Passage};
use super::{Check, Context, LINTS, PageView, Report};
use crate::page::Mark;
use crate::plain::{Apart, Avoided};
use crate::rule::{self, Rule};

/// The rules that are words to avoid.
pub(super) fn rules() -> impl Iterator<Item = &'static Rule> {
    LINTS.iter().filter(|lint| matches!(lint.check, Check::Words)).map(|lint| lint.rule)
}

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let rule = report.rule();
    let own = Avoided::of(&page.card.language, rule.code);
    let Some(told) = own.or_else(|| Avoided::of_any(rule.code)) else {
        return;
    };
    let mut tell = |passage: &Passage, at, say: &str| {
        let mends = told.mends.then_some(say);
        let hit = Instead { passage, at, say: mends, help: told.help.replace("{}", say) };
        passages::tell(&hit, page, context, report, &told.message);
    };
    let wording = &context.site.registry.wording;
    let avoided = Mentions::of_avoided(rule);
    for passage in page.passages().iter().filter(|passage| passage.mentions.meets(avoided)) {
        if told.apart.iter().any(|place| is_apart(*place, passage, page)) || is_counted(told, passage, page) {
            continue;
        }
        for (at, say) in own.iter().flat_map(|own| own.say.find(&passage.lowered)) {
            tell(passage, at, say);
        }
        if rule == &rule::HARD_WORD {
            for (entry, at) in wording.looked_for.replacements.find_all(&passage.lowered) {
                let replacement = wording.replacements[entry].get_ref();
                if passages::is_in(page, replacement.language.as_deref()) {
                    tell(passage, at, replacement.say.as_str());
                }
            }
        }
    }
}

fn is_apart(place: Apart, passage: &Passage, page: &PageView<'_>) -> bool {
    match place {
        Apart::Glossary => passage.mark(page) == Some(&Mark::Glossary),
        Apart::Checklist => passage.mark(page) == Some(&Mark::Checklist),
        Apart::Warning => passage.warns(page),
    }
}

/// Whether so many shares of people stand beside the words that they are no matter.
fn is_counted(told: &Avoided, passage: &Passage, page: &PageView<'_>) -> bool {
    told.unless_shares.is_some_and(|enough| passages::shares(&passage.lowered, page).len() >= enough)
}
