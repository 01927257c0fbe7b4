//! `skin-colour-unsaid`

use std::sync::LazyLock;

use super::lists::Watched;
use super::sentences::Source;
use super::{Context, PageView, Report};
use crate::page::body::Mark;
use crate::phrase::{self, Phrases};

/// Colours that skin turns, in small letters.
pub(super) const COLOURS: [&str; 14] = [
    "red", "redder", "redness", "reddish", "pale", "paler", "blue", "bluish", "purple", "pink", "flushed",
    "rojo", "roja", "pálida",
];
static COLOURED: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(COLOURS));
/// What turns them.
const PARTS: [&str; 26] = [
    "skin",
    "leg",
    "legs",
    "foot",
    "feet",
    "toe",
    "toes",
    "arm",
    "arms",
    "hand",
    "hands",
    "finger",
    "fingers",
    "face",
    "lips",
    "rash",
    "spot",
    "spots",
    "calf",
    "thigh",
    "it looks",
    "looks red",
    "turns red",
    "is red",
    "piel",
    "pierna",
];
/// How to say what it looks like on darker skin.
const SAID: [&str; 12] = [
    "black skin",
    "brown skin",
    "brown or black",
    "black or brown",
    "dark skin",
    "darker skin",
    "skin of colour",
    "skin of color",
    "darker than usual",
    "or darker",
    "skin tones",
    "piel oscura",
];
/// Words with a colour in them that are about something else.
const OTHER: [&str; 6] = ["red flag", "red flags", "red blood", "red wine", "red meat", "pink slip"];

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    if !page.card.kind.is_health() {
        return;
    }
    const HELP: &str = "say how it looks on brown or black skin, such as `red or darker than usual`";
    let message = |colour: &str| format!("`{colour}` is hard to see on brown or black skin");
    let coloured = page.texts().iter().filter(|text| text.mentions.has(Watched::Colour));
    for text in coloured.filter(|text| text.mark(page) != Some(&Mark::Glossary)) {
        if !matches!(text.source, Source::Head(_))
            && let Some(at) = colour(&text.lowered)
        {
            report.add(text.span(at.clone(), page, context), message(&text.lowered[at]), HELP);
        }
    }
}

/// The first colour of skin in a text of small letters that says nothing of darker skin.
fn colour(text: &str) -> Option<std::ops::Range<usize>> {
    let at = COLOURED.find(text)?;
    let has = |words: &[&str]| phrase::first(text, words.iter().copied()).is_some();
    (has(&PARTS) && !has(&OTHER) && !has(&SAID)).then_some(at)
}
