//! `advice-unguarded`

use super::lists::Watched;
use super::{Context, PageView, Report, sentences};

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let wording = &context.site.registry.wording;
    if wording.guards.is_empty() {
        return;
    }
    let guards = wording.guards.iter().map(toml::Spanned::get_ref).zip(&wording.looked_for.guards);
    sentences::each(page, context, Watched::Guarded, &mut |sentence, place| {
        for (guard, (when, unless)) in guards.clone() {
            let is_meant = when.iter().all(|group| group.find(sentence).is_some());
            if is_meant && unless.find(sentence).is_none() {
                let message = format!("this sentence {}", guard.says);
                let help = format!("say it like this: `{}`", guard.instead);
                report.add(place(0..sentence.len()), message, help);
            }
        }
    });
}
