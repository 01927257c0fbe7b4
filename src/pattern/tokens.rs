//! A text as words, numbers and signs, with where its sentences end and where names stand.

use std::ops::Range;

use crate::phrase::Phrases;

/// A text of small letters, ready for patterns.
#[derive(Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    /// The bytes of each token; an empty one ends a sentence.
    at: Vec<Range<usize>>,
    /// For each name that a rule is about, its first token and the one behind it.
    names: Vec<Range<usize>>,
}

impl<'t> Tokens<'t> {
    /// Cuts up the sentences of a text, which are in order, and looks for names in it.
    pub fn new(text: &'t str, sentences: impl Iterator<Item = Range<usize>>, names: &[&Phrases]) -> Self {
        let mut tokens = Tokens { text, at: Vec::new(), names: Vec::new() };
        for sentence in sentences {
            let first = tokens.at.len();
            let mut start = sentence.start;
            while let Some(token) = next(text, start, sentence.end) {
                start = token.end;
                tokens.at.push(token);
            }
            for (_, name) in names.iter().flat_map(|names| names.find_all(&text[sentence.clone()])) {
                tokens.name(first, sentence.start + name.start..sentence.start + name.end);
            }
            tokens.at.push(sentence.end..sentence.end);
        }
        tokens
    }

    /// Notes a name by its bytes, unless it is a part of a word or number only.
    fn name(&mut self, first: usize, bytes: Range<usize>) {
        let start = first + self.at[first..].partition_point(|token| token.start < bytes.start);
        let end = first + self.at[first..].partition_point(|token| token.end <= bytes.end);
        if start < end {
            self.names.push(start..end);
        }
    }

    /// Every word and sign.
    pub(super) fn words(&self) -> impl Iterator<Item = &'t str> {
        self.at.iter().filter(|token| !token.is_empty()).map(|token| &self.text[token.clone()])
    }

    /// How many tokens there are.
    pub(super) fn count(&self) -> usize {
        self.at.len()
    }

    /// The bytes of some tokens.
    pub(super) fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        self.at[tokens.start].start..self.at[tokens.end - 1].end
    }

    /// The words of a token.
    pub(super) fn word(&self, at: usize) -> Option<&'t str> {
        self.at.get(at).filter(|token| !token.is_empty()).map(|token| &self.text[token.clone()])
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.starts_with(char::is_numeric))
    }

    /// Where the names end that begin with a token.
    pub(super) fn named(&self, at: usize) -> impl Iterator<Item = usize> {
        self.names.iter().filter(move |named| named.start == at).map(|named| named.end)
    }

    /// Whether a gap goes over a token: over words, and if it `crosses` over signs too.
    pub(super) fn is_passed(&self, at: usize, crosses: bool) -> bool {
        self.word(at).is_some_and(|word| crosses || word.starts_with(char::is_alphanumeric))
    }

    pub(super) fn starts_sentence(&self, at: usize) -> bool {
        let is_sign = |at: usize| self.word(at).is_some_and(|word| !word.starts_with(char::is_alphanumeric));
        let first = (0..at).rev().find(|before| !is_sign(*before));
        at < self.at.len() && first.is_none_or(|before| self.at[before].is_empty())
    }

    pub(super) fn starts_clause(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        self.starts_sentence(at) || before.is_some_and(|word| ",;:()–—\"".contains(word))
    }

    /// Whether nothing but signs that end a sentence come from a token on.
    pub(super) fn ends_sentence(&self, at: usize) -> bool {
        self.after_sentence(at).is_some()
    }

    /// The first token of the next sentence, if this one ends here.
    pub(super) fn after_sentence(&self, at: usize) -> Option<usize> {
        let is_end = |word: &str| ".!?…\"')]:".contains(word);
        let mut at = at;
        while self.word(at).is_some_and(is_end) {
            at += 1;
        }
        self.at.get(at).is_none_or(Range::is_empty).then_some(at + 1)
    }
}

/// The next token between two bytes: letters and digits that belong together, or a sign.
fn next(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let (skipped, first) = text[start..end].char_indices().find(|(_, c)| !c.is_whitespace())?;
    let start = start + skipped;
    let rest = &text[start..end];
    let length = if first.is_numeric() {
        // A number stands apart from its unit: `400mg`.
        whole(rest, char::is_numeric, |c| matches!(c, '.' | ','))
    } else if first.is_alphanumeric() {
        whole(rest, char::is_alphanumeric, |c| matches!(c, '-' | '\'' | '’'))
    } else {
        first.len_utf8()
    };
    Some(start..start + length)
}

/// How long a token is: what belongs to it, and what only joins.
fn whole(text: &str, belongs: impl Fn(char) -> bool, joins: impl Fn(char) -> bool) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let joined = joins(c) && letters.peek().is_some_and(|(_, next)| belongs(*next));
        if !belongs(c) && !joined {
            return at;
        }
    }
    text.len()
}
