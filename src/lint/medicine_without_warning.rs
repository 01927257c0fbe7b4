//! `medicine-without-warning`

use super::{Context, PageView, Report, sentences};
use crate::page::Kind;

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let wording = &context.site.registry.wording;
    // A glossary says what words mean, and advises nothing.
    if wording.medicines.is_empty() || !page.card.kind.is_health() || page.card.kind == Kind::Glossary {
        return;
    }
    let mut named = None;
    let mut is_safe = false;
    sentences::each(page, context, &mut |sentence, place| {
        is_safe = is_safe || wording.looked_for.keep_taking.find(sentence).is_some();
        if named.is_none() && !is_safe {
            let found = wording.looked_for.medicines.find(sentence);
            named = found.map(|at| (sentence[at.clone()].to_owned(), place(at)));
        }
    });
    if let Some((name, place)) = named.filter(|_| !is_safe) {
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
