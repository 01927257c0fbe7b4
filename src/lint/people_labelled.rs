//! `people-labelled`

use super::{Context, PageView, Report, spoken};

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    spoken::listed(
        page,
        context,
        report,
        |plain| &plain.people_labelled,
        "`{}` makes an illness or an age of a person",
    );
}
