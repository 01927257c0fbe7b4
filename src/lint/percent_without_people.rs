//! `percent-without-people`

use super::lists::Watched;
use super::passages::{self, Instead};
use super::{Context, PageView, Report};
use crate::plain::Plain;

/// Ways to write it, in small letters.
const PERCENT: [&str; 3] = ["%", "percent", "per cent"];

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let Some(plain) = Plain::of(&page.card.language) else {
        return;
    };
    for passage in page.passages().iter().filter(|passage| passage.mentions.has(Watched::Digit)) {
        let text = passage.lowered.as_str();
        let hits = PERCENT.iter().flat_map(|sign| text.match_indices(sign));
        for (at, sign) in hits {
            let before = text[..at].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
            let number = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
            let rest = text[at + sign.len()..].split(['.', ';', ',']).next().unwrap_or_default();
            let mut next = rest.split_whitespace().take(4);
            let counts = number.len() < before.len() && next.any(|word| plain.counted.contains(word));
            if counts && passages::shares(text).is_empty() {
                let help = "say it as people: `{n} in 100 people`".replace("{n}", &before[number.len()..]);
                let hit = Instead { passage, at: number.len()..at + sign.len(), say: None, help };
                passages::tell(&hit, page, context, report, "`{}` is not said as people");
            }
        }
    }
}
