//! `skin-colour-unsaid`

use crate::danger::{Danger, Skin};
use crate::page::Mark;
use crate::rules::lists::Watched;
use crate::rules::sentences::Source;
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    if !page.card.kind.is_health() {
        return;
    }
    const HELP: &str = "say how it looks on brown or black skin, such as `red or darker than usual`";
    let message = |colour: &str| format!("`{colour}` is hard to see on brown or black skin");
    let skin = &Danger::of(&page.card.language).skin;
    let coloured = page.texts().iter().filter(|text| text.mentions.has(Watched::Colour));
    for text in coloured.filter(|text| text.mark(page) != Some(&Mark::Glossary)) {
        if !matches!(text.source, Source::Head(_))
            && let Some(at) = colour(skin, &text.lowered)
        {
            report.add(text.span(at.clone(), page, context), message(&text.lowered[at]), HELP);
        }
    }
}

/// The first colour of skin in a text of small letters that says nothing of darker skin.
fn colour(skin: &Skin, text: &str) -> Option<std::ops::Range<usize>> {
    let at = skin.colours.find(text)?;
    let is_other = skin.other.find(text).or_else(|| skin.said.find(text)).is_some();
    (skin.parts.find(text).is_some() && !is_other).then_some(at)
}
