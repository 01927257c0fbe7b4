//! `keep-taking-unsaid`

use crate::danger::Danger;
use crate::rules::safety::medicine_without_warning::{first, help, keeps_taking, sentence, told};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let danger = Danger::of(&page.card.language);
    let asks = |text: &crate::rules::sentences::Text| {
        sentence(text, &danger.kept_up, |said| danger.passing.find(said).is_none())
    };
    if let Some((text, at)) = first(page, asks)
        && told(page, context).is_none()
        && !keeps_taking(page, context)
    {
        let message = format!(
            "this page names `{}`, which harms some people who stop it without asking",
            &text.lowered[at.clone()]
        );
        report.add(text.span(at, page, context), message, help(context));
    }
}
