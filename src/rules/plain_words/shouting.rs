//! `shouting`

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

use crate::language::Each;
use crate::prose;
use crate::rule;
use crate::rules::lists::Watched;
use crate::rules::plain_words::abbreviation_unexplained;
use crate::rules::sentences::Source;
use crate::rules::{Context, PageView, Report};

/// Longer than any abbreviation, in characters; shorter ones are the matter of `abbreviation-unexplained`.
const LONG: usize = 7;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// Words that shout in capitals.
    shouted: BTreeSet<String>,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::SHOUTING.code));

/// Whether a word is no abbreviation: in capitals it shouts.
pub(in crate::rules) fn is_shouted(language: &str, word: &str) -> bool {
    LISTS.of(language).is_some_and(|lists| lists.shouted.contains(word))
}

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let language = &*page.card.language;
    for passage in page.passages() {
        let text = passage.words.as_str();
        for (at, _) in text.match_indices('!').filter(|(at, _)| !text[..*at].ends_with('!')) {
            let end = at + text[at..].len() - text[at..].trim_start_matches('!').len();
            // `!=` and `!important` are no shouts.
            if text[end..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '=') {
                let span = passage.span(at..end, page, context);
                report.add(span, format!("`{}` shouts", &text[at..end]), "end the sentence with a full stop");
            }
        }
        let beyond_ascii = if text.is_ascii() { "" } else { text };
        for (at, sign) in beyond_ascii.char_indices().filter(|(_, c)| is_emoji(*c)) {
            let span = passage.span(at..at + sign.len_utf8(), page, context);
            report.add(span, format!("`{sign}` is a picture in the text"), "say it in words");
        }
        let has_capitals = LISTS.of(language).is_some() && passage.mentions.has(Watched::Capitals);
        let shouted = if has_capitals { capitals(text, language) } else { Vec::new() };
        for at in shouted {
            let words = &text[at.clone()];
            let help = format!("write `{}`", lowered(words, &text[..at.start]));
            report.add(passage.span(at.clone(), page, context), format!("`{words}` is in capitals"), help);
        }
        if let Source::Block(number) = passage.source {
            let block = &page.prose.blocks[number];
            for run in block.runs.iter().filter(|run| run.style.emphasis) {
                let words = &block.text[run.text.clone()];
                let help = "leave it plain, or make the few words that matter most bold";
                report.add(page.span(run.source.clone()), format!("`{words}` is in italics"), help);
            }
        }
    }
}

/// Words in small letters, with a capital where a sentence begins.
fn lowered(words: &str, before: &str) -> String {
    let small = words.to_lowercase();
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || "\"'(".contains(c));
    if !before.is_empty() && !before.ends_with(['.', '?', '!', ':']) {
        return small;
    }
    let mut letters = small.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Common words in capitals, with the capitals beside them.
fn capitals(text: &str, language: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let is_capitals = |word: &str| word.len() > 1 && word.chars().all(char::is_uppercase);
    let mut open: Option<(Range<usize>, bool)> = None;
    let mut close = |open: &mut Option<(Range<usize>, bool)>| {
        found.extend(open.take().filter(|(_, shouts)| *shouts).map(|(at, _)| at));
    };
    for (at, word) in prose::words(text) {
        if !is_capitals(word) {
            close(&mut open);
            continue;
        }
        let is_long = word.chars().count() >= LONG && !abbreviation_unexplained::is_known(language, word);
        let shouts = is_shouted(language, word) || is_long;
        match &mut open {
            Some((range, any)) if text[range.end..at.start].trim().is_empty() => {
                range.end = at.end;
                *any |= shouts;
            }
            _ => {
                close(&mut open);
                open = Some((at, shouts));
            }
        }
    }
    close(&mut open);
    found
}

/// Whether a character is a little picture.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F300}'..='\u{1FAFF}' | '\u{2600}'..='\u{26FF}' | '\u{2705}' | '\u{274C}' | '\u{2757}' | '\u{2B50}')
}
