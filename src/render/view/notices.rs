//! The banners that a page must show.

use super::Today;
use crate::page::{Card, Kind};
use crate::sign_off::Standing;

/// Whether it is past the day of its next check.
pub(super) fn is_overdue(card: &Card, today: Today) -> bool {
    card.review_by.is_some_and(|day| day.0 < today.0)
}

/// Whether it gives health advice that nobody has signed as it is.
pub(super) fn is_draft(card: &Card, standing: &Standing) -> bool {
    card.needs_sign_off() && !standing.complete
}

/// Which banners a page must show, by their keys in `strings.toml`. A page for this minute has no room for that
/// of its date.
pub(in crate::render) fn notices(card: &Card, standing: &Standing, today: Today) -> Vec<&'static str> {
    let is_overdue = is_overdue(card, today) && card.needs_sign_off() && card.kind != Kind::Now;
    let notices =
        [(is_draft(card, standing), "draft"), (standing.behind.is_some(), "behind"), (is_overdue, "overdue")];
    notices.into_iter().filter(|(is_due, _)| *is_due).map(|(_, key)| key).collect()
}
