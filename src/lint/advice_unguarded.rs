//! `advice-unguarded`

use super::{Context, PageView, Report, said};
use crate::phrase::Phrase;

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let guards = &context.site.registry.wording.guards;
    if guards.is_empty() {
        return;
    }
    said::sentences(page, context, &mut |sentence, place| {
        let has = |words: &[Phrase]| words.iter().any(|phrase| phrase.find(sentence).is_some());
        for guard in guards.iter().map(toml::Spanned::get_ref) {
            if guard.when.iter().all(|group| has(group)) && !has(&guard.unless) {
                let message = format!("this sentence {}", guard.says);
                report.add(
                    place(0..sentence.len()),
                    message,
                    format!("say it like this: `{}`", guard.instead),
                );
            }
        }
    });
}
