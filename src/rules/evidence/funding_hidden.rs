//! `funding-hidden`

use crate::data;
use crate::diagnostic::{SourcePath, Span};
use crate::output::OutputTree;
use crate::page::Mark;
use crate::rules::{Context, Report};
use crate::source::SITE_FILE;

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
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
    let is_asked_for = context.site.marks().any(|mark| *mark == Mark::Funding);
    let path = SourcePath::new(SITE_FILE);
    for (key, words, what) in said {
        let place = || {
            let at = context.tree.get(&path).and_then(|file| data::place(file.as_text(), &[key]));
            at.map_or_else(|| Span::file(&path), |at| Span::new(&path, at))
        };
        let words = words.get(&config.language, &config.language).trim();
        if words.is_empty() {
            report.add(place(), format!("nothing says {what}"), "say it in a sentence");
        } else if !is_asked_for && !is_shown(context, key, words) {
            let help = "put `[funding]` in a paragraph of its own on the page about the site";
            report.add(place(), format!("no page shows {what}"), help);
        }
    }
}

/// Whether a page says the words, or a template shows them. A look at sources: `check` keeps no built pages.
fn is_shown(context: &Context<'_>, key: &str, words: &str) -> bool {
    let asks = format!("site.{key}");
    // What is only a component is not shown until a page asks for it.
    let mut templates = context
        .tree
        .below("templates/")
        .filter(|file| file.path.extension() == "html" && file.path.as_str() != "templates/components.html");
    let mut pages = context.site.cards.iter().filter_map(|card| context.tree.get(&card.path));
    pages.any(|file| file.as_text().contains(words))
        || templates.any(|file| file.as_text().contains(&asks) || file.as_text().contains(words))
}
