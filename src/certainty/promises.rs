//! Words that promise too much.

use std::ops::Range;

use super::lexicon::{Lexicon, Phrase, Promised, Token, flag, phrases_at};
use crate::{pattern, phrase};

/// Before these many words a `not` still reaches a promise, and after it.
const BEFORE: usize = 6;
const AFTER: usize = 4;

/// The promises of a sentence: their range in bytes, and what to say instead. In a claim that is rated high, some are kept.
pub(super) fn find<'l>(
    lexicon: &'l Lexicon,
    sentence: &str,
    tokens: &[Token<'_>],
    is_sure: bool,
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
        let is_kept = is_sure && list.of.sure;
        if !is_kept && !is_harmless(list, sentence, tokens, at..end) && !is_excused(sentence, tokens, at..end)
        {
            found.push((tokens[at].range.start..tokens[end - 1].range.end, list.of.say.as_str()));
            after = end;
        }
    }
    found
}

/// Whether the words around say that something else is meant, or that it is not so for all.
fn is_harmless(list: &Promised, sentence: &str, tokens: &[Token<'_>], words: Range<usize>) -> bool {
    let is_one_of = |token: &Token<'_>, list: &[String]| list.iter().any(|word| token.small == word.as_str());
    let next = tokens.get(words.end).filter(|t| !t.after_mark);
    let before = (!tokens[words.start].after_mark).then(|| words.start.checked_sub(1)).flatten();
    let before = before.map(|at| &tokens[at]);
    let said = tokens[words.start].range.start..tokens[words.end - 1].range.end;
    let lowered = phrase::lower(sentence);
    let read = pattern::Tokens::new(&lowered, std::iter::once(0..lowered.len()), &[]);
    let is_other = list.unless.apart(&read).iter().any(|at| at.start < said.end && said.start < at.end);
    let is_done = list.of.of_things && before.is_none_or(|t| t.is(flag::PERSON | flag::JOIN));
    let hedge = flag::HEDGE | flag::MAY | flag::PERHAPS | flag::PROBABLY;
    is_done
        || is_other
        || next.is_some_and(|t| is_one_of(t, &list.of.unless_next))
        || before.is_some_and(|t| is_one_of(t, &list.of.unless_before))
        || (list.of.hedged && clause_before(tokens, words.start).iter().any(|t| t.is(hedge)))
}

/// The words before a place that belong to its clause.
fn clause_before<'t, 's>(tokens: &'t [Token<'s>], at: usize) -> &'t [Token<'s>] {
    let begin = (0..at).rev().take(BEFORE).take_while(|&i| !is_clause_start(tokens, i + 1)).last();
    &tokens[begin.unwrap_or(at)..at]
}

/// Whether a promise is denied, asked about or warned of.
fn is_excused(sentence: &str, tokens: &[Token<'_>], words: Range<usize>) -> bool {
    let is_question =
        sentence.trim_end().ends_with('?') && tokens.first().is_some_and(|t| t.is(flag::STARTER));
    let is_denied = clause_before(tokens, words.start).iter().any(|t| t.is(flag::NOT | flag::NONE));
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
