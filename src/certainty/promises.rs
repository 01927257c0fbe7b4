//! Words that promise too much.

use std::cell::OnceCell;
use std::ops::Range;

use super::Promise;
use super::lexicon::{Lexicon, Phrase, Promised, Token, flag, phrases_at};
use crate::{pattern, phrase};

/// Before these many words a `not` still reaches a promise, and after it.
const BEFORE: usize = 6;
const AFTER: usize = 4;

/// The promises of a sentence. In a claim that is rated high, some are kept.
pub(super) fn find<'l>(
    lexicon: &'l Lexicon,
    sentence: &str,
    tokens: &[Token<'_>],
    is_sure: bool,
) -> Vec<Promise<'l>> {
    let mut found: Vec<Promise<'_>> = Vec::new();
    let lowered = OnceCell::new();
    let mut after = 0;
    for at in 0..tokens.len() {
        let mut phrases = phrases_at(tokens, at).filter_map(|(phrase, end, _)| match phrase {
            Phrase::Promise(list) => Some((&lexicon.promises[list], end)),
            _ => None,
        });
        let Some((list, end)) = phrases.next().filter(|_| at >= after) else {
            continue;
        };
        let lowered = lowered.get_or_init(|| phrase::lower(sentence));
        let read = pattern::Tokens::new(lowered, std::iter::once(0..lowered.len()), &[]);
        let range = tokens[at].range.start..tokens[end - 1].range.end;
        let is_told = lexicon.reports.find(&read).is_some_and(|report| report.start < range.start);
        let is_other = list.unless.apart(&read).iter().any(|at| at.start < range.end && range.start < at.end);
        let is_none = (is_sure && list.of.sure)
            || is_told
            || is_other
            || is_harmless(list, tokens, at..end)
            || is_excused(sentence, tokens, at..end);
        if !is_none {
            found.push(Promise { range, say: &list.of.say, is_advert: list.of.advert });
            after = end;
        }
    }
    found
}

/// Whether one of some words can promise too much, whatever stands around it.
pub(super) fn can_promise(lexicon: &Lexicon, words: &[Token<'_>], is_sure: bool) -> bool {
    let is_promise =
        |phrase| matches!(phrase, Phrase::Promise(list) if !(is_sure && lexicon.promises[list].of.sure));
    (0..words.len()).flat_map(|at| phrases_at(words, at)).any(|(phrase, ..)| is_promise(phrase))
}

/// Whether the words around say that something else is meant, or that it is not so for all.
fn is_harmless(list: &Promised, tokens: &[Token<'_>], words: Range<usize>) -> bool {
    let is_one_of = |token: &Token<'_>, list: &[String]| list.iter().any(|word| token.small == word.as_str());
    let next = tokens.get(words.end).filter(|t| !t.after_mark);
    let before = (!tokens[words.start].after_mark).then(|| words.start.checked_sub(1)).flatten();
    let before = before.map(|at| &tokens[at]);
    let is_done = list.of.of_things && before.is_none_or(|t| t.is(flag::PERSON | flag::JOIN));
    let hedge = flag::HEDGE | flag::MAY | flag::PERHAPS | flag::PROBABLY;
    is_done
        || next.is_some_and(|t| is_one_of(t, &list.of.unless_next))
        || before.is_some_and(|t| is_one_of(t, &list.of.unless_before))
        || (list.of.hedged && clause_before(tokens, words.start).iter().any(|t| t.is(hedge)))
}

/// The words before a place that belong to its clause.
fn clause_before<'t, 's>(tokens: &'t [Token<'s>], at: usize) -> &'t [Token<'s>] {
    let begin = (0..at).rev().take(BEFORE).take_while(|&i| !is_clause_start(tokens, i + 1)).last();
    &tokens[begin.unwrap_or(at)..at]
}

/// Whether a promise is denied or asked about.
fn is_excused(sentence: &str, tokens: &[Token<'_>], words: Range<usize>) -> bool {
    let is_question =
        sentence.trim_end().ends_with('?') && tokens.first().is_some_and(|t| t.is(flag::STARTER));
    let is_denied = clause_before(tokens, words.start).iter().any(|t| t.is(flag::NOT | flag::NONE));
    let following =
        tokens[words.end..].iter().take(AFTER).take_while(|t| !t.after_mark && !t.is(flag::BREAK));
    let denied_later = following.take_while(|t| !t.is(flag::JOIN)).any(|t| t.is(flag::LATER_NOT));
    let is_open = (0..words.start).any(|i| {
        let mut phrases = phrases_at(tokens, i);
        phrases.any(|(phrase, end, _)| {
            phrase == Phrase::Open && !(end..words.start).any(|j| is_clause_start(tokens, j))
        })
    });
    is_question || is_denied || denied_later || is_open
}

fn is_clause_start(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at].after_mark || tokens[at].is(flag::BREAK)
}
