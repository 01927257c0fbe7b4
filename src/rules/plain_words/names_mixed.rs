//! `names-mixed`

use crate::page::Mark;
use crate::phrase;
use crate::rules::lists::Watched;
use crate::rules::passages::{self, Instead};
use crate::rules::{Context, PageView, Report};

/// What brings in another name on purpose, in small letters.
const ALSO: [&str; 5] = ["also called", "also known as", "other names", "another name", "sometimes called"];

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let wording = &context.site.registry.wording;
    let naming = page.passages().iter().filter(|passage| passage.mentions.has(Watched::OtherName));
    for passage in naming.filter(|passage| passage.mark(page) != Some(&Mark::Glossary)) {
        for (entry, at) in wording.looked_for.others.find_all(&passage.lowered) {
            let preferred = wording.preferred[entry].get_ref();
            let is_meant = passages::is_in(page, preferred.language.as_deref());
            if is_meant && phrase::first(&passage.lowered, ALSO).is_none() {
                let term = &preferred.term;
                let help = format!("say `{term}` each time, or readers may think of two things");
                let hit = Instead { passage, at, say: None, help };
                passages::tell(&hit, page, context, report, &format!("`{{}}` is another name for `{term}`"));
            }
        }
    }
}
