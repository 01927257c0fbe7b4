//! `claim-overstated`

use crate::certainty::Problem;
use crate::output::OutputTree;
use crate::rules::effects::{self, Judged};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let judged = page.effects(context).judged.iter();
    judged
        .filter(|judged| judged.misfit.problem == Problem::Overstated)
        .for_each(|judged| tell(judged, report));
}

pub(in crate::rules) fn check_site(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    effects::claims(context, Problem::Overstated).iter().for_each(|judged| tell(judged, report));
}

fn tell(judged: &Judged, report: &mut Report<'_>) {
    let Judged { claim, certainty, misfit, .. } = judged;
    let found = &misfit.found;
    let message =
        format!("`{found}` is surer than the claim `{claim}`, which is rated `{}`", certainty.word());
    report.push(effects::mended(report.finding(judged.span.clone(), message), judged));
}
