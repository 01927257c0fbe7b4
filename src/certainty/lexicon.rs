//! The words and patterns of one language, read once from its file, and sentences cut into them.

mod source;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use source::{PromiseWords, flags, verbs};

use crate::pattern::{Patterns, Words};

pub(super) use source::{Say, Source};

/// What a word can be. A word can be several of these.
pub(super) mod flag {
    pub(in crate::certainty) const MAY: u64 = 1;
    pub(in crate::certainty) const PROBABLY: u64 = 1 << 1;
    pub(in crate::certainty) const CAN: u64 = 1 << 2;
    pub(in crate::certainty) const WILL: u64 = 1 << 3;
    pub(in crate::certainty) const NOT: u64 = 1 << 4;
    pub(in crate::certainty) const NONE: u64 = 1 << 5;
    pub(in crate::certainty) const NOT_DENIED_BY: u64 = 1 << 6;
    pub(in crate::certainty) const HELPER: u64 = 1 << 7;
    pub(in crate::certainty) const EVIDENCE: u64 = 1 << 8;
    pub(in crate::certainty) const FILLER: u64 = 1 << 9;
    pub(in crate::certainty) const NO_OBJECT: u64 = 1 << 10;
    pub(in crate::certainty) const AGENT: u64 = 1 << 11;
    pub(in crate::certainty) const BARE_NEXT: u64 = 1 << 12;
    pub(in crate::certainty) const NOUN_AFTER: u64 = 1 << 13;
    pub(in crate::certainty) const NOUN_BEFORE: u64 = 1 << 14;
    pub(in crate::certainty) const PERSON: u64 = 1 << 15;
    pub(in crate::certainty) const PLURAL: u64 = 1 << 16;
    pub(in crate::certainty) const RELATIVE: u64 = 1 << 17;
    pub(in crate::certainty) const BREAK: u64 = 1 << 18;
    pub(in crate::certainty) const JOIN: u64 = 1 << 19;
    pub(in crate::certainty) const OPEN: u64 = 1 << 20;
    pub(in crate::certainty) const PRONOUN: u64 = 1 << 21;
    pub(in crate::certainty) const REPORTED: u64 = 1 << 22;
    pub(in crate::certainty) const STUDY: u64 = 1 << 23;
    pub(in crate::certainty) const INSTRUCTION: u64 = 1 << 24;
    pub(in crate::certainty) const STARTER: u64 = 1 << 25;
    pub(in crate::certainty) const VESSEL: u64 = 1 << 26;
    pub(in crate::certainty) const LATER_NOT: u64 = 1 << 27;
    pub(in crate::certainty) const PERHAPS: u64 = 1 << 28;
    pub(in crate::certainty) const DO: u64 = 1 << 29;
    pub(in crate::certainty) const TO: u64 = 1 << 30;
    pub(in crate::certainty) const AND: u64 = 1 << 31;
    pub(in crate::certainty) const ARTICLE: u64 = 1 << 32;
    pub(in crate::certainty) const DUMMY: u64 = 1 << 33;
    pub(in crate::certainty) const ABOUT: u64 = 1 << 34;
    pub(in crate::certainty) const HEDGE: u64 = 1 << 35;
    pub(in crate::certainty) const PREPOSITION: u64 = 1 << 36;
    pub(in crate::certainty) const AFTER_SUBJECT: u64 = 1 << 37;
    pub(in crate::certainty) const MEASURE: u64 = 1 << 38;
    pub(in crate::certainty) const READER: u64 = 1 << 39;
    pub(in crate::certainty) const PRACTICE: u64 = 1 << 40;
    pub(in crate::certainty) const NOT_DOING: u64 = 1 << 41;
    pub(in crate::certainty) const HELPED_TO: u64 = 1 << 42;
    pub(in crate::certainty) const RISK: u64 = 1 << 43;
    pub(in crate::certainty) const LEAVING_OFF: u64 = 1 << 44;
    pub(in crate::certainty) const HANDLED: u64 = 1 << 45;
    pub(in crate::certainty) const RESTRICTIVE: u64 = 1 << 46;
    pub(in crate::certainty) const AWAY: u64 = 1 << 47;
    pub(in crate::certainty) const BY: u64 = 1 << 48;
    pub(in crate::certainty) const BY_PEOPLE: u64 = 1 << 49;
    pub(in crate::certainty) const WHOLE: u64 = 1 << 50;
    pub(in crate::certainty) const CONDITION: u64 = 1 << 51;
}

/// What a verb or its complement says of the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    Benefit,
    Harm,
    Link,
    Nothing,
}

/// How two treatments compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compared {
    Same,
    Differs,
}

/// A form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    Third,
    Past,
}

/// A verb: an effect by itself, or a carrier of a complement.
pub(super) struct Verb {
    pub(super) forms: [String; 3],
    /// What it says by itself; nothing for a carrier.
    pub(super) sense: Option<Sense>,
    pub(super) takes: Vec<String>,
    pub(super) needs_object: bool,
    pub(super) is_bare: bool,
    /// Whether it says an effect only of a treatment.
    pub(super) is_broad: bool,
}

/// What a phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase {
    Unknown,
    Unstudied,
    Open,
    Complement(Sense),
    Compared(Compared),
    Promise(usize),
}

/// A list of promises, with what says that something else is meant.
pub(super) struct Promised {
    pub(super) of: PromiseWords,
    pub(super) unless: Patterns,
}

impl Promised {
    fn read(of: PromiseWords, words: &Words) -> Result<Promised, String> {
        Ok(Promised { unless: words.patterns(&of.unless)?, of })
    }
}

/// What is known of a word.
#[derive(Default)]
pub(super) struct Word {
    flags: u64,
    /// The verbs that it is a form of.
    forms: Vec<(usize, Form)>,
    /// The phrases that begin with it, the longest first, by their further words.
    phrases: Vec<(Vec<String>, Phrase)>,
}

/// A word that the language's file does not name.
static UNKNOWN: Word = Word { flags: 0, forms: Vec::new(), phrases: Vec::new() };

/// A word that only its ending tells to be an adverb.
static ADVERB: Word = Word { flags: flag::FILLER, forms: Vec::new(), phrases: Vec::new() };

/// The words of a language, ready to be looked up.
pub(super) struct Lexicon {
    #[expect(clippy::disallowed_types, reason = "looked up for every word of a site, and never iterated")]
    words: rustc_hash::FxHashMap<String, Word>,
    pub(super) verbs: Vec<Verb>,
    /// What tells a promise of others.
    pub(super) reports: Patterns,
    pub(super) promises: Vec<Promised>,
    pub(super) endings: Vec<String>,
    adverb_ending: String,
    pub(super) be: String,
    pub(super) say: Say,
}

/// A word of a sentence.
pub(super) struct Token<'a> {
    pub(super) range: Range<usize>,
    pub(super) small: Cow<'a, str>,
    word: &'a Word,
    /// Whether a comma or the like stands before it.
    pub(super) after_mark: bool,
}

impl<'a> Token<'a> {
    pub(super) fn is(&self, flags: u64) -> bool {
        self.word.flags & flags != 0
    }

    /// The verbs that it is a form of.
    pub(super) fn forms(&self) -> &'a [(usize, Form)] {
        &self.word.forms
    }
}

/// The phrases that begin at a word, each with the place after its last word, longest first.
pub(super) fn phrases_at<'t>(
    tokens: &'t [Token<'_>],
    at: usize,
) -> impl Iterator<Item = (Phrase, usize, &'t [String])> {
    tokens[at]
        .word
        .phrases
        .iter()
        .filter_map(move |(words, phrase)| Some((*phrase, end_of(words, tokens, at + 1)?, words.as_slice())))
}

impl Lexicon {
    /// Reads a language's file.
    ///
    /// # Errors
    /// If it is not well-formed.
    pub(super) fn read(mut source: Source) -> Result<Self, String> {
        let mut words: BTreeMap<String, Word> = BTreeMap::new();
        let mut add = |list: &[String], phrase: Phrase| {
            for phrase_words in list {
                let mut parts = phrase_words.split(' ').map(str::to_owned);
                let first = parts.next().unwrap_or_default();
                words.entry(first).or_default().phrases.push((parts.collect(), phrase));
            }
        };
        add(&source.unknown, Phrase::Unknown);
        add(&source.unstudied, Phrase::Unstudied);
        add(&source.open, Phrase::Open);
        add(&source.benefit, Phrase::Complement(Sense::Benefit));
        add(&source.harm, Phrase::Complement(Sense::Harm));
        add(&source.link, Phrase::Complement(Sense::Link));
        add(&source.nothing, Phrase::Complement(Sense::Nothing));
        add(&source.same, Phrase::Compared(Compared::Same));
        add(&source.differs, Phrase::Compared(Compared::Differs));
        for (at, list) in source.promises.list.iter().enumerate() {
            add(&list.words, Phrase::Promise(at));
        }
        for word in words.values_mut() {
            word.phrases.sort_by_key(|(words, _)| Reverse(words.len()));
        }
        for word in &source.not_adverbs {
            words.entry(word.clone()).or_default();
        }
        for (word, bit) in flags(&source) {
            words.entry(word.to_owned()).or_default().flags |= bit;
        }
        let verbs = verbs(&mut source);
        for (at, verb) in verbs.iter().enumerate() {
            for (word, form) in verb.forms.iter().zip([Form::Base, Form::Third, Form::Past]) {
                words.entry(word.clone()).or_default().forms.push((at, form));
            }
        }
        let words = words.into_iter().collect();
        let Source { promises, endings, adverb_ending, be, say, .. } = source;
        let patterns = promises.words.fill(&Words::default())?;
        let reports = patterns.patterns(&promises.reports)?;
        let lists = promises.list.into_iter().map(|list| Promised::read(list, &patterns));
        let promises = lists.collect::<Result<_, _>>()?;
        Ok(Lexicon { words, verbs, reports, promises, endings, adverb_ending, be, say })
    }

    /// `are`: the verb `be`, said of many. It is the last of its kind in the file.
    pub(super) fn are(&self) -> &String {
        let mut last = self.verbs.iter().rev().filter(|verb| verb.forms[0] == self.be);
        last.next().map_or(&self.be, |verb| &verb.forms[1])
    }

    /// A word without an ending such as `s`, if enough is left.
    pub(super) fn stem<'a>(&self, word: &'a str) -> &'a str {
        let cut = |ending: &String| word.strip_suffix(ending.as_str()).filter(|stem| stem.len() > 2);
        self.endings.iter().find_map(cut).unwrap_or(word)
    }

    /// Words of which every effect has one: its verb, or what `be` takes.
    pub(super) fn effect_words(&self) -> impl Iterator<Item = &str> {
        self.verbs.iter().flat_map(move |verb| {
            let is_be = verb.forms[0] == self.be;
            let forms = verb.forms.iter().map(String::as_str).filter(move |_| !is_be);
            let taken = verb.takes.iter().filter(move |_| is_be);
            let taken = taken.filter_map(|words| words.split(' ').max_by_key(|word| word.len()));
            forms.chain(taken)
        })
    }

    /// The longest word of each promise, the first of several: up to an apostrophe, which is written in two ways.
    pub(super) fn promised_words(&self) -> impl Iterator<Item = &str> {
        let words = self.promises.iter().flat_map(|list| &list.of.words);
        words.filter_map(|words| words.split([' ', '\'', '…']).min_by_key(|part| Reverse(part.len())))
    }

    /// What is known of a word that no list names.
    fn unlisted(&self, word: &str) -> &'static Word {
        let is_adverb = word.len() > 5 && word.ends_with(self.adverb_ending.as_str());
        if is_adverb { &ADVERB } else { &UNKNOWN }
    }

    /// The words of a sentence. A word with a hyphen is two; `%` is a word.
    pub(super) fn tokens<'a>(&'a self, sentence: &'a str) -> Vec<Token<'a>> {
        let mut tokens: Vec<Token<'a>> = Vec::with_capacity(sentence.len() / 5);
        let mut after_mark = false;
        let mut chars = sentence.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            if !c.is_alphanumeric() && c != '%' {
                after_mark |= matches!(c, ',' | ';' | ':' | '–' | '—' | '(' | ')' | '“' | '”' | '"');
                continue;
            }
            let mut end = start + c.len_utf8();
            while let Some(&(at, c)) = chars.peek()
                && (c.is_alphanumeric() || c == '\'' || c == '’')
            {
                chars.next();
                end = at + c.len_utf8();
            }
            let written = sentence[start..end].trim_end_matches(['\'', '’']);
            let small = lower(written);
            let word = self.words.get(small.as_ref()).unwrap_or_else(|| self.unlisted(&small));
            tokens.push(Token { range: start..start + written.len(), small, word, after_mark });
            after_mark = false;
        }
        tokens
    }
}

/// Where a phrase ends whose further words are looked for here.
fn end_of(words: &[String], tokens: &[Token<'_>], at: usize) -> Option<usize> {
    match words {
        [] => Some(at),
        [gap, word, rest @ ..] if gap == "…" => {
            let near = (at..tokens.len().min(at + 4)).find(|&i| tokens[i].small == word.as_str())?;
            (!tokens[at..=near].iter().any(|t| t.after_mark)).then(|| end_of(rest, tokens, near + 1))?
        }
        [word, rest @ ..] => {
            tokens.get(at).filter(|t| t.small == word.as_str() && !t.after_mark)?;
            end_of(rest, tokens, at + 1)
        }
    }
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'\'' || b == b'%') {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.replace('’', "'").to_lowercase())
    }
}
