//! `no-effect-claimed`

use crate::certainty::Problem;
use crate::output::OutputTree;
use crate::rules::effects::{self, Judged};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let judged = page.effects(context).judged.iter();
    judged
        .filter(|judged| judged.misfit.problem == Problem::NoEffect)
        .for_each(|judged| tell(judged, report));
}

pub(in crate::rules) fn check_site(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    effects::claims(context, Problem::NoEffect).iter().for_each(|judged| tell(judged, report));
}

fn tell(Judged { claim, certainty, misfit, span }: &Judged, report: &mut Report<'_>) {
    let (found, rated) = (&misfit.found, certainty.word());
    let message =
        format!("`{found}` denies an effect, but the claim `{claim}` is rated `{rated}`: nobody knows");
    report.add(span.clone(), message, format!("say `{}`", misfit.say));
}
