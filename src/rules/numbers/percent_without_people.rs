//! `percent-without-people`

use crate::danger::Danger;
use crate::pattern::Tokens;
use crate::reading;
use crate::rules::lists::Watched;
use crate::rules::passages::{self, Instead};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let danger = Danger::of(&page.card.language);
    for passage in page.passages().iter().filter(|passage| passage.mentions.has(Watched::Share)) {
        let given = passages::shares(&passage.lowered, page).len();
        for sentence in reading::sentences(&passage.words) {
            let tokens = Tokens::new(&passage.lowered, std::iter::once(sentence), &[]);
            let Some(at) = danger.shares.find(&tokens) else {
                continue;
            };
            // How much a risk changes is no share of people: that needs both numbers.
            let changes = danger.changes.find(&tokens).is_some();
            let needed = if changes { 2 } else { 1 };
            if given >= needed {
                continue;
            }
            let help = if changes {
                "give both numbers: how many in 100 people have it without this, and how many with it"
                    .to_owned()
            } else {
                as_people(&passage.lowered[at.clone()], danger)
            };
            let hit = Instead { passage, at, say: None, help };
            passages::tell(&hit, page, context, report, "`{}` is not said as people");
        }
    }
}

/// How to say a share as people: as those that it is of, where they are named.
fn as_people(said: &str, danger: &Danger) -> String {
    let is_number = |word: &&str| word.chars().all(|c: char| c.is_ascii_digit() || c == '.');
    let mut words = said.split(|c: char| c.is_whitespace() || c == '%').filter(|word| !word.is_empty());
    let number = words.clone().rfind(is_number).filter(|_| said.contains(['%', 'p'])).unwrap_or("…");
    let last = words.next_back().unwrap_or_default();
    let whom = danger.people.iter().find(|whom| whom.as_str() == last).map_or("people", String::as_str);
    format!("say it as people: `{number} in 100 {whom}`")
}
