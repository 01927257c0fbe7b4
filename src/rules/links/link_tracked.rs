//! `link-tracked`

use crate::rules::{BuiltView, Context, Report};

/// Parts of an address that say who sent the reader, or who the reader is.
const PARTS: [&str; 14] = [
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid", "mc_cid",
    "mc_eid", "_hsenc", "_ga", "ttclid",
];

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    for link in page.document.named("a").filter_map(|link| link.value("href")) {
        let Some((_, query)) = link.split_once('?') else {
            continue;
        };
        let query = query.split('#').next().unwrap_or_default();
        let keys = query.split('&').map(|part| part.split('=').next().unwrap_or_default());
        for key in keys.filter(|key| key.starts_with("utm_") || PARTS.contains(key)) {
            let message = format!("this link follows the reader with `{key}`");
            report.add(page.place(link, context), message, "take that part out of the address");
        }
    }
}
