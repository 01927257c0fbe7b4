//! `dose-outside-clinical`

use super::lists::Watched;
use super::sentences::Source;
use super::{Context, PageView, Report, sentences};
use crate::phrase;
use crate::prose::Role;

/// Units of doses and pressures, in small letters.
const UNITS: [&str; 15] = [
    "mg",
    "mcg",
    "µg",
    "μg",
    "milligram",
    "milligrams",
    "microgram",
    "micrograms",
    "mmhg",
    "mm hg",
    "iu",
    "mmol",
    "mmol/l",
    "meq",
    "mg/kg",
];
/// Ratios of pressures, in small letters.
const RATIOS: [&str; 3] = ["abpi", "abi", "ankle-brachial"];

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    const HELP: &str = "move it to a section `{.clinical}`, or say it without the number";
    let message = |words: &str| format!("`{words}` is a figure for clinicians");
    for text in page.texts().iter().filter(|text| text.mentions.has(Watched::Digit)) {
        if let Source::Block(number) = text.source
            && let block = &page.prose.blocks[number]
            && !block.is_in(Role::Section("clinical"))
            && let Some(at) = dose(&text.lowered)
        {
            report.add(page.span(block.source(at.clone())), message(&block.text[at]), HELP);
        }
    }
    sentences::included(page, context, Watched::Digit, &mut |_, sentence, place| {
        if let Some(at) = dose(sentence) {
            report.add(place(at.clone()), message(&sentence[at]), HELP);
        }
    });
}

/// The first dose, pressure or ratio in a text of small letters.
fn dose(text: &str) -> Option<std::ops::Range<usize>> {
    UNITS.iter().find_map(|unit| measured(text, unit)).or_else(|| {
        let (_, at) = phrase::first(text, RATIOS)?;
        let digit = text[at.end..].find(|c: char| c.is_ascii_digit())?;
        (digit < 25).then(|| at.start..at.end + digit + 1)
    })
}

/// The first number with this unit right behind it.
fn measured(text: &str, unit: &str) -> Option<std::ops::Range<usize>> {
    text.match_indices(unit).find_map(|(at, _)| {
        let end = at + unit.len();
        let before = text[..at].trim_end_matches([' ', '\u{a0}', '\u{202f}', '-']);
        let number = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
        let is_whole = !text[end..].starts_with(|c: char| c.is_alphanumeric());
        let has_digit = before[number.len()..].contains(|c: char| c.is_ascii_digit());
        (is_whole && has_digit).then_some(number.len()..end)
    })
}
