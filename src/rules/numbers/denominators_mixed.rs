//! `denominators-mixed`

use crate::danger::Danger;
use crate::page::Mark;
use crate::rules::lists::Watched;
use crate::rules::{Context, PageView, Report, passages};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    if Danger::of(&page.card.language).people.is_empty() {
        return;
    }
    let mut first = None;
    let counting = page.passages().iter().filter(|passage| passage.mentions.has(Watched::Digit));
    for passage in counting.filter(|passage| !matches!(passage.mark(page), Some(Mark::Claims(_)))) {
        // Parts of a few people are plain by themselves: `1 in 3 people`.
        for (at, all) in passages::shares(&passage.lowered, page).into_iter().filter(|(_, all)| *all >= 10) {
            let span = || passage.span(at.clone(), page, context);
            let said = &passage.lowered[at.clone()];
            let (usual, first_said, place) = first.get_or_insert_with(|| (all, said, span()));
            if *usual != all {
                let message = format!("`in {all}` stands on a page that counts `in {usual}`");
                // A share can be counted in more people, but not always in fewer.
                let (small, few, most) =
                    if all < *usual { (said, all, *usual) } else { (*first_said, *usual, all) };
                let help = match counted(small, few, most) {
                    Some(count) => format!("count all shares in {most}: `{count} in {most}` for `{small}`"),
                    None => format!("count all shares in {most}, so that readers can compare them"),
                };
                let finding = report.finding(span(), message);
                report.push(finding.help(help).related(place.clone(), "the first share"));
            }
        }
    }
}

/// How many of `most` people are as many as a share of `all` says, if that is a whole number.
fn counted(share: &str, all: u64, most: u64) -> Option<u64> {
    let count: u64 = share.split_whitespace().next()?.replace(',', "").parse().ok()?;
    let count = count.checked_mul(most)?;
    count.is_multiple_of(all).then(|| count / all)
}
