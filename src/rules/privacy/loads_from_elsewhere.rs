//! `loads-from-elsewhere`

use crate::document::Element;
use crate::rules::{BuiltView, Context, Report};

/// What a `link` element fetches by itself; others, such as `canonical` and `alternate`, only name an address.
const FETCHED: [&str; 9] = [
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
];

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let own = &context.site.config.base_url;
    for element in &page.document.elements {
        let styles = if element.name() == "style" { page.document.inner(element) } else { "" };
        for address in fetched(element).into_iter().chain(in_styles(styles)) {
            if is_elsewhere(&address) && !address.starts_with(own.as_str()) {
                let host = address.split("//").nth(1).unwrap_or(&address);
                let host = host.split(['/', '?', '#', ':']).next().unwrap_or(host);
                let message = format!("opening the page would contact `{host}`");
                let help = "keep a copy in this site, in `static/` or `content/`, or leave it out";
                report.add(page.place(&address, context), message, help);
            }
        }
    }
}

/// The addresses that a browser asks for when it shows an element or sends what it holds.
fn fetched(element: &Element<'_>) -> Vec<String> {
    let keys: &[&str] = match element.name() {
        "link" => {
            let rel = element.attribute("rel").unwrap_or_default().to_lowercase();
            let is_fetched = rel.split_ascii_whitespace().any(|word| FETCHED.contains(&word));
            if is_fetched { &["href", "imagesrcset"] } else { &[] }
        }
        "script" | "img" | "iframe" | "frame" | "embed" | "audio" | "video" | "source" | "track"
        | "input" => &["src", "srcset", "poster"],
        "image" | "use" | "feImage" => &["href", "xlink:href"],
        "object" => &["data"],
        "form" => &["action"],
        "button" => &["formaction"],
        "a" => &["ping"],
        "base" => &["href"],
        _ => &[],
    };
    let mut addresses: Vec<String> = Vec::new();
    for key in keys {
        let value = element.attribute(key).unwrap_or_default();
        // A list of sources: an address and a size each.
        let is_list = key.ends_with("srcset");
        let parts = if is_list { value.split(',').collect() } else { vec![value.as_str()] };
        let addressed = parts.into_iter().filter_map(|part| part.split_ascii_whitespace().next());
        addresses.extend(addressed.map(str::to_owned));
    }
    addresses.extend(element.attribute("style").iter().flat_map(|style| in_styles(style)));
    addresses
}

/// The addresses in `url(…)` and `@import`.
fn in_styles(css: &str) -> Vec<String> {
    // Most have none, and this is told in no time.
    if !css.contains("url(") && !css.contains("@import") {
        return Vec::new();
    }
    let end = |c: char| matches!(c, ')' | '"' | '\'' | ';' | ' ');
    let starts = css.split("url(").skip(1).chain(css.split("@import").skip(1));
    let addresses = starts.filter_map(|rest| rest.trim_start_matches([' ', '"', '\'']).split(end).next());
    addresses.filter(|address| !address.is_empty() && *address != "url(").map(str::to_owned).collect()
}

fn is_elsewhere(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    ["http:", "https:", "//", "ws:", "wss:", "ftp:"].iter().any(|scheme| address.starts_with(scheme))
}
