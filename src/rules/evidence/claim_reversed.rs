//! `claim-reversed`

use crate::certainty::Problem;
use crate::output::OutputTree;
use crate::rules::effects::{self, Judged};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let judged = page.effects(context).judged.iter();
    judged
        .filter(|judged| judged.misfit.problem == Problem::Opposite)
        .for_each(|judged| tell(judged, report));
}

pub(in crate::rules) fn check_site(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    effects::claims(context, Problem::Opposite).iter().for_each(|judged| tell(judged, report));
}

fn tell(judged: &Judged, report: &mut Report<'_>) {
    let message = format!("`{}` says the contrary of the claim `{}`", judged.misfit.found, judged.claim);
    report.push(effects::mended(report.finding(judged.span.clone(), message), judged));
}
