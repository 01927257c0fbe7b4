//! Words that promise too much.

use std::ops::Range;

use super::lexicon::{Lexicon, Phrase, Token, flag, phrases_at};

/// Before these many words a `not` still reaches a promise, and after it.
const BEFORE: usize = 6;
const AFTER: usize = 4;

/// The promises of a sentence: their range in bytes, and what to say instead.
pub(super) fn find<'l>(
    lexicon: &'l Lexicon,
    sentence: &str,
    tokens: &[Token<'_>],
) -> Vec<(Range<usize>, &'l str)> {
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    let mut after = 0;
    for at in 0..tokens.len() {
        let mut phrases = phrases_at(tokens, at).filter_map(|(phrase, end, _)| match phrase {
            Phrase::Promise(list) => Some((&lexicon.promises[list], end)),
            _ => None,
        });
        let Some((list, end)) = phrases.next().filter(|_| at >= after) else {
            continue;
        };
        let next = tokens.get(end).filter(|t| !t.after_mark);
        let is_harmless = next.is_some_and(|t| list.unless_next.iter().any(|word| t.small == word.as_str()));
        if !is_harmless && !is_excused(sentence, tokens, at..end) {
            found.push((tokens[at].range.start..tokens[end - 1].range.end, list.say.as_str()));
            after = end;
        }
    }
    found
}

/// Whether a promise is denied, asked about or warned of.
fn is_excused(sentence: &str, tokens: &[Token<'_>], words: Range<usize>) -> bool {
    let is_question =
        sentence.trim_end().ends_with('?') && tokens.first().is_some_and(|t| t.is(flag::STARTER));
    let begin = (0..words.start).rev().take(BEFORE).take_while(|&i| !is_clause_start(tokens, i + 1)).last();
    let before = &tokens[begin.unwrap_or(words.start)..words.start];
    let is_denied = before.iter().any(|t| t.is(flag::NOT | flag::NONE));
    let following =
        tokens[words.end..].iter().take(AFTER).take_while(|t| !t.after_mark && !t.is(flag::BREAK));
    let denied_later = following.take_while(|t| !t.is(flag::JOIN)).any(|t| t.is(flag::LATER_NOT));
    let is_warning = tokens[..words.start].iter().any(|t| t.is(flag::WARNING));
    let is_open = (0..words.start).any(|i| {
        let mut phrases = phrases_at(tokens, i);
        phrases.any(|(phrase, end, _)| {
            phrase == Phrase::Open && !(end..words.start).any(|j| is_clause_start(tokens, j))
        })
    });
    is_question || is_denied || denied_later || is_warning || is_open
}

fn is_clause_start(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at].after_mark || tokens[at].is(flag::BREAK)
}
