//! What checks look for on every page, made ready once a build.
//!
//! Most texts hold nothing that any rule looks for. So every text is searched once for the words of all lists
//! together, and a rule reads only the texts that mention something of its own.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::cards::card_points_away;
use super::data_files::{self, Said};
use super::dates_and_sign_off::banner_missing;
use super::evidence::{sounds_like_selling, unknowns_unsaid};
use super::numbers::number_style;
use super::plain_words::{hard_to_follow, reader_not_addressed};
use super::words;
use crate::certainty::{Options, Wording};
use crate::danger::Danger;
use crate::fold;
use crate::phrase::{self, Phrase, Phrases};
use crate::plain::Avoided;
use crate::registry::{Claim, Registry};
use crate::rule::{self, Rule};
use crate::site::Site;
use crate::source::SourceTree;

/// Within so many words a term's explanation names what kind of thing it is.
const MEANS: usize = 5;

/// What checks look for on every page.
#[derive(Debug, Default)]
pub struct Lists {
    /// By language, what claims are about, where effects can be heard in that language.
    pub(super) options: BTreeMap<String, Options>,
    /// By language, what this site names as treatments: medicines, and terms that are explained as treatments.
    pub(super) treatments: BTreeMap<String, Options>,
    /// By language, the terms that pages must explain.
    pub(super) terms: BTreeMap<String, Terms>,
    /// Every string of every data file.
    pub(super) said: Vec<Said>,
    /// The selectors by which styles hide what they are for.
    pub(super) hiding: Vec<String>,
    /// By language, all lists together.
    watches: BTreeMap<String, Watch>,
}

/// What texts are searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Watched {
    /// Anything: every text holds it.
    Words,
    /// Two capitals side by side, in any alphabet.
    Capitals,
    Colour,
    /// What only a clinician can say that someone has.
    Condition,
    Digit,
    Dose,
    /// What people do, take or wear, or a promise.
    Effect,
    Guarded,
    KeepTaking,
    Medicine,
    Negation,
    NumberInWords,
    OtherName,
    Pointing,
    Reader,
    ReaderAsOther,
    Selling,
    /// A percentage or odds.
    Share,
    /// A verb of effect, or a word for how common something is.
    Sourceless,
    Term,
    Unknown,
}

/// Which of the lists a text mentions: a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mentions(u64);

impl Mentions {
    /// Whether something of a list stands in the text.
    pub(super) fn has(self, watched: Watched) -> bool {
        self.0 & bit(watched) != 0
    }

    /// What a text mentions in which a word stands that a rule avoids.
    pub(super) fn of_avoided(rule: &Rule) -> Mentions {
        Mentions(avoided_bit(rule))
    }

    /// Whether both mention something of one list.
    pub(super) fn meets(self, other: Mentions) -> bool {
        self.0 & other.0 != 0
    }
}

fn bit(watched: Watched) -> u64 {
    1 << watched as u64
}

/// The bit of a rule that is words to avoid. Should there be more such rules than bits, some share theirs.
fn avoided_bit(rule: &Rule) -> u64 {
    const FIRST: usize = 32;
    let number = words::rules().position(|other| other == rule).unwrap_or_default();
    1 << (FIRST + number % (u64::BITS as usize - FIRST))
}

/// All lists of one language.
#[derive(Debug)]
struct Watch {
    phrases: Option<AhoCorasick>,
    /// By the number of the phrase: the lists it stands in, and whether it is looked for as whole words.
    lists: Vec<(u64, bool)>,
}

/// The terms of a glossary, looked for in one go.
#[derive(Debug, Default)]
pub(super) struct Terms {
    phrases: Phrases,
    /// For each phrase the number of its term.
    numbers: Vec<usize>,
}

impl Lists {
    /// Gathers the words of a site's data.
    pub fn new(site: &Site, tree: &SourceTree) -> Lists {
        let (hiding, said) = (banner_missing::hiding(site), data_files::read(site, tree));
        let mut lists = Lists { hiding, said, ..Lists::default() };
        for language in site.languages.keys() {
            let claims = site.registry.claims.iter();
            if let Some(wording) = Wording::of(language) {
                lists.options.insert(
                    language.clone(),
                    wording.options(claims.flat_map(|claim| options(claim, &site.registry))),
                );
                lists.treatments.insert(language.clone(), treatments(site, language, wording));
            }
            lists.terms.insert(language.clone(), Terms::new(site, language));
            lists.watches.insert(language.clone(), Watch::new(site, language, &lists));
        }
        lists
    }

    /// What of all lists stands in a text of a language, which is also given in small letters.
    pub(super) fn mentions(&self, language: &str, text: &str, lowered: &str) -> Mentions {
        let Some(watch) = self.watches.get(language) else {
            return Mentions(u64::MAX);
        };
        let mut found = bit(Watched::Words);
        if lowered.bytes().any(|byte| byte.is_ascii_digit()) {
            found |= bit(Watched::Digit);
        }
        if !text.is_ascii() || text.as_bytes().windows(2).any(|two| two.iter().all(u8::is_ascii_uppercase)) {
            found |= bit(Watched::Capitals);
        }
        for place in watch.phrases.iter().flat_map(|phrases| phrases.find_overlapping_iter(lowered)) {
            let (lists, is_whole) = watch.lists[place.pattern()];
            if found & lists != lists && (!is_whole || phrase::is_whole(lowered, &place.range())) {
                found |= lists;
            }
        }
        Mentions(found)
    }
}

/// What a claim is about, in all the words that the site has for it.
pub(super) fn options<'r>(claim: &'r Claim, registry: &'r Registry) -> impl Iterator<Item = &'r str> {
    let words = registry.wording.options.iter().map(|words| words.get_ref());
    let others = words.filter(|words| claim.options().any(|option| option == words.name));
    claim.options().chain(others.flat_map(|words| &words.also).map(Phrase::as_str))
}

/// The medicines of a site, and those of its terms whose first words name a treatment.
fn treatments(site: &Site, language: &str, wording: &Wording) -> Options {
    let default = &site.config.language;
    let terms = site.registry.terms.iter().filter(|term| {
        let means = term.means.get(language, default);
        let first = means.split_inclusive(' ').take(MEANS).map(str::len).sum();
        wording.names(term.plain.get(language, default)) || wording.names(&means[..first])
    });
    let terms = terms.flat_map(|term| [&term.term, &term.short].map(|words| words.get(language, default)));
    let medicines =
        Danger::of(language).medicines.iter().chain(site.registry.wording.looked_for.medicines.iter());
    wording.options(terms.chain(medicines))
}

impl Watch {
    fn new(site: &Site, language: &str, lists: &Lists) -> Watch {
        let mut all: BTreeMap<(String, bool), u64> = BTreeMap::new();
        let mut add = |bit: u64, phrase: &str, is_whole| {
            *all.entry((phrase.to_owned(), is_whole)).or_default() |= bit;
        };
        let wording = &site.registry.wording.looked_for;
        let mut bits = |bit: u64, phrases: &mut dyn Iterator<Item = &str>| {
            // A sign such as `%` stands right behind a number.
            phrases.for_each(|phrase| add(bit, phrase, phrase.starts_with(char::is_alphanumeric)));
        };
        for rule in words::rules() {
            let avoided = Avoided::of(language, rule.code);
            bits(avoided_bit(rule), &mut avoided.iter().flat_map(|avoided| avoided.say.phrases().iter()));
        }
        bits(avoided_bit(&rule::HARD_WORD), &mut wording.replacements.phrases().iter());
        let mut whole = |watched, phrases: &mut dyn Iterator<Item = &str>| bits(bit(watched), phrases);
        let danger = Danger::of(language);
        whole(Watched::Colour, &mut danger.skin.colours.iter());
        whole(Watched::Condition, &mut danger.conditions.iter().chain(wording.conditions.iter()));
        whole(Watched::Dose, &mut danger.dose_words.iter());
        whole(Watched::Guarded, &mut danger.guards.iter().flat_map(|guard| guard.advice.when.needs()));
        whole(Watched::KeepTaking, &mut wording.keep_taking.iter().chain(danger.keep_taking.needs()));
        whole(Watched::Medicine, &mut wording.medicines.iter().chain(danger.medicines.iter()));
        whole(Watched::Negation, &mut hard_to_follow::words(language));
        whole(Watched::NumberInWords, &mut number_style::words(language));
        whole(Watched::OtherName, &mut wording.others.phrases().iter());
        whole(Watched::Pointing, &mut card_points_away::words(language));
        whole(Watched::Reader, &mut reader_not_addressed::reader(language));
        whole(Watched::ReaderAsOther, &mut reader_not_addressed::others(language));
        whole(Watched::Selling, &mut sounds_like_selling::words(language));
        whole(Watched::Selling, &mut wording.brands.iter());
        whole(Watched::Share, &mut danger.share_words.iter());
        whole(Watched::Unknown, &mut unknowns_unsaid::words(language));
        for (when, _) in &wording.guards {
            // A sentence that is meant has a word of each group; the shortest group is the rarest.
            let group = when.iter().min_by_key(|group| group.iter().count());
            group.into_iter().for_each(|group| whole(Watched::Guarded, &mut group.iter()));
        }
        if let Some(terms) = lists.terms.get(language) {
            whole(Watched::Term, &mut terms.phrases.iter());
        }
        if let (Some(wording), Some(options)) = (Wording::of(language), lists.options.get(language)) {
            wording.listened_for(options).for_each(|part| add(bit(Watched::Effect), part, false));
            wording.sourceless_words().for_each(|word| add(bit(Watched::Sourceless), word, true));
        }
        let phrases = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(all.keys().map(|(phrase, _)| phrase))
            .ok();
        let lists = all.into_iter().map(|((_, is_whole), lists)| (lists, is_whole)).collect();
        Watch { phrases, lists }
    }
}

impl Terms {
    fn new(site: &Site, language: &str) -> Terms {
        let mut terms = Terms::default();
        let mut names = Vec::new();
        for (number, term) in site.registry.terms.iter().enumerate().filter(|(_, term)| !term.everyday) {
            let name = phrase::lower(&fold::seen(term.term.get(language, &site.config.language)));
            if !name.is_empty() {
                names.extend([format!("{name}s"), name]);
                terms.numbers.extend([number, number]);
            }
        }
        terms.phrases = Phrases::new(names.iter().map(String::as_str));
        terms
    }

    /// Every place of a term in a text of small letters, with the term's number.
    pub(super) fn find_all(&self, lowered: &str) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> {
        self.phrases.find_all(lowered).into_iter().map(|(number, at)| (self.numbers[number], at))
    }
}
