//! Which effects a sentence says, and how surely: verbs with the words around them.

mod clause;

use std::ops::Range;

use super::lexicon::{Compared, Form, Lexicon, Phrase, Sense, Token, flag, phrases_at};

/// How surely an effect is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    /// May, might, could, seems to, perhaps.
    May,
    /// Probably, likely.
    Probably,
    /// Can.
    Can,
    /// Nothing softens it.
    Plain,
}

/// An effect that a sentence says as true.
#[derive(Debug)]
pub(super) struct Effect {
    /// The verb phrase, in bytes.
    pub(super) range: Range<usize>,
    /// The verb and its form.
    pub(super) verb: usize,
    pub(super) form: Form,
    /// What follows the verb, where it says the effect only with it, in bytes.
    pub(super) complement: Option<Range<usize>>,
    pub(super) sense: Sense,
    pub(super) negated: bool,
    /// Denied for some only, or under a condition: `does not help everyone`, `may not help if …`.
    pub(super) is_partial: bool,
    pub(super) comparison: Option<Comparison>,
    pub(super) sureness: Sureness,
    /// In the past tense, as the result of a study is told.
    pub(super) is_result: bool,
    /// Somebody says, thinks or believes it.
    pub(super) is_reported: bool,
    /// The subject is a person, who does it: `you can ease it by …`. Read only where any treatment is meant.
    pub(super) is_of_person: bool,
    /// Said of who or what it is done to: `is eased by`.
    pub(super) is_passive: bool,
    /// Many do it, and not one: `help` and not `helps`.
    pub(super) is_many: bool,
    /// Where its clause, its verb phrase and its verb begin, in words.
    pub(super) clause: usize,
    pub(super) phrase: usize,
    pub(super) head: usize,
}

/// How an effect is held against another treatment.
#[derive(Debug)]
pub(super) struct Comparison {
    /// Which way it comes out, denial and all.
    pub(super) compared: Compared,
    /// The words that hold it against the other, in words: `no more than`.
    words: Range<usize>,
    /// Whether the other is a dummy: who helps no more than that does not help.
    with_dummy: bool,
    /// Whether they belong to the verb phrase, as in `help no more than`, but not in `help pain no more than`.
    pub(super) is_near: bool,
}

/// What a sentence says of effects.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) effects: Vec<Effect>,
    /// `we do not know`, in bytes.
    pub(super) unknown: Option<Range<usize>>,
    /// `we found no study`, in bytes.
    pub(super) unstudied: Option<Range<usize>>,
    pub(super) names_study: bool,
}

/// Words that stand inside a verb phrase, before its verb.
const INSIDE: u64 = flag::MAY
    | flag::PERHAPS
    | flag::PROBABLY
    | flag::CAN
    | flag::WILL
    | flag::NOT
    | flag::HELPER
    | flag::EVIDENCE
    | flag::FILLER;

/// So near behind a denied verb stands what it is denied of, in words.
const NEAR: usize = 3;

/// With one of these a base form is a verb in its own right.
pub(super) const MODAL: u64 = flag::MAY | flag::PROBABLY | flag::CAN | flag::WILL | flag::NOT;

/// What effects are listened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Those that can be said of an option.
    Option,
    /// Those that can be said of any treatment: more verbs, and what people do with one.
    Treatment,
}

/// Reads one sentence.
pub(super) fn read(lexicon: &Lexicon, sentence: &str, tokens: &[Token<'_>], scope: Scope) -> Said {
    let mut said = Said { names_study: tokens.iter().any(|t| t.is(flag::STUDY)), ..Said::default() };
    let quiet = quiet(tokens, &mut said, scope);
    if sentence.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?') {
        return said;
    }
    let mut reader = Reader { lexicon, tokens, scope, said };
    let mut after = 0;
    for at in 0..tokens.len() {
        if quiet[at] || at < after {
            continue;
        }
        if let Some((head, complement, sense)) = reader.complement(at)
            && !quiet[head]
        {
            let end = complement.end;
            if reader.effect(head, Some(complement), sense) {
                after = end;
            }
            continue;
        }
        let senses: Vec<Sense> = reader.forms(at).filter_map(|(verb, _)| lexicon.verbs[verb].sense).collect();
        for sense in senses {
            if reader.effect(at, None, sense) {
                break;
            }
        }
    }
    reader.said
}

/// Which words are not said as true: what follows `we do not know`, `no study`, `if`.
pub(super) fn quiet(tokens: &[Token<'_>], said: &mut Said, scope: Scope) -> Vec<bool> {
    let mut quiet = vec![false; tokens.len()];
    for at in 0..tokens.len() {
        for (phrase, end, _) in phrases_at(tokens, at) {
            let range = tokens[at].range.start..tokens[end - 1].range.end;
            let ends_at_mark = match phrase {
                Phrase::Unknown => {
                    said.unknown.get_or_insert(range);
                    false
                }
                Phrase::Unstudied => {
                    said.unstudied.get_or_insert(range);
                    // That nothing shows an effect of a treatment is told of the evidence, and needs its source.
                    if scope == Scope::Treatment {
                        continue;
                    }
                    false
                }
                Phrase::Open => true,
                Phrase::Complement(_) | Phrase::Compared(_) | Phrase::Promise(_) => continue,
            };
            let is_end = |i: usize| {
                let is_joined = tokens[i - 1].is(flag::JOIN);
                (tokens[i].is(flag::BREAK) && !is_joined) || (ends_at_mark && tokens[i].after_mark)
            };
            let stop = (end..tokens.len()).find(|&i| is_end(i)).unwrap_or(tokens.len());
            quiet[at..stop].fill(true);
        }
    }
    quiet
}

struct Reader<'r, 't> {
    lexicon: &'r Lexicon,
    tokens: &'r [Token<'t>],
    scope: Scope,
    said: Said,
}

impl<'r> Reader<'r, '_> {
    /// The verbs that a word is a form of, as far as they are listened for.
    fn forms(&self, at: usize) -> impl Iterator<Item = (usize, Form)> + use<'r, '_> {
        let (verbs, scope) = (&self.lexicon.verbs, self.scope);
        let forms = self.tokens[at].forms().iter().copied();
        forms.filter(move |&(verb, _)| scope == Scope::Treatment || !verbs[verb].is_broad)
    }

    /// A complement at this word, with the verb before it that takes it: `is … effective`.
    fn complement(&self, at: usize) -> Option<(usize, Range<usize>, Sense)> {
        let phrases = phrases_at(self.tokens, at);
        let mut complements = phrases.filter_map(|(phrase, end, words)| match phrase {
            Phrase::Complement(sense) => Some((sense, end, words)),
            _ => None,
        });
        complements.find_map(|(sense, end, words)| {
            let nearest = if sense == Sense::Link { at.checked_sub(3)? } else { at.saturating_sub(5) };
            let mut before = (nearest..at).rev().take_while(|&i| !self.tokens[i + 1].after_mark);
            let head = before.find(|&i| self.takes(i, at, words, sense == Sense::Link))?;
            Some((head, at..end, sense))
        })
    }

    fn takes(&self, head: usize, at: usize, words: &[String], is_link: bool) -> bool {
        let is_near = head + 1 == at || !is_link || self.is_be(head);
        is_near
            && self.forms(head).any(|(verb, _)| {
                self.lexicon.verbs[verb].takes.iter().any(|taken| {
                    let mut parts = taken.split(' ');
                    parts.next() == Some(&self.tokens[at].small) && parts.eq(words.iter().map(String::as_str))
                })
            })
    }

    fn is_be(&self, at: usize) -> bool {
        let forms = self.tokens[at].forms();
        forms.iter().any(|&(verb, _)| self.lexicon.verbs[verb].forms[0] == self.lexicon.be)
    }

    /// Whether a word before the verb belongs to its phrase.
    fn is_inside(&self, at: usize) -> bool {
        self.tokens[at].is(INSIDE) || self.is_be(at)
    }

    /// Adds the effect that a verb says, if it says one.
    fn effect(&mut self, head: usize, complement: Option<Range<usize>>, sense: Sense) -> bool {
        let tokens = self.tokens;
        let is_carrier = complement.is_some();
        let phrase = (0..head).rev().take_while(|&i| !tokens[i + 1].after_mark && self.is_inside(i)).last();
        let phrase = phrase.unwrap_or(head);
        let has = |bits: u64| tokens[phrase..head].iter().any(|t| t.is(bits));
        let Some((verb, form)) = self.form(head, is_carrier, has(MODAL) || self.has_do(phrase, head)) else {
            return false;
        };
        let is_of_person = phrase > 0 && self.is_person(phrase);
        if (!is_carrier && !self.is_verb(head, verb, form)) || (is_of_person && self.scope == Scope::Option) {
            return false;
        }
        let clause = self.clause(phrase);
        if form == Form::Base && self.is_warning(clause, phrase, verb) {
            return false;
        }
        let mut inherited = None;
        if form == Form::Base && !has(MODAL) && !self.has_do(phrase, head) {
            inherited = self.inherited(clause, phrase);
            let has_subject = inherited.is_some() || self.has_subject(clause, phrase);
            if !has_subject && !self.is_told(phrase, head) {
                return false;
            }
        }
        if !self.is_active(phrase, head, form, is_carrier) {
            return false;
        }
        let mut end = complement.as_ref().map_or(head + 1, |c| c.end);
        let (sureness, denied) = inherited.unwrap_or_else(|| self.sureness(clause, phrase, end));
        let first = (phrase..head).find(|&i| !tokens[i].is(flag::FILLER)).unwrap_or(head);
        let is_reported = tokens[..phrase].iter().any(|t| t.is(flag::REPORTED));
        let is_joined = tokens[clause..phrase].iter().any(|t| t.is(flag::AND));
        let is_many = form != Form::Third && phrase > 0 && (is_joined || self.is_plural(phrase - 1));
        // `is eased by` is `be` with a complement.
        let passive =
            (phrase..head).rev().find(|&i| self.is_be(i)).filter(|_| form == Form::Past && !is_carrier);
        // `swelling eased by rest`
        let next = tokens.get(head + 1).filter(|t| !t.after_mark);
        let is_participle = form == Form::Past && !is_carrier && next.is_some_and(|t| t.is(flag::BY));
        let be = passive.and_then(|i| tokens[i].forms().first().copied());
        let (verb, form) = be.unwrap_or((verb, form));
        let mut complement = passive.map(|_| head..head + 1).or(complement);
        let other = self.comparison(head + 1, end, denied);
        let is_no_better = other.as_ref().is_some_and(|o| o.with_dummy && o.compared == Compared::Same);
        if let Some(Comparison { words, is_near: true, with_dummy, .. }) = &other {
            let start = complement.as_ref().map_or(end, |c| c.start.min(words.start));
            end = end.max(words.end);
            complement = if *with_dummy { complement } else { Some(start..end) };
        }
        let comparison = other.filter(|other| !other.with_dummy);
        self.said.effects.push(Effect {
            range: tokens[first].range.start..tokens[end - 1].range.end,
            verb,
            form,
            complement: complement.map(|c| tokens[c.start].range.start..tokens[c.end - 1].range.end),
            sense,
            is_partial: denied && self.is_partial(head + 1, end),
            negated: is_no_better || denied != (sense == Sense::Nothing),
            comparison,
            sureness,
            is_result: form == Form::Past && sureness == Sureness::Plain,
            is_reported,
            is_of_person,
            is_passive: passive.is_some() || is_participle,
            is_many,
            clause,
            phrase,
            head,
        });
        true
    }

    /// How an effect is held against another treatment.
    fn comparison(&self, from: usize, end: usize, denied: bool) -> Option<Comparison> {
        let tokens = self.tokens;
        let is_stop = |&i: &usize| tokens[i].after_mark || tokens[i].is(flag::BREAK);
        let stop = (end..tokens.len()).find(is_stop).unwrap_or(tokens.len());
        let (compared, words) = (from..stop).find_map(|at| {
            phrases_at(tokens, at).find_map(|(phrase, end, _)| match phrase {
                Phrase::Compared(compared) => Some((compared, at..end)),
                _ => None,
            })
        })?;
        let is_same = (compared == Compared::Same) != denied;
        let compared = if is_same { Compared::Same } else { Compared::Differs };
        let with_dummy = tokens[words.end..].iter().take(3).any(|t| t.is(flag::DUMMY));
        let is_near = (end..words.start).all(|i| tokens[i].is(flag::ABOUT));
        Some(Comparison { compared, words, with_dummy, is_near })
    }

    /// Whether a denial is of a part: of all, or if something is so.
    fn is_partial(&self, from: usize, end: usize) -> bool {
        let tokens = self.tokens;
        let is_stop = |&i: &usize| tokens[i].after_mark || tokens[i].is(flag::BREAK);
        let stop = (end..tokens.len()).find(is_stop).unwrap_or(tokens.len());
        let is_all = |i: usize| tokens[i].is(flag::WHOLE);
        (from..stop).take(NEAR).any(is_all) || (end..stop).any(|i| tokens[i].is(flag::CONDITION))
    }

    /// The verb and form of a word, where some words are two forms (`cut`).
    fn form(&self, head: usize, is_carrier: bool, is_base: bool) -> Option<(usize, Form)> {
        let mut forms =
            self.forms(head).filter(|&(verb, _)| self.lexicon.verbs[verb].sense.is_none() == is_carrier);
        let first = forms.next()?;
        let other = forms.find(|&(verb, form)| verb == first.0 && form != first.1);
        match other {
            Some(past) if !is_base && self.said.names_study => Some(past),
            Some(past) if !is_base && head > 0 && !self.is_plural(head - 1) => Some(past),
            _ => Some(first),
        }
    }

    fn has_do(&self, phrase: usize, head: usize) -> bool {
        self.tokens[phrase..head].iter().any(|t| t.is(flag::DO))
    }

    /// Whether a word that looks like a verb is one, and has the object that it needs.
    fn is_verb(&self, head: usize, verb: usize, form: Form) -> bool {
        let verb = &self.lexicon.verbs[verb];
        let next = self.tokens.get(head + 1).filter(|t| !t.after_mark);
        if head > 0 && !self.tokens[head].after_mark {
            let before = &self.tokens[head - 1];
            let may_be_subject = form == Form::Third && before.is(flag::FILLER) && !before.is(flag::PRONOUN);
            let is_article = before.is(flag::ARTICLE);
            if before.is(flag::NOUN_AFTER) && (is_article || !may_be_subject) {
                return false;
            }
        }
        if form == Form::Base && next.is_some_and(|t| t.is(flag::NOUN_BEFORE)) {
            return false;
        }
        if verb.is_bare {
            return next.is_none_or(|t| t.is(flag::BARE_NEXT));
        }
        !verb.needs_object || next.is_some_and(|t| !t.is(flag::NO_OBJECT) || t.is(flag::AGENT))
    }
}
