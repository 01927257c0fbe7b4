//! `danger-sign-missing`

use crate::page::Mark;
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let (kind, red_flags) = (page.card.kind, &context.site.registry.red_flags);
    for level in red_flags.levels.iter() {
        let on_level = |mark: &Mark| matches!(mark, Mark::Care { level: shown, .. } if *shown == level.id);
        let mut cards = page.prose.marks().filter(|(mark, _)| on_level(mark)).peekable();
        let Some((_, first)) = cards.peek().copied() else {
            continue; // That there is none at all is another rule's finding.
        };
        let mut shown = Vec::new();
        for (mark, _) in cards {
            if let Mark::Care { level, only } = mark {
                shown.extend(red_flags.shown(level, only, kind).map(|flag| flag.id.as_str()));
            }
        }
        for flag in red_flags.shown(&level.id, &[], kind).filter(|flag| !shown.contains(&flag.id.as_str())) {
            let message = format!("the danger sign `{}` is missing from this card", flag.id);
            let help = format!(
                "name it as well, or write `[care: {}]` to show all signs of pages of the kind `{}`",
                level.id,
                kind.word()
            );
            report.add(page.span(first.range.clone()), message, help);
        }
    }
}
