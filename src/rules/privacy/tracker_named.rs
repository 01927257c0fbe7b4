//! `tracker-named`

use crate::rules::script::scripts;
use crate::rules::{BuiltView, Context, Report};

/// Names in the addresses and scripts of counters, in small letters.
const TRACKERS: [&str; 24] = [
    "google-analytics",
    "googletagmanager",
    "gtag(",
    "doubleclick",
    "googlesyndication",
    "connect.facebook.net",
    "fbq(",
    "hotjar",
    "matomo",
    "piwik",
    "plausible.io",
    "segment.com/analytics",
    "mixpanel",
    "amplitude.com",
    "clarity.ms",
    "fullstory",
    "hs-scripts",
    "hs-analytics",
    "snap.licdn.com",
    "analytics.tiktok.com",
    "mc.yandex",
    "newrelic",
    "cloudflareinsights",
    "statcounter",
];

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    // Words that a reader reads may name a tracker, and links may lead to a page about one.
    let loaded = page.document.elements.iter().filter(|e| {
        ["script", "link", "img", "iframe", "source", "object", "embed", "meta"].contains(&e.name())
            && e.value("name").is_none()
            && e.value("property").is_none()
    });
    let addresses =
        loaded.flat_map(|e| e.attributes()).filter(|(key, _)| ["src", "href", "data"].contains(key));
    let codes = scripts(page, context);
    let texts = addresses.map(|(_, value)| value).chain(codes.iter().map(|script| script.code));
    for text in texts.filter(|text| !text.starts_with("data:")) {
        let small = text.to_ascii_lowercase();
        for name in TRACKERS.iter().filter(|name| small.contains(**name)) {
            let at = small.find(name).unwrap_or(0);
            let written = text.get(at..at + name.len()).unwrap_or(name);
            let message = format!("`{}` is a tracker", written.trim_end_matches('('));
            report.add(
                page.place(written, context),
                message,
                "take it out: nobody counts the readers of this site",
            );
        }
    }
}
