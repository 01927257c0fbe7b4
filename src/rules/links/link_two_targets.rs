//! `link-two-targets`

use std::collections::BTreeMap;

use crate::prose::InlineKind;
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let mut first: BTreeMap<String, (&str, std::ops::Range<usize>)> = BTreeMap::new();
    for block in &page.prose.blocks {
        for link in &block.inlines {
            let InlineKind::Link(target) = &link.kind else {
                continue;
            };
            let words = block.text[link.text.clone()].trim().to_lowercase();
            match first.get(&words) {
                Some((other, place)) if other != target => {
                    let message = format!("`{}` leads to `{target}` here, and elsewhere to `{other}`", words);
                    let finding = report.finding(page.span(link.source.clone()), message);
                    let finding = finding.help("give two places two names");
                    report.push(finding.related(page.span(place.clone()), "the other link"));
                }
                Some(_) => {}
                None => {
                    first.insert(words, (target, link.source.clone()));
                }
            }
        }
    }
}
