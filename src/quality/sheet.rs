//! What every item comes to.

use std::collections::{BTreeMap, BTreeSet};

use super::{Attestation, Attestations, Fact, INSTRUMENTS, Instrument, Item, site_fingerprint};
use crate::config::Config;
use crate::data::Words;
use crate::diagnostic::{Diagnostics, SourcePath};
use crate::page::Card;
use crate::reading::Figures;
use crate::sign_off::Standing;

/// What the sheet is made from.
#[derive(Debug)]
pub struct Seen<'a> {
    /// What was found on all pages but the sheet, with levels and exceptions applied.
    pub found: &'a Diagnostics,
    /// Codes of rules from which some page is excused today.
    pub excused: BTreeSet<&'static str>,
    /// The site's levels.
    pub config: &'a Config,
    /// The pages.
    pub pages: Vec<Counted<'a>>,
    /// What people say.
    pub attestations: &'a Attestations,
}

/// A page, as the sheet counts it.
#[derive(Debug)]
pub struct Counted<'a> {
    /// The page.
    pub card: &'a Card,
    /// What its sign-offs come to.
    pub standing: &'a Standing,
    /// The fingerprint of its words, where they were read.
    pub words: Option<String>,
    /// How hard it is to read, where that was measured.
    pub reading: Option<Figures>,
}

impl Counted<'_> {
    /// The fingerprints of the words of pages.
    pub fn words<'a>(pages: &'a [Counted<'a>]) -> BTreeMap<&'a SourcePath, String> {
        let with_words = pages.iter().filter(|page| has_words(page.card));
        with_words.filter_map(|page| Some((&page.card.path, page.words.clone()?))).collect()
    }
}

/// Whether a page's words are part of the site's: what the build writes itself, and the error page, are not.
pub fn has_words(card: &Card) -> bool {
    card.kind.is_judged()
}

/// What an item comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// All rules that stand for it are on, and found nothing.
    Built,
    /// A person said so of the words as they are: the last one, where there are several.
    Attested(Attestation),
    /// It is not met.
    NotMet(Why),
    /// The site has nothing of the kind, for this reason.
    DoesNotApply(Words),
    /// Nobody has looked, or not at every page.
    Unjudged,
}

/// Why an item is not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A rule found something.
    Found,
    /// A rule is off on this site.
    Off,
    /// A page is excused from a rule.
    Excused,
    /// A page that gives health advice is not signed.
    NotSigned,
    /// A page that gives health advice does not say when it will be checked again.
    NotDated,
    /// A person said so.
    Person,
}

impl Why {
    /// Its word for templates.
    pub fn word(self) -> &'static str {
        match self {
            Why::Found => "found",
            Why::Off => "off",
            Why::Excused => "excused",
            Why::NotSigned => "not-signed",
            Why::NotDated => "not-dated",
            Why::Person => "person",
        }
    }
}

/// The sheet; without anything, one on which nothing was judged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// How hard pages are to read, in the order of their paths.
    pub readings: Vec<(SourcePath, Figures)>,
    states: BTreeMap<&'static str, State>,
}

/// How much of an instrument is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// How many items are met.
    pub met: usize,
    /// How many were judged, of those that apply.
    pub judged: usize,
    /// How many apply.
    pub apply: usize,
}

impl Score {
    /// The share of what applies that is met, in percent: none before all is judged.
    pub fn percent(self) -> Option<usize> {
        (self.judged == self.apply && self.apply > 0).then(|| (self.met * 100 + self.apply / 2) / self.apply)
    }
}

impl Sheet {
    /// What an item comes to.
    pub fn state(&self, item: &Item) -> &State {
        self.states.get(item.id).unwrap_or(&State::Unjudged)
    }

    /// How much of an instrument is met.
    pub fn score(&self, instrument: &Instrument) -> Score {
        let mut score = Score { met: 0, judged: 0, apply: 0 };
        for item in instrument.items {
            let (met, judged) = match self.state(item) {
                State::DoesNotApply(_) => continue,
                State::Built | State::Attested(_) => (1, 1),
                State::NotMet(_) => (0, 1),
                State::Unjudged => (0, 0),
            };
            score.met += met;
            score.judged += judged;
            score.apply += 1;
        }
        score
    }
}

/// Judges every item.
pub fn sheet(seen: &Seen<'_>) -> Sheet {
    let broken: BTreeSet<&str> = seen.found.iter().map(|finding| finding.rule.code).collect();
    let words = Counted::words(&seen.pages);
    let site = site_fingerprint(&words);
    let items = INSTRUMENTS.iter().flat_map(|instrument| instrument.items);
    let states = items.map(|item| (item.id, state(item, seen, &broken, &site, &words)));
    let readings = seen.pages.iter().filter_map(|page| Some((page.card.path.clone(), page.reading?)));
    Sheet { readings: readings.collect(), states: states.collect() }
}

fn state(
    item: &Item,
    seen: &Seen<'_>,
    broken: &BTreeSet<&str>,
    site: &str,
    words: &BTreeMap<&SourcePath, String>,
) -> State {
    if let Some(reason) = seen.attestations.absent.get(item.id) {
        return State::DoesNotApply(reason.clone());
    }
    if let Some(why) = against(item, seen, broken) {
        return State::NotMet(why);
    }
    if !item.by_person {
        return State::Built;
    }
    let standing: Vec<&Attestation> = seen
        .attestations
        .all
        .iter()
        .filter(|said| said.item == item.id && said.stands(site, words))
        .collect();
    if standing.iter().any(|said| !said.met) {
        return State::NotMet(Why::Person);
    }
    let advises = |page: &&Counted<'_>| page.card.kind.is_health();
    let covers =
        |said: &Attestation, page: &Counted<'_>| said.page.as_ref().is_none_or(|of| *of == page.card.path);
    let is_judged = |page| standing.iter().any(|said| covers(said, page));
    let all_judged = seen.pages.iter().filter(advises).all(is_judged);
    match standing.into_iter().max_by_key(|said| said.date) {
        Some(last) if all_judged => State::Attested(last.clone()),
        _ => State::Unjudged,
    }
}

/// What the build knows against an item.
fn against(item: &Item, seen: &Seen<'_>, broken: &BTreeSet<&str>) -> Option<Why> {
    let advising = || seen.pages.iter().filter(|page| page.card.kind.is_health());
    let rules = || item.rules.iter();
    let missing = item.facts.iter().find_map(|fact| match fact {
        Fact::Signed => advising().any(|page| !page.standing.complete).then_some(Why::NotSigned),
        Fact::Dated => advising().any(|page| page.card.review_by.is_none()).then_some(Why::NotDated),
    });
    if rules().any(|rule| broken.contains(rule.code)) {
        Some(Why::Found)
    } else if rules().any(|rule| seen.config.severity(rule, rule.severity).is_none()) {
        Some(Why::Off)
    } else if rules().any(|rule| seen.excused.contains(rule.code)) {
        Some(Why::Excused)
    } else {
        missing
    }
}
