//! A text as words, numbers and signs, with where its sentences end and where names stand.

use std::ops::Range;

use crate::phrase::Phrases;

/// A text of small letters, ready for patterns.
#[derive(Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    /// The bytes of each token; an empty one ends a sentence.
    at: Vec<Range<usize>>,
    sentences: Vec<Sentence>,
    /// For each name that a rule is about, its first token and the one behind it.
    names: Vec<Range<usize>>,
}

/// A sentence, by its tokens.
#[derive(Debug)]
struct Sentence {
    /// The first word: only signs stand before it.
    opening: usize,
    /// The first of the signs that close it.
    closing: usize,
    /// The empty token behind it.
    end: usize,
}

impl<'t> Tokens<'t> {
    /// Cuts up the sentences of a text, which are in order, and looks for names in it.
    pub fn new(text: &'t str, sentences: impl Iterator<Item = Range<usize>>, names: &[&Phrases]) -> Self {
        let mut tokens = Tokens { text, at: Vec::new(), sentences: Vec::new(), names: Vec::new() };
        for sentence in sentences {
            let first = tokens.at.len();
            let mut start = sentence.start;
            while let Some(token) = next(text, start, sentence.end) {
                start = token.end;
                tokens.at.push(token);
            }
            for names in names {
                tokens.name(first, sentence.clone(), names);
            }
            tokens.close(first, sentence.end);
        }
        tokens
    }

    /// Ends the sentence whose first token this is, and notes where its words begin and its last signs.
    fn close(&mut self, first: usize, end: usize) {
        let word = |token: &Range<usize>| &self.text[token.clone()];
        let tokens = &self.at[first..];
        let signs = tokens.iter().take_while(|token| !word(token).starts_with(char::is_alphanumeric)).count();
        let ending = tokens.iter().rev().take_while(|token| ".!?…\"')]:".contains(word(token))).count();
        let opening = first + signs;
        let (closing, behind) = (self.at.len() - ending, self.at.len());
        self.sentences.push(Sentence { opening, closing, end: behind });
        self.at.push(end..end);
    }

    /// The sentence that a token stands in.
    fn sentence(&self, at: usize) -> Option<&Sentence> {
        self.sentences.get(self.sentences.partition_point(|sentence| sentence.end < at))
    }

    /// Notes the names in some bytes, but for those that are a part of a word or number only. Behind the first word of
    /// one another may begin: `insulin` in `your insulin`.
    fn name(&mut self, first: usize, bytes: Range<usize>, names: &Phrases) {
        for (_, name) in names.find_all(&self.text[bytes.clone()]) {
            let name = bytes.start + name.start..bytes.start + name.end;
            let start = first + self.at[first..].partition_point(|token| token.start < name.start);
            let end = first + self.at[first..].partition_point(|token| token.end <= name.end);
            if start < end {
                self.names.push(start..end);
            }
            if start + 1 < end {
                self.name(first, self.at[start].end..name.end, names);
            }
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

    pub(super) fn is_fraction(&self, at: usize) -> bool {
        self.is_number(at) && self.word(at).is_some_and(|word| word.contains(['/', '⁄']))
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
        self.sentence(at).is_some_and(|sentence| at <= sentence.opening)
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
        let Some(sentence) = self.sentence(at) else {
            return Some(at + 1);
        };
        (at >= sentence.closing).then_some(sentence.end + 1)
    }
}

/// The next token between two bytes: letters and digits that belong together, or a sign.
fn next(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let (skipped, first) = text[start..end].char_indices().find(|(_, c)| !c.is_whitespace())?;
    let start = start + skipped;
    let rest = &text[start..end];
    let length = if first.is_numeric() {
        // A number stands apart from its unit: `400mg`.
        let length = whole(rest, char::is_numeric, |c| matches!(c, '.' | ','));
        length + denominator(rest, length)
    } else if first.is_alphanumeric() {
        whole(rest, char::is_alphanumeric, |c| matches!(c, '-' | '\'' | '’'))
    } else {
        first.len_utf8()
    };
    Some(start..start + length)
}

/// How long the rest of a fraction is behind its first number: `/2` in `1/2`, but nothing in `999/112`.
fn denominator(text: &str, length: usize) -> usize {
    const DIGITS: usize = 2;
    let rest = text[length..].strip_prefix(['/', '⁄']).filter(|_| length <= DIGITS);
    let digits = |rest: &str| rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        .map_or(0, |rest| text.len() - length - rest.len() + digits(rest))
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
