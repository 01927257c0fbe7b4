//! `dose-outside-clinical`

use super::lists::Watched;
use super::sentences::Source;
use super::{Context, PageView, Report};
use crate::danger::Danger;
use crate::pattern::Tokens;
use crate::prose::Role;

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    const HELP: &str = "move it to a section `{.clinical}`, or say it without the number";
    let danger = Danger::of(&page.card.language);
    let names = [&danger.medicines, &context.site.registry.wording.looked_for.medicines];
    let has_figure =
        |mentions: super::lists::Mentions| mentions.has(Watched::Digit) || mentions.has(Watched::Dose);
    for text in page.texts().iter().filter(|text| has_figure(text.mentions)) {
        if let Source::Block(number) = text.source
            && page.prose.blocks[number].is_in(Role::Section("clinical"))
        {
            continue;
        }
        for (sentence, _) in text.said() {
            let tokens = Tokens::new(&text.lowered, std::iter::once(sentence.at.clone()), &names);
            if let Some(at) = danger.doses.find(&tokens) {
                let message = format!("`{}` is a figure for clinicians", &text.lowered[at.clone()]);
                report.add(text.span(at, page, context), message, HELP);
            }
        }
    }
}
