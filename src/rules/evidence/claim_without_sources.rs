//! `claim-without-sources`

use crate::output::OutputTree;
use crate::registry::{Certainty, Rater};
use crate::rules::{Context, Report};

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    for entry in context.site.registry.claims.entries() {
        let claim = &entry.value;
        if !claim.sources.is_empty() || claim.certainty == Certainty::None {
            continue;
        }
        let id = &claim.id;
        if claim.rated_by != Rater::Ours {
            let message = format!("the claim `{id}` has a rating of others, but does not say whose");
            report.add(entry.span.clone(), message, "name the review or panel in `sources`");
        } else if claim.caveat.is_empty() || claim.certainty >= Certainty::Moderate {
            let message = format!("the claim `{id}` rests on no source");
            let help = "name its `sources`; where there are none, say so to readers in `caveat` and rate it low or very low";
            report.add(entry.span.clone(), message, help);
        }
    }
}
