//! `outlives-evidence`

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::page::Mark;
use crate::prose::InlineKind;
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let months = context.limit(report.rule(), 36.0).max(0.0) as i32;
    let Some(due) = page.card.review_by else {
        return;
    };
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    for inline in page.prose.blocks.iter().flat_map(|block| &block.inlines) {
        if let InlineKind::Claim(id) = &inline.kind {
            ids.insert(id);
        }
    }
    for (mark, _) in page.prose.marks() {
        if let Mark::Certainty(id) = mark {
            ids.insert(id);
        }
    }
    for claim in ids.into_iter().filter_map(|id| context.site.registry.claims.get(id)) {
        let month = format!("{}-01", claim.checked).parse::<Date>().ok();
        let last = month.and_then(|month| month.checked_add(months.months()).ok()).map(Date::last_of_month);
        if last.is_some_and(|last| due.0 > last) {
            let (id, checked) = (&claim.id, &claim.checked);
            let message = format!(
                "the claim `{id}` was last checked in {checked}, and must be checked before this page"
            );
            report.add(
                page.key("review_by"),
                message,
                "bring the page's check forward, or check the claim again",
            );
        }
    }
}
