//! `names-mixed`

use super::spoken::{self, Instead};
use super::{Context, PageView, Report};
use crate::page::body::Mark;
use crate::phrase;

/// What brings in another name on purpose, in small letters.
const ALSO: [&str; 5] = ["also called", "also known as", "other names", "another name", "sometimes called"];

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let preferred = context.site.registry.wording.preferred.iter().map(toml::Spanned::get_ref);
    for preferred in preferred.filter(|preferred| spoken::is_in(page, preferred.language.as_deref())) {
        let term = &preferred.term;
        let message = format!("`{{}}` is another name for `{term}`");
        for passage in page.spoken().iter().filter(|passage| passage.mark(page) != Some(&Mark::Glossary)) {
            if phrase::first(&passage.lowered, ALSO).is_some() {
                continue;
            }
            for words in &preferred.others {
                for at in phrase::find_all(&passage.lowered, words.as_str()) {
                    let help = format!("say `{term}` each time, or readers may think of two things");
                    let hit = Instead { passage, at, say: None, help };
                    spoken::tell(&hit, page, context, report, &message);
                }
            }
        }
    }
}
