//! `file-link-unlabelled`

use crate::prose::InlineKind;
use crate::rules::{Context, PageView, Report};

/// Files that open in another program, or are kept.
const FILES: [&str; 14] =
    ["pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "ppt", "pptx", "zip", "mp3", "mp4", "epub"];

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    for block in &page.prose.blocks {
        for link in &block.inlines {
            let InlineKind::Link(target) = &link.kind else {
                continue;
            };
            let name = target.split(['?', '#']).next().unwrap_or_default();
            let kind = name.rsplit_once('.').map(|(_, kind)| kind.to_ascii_lowercase()).unwrap_or_default();
            if !FILES.contains(&kind.as_str()) {
                continue;
            }
            let words = block.text[link.text.clone()].to_ascii_lowercase();
            let sized = ["kb", "mb", "gb"].iter().any(|unit| {
                words
                    .split(unit)
                    .next()
                    .filter(|rest| rest.len() < words.len())
                    .is_some_and(|before| before.trim_end().ends_with(|c: char| c.is_ascii_digit()))
            });
            if !sized || !words.contains(&kind) {
                let kind = kind.to_ascii_uppercase();
                let message = format!("this link does not say that it is a {kind} file, and how large");
                let help = format!(
                    "say so in its words, such as `Leaflet ({kind}, 120 kB)`, and offer a page as well"
                );
                report.add(page.span(link.source.clone()), message, help);
            }
        }
    }
}
