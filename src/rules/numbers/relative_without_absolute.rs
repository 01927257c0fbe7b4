//! `relative-without-absolute`

use crate::plain::Plain;
use crate::rules::lists::Watched;
use crate::rules::passages::{self, Instead};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let Some(plain) = Plain::of(&page.card.language) else {
        return;
    };
    for passage in page.passages().iter().filter(|passage| passage.mentions.has(Watched::RelativeRisk)) {
        for (at, say) in plain.relative_without_absolute.find(&passage.lowered) {
            // Both numbers: of those with, and of those without.
            if passages::shares(&passage.lowered).len() < 2 {
                let hit = Instead { passage, at, say: None, help: format!("give {say}") };
                passages::tell(&hit, page, context, report, "`{}` of how many");
            }
        }
    }
}
