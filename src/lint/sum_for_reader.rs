//! `sum-for-reader`

use super::{Context, PageView, Report, spoken};

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    spoken::listed(page, context, report, |plain| &plain.sum_for_reader, "`{}` asks the reader to do a sum");
}
