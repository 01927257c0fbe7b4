//! The language of certainty: whether the words of a sentence fit how sure the evidence is.
//!
//! The scale is that of GRADE, in the words that its guideline for plain statements gives
//! (Santesso and others, J Clin Epidemiol 2020;119:126):
//!
//! | Certainty | Say |
//! | --- | --- |
//! | high | helps |
//! | moderate | probably helps |
//! | low | may help (might, could, seems to) |
//! | very low | we do not know if it helps |
//! | none | we found no study of it |
//!
//! A sentence is judged by its words and by grammar patterns, not by its meaning:
//!
//! - An *effect* is a verb that says one by itself (`eases pain`) or with a complement (`makes no
//!   difference`), together with the words before it that hedge or deny it (`may not`, `probably`).
//! - A verb joined to one before is as sure as that one: `may ease or stop`.
//! - Not said as true, and so no effect: questions; instructions; aims (`to stop a cough`); what
//!   follows `if`, `whether`, `we do not know` or `no study`; what a nurse or pharmacist helps with;
//!   words that are nouns here (`get help`, `a cut`).
//! - `Can` is as sure as a plain verb for a benefit. For a harm it warns, and fits any rated claim.
//! - The past tense tells a result: it fits low and moderate claims if the statement names the study.
//! - `Experts think` says whose words they are: it fits low, moderate and high.
//! - At very low and none, a guess (`might help`) fits only beside `we do not know` or `no proof`.
//!   A plain or hedged `does not help` is a finding of its own: no proof is not proof of no effect.
//! - `Helps no more than …`, `about as much as …` compare two treatments: both may help, so they fit `no-difference`
//!   and deny nothing. No more than a dummy denies.
//! - Facts, and claims whose direction is unclear, are never too weak.
//!
//! The words are data: one file a language in `src/certainty/`. A language without one is not judged.

mod effects;
mod judge;
mod lexicon;
mod promises;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::phrase;
use crate::reading::sentences;
use crate::registry::{Certainty, Direction};
use effects::{Effect, Said};
use judge::Statement;
use lexicon::{Lexicon, Token, flag};

static ENGLISH: LazyLock<Wording> = LazyLock::new(|| {
    let lexicon =
        Lexicon::read(include_str!("certainty/en.toml")).expect("the words of English are well-formed");
    Wording { lexicon }
});

/// The certainty words of one language.
pub struct Wording {
    lexicon: Lexicon,
}

/// What is wrong with the words of a claim, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// Untested, but worded as if it did not work.
    NoEffect,
    /// Says that it helps where the evidence says that it does not, or the other way round.
    Opposite,
    /// Surer than the evidence.
    Overstated,
    /// Less sure than the evidence: a warning at most.
    Understated,
}

/// Words that do not fit the certainty of their claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// What is wrong.
    pub problem: Problem,
    /// Where the verb phrase stands, in bytes of the statement.
    pub range: Range<usize>,
    /// The verb phrase as it was written.
    pub found: String,
    /// What to say instead.
    pub say: String,
    /// What else to say, if two treatments are compared: a claim that names neither may mean that they do the same.
    pub or_same: Option<String>,
    /// Whether `say` can stand in place of the verb phrase as it is.
    pub fits: bool,
}

/// Words that promise too much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise<'a> {
    /// Where they stand, in bytes.
    pub range: Range<usize>,
    /// What to do instead, for a writer.
    pub say: &'a str,
}

/// A sentence that says that an option has an effect, and so needs the mark of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectSaid {
    /// Where the option stands, in bytes.
    pub option: Range<usize>,
    /// Where the verb phrase stands, in bytes.
    pub effect: Range<usize>,
}

/// What people could do, take or wear, ready to be found in sentences.
#[derive(Debug)]
pub struct Options {
    /// The stems of the words of each but the first, by the first.
    by_first: BTreeMap<String, Vec<Vec<String>>>,
}

impl Wording {
    /// The words of a language by its code, or none where we have none: it is then not judged.
    pub fn of(language: &str) -> Option<&'static Wording> {
        (phrase::language(language) == "en").then(|| &*ENGLISH)
    }

    /// What in a statement (the words of a claim mark, one sentence or more) does not fit its claim, which `says` what
    /// it says: two treatments that do the same can both help.
    pub fn judge(
        &self,
        statement: &str,
        says: &str,
        certainty: Certainty,
        direction: Direction,
    ) -> Vec<Misfit> {
        let sentences = self.said(statement);
        let is_comparison = direction == Direction::NoDifference
            && self.said(says).iter().any(|(_, said)| said.effects.iter().any(|e| e.comparison.is_some()));
        let lexicon = &self.lexicon;
        Statement { lexicon, text: statement, sentences, certainty, direction, is_comparison }.misfits()
    }

    /// What each sentence says of effects, with its place.
    fn said(&self, text: &str) -> Vec<(usize, Said)> {
        let read = |sentence: &str| effects::read(&self.lexicon, sentence, &self.lexicon.tokens(sentence));
        sentences(text).map(|at| (at.start, read(&text[at]))).collect()
    }

    /// Words in a sentence that promise too much, unless they are denied or warned of. A claim that is rated high may
    /// say that something cures.
    pub fn promises(&self, sentence: &str, certainty: Option<Certainty>) -> Vec<Promise<'_>> {
        self.promised(sentence, &self.lexicon.tokens(sentence), certainty)
    }

    /// Whether a sentence says that one of these options has an effect, good, bad or none.
    pub fn effect(&self, sentence: &str, options: &Options) -> Option<EffectSaid> {
        self.effect_of(sentence, &self.lexicon.tokens(sentence), options)
    }

    /// What a sentence says of options and what it promises, cut into words once.
    pub fn listen(&self, sentence: &str, options: &Options) -> (Option<EffectSaid>, Vec<Promise<'_>>) {
        let tokens = self.lexicon.tokens(sentence);
        (self.effect_of(sentence, &tokens, options), self.promised(sentence, &tokens, None))
    }

    /// Parts of words, in small letters, of which every sentence has one that says something of these options or promises
    /// too much.
    pub fn listened_for<'w>(&'w self, options: &'w Options) -> impl Iterator<Item = &'w str> {
        let firsts = options.by_first.keys().filter_map(|word| word.split('\'').next());
        firsts.chain(self.lexicon.promised_words())
    }

    fn promised(
        &self,
        sentence: &str,
        tokens: &[Token<'_>],
        certainty: Option<Certainty>,
    ) -> Vec<Promise<'_>> {
        let is_sure = certainty == Some(Certainty::High);
        let found = promises::find(&self.lexicon, sentence, tokens, is_sure);
        found.into_iter().map(|(range, say)| Promise { range, say }).collect()
    }

    fn effect_of(&self, sentence: &str, tokens: &[Token<'_>], options: &Options) -> Option<EffectSaid> {
        let places = self.places(tokens, options);
        if places.is_empty() {
            return None;
        }
        let said = effects::read(&self.lexicon, sentence, tokens);
        said.effects.iter().find_map(|effect| {
            let place = places.iter().find(|place| is_of(effect, place, tokens))?;
            let option = tokens[place.start].range.start..tokens[place.end - 1].range.end;
            Some(EffectSaid { option, effect: effect.range.clone() })
        })
    }

    /// Options to look for: the words of each, such as `knee brace`, in one form of many.
    pub fn options<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Options {
        let mut by_first: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for option in words {
            let tokens = self.lexicon.tokens(option);
            let mut stems = tokens.iter().map(|token| self.stem(&token.small).to_owned());
            if let Some(first) = stems.next() {
                let (others, rest) = (by_first.entry(first).or_default(), stems.collect());
                if !others.contains(&rest) {
                    others.push(rest);
                }
            }
        }
        Options { by_first }
    }

    /// Where the options stand, in words.
    fn places(&self, tokens: &[Token<'_>], options: &Options) -> Vec<Range<usize>> {
        let is_stem = |(token, stem): (&Token<'_>, &String)| self.stem(&token.small) == stem;
        let mut places = Vec::new();
        for at in 0..tokens.len() {
            let known = options.by_first.get(self.stem(&tokens[at].small));
            for rest in known.into_iter().flatten() {
                let end = at + 1 + rest.len();
                if tokens.get(at + 1..end).is_some_and(|words| words.iter().zip(rest).all(is_stem)) {
                    places.push(at..end);
                }
            }
        }
        places
    }

    /// A word without an ending such as `s`, if enough is left.
    fn stem<'a>(&self, word: &'a str) -> &'a str {
        let cut = |ending: &String| word.strip_suffix(ending.as_str()).filter(|stem| stem.len() > 2);
        self.lexicon.endings.iter().find_map(cut).unwrap_or(word)
    }
}

/// Whether an effect is said of the option here: the option is in the subject, or a pronoun stands for
/// it, or the effect comes `with` it.
fn is_of(effect: &Effect, option: &Range<usize>, tokens: &[Token<'_>]) -> bool {
    let subject = effect.clause..effect.phrase;
    if option.start >= subject.start && option.end <= subject.end {
        return true;
    }
    if option.end <= effect.clause {
        let last = tokens[subject.clone()].last();
        return last.is_none_or(|t| t.is(flag::PRONOUN));
    }
    let agent = option.start.checked_sub(3).unwrap_or(effect.head + 1).max(effect.head + 1);
    (agent..option.start).any(|at| tokens[at].is(flag::AGENT))
}
