//! `overpromise`

use super::effects::{self, Promised};
use super::{Context, PageView, Report};
use crate::output::OutputTree;

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    page.effects(context).promised.iter().for_each(|promised| tell(promised, report));
}

pub(super) fn check_data(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    effects::promises(context).iter().for_each(|promised| tell(promised, report));
}

fn tell(Promised { words, say, span }: &Promised, report: &mut Report<'_>) {
    report.add(span.clone(), format!("`{words}` promises too much"), say.as_str());
}
