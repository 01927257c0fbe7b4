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
//! The words are data: `certainty.toml`, `treatments.toml` and `frequency.toml` of its folder. A language without them is not judged.

mod effects;
mod judge;
mod frequency;
mod lexicon;
mod options;
mod promises;
mod treatments;

use std::ops::Range;

use crate::language::{Each, sound};
use crate::reading::{sentences, without_asides};
use crate::registry::{Certainty, Direction};
use effects::{Effect, Said, Scope};
use frequency::Frequency;
use judge::Statement;
use lexicon::{Lexicon, Token, flag};
use treatments::Treatments;

pub use options::Options;

static WORDINGS: Each<Wording> = Each::new(|folder| {
    const WORDS: &str = "certainty.toml";
    let lexicon = sound(&folder.path(WORDS), Lexicon::read(folder.read(WORDS)?));
    let treatments = Treatments::new(&lexicon, &folder.read("treatments.toml")?);
    Some(Wording { lexicon, treatments, frequency: folder.read("frequency.toml")? })
});

/// The certainty words of one language.
pub struct Wording {
    lexicon: Lexicon,
    treatments: Treatments,
    frequency: Frequency,
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
    /// Whether they are words of adverts, which can mean something plain.
    pub is_advert: bool,
}

/// What a sentence says that needs a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sourceless {
    /// That a treatment has an effect, good, bad or none.
    Effect(EffectSaid),
    /// How common something is, with the place of the words.
    Frequency(Range<usize>),
}

/// A sentence that says that an option has an effect, and so needs the mark of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectSaid {
    /// Where the option stands, in bytes.
    pub option: Range<usize>,
    /// Where the verb phrase stands, in bytes.
    pub effect: Range<usize>,
}

impl Wording {
    /// The words of a language by its code, or none where we have none: it is then not judged.
    pub fn of(language: &str) -> Option<&'static Wording> {
        WORDINGS.of(language)
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
        let read = |sentence: &str| {
            effects::read(&self.lexicon, sentence, &self.lexicon.tokens(sentence), Scope::Option)
        };
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
        options.firsts().chain(self.lexicon.promised_words())
    }

    /// What a sentence says that needs a source on any site: the effect of a treatment, or how common something is.
    /// What a pronoun in it stands for is looked for in the sentence `before`. Treatments are those of everyone and
    /// those that are `named` here.
    pub fn sourceless(&self, sentence: &str, before: &str, named: &[&Options]) -> Option<Sourceless> {
        let tokens = self.lexicon.tokens(sentence);
        let heard = |sentence: &str, tokens: &[Token<'_>]| {
            treatments::Heard { wording: self, sentence, tokens, before, named }.effect()
        };
        let effect = heard(sentence, &tokens).or_else(|| {
            let aside = without_asides(sentence)?;
            heard(&aside, &self.lexicon.tokens(&aside))
        });
        let common = || self.frequency.find(sentence, &tokens).map(Sourceless::Frequency);
        effect.map(Sourceless::Effect).or_else(common)
    }

    /// Whether a text names a treatment of everyone.
    pub fn names(&self, text: &str) -> bool {
        self.treatments.all().iter().any(|options| self.mentions(text, options))
    }

    /// Whether one of these stands in a text.
    pub fn mentions(&self, text: &str, options: &Options) -> bool {
        !options.places(&self.lexicon, &self.lexicon.tokens(text)).is_empty()
    }

    /// Words of which every sentence has one that says something that needs a source, if it has no figure.
    pub fn sourceless_words(&self) -> impl Iterator<Item = &str> {
        self.lexicon.effect_words().chain(self.frequency.words())
    }

    fn promised(
        &self,
        sentence: &str,
        tokens: &[Token<'_>],
        certainty: Option<Certainty>,
    ) -> Vec<Promise<'_>> {
        promises::find(&self.lexicon, sentence, tokens, certainty == Some(Certainty::High))
    }

    fn effect_of(&self, sentence: &str, tokens: &[Token<'_>], options: &Options) -> Option<EffectSaid> {
        let places = options.places(&self.lexicon, tokens);
        if places.is_empty() {
            return None;
        }
        let said = effects::read(&self.lexicon, sentence, tokens, Scope::Option);
        said.effects.iter().find_map(|effect| {
            let place = places.iter().find(|place| is_of(effect, place, tokens))?;
            let option = tokens[place.start].range.start..tokens[place.end - 1].range.end;
            Some(EffectSaid { option, effect: effect.range.clone() })
        })
    }

    /// Options to look for: the words of each, such as `knee brace`, in one form of many.
    pub fn options<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Options {
        Options::new(&self.lexicon, words)
    }
}

/// Whether an effect is said of the option here: the option is in the subject, or a pronoun stands for
/// it, or the effect comes `with` it.
fn is_of(effect: &Effect, option: &Range<usize>, tokens: &[Token<'_>]) -> bool {
    let subject = effect.clause..effect.phrase;
    if tokens.get(option.end).is_some_and(|next| !next.after_mark && next.is(flag::VESSEL | flag::STUDY)) {
        return false;
    }
    if !effect.is_passive && option.start >= subject.start && option.end <= subject.end {
        // `Medicines for a condition that harms …`: what goes before `that` is meant.
        let relative = effect.phrase.checked_sub(1).filter(|&i| tokens[i].is(flag::RELATIVE));
        return relative.is_none_or(|relative| relative <= option.end || tokens[relative].after_mark);
    }
    if option.end <= effect.clause {
        let last = tokens[subject.clone()].last();
        return !effect.is_passive && last.is_none_or(|t| t.is(flag::PRONOUN));
    }
    if tokens[effect.head].is(flag::PRACTICE) {
        return false; // `is treated with` says what people do
    }
    let agent = option.start.checked_sub(3).unwrap_or(effect.head + 1).max(effect.head + 1);
    (agent..option.start).any(|at| tokens[at].is(flag::AGENT))
}
