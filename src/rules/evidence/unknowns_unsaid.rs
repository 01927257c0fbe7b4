//! `unknowns-unsaid`

use serde::Deserialize;

use crate::diagnostic::Span;
use crate::language::Each;
use crate::phrase::Phrases;
use crate::registry::Certainty;
use crate::rule;
use crate::rules::lists::Watched;
use crate::rules::{Context, PageView, Report, sentences};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// Ways to say what is not known.
    unknown: Phrases,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::UNKNOWNS_UNSAID.code));

/// Ways to say what is not known.
pub(in crate::rules) fn words(language: &str) -> impl Iterator<Item = &'static str> {
    LISTS.of(language).into_iter().flat_map(|lists| lists.unknown.iter())
}

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let claims = &context.site.registry.claims;
    let is_open = |id: &str| claims.get(id).is_some_and(|claim| claim.certainty < Certainty::High);
    let Some(lists) = LISTS.of(&page.card.language) else {
        return;
    };
    if !page.card.kind.explains() || !sentences::claims(page).into_iter().any(is_open) {
        return;
    }
    let mut is_said = false;
    sentences::each(page, context, Watched::Unknown, &mut |sentence, _| {
        is_said = is_said || lists.unknown.find(sentence).is_some();
    });
    if !is_said {
        let help =
            "say what nobody has tested or what is not clear, as in `We do not know how long it helps.`";
        report.add(Span::file(&page.card.path), "this page never says what we do not know", help);
    }
}
