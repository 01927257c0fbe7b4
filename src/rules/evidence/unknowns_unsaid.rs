//! `unknowns-unsaid`

use std::sync::LazyLock;

use crate::diagnostic::Span;
use crate::phrase::{self, Phrases};
use crate::registry::Certainty;
use crate::rules::lists::Watched;
use crate::rules::{Context, PageView, Report, sentences};

/// Ways to say what is not known, in small letters.
pub(in crate::rules) const UNKNOWN: [&str; 34] = [
    "do not know",
    "don't know",
    "does not know",
    "not known",
    "unknown",
    "no one knows",
    "nobody knows",
    "not clear",
    "unclear",
    "not sure",
    "unsure",
    "not certain",
    "uncertain",
    "no cause is found",
    "not tested",
    "nobody has tested",
    "no one has tested",
    "no study",
    "no studies",
    "no trial",
    "no trials",
    "no proof",
    "found no",
    "not shown",
    "not proven",
    "studies disagree",
    "studies do not agree",
    "may not be the cause",
    // Spanish
    "no sabemos",
    "no se sabe",
    "no está claro",
    "ningún estudio",
    "no hay pruebas",
    "no se ha probado",
];

static SAYS_UNKNOWN: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(UNKNOWN));

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let claims = &context.site.registry.claims;
    let is_open = |id: &str| claims.get(id).is_some_and(|claim| claim.certainty < Certainty::High);
    let is_known = ["en", "es"].contains(&phrase::language(&page.card.language));
    if !is_known || !page.card.kind.explains() || !sentences::claims(page).into_iter().any(is_open)
    {
        return;
    }
    let mut is_said = false;
    sentences::each(page, context, Watched::Unknown, &mut |sentence, _| {
        is_said = is_said || SAYS_UNKNOWN.find(sentence).is_some();
    });
    if !is_said {
        let help =
            "say what nobody has tested or what is not clear, as in `We do not know how long it helps.`";
        report.add(Span::file(&page.card.path), "this page never says what we do not know", help);
    }
}
