//! `percent-without-people`

use super::lists::Watched;
use super::passages::{self, Instead};
use super::{Context, PageView, Report};
use crate::danger::Danger;
use crate::pattern::Tokens;
use crate::reading;

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let shares = &Danger::of(&page.card.language).shares;
    for passage in page.passages().iter().filter(|passage| passage.mentions.has(Watched::Share)) {
        if !passages::shares(&passage.lowered).is_empty() {
            continue;
        }
        for sentence in reading::sentences(&passage.words) {
            let tokens = Tokens::new(&passage.lowered, std::iter::once(sentence), &[]);
            if let Some(at) = shares.find(&tokens) {
                let said = &passage.lowered[at.clone()];
                let digits = |c: char| c.is_ascii_digit() || c == '.';
                let number =
                    said.find(['%', 'p']).and_then(|sign| said[..sign].split_whitespace().next_back());
                let number = number.filter(|number| number.chars().all(digits)).unwrap_or("…");
                let help = format!("say it as people: `{number} in 100 people`");
                let hit = Instead { passage, at, say: None, help };
                passages::tell(&hit, page, context, report, "`{}` is not said as people");
            }
        }
    }
}
