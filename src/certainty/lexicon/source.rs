//! A language's file as it is written, and what its lists make of its words.

use serde::Deserialize;

use super::{Sense, Verb, flag};
use crate::pattern::Vocabulary;

/// A language's file as it is written. Each list is explained there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::certainty) struct Source {
    pub(super) may: Vec<String>,
    pub(super) perhaps: Vec<String>,
    pub(super) probably: Vec<String>,
    pub(super) can: Vec<String>,
    pub(super) will: Vec<String>,
    pub(super) not: Vec<String>,
    pub(super) none: Vec<String>,
    pub(super) not_denied_by: Vec<String>,
    pub(super) whole: Vec<String>,
    pub(super) conditions: Vec<String>,
    pub(super) helpers: Vec<String>,
    #[serde(rename = "do")]
    pub(super) does: Vec<String>,
    pub(super) to: Vec<String>,
    pub(super) and: Vec<String>,
    pub(super) articles: Vec<String>,
    pub(super) be: String,
    pub(super) evidence: Vec<String>,
    pub(super) fillers: Vec<String>,
    pub(super) adverb_ending: String,
    pub(super) not_adverbs: Vec<String>,
    pub(super) benefit: Vec<String>,
    pub(super) harm: Vec<String>,
    pub(super) link: Vec<String>,
    pub(super) nothing: Vec<String>,
    pub(super) same: Vec<String>,
    pub(super) differs: Vec<String>,
    pub(super) dummies: Vec<String>,
    pub(super) about: Vec<String>,
    pub(super) object: Vec<String>,
    pub(super) no_object: Vec<String>,
    pub(super) agent: Vec<String>,
    pub(super) away: Vec<String>,
    pub(super) by: Vec<String>,
    pub(super) bare_next: Vec<String>,
    pub(super) bare: Vec<String>,
    pub(super) noun_after: Vec<String>,
    pub(super) noun_before: Vec<String>,
    pub(super) people: Vec<String>,
    pub(super) plurals: Vec<String>,
    pub(super) relative: Vec<String>,
    pub(super) restrictive: Vec<String>,
    pub(super) breaks: Vec<String>,
    pub(super) joins: Vec<String>,
    pub(super) open: Vec<String>,
    pub(super) pronouns: Vec<String>,
    pub(super) reported: Vec<String>,
    pub(super) studies: Vec<String>,
    pub(super) vessels: Vec<String>,
    pub(super) instructions: Vec<String>,
    pub(super) starters: Vec<String>,
    pub(super) endings: Vec<String>,
    pub(super) prepositions: Vec<String>,
    pub(super) after_subject: Vec<String>,
    pub(super) measures: Vec<String>,
    pub(super) readers: Vec<String>,
    pub(super) practices: Vec<String>,
    pub(super) by_people: Vec<String>,
    pub(super) not_doing: Vec<String>,
    pub(super) not_done: Vec<String>,
    pub(super) handled: Vec<String>,
    pub(super) leaving_off: Vec<String>,
    pub(super) helped_to: Vec<String>,
    pub(super) risks: Vec<String>,
    pub(super) unknown: Vec<String>,
    pub(super) unstudied: Vec<String>,
    pub(super) verbs: Verbs,
    pub(super) carriers: Vec<Carrier>,
    pub(super) broad: Broad,
    pub(super) promises: Promises,
    pub(super) say: Say,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Verbs {
    pub(super) benefit: Vec<[String; 3]>,
    pub(super) harm: Vec<[String; 3]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Broad {
    pub(super) verbs: Verbs,
    pub(super) carriers: Vec<Carrier>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Carrier {
    pub(super) forms: [String; 3],
    pub(super) takes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Promises {
    pub(super) reports: Vec<String>,
    pub(super) later: Vec<String>,
    pub(super) hedges: Vec<String>,
    pub(super) words: Vocabulary,
    pub(super) list: Vec<PromiseWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::certainty) struct PromiseWords {
    pub(in crate::certainty) say: String,
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(in crate::certainty) unless_next: Vec<String>,
    #[serde(default)]
    pub(in crate::certainty) unless_before: Vec<String>,
    #[serde(default)]
    pub(in crate::certainty) unless: Vec<String>,
    #[serde(default)]
    pub(in crate::certainty) hedged: bool,
    #[serde(default)]
    pub(in crate::certainty) of_things: bool,
    #[serde(default)]
    pub(in crate::certainty) sure: bool,
    #[serde(default)]
    pub(in crate::certainty) advert: bool,
}

/// What to say instead, with `{base}` and `{form}` of the verb.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::certainty) struct Say {
    pub(in crate::certainty) do_one: String,
    pub(in crate::certainty) do_many: String,
    pub(in crate::certainty) same: String,
    pub(in crate::certainty) none: String,
    pub(in crate::certainty) very_low: String,
    pub(in crate::certainty) low: String,
    pub(in crate::certainty) moderate: String,
    pub(in crate::certainty) moderate_be: String,
    pub(in crate::certainty) high: String,
    pub(in crate::certainty) low_not: String,
    pub(in crate::certainty) moderate_not: String,
    pub(in crate::certainty) moderate_be_not: String,
    pub(in crate::certainty) high_not: String,
    pub(in crate::certainty) high_be_not: String,
}

/// Every word that is more than itself, with what it can be.
pub(super) fn flags(source: &Source) -> impl Iterator<Item = (&str, u64)> {
    let lists = [
        (&source.may, flag::MAY),
        (&source.does, flag::DO),
        (&source.to, flag::TO),
        (&source.and, flag::AND),
        (&source.articles, flag::ARTICLE),
        (&source.perhaps, flag::PERHAPS),
        (&source.probably, flag::PROBABLY),
        (&source.can, flag::CAN),
        (&source.will, flag::WILL),
        (&source.not, flag::NOT),
        (&source.none, flag::NONE),
        (&source.not_denied_by, flag::NOT_DENIED_BY),
        (&source.whole, flag::WHOLE),
        (&source.conditions, flag::CONDITION),
        (&source.helpers, flag::HELPER),
        (&source.evidence, flag::EVIDENCE),
        (&source.fillers, flag::FILLER),
        (&source.dummies, flag::DUMMY),
        (&source.about, flag::ABOUT),
        (&source.no_object, flag::NO_OBJECT),
        (&source.agent, flag::AGENT),
        (&source.away, flag::AWAY),
        (&source.by, flag::BY),
        (&source.bare_next, flag::BARE_NEXT),
        (&source.noun_after, flag::NOUN_AFTER),
        (&source.noun_before, flag::NOUN_BEFORE),
        (&source.people, flag::PERSON),
        (&source.plurals, flag::PLURAL),
        (&source.relative, flag::RELATIVE),
        (&source.restrictive, flag::RESTRICTIVE),
        (&source.breaks, flag::BREAK),
        (&source.joins, flag::JOIN),
        (&source.open, flag::OPEN),
        (&source.pronouns, flag::PRONOUN),
        (&source.reported, flag::REPORTED),
        (&source.studies, flag::STUDY),
        (&source.vessels, flag::VESSEL),
        (&source.instructions, flag::INSTRUCTION),
        (&source.starters, flag::STARTER),
        (&source.promises.later, flag::LATER_NOT),
        (&source.promises.hedges, flag::HEDGE),
        (&source.prepositions, flag::PREPOSITION),
        (&source.after_subject, flag::AFTER_SUBJECT),
        (&source.measures, flag::MEASURE),
        (&source.readers, flag::READER),
        (&source.practices, flag::PRACTICE),
        (&source.by_people, flag::BY_PEOPLE),
        (&source.not_doing, flag::NOT_DOING),
        (&source.not_done, flag::NOT_DOING),
        (&source.handled, flag::HANDLED),
        (&source.leaving_off, flag::LEAVING_OFF),
        (&source.helped_to, flag::HELPED_TO),
        (&source.risks, flag::RISK),
    ];
    lists.into_iter().flat_map(|(words, bit)| words.iter().map(move |word| (word.as_str(), bit)))
}

pub(super) fn verbs(source: &mut Source) -> Vec<Verb> {
    let (narrow, broad) = (&source.verbs, &source.broad.verbs);
    let lists = [
        (&narrow.benefit, Sense::Benefit, false),
        (&narrow.harm, Sense::Harm, false),
        (&broad.benefit, Sense::Benefit, true),
        (&broad.harm, Sense::Harm, true),
    ];
    let mut verbs = Vec::new();
    for (list, sense, is_broad) in lists {
        for forms in list {
            let needs_object = is_broad || source.object.contains(&forms[0]);
            let is_bare = source.bare.contains(&forms[0]);
            let (forms, takes) = (forms.clone(), Vec::new());
            verbs.push(Verb { forms, sense: Some(sense), takes, needs_object, is_bare, is_broad });
        }
    }
    for (carriers, is_broad) in [(&mut source.carriers, false), (&mut source.broad.carriers, true)] {
        for Carrier { forms, takes } in std::mem::take(carriers) {
            verbs.push(Verb { forms, sense: None, takes, needs_object: false, is_bare: false, is_broad });
        }
    }
    verbs
}
