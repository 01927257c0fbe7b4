//! `script-broken`

use crate::javascript;
use crate::rules::script::scripts;
use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    for script in scripts(page, context) {
        if let Some(mistake) = javascript::mistake(script.code) {
            let message = format!("no browser can run this script: {}", mistake.message);
            let help = "mend it here; nothing in this file works until then";
            report.add(script.place(mistake.at, page, context), message, help);
        }
    }
}
