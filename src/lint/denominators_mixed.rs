//! `denominators-mixed`

use super::lists::Watched;
use super::{Context, PageView, Report, passages};
use crate::page::body::Mark;
use crate::plain::Plain;

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    if Plain::of(&page.card.language).is_none() {
        return;
    }
    let mut first = None;
    let counting = page.passages().iter().filter(|passage| passage.mentions.has(Watched::Digit));
    for passage in counting.filter(|passage| !matches!(passage.mark(page), Some(Mark::Claims(_)))) {
        // Parts of a few people are plain by themselves: `1 in 3 people`.
        for (at, all) in passages::shares(&passage.lowered).into_iter().filter(|(_, all)| *all >= 10) {
            let span = || passage.span(at.clone(), page, context);
            let (usual, place) = first.get_or_insert_with(|| (all, span()));
            if *usual != all {
                let message = format!("`in {all}` stands on a page that counts `in {usual}`");
                let finding = report.finding(span(), message);
                let help = format!("count all shares in {usual}, so that readers can compare them");
                report.push(finding.help(help).related(place.clone(), "the first share"));
            }
        }
    }
}
