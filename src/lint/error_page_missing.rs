//! `error-page-missing`

use super::{Context, Report};
use crate::diagnostic::{SourcePath, Span};
use crate::output::OutputTree;
use crate::page::Kind;

pub(super) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let site = context.site;
    for code in site.languages.keys() {
        let mut pages = site.cards.iter().filter(|card| card.language == *code).peekable();
        if pages.peek().is_some() && !pages.any(|card| card.kind == Kind::Error) {
            let path = SourcePath::new(&format!("content/{code}/404.md"));
            let message = format!("who types a wrong address finds no page in the language `{code}`");
            report.add(
                Span::file(&path),
                message,
                "add this page with `kind = \"error\"`, and links to what people need",
            );
        }
    }
}
