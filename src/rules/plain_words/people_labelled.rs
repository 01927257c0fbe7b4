//! `people-labelled`

use crate::rules::lists::Watched;
use crate::rules::{Context, PageView, Report, passages};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    passages::listed(
        page,
        context,
        report,
        (Watched::PeopleLabelled, |plain| &plain.people_labelled),
        "`{}` makes an illness or an age of a person",
    );
}
