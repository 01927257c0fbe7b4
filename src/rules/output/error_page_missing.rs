//! `error-page-missing`

use crate::diagnostic::{SourcePath, Span};
use crate::output::OutputTree;
use crate::page::Kind;
use crate::rules::{Context, Report};

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    // Other languages hear of it as of any page that they lack.
    let (site, code) = (context.site, &context.site.config.language);
    let mut pages = site.cards.iter().filter(|card| card.language == *code).peekable();
    if pages.peek().is_some() && !pages.any(|card| card.kind == Kind::Error) {
        let path = SourcePath::new(&format!("content/{code}/404.md"));
        let help = "add this page with `kind = \"error\"`, and links to what people need";
        report.add(Span::file(&path), "who types a wrong address finds no page of this site", help);
    }
}
