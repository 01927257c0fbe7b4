//! `number-style`

use std::ops::Range;

use serde::Deserialize;

use crate::language::Each;
use crate::page::Mark;
use crate::plain::Words;
use crate::rule;
use crate::rules::lists::Watched;
use crate::rules::passages::{self, Instead};
use crate::rules::{Context, PageView, Report};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// Months cut short, and numbers in words.
    say: Words,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::NUMBER_STYLE.code));

/// Months cut short, and numbers in words.
pub(in crate::rules) fn words(language: &str) -> impl Iterator<Item = &'static str> {
    LISTS.of(language).into_iter().flat_map(|lists| lists.say.phrases().iter())
}

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    const MESSAGE: &str = "`{}` is not how this site writes numbers and dates";
    let Some(lists) = LISTS.of(&page.card.language) else {
        return;
    };
    for passage in page.passages().iter().filter(|p| p.mark(page) != Some(&Mark::Contacts)) {
        let text = passage.lowered.as_str();
        let in_words = passage.mentions.has(Watched::NumberInWords).then(|| lists.say.find(text));
        for (at, say) in in_words.into_iter().flatten() {
            let is_number = say.starts_with(|c: char| c.is_ascii_digit());
            // `twenty-one`, and the first word of a sentence, are no simple swap.
            let hyphen = text[at.end..].starts_with('-') || text[..at.start].ends_with('-');
            let capital = passage.words[at.clone()].starts_with(char::is_uppercase);
            if if is_number { hyphen || capital } else { !capital || !dated(text, &at) } {
                continue;
            }
            let hit = Instead { passage, at, say: Some(say), help: format!("write `{say}`") };
            passages::tell(&hit, page, context, report, MESSAGE);
        }
        for at in passage.mentions.has(Watched::Digit).then(|| ranges(text)).into_iter().flatten() {
            let say = text[at.clone()].replace(['-', '–'], " to ");
            let hit = Instead { passage, at, say: Some(&say), help: format!("write `{say}`") };
            passages::tell(&hit, page, context, report, MESSAGE);
        }
    }
}

/// Whether a number stands beside a short word for a month: `sep` alone may be a name.
fn dated(text: &str, at: &Range<usize>) -> bool {
    let after = text[at.end..].trim_start_matches(['.', ' ']);
    let before = text[..at.start].trim_end();
    after.starts_with(|c: char| c.is_ascii_digit()) || before.ends_with(|c: char| c.is_ascii_digit())
}

/// Two numbers with a line between them, such as `10-20`, that are no part of a longer name or number.
fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '/' | '+' | '.' | ',' | ':');
    text.match_indices(['-', '–']).filter_map(move |(at, line)| {
        let digits = |c: char| c.is_ascii_digit();
        let start = text[..at].trim_end_matches(digits).len();
        let rest = &text[at + line.len()..];
        let end = text.len() - rest.trim_start_matches(digits).len();
        let [small, large] = [&text[start..at], &text[at + line.len()..end]].map(|n| n.parse::<u32>().ok());
        let after = text[end..].trim_end().trim_start_matches(['.', ',', ':']);
        let alone =
            !text[..start].trim_end_matches('(').ends_with(is_part) && !starts_part(&text[end..], after);
        let is_code = text[start..end].starts_with('0') && !text[start..end].starts_with("0-");
        (small? < large? && alone && !is_code).then_some(start..end)
    })
}

/// Whether a name or number goes on: a full stop or comma may end a range.
fn starts_part(rest: &str, after: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '/');
    rest.starts_with(goes_on) || (rest.len() > after.len() && after.starts_with(goes_on))
}
