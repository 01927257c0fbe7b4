//! `title-too-long`

use crate::output::OutputTree;
use crate::rules::{Context, Report};

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), 65.0);
    for card in &context.site.cards {
        let length = card.title.trim().chars().count();
        if length as f64 > most {
            let message = format!("the title has {length} characters");
            let help = format!("say in {most} characters or fewer what the page answers");
            report.add(context.key(card, "title"), message, help);
        }
    }
}
