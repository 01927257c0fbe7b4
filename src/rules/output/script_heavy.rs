//! `script-heavy`

use crate::javascript::tokens;
use crate::rules::output::page_heavy::packed;
use crate::rules::script::scripts;
use crate::rules::{BuiltView, Context, Report};

/// The most that the scripts of a page with something to fill in weigh, packed.
const FILLED_IN: f64 = 6_000.0;
/// The most that those of any other page weigh.
const OTHERS: f64 = 1_000.0;

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let kind = page.page.card.kind;
    let most = if kind.is_for_this_minute() {
        0.0
    } else if kind.is_filled_in() {
        FILLED_IN
    } else {
        context.limit(report.rule(), OTHERS)
    };
    let scripts = scripts(page, context);
    let bytes: usize = scripts.iter().map(|script| script.code.len()).sum();
    // What is short enough as it stands need not be packed.
    if bytes as f64 <= most {
        return;
    }
    let weight: usize = scripts.iter().map(|script| packed(script.code)).sum();
    if weight as f64 > most {
        let message = if kind.is_for_this_minute() {
            "a page for this minute has a script".to_owned()
        } else {
            format!("the scripts of this page weigh {weight} bytes packed; the most is {most}")
        };
        let help = "make the script shorter, or do without it";
        let heaviest = scripts.iter().max_by_key(|script| script.code.len());
        let start = heaviest
            .and_then(|script| Some(script.place(tokens(script.code).first()?.bytes(), page, context)));
        report.add(start.unwrap_or_else(|| page.place("<script", context)), message, help);
    }
}
