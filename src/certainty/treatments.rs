//! Whether an effect is said of any treatment: a thing worn or taken, a thing done, a procedure.
//!
//! Whose effect it is, lists and grammar tell:
//!
//! - a treatment of the lists at the head of the subject: `insoles from a shop`, but not `the pain under the brace` nor
//!   `a brace shop`;
//! - what people do, by its form: `raising your legs`;
//! - a pronoun for a treatment that was named before, or for what the reader was told to do: `Rest your foot. This …`;
//! - what the effect comes by: `eases with insoles`, `you can end it by stretching`.
//!
//! What a person does is no effect of a treatment, nor is a kind of treatment that is told by what it does: `medicines that
//! thin the blood`.

use std::ops::Range;

use serde::Deserialize;

use super::effects::{self, Effect, Scope};
use super::lexicon::{Lexicon, Sense, Token, flag};
use super::{EffectSaid, Options, Wording};

/// How far behind `by` or `with` a treatment is looked for, in words.
const NEAR: usize = 3;
/// How far before its verb what people do begins, in words.
const DOING: usize = 16;

/// A language's list as it is written. Each part is explained there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    worn: Vec<String>,
    taken: Vec<String>,
    had: Vec<String>,
    everyday: Vec<String>,
}

/// The treatments of a language, ready to be found.
pub(super) struct Treatments {
    /// Whatever is said of these is a claim.
    given: Options,
    /// Of these a benefit is.
    everyday: Options,
}

impl Treatments {
    /// What a language's file lists.
    pub(super) fn new(lexicon: &Lexicon, source: &Source) -> Treatments {
        let Source { worn, taken, had, everyday } = source;
        let given = worn.iter().chain(taken).chain(had).map(String::as_str);
        Treatments {
            given: Options::new(lexicon, given),
            everyday: Options::new(lexicon, everyday.iter().map(String::as_str)),
        }
    }

    pub(super) fn all(&self) -> [&Options; 2] {
        [&self.given, &self.everyday]
    }
}

/// A sentence that may say an effect of a treatment.
pub(super) struct Heard<'h> {
    pub(super) wording: &'h Wording,
    pub(super) sentence: &'h str,
    pub(super) tokens: &'h [Token<'h>],
    /// The sentence before it.
    pub(super) before: &'h str,
    /// Treatments that are named here, besides those of everyone.
    pub(super) named: &'h [&'h Options],
}

impl Heard<'_> {
    /// The first effect of a treatment.
    pub(super) fn effect(&self) -> Option<EffectSaid> {
        let said = effects::read(&self.wording.lexicon, self.sentence, self.tokens, Scope::Treatment);
        if said.effects.is_empty() {
            return None;
        }
        let places = self.places(self.tokens);
        said.effects.iter().filter(|effect| self.is_told(effect)).find_map(|effect| {
            let of = self
                .subject(effect, effect.clause, &places)
                .or_else(|| self.subject(effect, self.list(effect)?, &places))
                .or_else(|| self.means(effect, &places))?;
            let option = self.tokens[of.start].range.start..self.tokens[of.end - 1].range.end;
            Some(EffectSaid { option, effect: effect.range.clone() })
        })
    }

    /// Where treatments stand, and whether only a benefit of theirs is a claim.
    fn places(&self, tokens: &[Token<'_>]) -> Vec<(Range<usize>, bool)> {
        let Wording { lexicon, treatments, .. } = self.wording;
        let given = self.named.iter().copied().chain([&treatments.given]);
        let given = given.flat_map(|options| options.places(lexicon, tokens)).map(|place| (place, false));
        let everyday = treatments.everyday.places(lexicon, tokens).into_iter().map(|place| (place, true));
        given.chain(everyday).collect()
    }

    /// Whether an effect is told for its own sake, and neither names a kind nor says with what someone is helped.
    fn is_told(&self, effect: &Effect) -> bool {
        let tokens = self.tokens;
        let subject = effect.clause..effect.phrase;
        let before = subject.clone().next_back();
        let is_joined = before.is_some_and(|i| tokens[i].is(flag::JOIN));
        let names_kind = subject.clone().skip(1).any(|i| {
            tokens[i].is(flag::RELATIVE) && !tokens[i].after_mark && (is_joined || i + 1 == effect.phrase)
        });
        // `…, that …` does too, and `…, which …` goes on.
        let names_kind = names_kind
            || before.is_some_and(|i| i > 0 && tokens[i].after_mark && tokens[i].is(flag::RESTRICTIVE));
        let helps_to = self.verb(effect) == self.wording.lexicon.verbs[0].forms[0]
            && tokens[effect.head + 1..].iter().take(4).any(|t| t.is(flag::HELPED_TO));
        !names_kind && !helps_to
    }

    fn verb(&self, effect: &Effect) -> &str {
        &self.wording.lexicon.verbs[effect.verb].forms[0]
    }

    /// Where the subject of an effect begins, if commas stand in it: `rest, heat or a massage helps`, `braces, worn each day,
    /// help`.
    fn list(&self, effect: &Effect) -> Option<usize> {
        let tokens = self.tokens;
        let clause = effect.clause..effect.phrase;
        let goes_on = clause.is_empty() || tokens[clause].iter().any(|t| t.is(flag::JOIN));
        let start = (0..effect.clause).rfind(|&i| tokens[i].is(flag::BREAK)).map_or(0, |at| at + 1);
        (goes_on && start < effect.clause && !tokens[start].is(flag::INSTRUCTION)).then_some(start)
    }

    /// The treatment, or what is done, that an effect is said of. Its clause begins here.
    fn subject(
        &self,
        effect: &Effect,
        clause: usize,
        places: &[(Range<usize>, bool)],
    ) -> Option<Range<usize>> {
        let tokens = self.tokens;
        if effect.is_of_person || effect.phrase == 0 {
            return None;
        }
        let is_harm = matches!(effect.sense, Sense::Harm | Sense::Link);
        let mut thought = tokens[..effect.phrase].iter().rev().take_while(|t| !t.is(flag::BREAK));
        let is_left_off = thought.any(|t| t.is(flag::LEAVING_OFF));
        if is_harm && is_left_off {
            return None;
        }
        let fits = |is_everyday: bool| !(is_everyday && is_harm);
        let heads = places
            .iter()
            .filter(|(place, is_everyday)| fits(*is_everyday) && self.is_head(place, clause, effect.phrase));
        if let Some((place, _)) = heads.min_by_key(|(place, _)| place.start) {
            return Some(place.clone());
        }
        let last = effect.phrase - 1;
        if last >= clause && self.is_alone(clause..last) && tokens[last].is(flag::PRONOUN) {
            // `…, which` goes on about the word before it.
            let nearest = if tokens[last].is(flag::RELATIVE) { last } else { 0 };
            let earlier = places
                .iter()
                .rfind(|(place, is_everyday)| (nearest..=last).contains(&place.end) && fits(*is_everyday));
            let is_first = self.is_alone(0..last);
            let of_before = || is_first.then(|| self.stands_for(effect, last, is_harm)).flatten();
            return earlier.map(|(place, _)| place.clone()).or_else(of_before);
        }
        let first = (clause..effect.phrase).find(|&i| !tokens[i].is(flag::FILLER | flag::JOIN))?;
        let is_doing = !is_harm && effect.phrase - first <= DOING && self.is_doing(first);
        is_doing.then_some(first..first + 1)
    }

    /// Whether a treatment is the head of the subject of an effect.
    fn is_head(&self, place: &Range<usize>, clause: usize, phrase: usize) -> bool {
        let tokens = self.tokens;
        if place.start < clause || place.end > phrase {
            return false;
        }
        let before = clause..place.start;
        let is_done = before.clone().next().is_some_and(|i| self.is_doing(i));
        let is_within = before.clone().any(|i| {
            let is_measured = i > 0 && tokens[i - 1].is(flag::MEASURE);
            let is_in = tokens[i].is(flag::PREPOSITION) && !is_measured && !is_done;
            is_in || tokens[i].is(effects::MODAL | flag::DO)
        });
        let is_of_someone = before.clone().any(|i| tokens[i].is(flag::PERSON) && !tokens[i].is(flag::READER));
        let goes_on = flag::PREPOSITION | flag::AFTER_SUBJECT | flag::RELATIVE | flag::FILLER | flag::JOIN;
        let next = &tokens[place.end];
        let lexicon = &self.wording.lexicon;
        let is_be = |token: &Token<'_>| {
            token.forms().iter().any(|&(verb, _)| lexicon.verbs[verb].forms[0] == lexicon.be)
        };
        let is_whole = place.end == phrase
            || is_be(next)
            || next.after_mark
            || next.is(goes_on | effects::MODAL)
            || next.small.ends_with("ed");
        is_whole && !is_within && !is_of_someone
    }

    /// Whether these words say nothing: `and`, `also`.
    fn is_alone(&self, words: Range<usize>) -> bool {
        self.tokens[words].iter().all(|t| t.is(flag::JOIN | flag::FILLER))
    }

    /// Whether a word is what people do: `raising`.
    fn is_doing(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let follows_article = at > 0 && !token.after_mark && self.tokens[at - 1].is(flag::ARTICLE);
        token.small.len() > 5
            && token.small.ends_with("ing")
            && !token.is(flag::NOT_DOING)
            && !follows_article
    }

    /// The pronoun, where it stands for a treatment or for what a reader was told to do in the sentence before.
    fn stands_for(&self, effect: &Effect, pronoun: usize, is_harm: bool) -> Option<Range<usize>> {
        let tokens = self.tokens;
        let near = tokens.get(effect.head + 1..).unwrap_or_default();
        let is_of_risk = near.iter().take(NEAR).any(|t| t.is(flag::RISK)) && !is_harm;
        let before = self.wording.lexicon.tokens(self.before);
        let is_someone = |token: &Token<'_>| token.is(flag::PERSON) && !token.is(flag::READER);
        let named = self.places(&before);
        let is_named = named.iter().any(|(place, is_everyday)| {
            let is_claim = !is_harm || !is_everyday;
            is_claim && !before[place.end..].iter().any(is_someone)
        });
        // What is done is one; many are things.
        let is_many = tokens[pronoun].is(flag::PLURAL);
        let is_done = |token: &Token<'_>| {
            let is_told = token.is(flag::INSTRUCTION) && !token.is(flag::NOT_DOING);
            is_told && (!is_many || token.is(flag::HANDLED))
        };
        let is_told = !is_harm && before.first().is_some_and(is_done) && !before.iter().any(is_someone);
        (is_of_risk || is_named || is_told).then_some(pronoun..pronoun + 1)
    }

    /// What an effect comes by: `eases with insoles`, `you can end it by stretching`.
    fn means(&self, effect: &Effect, places: &[(Range<usize>, bool)]) -> Option<Range<usize>> {
        let tokens = self.tokens;
        let subject = &tokens[effect.clause..effect.phrase];
        let by_reader = subject.iter().any(|t| t.is(flag::READER))
            && !subject.iter().any(|t| t.is(flag::PERSON) && !t.is(flag::READER));
        if effect.is_of_person && !by_reader {
            return None;
        }
        let is_done = by_reader || effect.is_passive;
        let is_practice = flag::PRACTICE | if is_done { flag::BY_PEOPLE } else { 0 };
        if tokens[effect.head].is(is_practice) {
            return None;
        }
        let is_harm = matches!(effect.sense, Sense::Harm | Sense::Link);
        let end =
            (effect.head + 1..tokens.len()).find(|&i| tokens[i].is(flag::BREAK)).unwrap_or(tokens.len());
        // A harm comes only of what follows at once: `made worse by tablets`.
        let after = tokens.partition_point(|token| token.range.end <= effect.range.end);
        let mut agents =
            (effect.head + 1..end).filter(|&at| tokens[at].is(flag::AGENT) && (!is_harm || at == after));
        agents.find_map(|agent| {
            let near = agent + 1..end.min(agent + 1 + NEAR);
            let mut near_places = places.iter().filter(|(place, _)| near.contains(&place.start));
            // `Stop it from rubbing`: what is kept off is no means.
            let is_kept_off = tokens[agent].is(flag::AWAY);
            let place = near_places.find(|(_, is_everyday)| !((is_harm || is_kept_off) && *is_everyday));
            let doing = near
                .clone()
                .find(|&i| is_done && !is_harm && !is_kept_off && self.is_doing(i))
                .map(|i| i..i + 1);
            place.map(|(place, _)| place.clone()).or(doing)
        })
    }
}
