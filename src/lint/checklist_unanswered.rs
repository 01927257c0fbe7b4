//! `checklist-unanswered`

use super::{Context, Report};
use crate::checklist::{ItemKind, PATH};
use crate::diagnostic::{SourcePath, Span};
use crate::output::OutputTree;

pub(super) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let Some(checklist) = &context.site.checklist else {
        return;
    };
    let results = || checklist.results.iter().map(toml::Spanned::get_ref);
    for group in checklist.groups.iter().map(toml::Spanned::get_ref).filter(|group| group.required) {
        for item in &group.items {
            let at = item.span();
            let item = item.get_ref();
            let has_advice =
                results().any(|result| result.any.contains(&item.id) || result.only.contains(&item.id));
            if !has_advice {
                let place = Span::new(&SourcePath::new(PATH), at.start..at.end.min(at.start + 12));
                let what = if item.kind == ItemKind::None { "the answer" } else { "the danger sign" };
                let message = format!("{what} `{}` leads to no advice", item.id);
                report.add(place, message, "name it in `any` or `only` of a `[[result]]`");
            }
        }
    }
}
