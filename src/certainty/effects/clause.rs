//! What stands around a verb: its clause, its subject, how sure it is said and whether it is denied.

use super::{Form, INSIDE, MODAL, Reader, Sureness, flag};

impl Reader<'_, '_> {
    pub(super) fn is_person(&self, phrase: usize) -> bool {
        !self.tokens[phrase].after_mark && self.tokens[phrase - 1].is(flag::PERSON)
    }

    /// Where the clause of a verb phrase begins.
    pub(super) fn clause(&self, phrase: usize) -> usize {
        let is_start = |&i: &usize| {
            let follows_break = i > 0 && self.tokens[i - 1].is(flag::BREAK) && !self.is_joined(i);
            self.tokens[i].after_mark || follows_break
        };
        let start = (0..=phrase).rev().find(is_start).unwrap_or(0);
        // `Probably, …` is said of all that follows.
        if self.tokens[..start].iter().all(|t| t.is(flag::PERHAPS | flag::PROBABLY)) { 0 } else { start }
    }

    /// Whether it is an instruction with a denial: `do not stop a medicine`.
    pub(super) fn is_warning(&self, clause: usize, phrase: usize, verb: usize) -> bool {
        let verb = &self.lexicon.verbs[verb];
        let may_be_told = verb.needs_object || verb.sense.is_none();
        let is_first = phrase == clause || self.tokens[clause].is(flag::INSTRUCTION);
        is_first && self.tokens[phrase].is(flag::INSTRUCTION) && (may_be_told || phrase == 0)
    }

    /// Whether a word follows `and`, `or` or `and so`.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        let is_so = at > 1 && self.tokens[at - 1].is(flag::BREAK) && self.tokens[at - 2].is(flag::JOIN);
        !self.tokens[at].after_mark && (is_so || self.tokens[at - 1].is(flag::JOIN))
    }

    /// How sure a verb is that is joined to one before: `may ease or stop`, `may help you to move and
    /// ease pain`.
    pub(super) fn inherited(&self, clause: usize, phrase: usize) -> Option<(Sureness, bool)> {
        if phrase == 0 {
            return None;
        }
        if let Some(effect) = self.said.effects.last()
            && effect.clause == clause
        {
            return Some((effect.sureness, effect.negated));
        }
        let before = &self.tokens[clause..phrase];
        (self.is_joined(phrase) && before.iter().any(|t| t.is(MODAL)))
            .then(|| self.sureness(clause, clause, phrase))
    }

    /// Whether a base form has a subject, and so is no instruction and no noun: `salts warm the legs and
    /// ease pain`, but not `sit down and ease off`.
    pub(super) fn has_subject(&self, clause: usize, phrase: usize) -> bool {
        let tokens = self.tokens;
        if phrase == 0 {
            return false;
        }
        let before = &tokens[phrase - 1];
        if before.is(flag::RELATIVE) && !tokens[phrase].after_mark {
            return phrase > 1 && self.is_plural(phrase - 2);
        }
        if clause == phrase {
            let is_led = tokens[0].is(flag::INSTRUCTION | flag::OPEN)
                || tokens[phrase - 1].is(flag::BREAK | flag::JOIN);
            return !is_led && (0..tokens.len().min(3)).any(|i| self.is_plural(i));
        }
        let is_instruction = tokens[clause].is(flag::INSTRUCTION) && !tokens[clause].is(flag::PLURAL);
        let is_joined = tokens[clause..phrase].iter().any(|t| t.is(flag::AND));
        // `People who walk have fewer …`
        let is_related = (clause + 1..phrase).any(|i| tokens[i].is(flag::RELATIVE) && self.is_plural(i - 1));
        if is_instruction {
            return false;
        }
        if before.is(flag::JOIN) {
            return (clause..phrase.min(clause + 2)).any(|i| self.is_plural(i));
        }
        // `Insoles from a shop work …`
        let is_modified =
            (clause + 1..phrase).any(|i| tokens[i].is(flag::PREPOSITION) && self.is_plural(i - 1));
        self.is_plural(phrase - 1) || is_joined || is_related || is_modified
    }

    pub(super) fn is_plural(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let word = &token.small;
        let looks_plural = word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is", "'s"].iter().any(|e| word.ends_with(e));
        token.is(flag::PLURAL) || (looks_plural && !token.is(INSIDE))
    }

    /// Whether an infinitive is told as true: `shown to`, `likely to`, `seems to`.
    pub(super) fn is_told(&self, phrase: usize, head: usize) -> bool {
        let words = &self.tokens[phrase..head];
        let is_infinitive = words.last().is_some_and(|t| t.is(flag::TO));
        is_infinitive && words.iter().any(|t| t.is(flag::EVIDENCE | flag::PROBABLY | flag::MAY))
    }

    /// Plain infinitives are aims, and passives need who or what did it.
    pub(super) fn is_active(&self, phrase: usize, head: usize, form: Form, is_carrier: bool) -> bool {
        let words = &self.tokens[phrase..head];
        let is_infinitive = words.last().is_some_and(|t| t.is(flag::TO));
        if is_infinitive && !self.is_told(phrase, head) {
            return false;
        }
        let is_passive = form == Form::Past && !is_carrier && (phrase..head).any(|i| self.is_be(i));
        !is_passive || self.tokens.get(head + 1).is_some_and(|t| t.is(flag::AGENT) && !t.after_mark)
    }

    /// How sure a verb phrase is, and whether it is denied.
    pub(super) fn sureness(&self, clause: usize, phrase: usize, end: usize) -> (Sureness, bool) {
        let tokens = self.tokens;
        let has = |bits: u64| tokens[phrase..end].iter().any(|t| t.is(bits));
        let opens = |bits: u64| tokens[clause..phrase].iter().any(|t| t.is(bits));
        // `It may be that …`, `you may find that …`
        let near = |i: usize| (i + 2..phrase.min(i + 4)).any(|j| tokens[j].is(flag::RELATIVE));
        let may_be_that = (clause..phrase).any(|i| tokens[i].is(flag::MAY) && near(i));
        let sureness = if has(flag::MAY | flag::PERHAPS) || opens(flag::PERHAPS) || may_be_that {
            Sureness::May
        } else if has(flag::PROBABLY) || opens(flag::PROBABLY) {
            Sureness::Probably
        } else if has(flag::CAN) {
            Sureness::Can
        } else {
            Sureness::Plain
        };
        let is_denial = |i: usize| {
            let next = tokens.get(i + 1);
            tokens[i].is(flag::NOT) && !next.is_some_and(|t| t.is(flag::NOT_DENIED_BY))
        };
        let is_none = tokens[clause..phrase].iter().take(2).any(|t| t.is(flag::NONE));
        (sureness, is_none || (phrase..end).any(is_denial))
    }
}
