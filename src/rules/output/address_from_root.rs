//! `address-from-root`

use crate::page::Kind;
use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    // The error page is shown at addresses of any depth, so its links must start at the root.
    if page.page.card.kind == Kind::Error {
        return;
    }
    for (key, value) in page.document.elements.iter().flat_map(|element| element.attributes()) {
        let is_address = ["href", "src", "action", "poster", "data", "xlink:href"].contains(&key);
        if is_address && value.starts_with('/') && !value.starts_with("//") {
            let message =
                format!("`{value}` fails where the site lies in a folder, or is opened from a disk");
            let place = page.place(&format!("{key}=\"{value}\""), context);
            report.add(place, message, "write `{{ root }}` before it, without the first `/`");
        }
    }
}
