//! `abbreviation-unexplained`

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::language::Each;
use crate::page::Mark;
use crate::prose;
use crate::rule;
use crate::rules::lists::Watched;
use crate::rules::plain_words::shouting;
use crate::rules::sentences::Source;
use crate::rules::{Context, PageView, Report};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// May be named without an explanation.
    known: BTreeSet<String>,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::ABBREVIATION_UNEXPLAINED.code));

/// Whether a short name needs no explanation.
pub(in crate::rules) fn is_known(language: &str, word: &str) -> bool {
    LISTS.of(language).is_some_and(|lists| lists.known.contains(word))
}

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let language = &*page.card.language;
    if LISTS.of(language).is_none() {
        return;
    }
    // What stands between brackets, or before them, is spelled out beside them.
    let passages = || page.passages().iter().filter(|passage| passage.mentions.has(Watched::Capitals));
    let mut known: BTreeSet<&str> = passages().flat_map(|p| explained(&p.words)).collect();
    let glossary = passages().filter(|passage| passage.mark(page) == Some(&Mark::Glossary));
    known.extend(glossary.flat_map(|passage| prose::words(&passage.words).map(|(_, word)| word)));
    for passage in passages().filter(|passage| !matches!(passage.source, Source::Head(_))) {
        for (at, word) in prose::words(&passage.words) {
            let short = short_name(word);
            if let Some(short) = short
                && !is_known(language, short)
                && !shouting::is_shouted(language, short)
                && !beside_capitals(&passage.words, at.start, at.end)
                && known.insert(short)
            {
                let span = passage.span(at, page, context);
                report.add(
                    span,
                    format!("`{short}` is not explained"),
                    format!("spell it out here: `its full name ({short})`"),
                );
            }
        }
    }
}

/// Two to six capitals, also with an `s` for more than one.
fn short_name(word: &str) -> Option<&str> {
    let short = word.strip_suffix('s').unwrap_or(word);
    ((2..=6).contains(&short.len()) && short.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(short)
}

/// Whether the word beside it is in capitals too: that is shouting, or a name in capitals.
fn beside_capitals(text: &str, start: usize, end: usize) -> bool {
    let capitals =
        |word: Option<&str>| word.is_some_and(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
    capitals(text[..start].split_whitespace().next_back()) || capitals(text[end..].split_whitespace().next())
}

/// Short names that stand in brackets, or right before them.
fn explained(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('(').flat_map(|(at, _)| {
        let before = text[..at].trim_end_matches([' ', '"', '”']);
        let before = before.rsplit(|c: char| !c.is_alphanumeric()).next();
        let inside = text[at + 1..].split(')').next().unwrap_or_default();
        // `(full name, ABC)`, `full name (ABC)` and `ABC (what it is)`
        let last = inside.rsplit(", ").next();
        [before.filter(|_| inside.contains(' ')), last].into_iter().flatten().filter_map(short_name)
    })
}
