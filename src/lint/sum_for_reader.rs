//! `sum-for-reader`

use super::lists::Watched;
use super::{Context, PageView, Report, passages};

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    passages::listed(
        page,
        context,
        report,
        (Watched::SumForReader, |plain| &plain.sum_for_reader),
        "`{}` asks the reader to do a sum",
    );
}
