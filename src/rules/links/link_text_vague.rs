//! `link-text-vague`

use crate::prose::InlineKind;
use crate::rules::{Context, PageView, Report};

/// Words that say nothing of where a link leads, in small letters.
const VAGUE: [&str; 21] = [
    "here",
    "click here",
    "tap here",
    "this",
    "this page",
    "this link",
    "link",
    "more",
    "read more",
    "see more",
    "learn more",
    "find out more",
    "more information",
    "more info",
    "details",
    "website",
    "page",
    // Spanish
    "aquí",
    "haga clic aquí",
    "más",
    "leer más",
];

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    for block in &page.prose.blocks {
        for link in block.inlines.iter().filter(|link| matches!(link.kind, InlineKind::Link(_))) {
            let words = block.text[link.text.clone()].trim();
            let bare = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            let is_address = ["http://", "https://", "www."].iter().any(|start| bare.starts_with(start));
            if is_address || VAGUE.contains(&bare.as_str()) {
                let message = format!("`{words}` does not say where it leads");
                let help = "make the link of words that name the page, such as its title";
                report.add(page.span(link.source.clone()), message, help);
            }
        }
    }
}
