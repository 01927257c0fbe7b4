//! Holds what a statement says against how sure we can be, in both directions.

use std::ops::Range;

use super::effects::{Effect, Said, Sureness};
use super::lexicon::{Compared, Form, Lexicon, Sense};
use super::{Misfit, Problem, promises};
use crate::registry::{Certainty, Direction};

/// What a whole statement says: its sentences with the place of each.
pub(super) struct Statement<'l> {
    pub(super) lexicon: &'l Lexicon,
    pub(super) text: &'l str,
    pub(super) sentences: Vec<(usize, Said)>,
    pub(super) certainty: Certainty,
    pub(super) direction: Direction,
    /// Whether its claim holds two treatments against each other.
    pub(super) is_comparison: bool,
}

impl Statement<'_> {
    /// What does not fit. The first is the gravest; a writer mends one and looks again.
    pub(super) fn misfits(&self) -> Vec<Misfit> {
        let mut found = Vec::new();
        for (start, said) in &self.sentences {
            for effect in &said.effects {
                if let Some(problem) = self.problem(effect) {
                    let mut misfit = self.misfit(problem, shift(&effect.range, *start), self.say(effect));
                    let may_compare = problem == Problem::Opposite
                        && self.direction == Direction::NoDifference
                        && !self.compares(effect);
                    misfit.or_same =
                        may_compare.then(|| self.plain_say(effect.is_many, Some(&self.lexicon.say.same)));
                    found.push(misfit);
                }
            }
        }
        let has_effects = self.sentences.iter().any(|(_, said)| !said.effects.is_empty());
        if !has_effects
            && self.is_rated()
            && let Some(range) = self.marker()
        {
            let same = Some(&self.lexicon.say.same).filter(|_| self.is_comparison);
            let say = self.plain_say(false, same);
            found.push(self.misfit(Problem::Understated, range, say));
        }
        found.sort_by_key(|misfit| misfit.problem);
        found
    }

    fn misfit(&self, problem: Problem, range: Range<usize>, say: String) -> Misfit {
        let found = self.text[range.clone()].to_owned();
        // To put a `not` in, or to take it out, is for someone who knows what the claim compares.
        let fits = problem != Problem::Opposite && self.certainty > Certainty::VeryLow;
        Misfit { problem, range, found, say, or_same: None, fits }
    }

    /// Whether studies rate an effect, so that its words can be too weak.
    fn is_rated(&self) -> bool {
        self.certainty >= Certainty::Low && !matches!(self.direction, Direction::Unclear | Direction::Fact)
    }

    /// The words that say that we do not know, or that nobody has tested it.
    fn marker(&self) -> Option<Range<usize>> {
        self.sentences.iter().find_map(|(start, said)| {
            let range = said.unknown.as_ref().or(said.unstudied.as_ref())?;
            Some(shift(range, *start))
        })
    }

    fn names_study(&self) -> bool {
        self.sentences.iter().any(|(_, said)| said.names_study)
    }

    fn problem(&self, effect: &Effect) -> Option<Problem> {
        if self.certainty <= Certainty::VeryLow {
            return self.untested(effect);
        }
        if effect.is_partial && self.direction == Direction::Helps {
            return None; // `does not help everyone`: it may help the others
        }
        if self.is_opposite(effect) {
            return Some(Problem::Opposite);
        }
        if effect.is_reported && effect.sureness == Sureness::Plain {
            return None; // `experts think`: whose words they are is said
        }
        if effect.is_result && self.names_study() && self.certainty < Certainty::High {
            return None; // `in one trial, people had fewer`: what the trial found is said
        }
        let is_warning = effect.sense == Sense::Harm && effect.sureness == Sureness::Can;
        let said = match effect.sureness {
            Sureness::May => Certainty::Low,
            Sureness::Probably => Certainty::Moderate,
            Sureness::Can if is_warning => return None, // `can harm` warns, at any certainty
            Sureness::Can | Sureness::Plain => Certainty::High,
        };
        match said.cmp(&self.certainty) {
            std::cmp::Ordering::Greater => Some(Problem::Overstated),
            std::cmp::Ordering::Less if self.is_rated() => Some(Problem::Understated),
            _ => None,
        }
    }

    /// No proof is not proof of no effect; and where nothing is known, `may` needs `we do not know`.
    fn untested(&self, effect: &Effect) -> Option<Problem> {
        let is_guess = effect.sureness == Sureness::May || effect.is_reported;
        let is_guess_of_help = is_guess && self.marker().is_some();
        if is_guess_of_help {
            return None;
        }
        let is_no_effect = effect.negated && !matches!(effect.sense, Sense::Harm | Sense::Link);
        Some(if is_no_effect { Problem::NoEffect } else { Problem::Overstated })
    }

    /// A benefit that the evidence denies, or the denial of one that it shows. What helps no more than another
    /// treatment may still help.
    fn is_opposite(&self, effect: &Effect) -> bool {
        let is_benefit = matches!(effect.sense, Sense::Benefit | Sense::Nothing);
        match self.direction {
            Direction::Helps if effect.sense == Sense::Harm => self.harms_only(effect),
            Direction::Helps => is_benefit && effect.negated && effect.comparison.is_none(),
            Direction::NoDifference => match &effect.comparison {
                Some(other) => {
                    other.compared == Compared::Differs
                        && !matches!(effect.sense, Sense::Link | Sense::Nothing)
                }
                None => effect.sense == Sense::Benefit && !effect.negated,
            },
            Direction::Harms | Direction::Unclear | Direction::Fact => false,
        }
    }

    /// Whether a statement says nothing but that what helps does harm.
    fn harms_only(&self, effect: &Effect) -> bool {
        let is_harm = |e: &Effect| e.sense == Sense::Harm && !e.negated && e.sureness != Sureness::Can;
        is_harm(effect) && self.sentences.iter().flat_map(|(_, said)| &said.effects).all(is_harm)
    }

    /// Whether it is held against another treatment, here or in its claim.
    fn compares(&self, effect: &Effect) -> bool {
        self.is_comparison || effect.comparison.is_some()
    }

    /// The words to say instead of a verb phrase: none that promise too much.
    fn say(&self, effect: &Effect) -> String {
        let say = self.own_say(effect);
        let is_sure = self.certainty == Certainty::High;
        let promises = |word: &str| promises::can_promise(self.lexicon, &self.lexicon.tokens(word), is_sure);
        if say.split(' ').any(promises) { self.plain_say(effect.is_many, None) } else { say }
    }

    /// The same, with its own verb.
    fn own_say(&self, effect: &Effect) -> String {
        if self.is_opposite(effect) {
            if self.direction == Direction::NoDifference && self.compares(effect) {
                return self.plain_say(effect.is_many, Some(&self.lexicon.say.same));
            }
            if matches!(effect.sense, Sense::Nothing | Sense::Harm) {
                return self.plain_say(effect.is_many, None);
            }
        }
        let words = &self.lexicon.say;
        let [base, third, past] = &self.lexicon.verbs[effect.verb].forms;
        let is_be = *base == self.lexicon.be;
        let form = match effect.form {
            Form::Past => past,
            Form::Base if effect.is_many && is_be => self.lexicon.are(),
            Form::Base if effect.is_many => base,
            Form::Base | Form::Third => third,
        };
        let is_nothing = effect.sense == Sense::Nothing;
        // `makes no difference` is a denial in itself: its verb takes no `not`.
        let denies = match self.direction {
            Direction::Helps => is_nothing,
            Direction::NoDifference if effect.comparison.is_none() => !is_nothing,
            _ => effect.negated && !is_nothing,
        };
        let pattern = match (self.certainty, denies) {
            (Certainty::None, _) => return words.none.clone(),
            (Certainty::VeryLow, _) => return words.very_low.clone(),
            (Certainty::Low, false) => &words.low,
            (Certainty::Low, true) => &words.low_not,
            (Certainty::Moderate, false) if is_be => &words.moderate_be,
            (Certainty::Moderate, false) => &words.moderate,
            (Certainty::Moderate, true) if is_be => &words.moderate_be_not,
            (Certainty::Moderate, true) => &words.moderate_not,
            (Certainty::High, false) => &words.high,
            (Certainty::High, true) if is_be => &words.high_be_not,
            (Certainty::High, true) => &words.high_not,
        };
        let does = if effect.is_many { &words.do_many } else { &words.do_one };
        let mut say = pattern.replace("{base}", base).replace("{form}", form).replace("{do}", does);
        if let Some(complement) = &effect.complement {
            let start = self.sentence_of(effect);
            say.push(' ');
            say.push_str(&self.text[shift(complement, start)]);
        }
        say
    }

    fn sentence_of(&self, effect: &Effect) -> usize {
        let own =
            self.sentences.iter().find(|(_, said)| said.effects.iter().any(|e| std::ptr::eq(e, effect)));
        own.map_or(0, |(start, _)| *start)
    }

    /// The words to say where the statement has no verb of effect to mend, or where two treatments do the same.
    fn plain_say(&self, is_many: bool, same: Option<&String>) -> String {
        let words = &self.lexicon.say;
        let [base, third, _] = &self.lexicon.verbs[0].forms;
        let (form, does) = if is_many { (base, &words.do_many) } else { (third, &words.do_one) };
        let is_denied = self.direction == Direction::NoDifference && same.is_none();
        let pattern = match (self.certainty, is_denied) {
            (Certainty::High, false) => &words.high,
            (Certainty::High, true) => &words.high_not,
            (Certainty::Moderate, false) => &words.moderate,
            (Certainty::Moderate, true) => &words.moderate_not,
            (_, false) => &words.low,
            (_, true) => &words.low_not,
        };
        let say = pattern.replace("{base}", base).replace("{form}", form).replace("{do}", does);
        same.map_or(say.clone(), |same| format!("{say} {same}"))
    }
}

fn shift(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}
