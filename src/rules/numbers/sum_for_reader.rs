//! `sum-for-reader`

use crate::rules::lists::Watched;
use crate::rules::{Context, PageView, Report, passages};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    passages::listed(
        page,
        context,
        report,
        (Watched::SumForReader, |plain| &plain.sum_for_reader),
        "`{}` asks the reader to do a sum",
    );
}
