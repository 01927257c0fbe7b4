//! `cites-nothing`

use std::collections::BTreeSet;

use crate::diagnostic::Span;
use crate::page::Mark;
use crate::prose::InlineKind;
use crate::rules::{Context, PageView, Report, sentences};

/// A page that weighs evidence rests on as many sources as this.
const EVIDENCE: usize = 3;

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    if !page.card.kind.explains() {
        return;
    }
    let claims = &context.site.registry.claims;
    let mut sources: BTreeSet<&str> = sentences::claims(page)
        .into_iter()
        .filter_map(|id| claims.get(id))
        .flat_map(|claim| claim.sources.iter().map(String::as_str))
        .collect();
    for inline in page.prose.blocks.iter().flat_map(|block| &block.inlines) {
        if let InlineKind::Citation(keys) = &inline.kind {
            sources.extend(keys.iter().map(String::as_str));
        }
    }
    let lists = page.prose.marks().any(|(mark, _)| matches!(mark, Mark::Claims(_) | Mark::References(_)));
    let least = if page.card.kind.weighs_evidence() { EVIDENCE } else { 1 };
    if sources.len() < least && !lists {
        let message = match sources.len() {
            0 => "this page cites nothing".to_owned(),
            n => format!("this page about the evidence rests on {n} of the {least} sources it needs"),
        };
        let help = "mark what it states with `[words][claim:id]`, or name the source with `[@key]`";
        report.add(Span::file(&page.card.path), message, help);
    }
}
