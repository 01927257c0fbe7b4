//! `overpromise`

use super::effects::Promised;
use super::{Context, PageView, Report};

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    for Promised { words, say, span } in &page.effects(context).promised {
        report.add(span.clone(), format!("`{words}` promises too much"), say.as_str());
    }
}
