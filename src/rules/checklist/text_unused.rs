//! `text-unused`

use crate::checklist::PATH;
use crate::diagnostic::SourcePath;
use crate::page::Kind;
use crate::rules::checklist::checklist_untranslated::key;
use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let (card, site) = (page.page.card, context.site);
    let is_own = card.kind == Kind::Checklist && card.language == site.config.language;
    let Some(checklist) = site.checklist.as_ref().filter(|_| is_own) else {
        return;
    };
    for (name, words) in &checklist.texts {
        let words = words.get(&card.language, &site.config.language);
        if !plain_parts(words).all(|part| page.document.html.contains(part)) {
            let place = key(context.tree, &SourcePath::new(PATH), name);
            report.add(place, format!("no page shows the text `{name}`"), "take it out, or mend its name");
        }
    }
}

/// The parts of some words that stand in a page as they are: not what HTML, a script or a date changes.
fn plain_parts(words: &str) -> impl Iterator<Item = &str> {
    let outside = words.split('{').enumerate().map(|(n, part)| match part.split_once('}') {
        Some((_, rest)) if n > 0 => rest,
        _ => part,
    });
    outside.flat_map(|part| part.split(['&', '<', '>', '"', '\'', '/', '\\']))
}
