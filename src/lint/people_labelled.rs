//! `people-labelled`

use super::lists::Watched;
use super::{Context, PageView, Report, passages};

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    passages::listed(
        page,
        context,
        report,
        (Watched::PeopleLabelled, |plain| &plain.people_labelled),
        "`{}` makes an illness or an age of a person",
    );
}
