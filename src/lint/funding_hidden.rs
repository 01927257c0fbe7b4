//! `funding-hidden`

use super::{Context, Report, uses};
use crate::diagnostic::{SourcePath, Span};
use crate::output::OutputTree;
use crate::source::SITE_FILE;

pub(super) fn check(output: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    // A page that could not be read may show it.
    if context.site.unready().next().is_some() {
        return;
    }
    let config = &context.site.config;
    let said = [
        ("publisher", &config.publisher, "who publishes this site"),
        ("funding", &config.funding, "who pays for this site"),
        ("conflicts", &config.conflicts, "if anyone has a conflict of interest"),
    ];
    let is_asked_for = uses::has_line(context, "[funding]");
    let path = SourcePath::new(SITE_FILE);
    for (key, words, what) in said {
        let place = || {
            let file = context.tree.get(&path);
            let line = file.and_then(|file| {
                let text = file.as_text();
                let at = if text.starts_with(key) { 0 } else { text.find(&format!("\n{key}"))? + 1 };
                Some(at..at + text[at..].find('\n').unwrap_or(text.len() - at))
            });
            line.map_or_else(|| Span::file(&path), |at| Span::new(&path, at))
        };
        let words = words.get(&config.language, &config.language).trim();
        if words.is_empty() {
            report.add(place(), format!("nothing says {what}"), "say it in a sentence");
        } else if !is_asked_for && !is_shown(output, words) {
            let help = "put `[funding]` in a paragraph of its own on the page about the site";
            report.add(place(), format!("no page shows {what}"), help);
        }
    }
}

/// Whether words stand on a built page, where some characters are written in another way.
fn is_shown(output: &OutputTree, words: &str) -> bool {
    let parts: Vec<&str> = words.split(['&', '<', '>', '"', '\'']).collect();
    let mut pages = output.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.any(|(_, file)| {
        std::str::from_utf8(&file.bytes).is_ok_and(|html| parts.iter().all(|part| html.contains(part)))
    })
}
