//! `medicine-without-warning`

use super::lists::Watched;
use super::sentences::{Source, Text};
use super::{Context, PageView, Report};
use crate::page::Kind;

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let wording = &context.site.registry.wording;
    // A glossary says what words mean, and advises nothing.
    if wording.medicines.is_empty() || !page.card.kind.is_health() || page.card.kind == Kind::Glossary {
        return;
    }
    if page.texts().iter().any(|text| text.mentions.has(Watched::KeepTaking)) {
        return;
    }
    let texts = || page.texts().iter().filter(|text| text.mentions.has(Watched::Medicine));
    // The page's own words first: a card stands on many pages.
    let is_own = |text: &&Text| !matches!(text.source, Source::Data(..));
    let mut all = texts().filter(is_own).chain(texts().filter(|text| !is_own(text)));
    let named = all.find_map(|text| Some((text, wording.looked_for.medicines.find(&text.lowered)?)));
    if let Some((text, at)) = named {
        let (name, place) = (&text.lowered[at.clone()], text.span(at, page, context));
        let message =
            format!("this page names `{name}`, but not that nobody should stop a medicine without asking");
        let form = wording
            .keep_taking
            .first()
            .map_or("do not stop a medicine without asking", |words| words.as_str());
        report.add(
            place,
            message,
            format!("say `{form}` on this page, such as in the list of what not to do"),
        );
    }
}
