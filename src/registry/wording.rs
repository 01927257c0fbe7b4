//! `wording.toml`: words of this site's topic that checks look for, such as medicines and garments.
//!
//! ```toml
//! keep_taking = ["do not stop a medicine"]     # one of these stands on a page that names a medicine
//! conditions = ["heart failure"]               # what only a clinician can say that someone has
//! brands = ["Soapex"]                          # names that no page may advertise
//!
//! [[guard]]                                    # a sentence with a word of each group says one of `unless`
//! id = "gloves-at-night"
//! when = [["wear", "use"], ["glove", "gloves"], ["bed", "night"]]
//! unless = ["do not", "never", "unless"]
//! says = "could be read as advice to sleep in gloves"
//! instead = "Do not wear gloves in bed unless a nurse tells you to."
//!
//! [[medicine]]
//! names = ["warfarin"]
//!
//! [[replace]]
//! not = ["nocturnal", "nocturnally"]
//! say = "at night"
//!
//! [[prefer]]
//! term = "rubber gloves"
//! others = ["latex gloves", "mitts"]
//!
//! [[option]]                                   # other words for the `option` of claims
//! name = "gloves"
//! also = ["mitts", "hand covers"]
//! ```
//!
//! Words are written in any letters; they are found as whole words, so plurals are words of their own.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::{Claim, List, locate};
use crate::data::{self, Origin};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span, nearest};
use crate::phrase::{Phrase, Phrases};
use crate::rule;
use crate::source::SourceTree;

/// Where the words to look for are.
pub const PATH: &str = "content/wording.toml";

/// Words of a site's topic that checks look for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Ways to say that nobody should stop a medicine without asking.
    #[serde(default)]
    pub keep_taking: Vec<Phrase>,
    /// Illnesses that only a clinician can say someone has.
    #[serde(default)]
    pub conditions: Vec<Phrase>,
    /// Names of products and shops, which no page may advertise.
    #[serde(default)]
    pub brands: Vec<Phrase>,
    /// Sentences that are dangerous without an exception.
    #[serde(rename = "guard", default)]
    pub guards: Vec<Spanned<Guard>>,
    /// Medicines.
    #[serde(rename = "medicine", default)]
    pub medicines: Vec<Spanned<Medicine>>,
    /// Words with plainer ones to say instead.
    #[serde(rename = "replace", default)]
    pub replacements: Vec<Spanned<Replacement>>,
    /// Things that have one name on this site.
    #[serde(rename = "prefer", default)]
    pub preferred: Vec<Spanned<Preferred>>,
    /// Other words for what claims are about.
    #[serde(rename = "option", default)]
    pub options: Vec<Spanned<OptionWords>>,
    /// Long lists of the above, ready to be looked for.
    #[serde(skip)]
    pub looked_for: LookedFor,
}

/// Long lists of words, ready to be looked for in one go.
#[derive(Debug, Clone, Default)]
pub struct LookedFor {
    /// Names of products and shops.
    pub brands: Phrases,
    /// Names of medicines.
    pub medicines: Phrases,
    /// Ways to say that nobody should stop a medicine without asking.
    pub keep_taking: Phrases,
    /// Illnesses.
    pub conditions: Phrases,
    /// For each guard the words of its groups, and those that make a sentence safe.
    pub guards: Vec<(Vec<Phrases>, Phrases)>,
    /// Words with plainer ones, with the number of their entry.
    pub replacements: Numbered,
    /// Other names of things that have one name, with the number of their entry.
    pub others: Numbered,
}

/// Words of several entries, looked for in one go.
#[derive(Debug, Clone, Default)]
pub struct Numbered {
    phrases: Phrases,
    entries: Vec<usize>,
}

impl Numbered {
    fn new<'p>(entries: impl Iterator<Item = &'p Vec<Phrase>> + Clone) -> Numbered {
        let all =
            entries.enumerate().flat_map(|(number, words)| words.iter().map(move |words| (number, words)));
        let phrases = Phrases::new(all.clone().map(|(_, words)| words.as_str()));
        Numbered { phrases, entries: all.map(|(number, _)| number).collect() }
    }

    /// The words of all entries.
    pub fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    /// Every place of these words in a text of small letters, with the number of their entry.
    pub fn find_all(&self, lowered: &str) -> impl Iterator<Item = (usize, Range<usize>)> {
        self.phrases.find_all(lowered).into_iter().map(|(number, at)| (self.entries[number], at))
    }
}

/// A sentence that is dangerous without an exception.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// Its permanent name.
    pub id: String,
    /// Groups of words: a sentence with one of each group is meant.
    pub when: Vec<Vec<Phrase>>,
    /// Words that make such a sentence safe.
    pub unless: Vec<Phrase>,
    /// What is wrong without them: goes on after the sentence's words, such as `could be read as …`.
    pub says: String,
    /// A sentence to write instead.
    pub instead: String,
}

/// A medicine, or a group of medicines.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Medicine {
    /// Its names, each in every form in which pages write it.
    pub names: Vec<Phrase>,
}

/// Words with plainer ones to say instead.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replacement {
    /// The words not to say.
    pub not: Vec<Phrase>,
    /// The words to say instead.
    pub say: String,
    /// The language it is about; the site's own if it says none.
    #[serde(default)]
    pub language: Option<String>,
}

/// A thing that has one name on this site.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preferred {
    /// Its name.
    pub term: String,
    /// Its other names, which no page uses.
    pub others: Vec<Phrase>,
    /// The language it is about; the site's own if it says none.
    #[serde(default)]
    pub language: Option<String>,
}

/// What people could do, take or wear, in other words than its claims use.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionWords {
    /// The `option` of claims, or a part of it between `and`.
    pub name: String,
    /// Its other words, in every form in which pages write them.
    pub also: Vec<Phrase>,
}

/// Other words for an option that no claim is about are a slip.
pub(super) fn check(wording: &Wording, claims: &List<Claim>, tree: &SourceTree) -> Diagnostics {
    let mut found = Diagnostics::default();
    let names: BTreeSet<&str> = claims.iter().flat_map(Claim::options).collect();
    for option in wording.options.iter().filter(|_| claims.is_whole()) {
        let name = option.get_ref().name.as_str();
        if !names.contains(name) {
            let entry = Span::new(&SourcePath::new(PATH), option.span().start..option.span().start + 10);
            let message = format!("no claim has the option `{name}`");
            found.push(
                Diagnostic::new(&rule::UNKNOWN_ID, locate(tree, &entry, name), message)
                    .help("name what stands behind `option =` in `content/claims.toml`")
                    .meant(name, nearest(name, names.iter().copied())),
            );
        }
    }
    found
}

/// Reads the file, if the site has one.
pub(super) fn parse(tree: &SourceTree) -> Found<Wording> {
    let Some(file) = tree.named(PATH) else {
        return Found::clean(Wording::default());
    };
    let origin = Origin { path: &file.path, offset: 0 };
    let Found(wording, mut found) = data::table::<Wording>(file.as_text(), &origin);
    let mut wording = wording.unwrap_or_default();
    let names = wording.medicines.iter().flat_map(|medicine| &medicine.get_ref().names);
    let ready = |words: &[Phrase]| Phrases::new(words.iter().map(Phrase::as_str));
    let guards = wording.guards.iter().map(Spanned::get_ref);
    wording.looked_for = LookedFor {
        brands: ready(&wording.brands),
        medicines: Phrases::new(names.map(Phrase::as_str)),
        keep_taking: ready(&wording.keep_taking),
        conditions: ready(&wording.conditions),
        guards: guards
            .map(|g| (g.when.iter().map(|group| ready(group)).collect(), ready(&g.unless)))
            .collect(),
        replacements: Numbered::new(wording.replacements.iter().map(|entry| &entry.get_ref().not)),
        others: Numbered::new(wording.preferred.iter().map(|entry| &entry.get_ref().others)),
    };
    for guard in &wording.guards {
        let at = guard.span();
        let groups = &guard.get_ref().when;
        if groups.is_empty() || groups.iter().any(Vec::is_empty) {
            let message = format!("the guard `{}` has a group without words", guard.get_ref().id);
            // An entry can be many lines: its heading is where to look.
            let span = origin.span(at.start..at.end.min(at.start + "[[guard]]".len()));
            found.push(
                Diagnostic::new(&rule::BAD_VALUE, span, message)
                    .help("write `when = [[\"wear\", \"use\"], [\"glove\", \"gloves\"]]`"),
            );
        }
    }
    Found(wording, found)
}
