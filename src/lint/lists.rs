//! What checks look for on every page, made ready once a build.

use std::collections::BTreeMap;

use crate::certainty::{Options, Wording};
use crate::phrase::{self, Phrase, Phrases};
use crate::registry::{Claim, Registry};
use crate::site::Site;

/// What checks look for on every page.
#[derive(Debug, Default)]
pub struct Lists {
    /// By language, what claims are about, where effects can be heard in that language.
    pub(super) options: BTreeMap<String, Options>,
    /// By language, the terms that pages must explain.
    pub(super) terms: BTreeMap<String, Terms>,
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
    pub fn new(site: &Site) -> Lists {
        let mut lists = Lists::default();
        for language in site.languages.keys() {
            let claims = site.registry.claims.iter();
            if let Some(wording) = Wording::of(language) {
                lists.options.insert(
                    language.clone(),
                    wording.options(claims.flat_map(|claim| options(claim, &site.registry))),
                );
            }
            lists.terms.insert(language.clone(), Terms::new(site, language));
        }
        lists
    }
}

/// What a claim is about, in all the words that the site has for it.
pub(super) fn options<'r>(claim: &'r Claim, registry: &'r Registry) -> impl Iterator<Item = &'r str> {
    let words = registry.wording.options.iter().map(|words| words.get_ref());
    let others = words.filter(|words| claim.options().any(|option| option == words.name));
    claim.options().chain(others.flat_map(|words| &words.also).map(Phrase::as_str))
}

impl Terms {
    fn new(site: &Site, language: &str) -> Terms {
        let mut terms = Terms::default();
        let mut names = Vec::new();
        for (number, term) in site.registry.terms.iter().enumerate().filter(|(_, term)| !term.everyday) {
            let name = phrase::lower(term.term.get(language, &site.config.language));
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
