//! `claims.toml`: what the evidence says, how sure it is, and where it comes from.

use serde::{Deserialize, Serialize};

use super::{Identified, List};
use crate::data::Words;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule;

/// Where the claims are.
pub const PATH: &str = "content/claims.toml";

/// One thing the evidence says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Its permanent name.
    pub id: String,
    /// What it says, in words for readers.
    pub says: Words,
    /// What a person could do, take or wear; empty where the claim is about none.
    #[serde(default)]
    pub option: String,
    /// Which list of claims it stands in, such as `relief`; empty where a site has one list.
    #[serde(default)]
    pub topic: String,
    /// What it may change.
    #[serde(default)]
    pub outcome: String,
    /// For whom.
    #[serde(default)]
    pub who: String,
    /// Which way the evidence points.
    #[serde(default)]
    pub direction: Direction,
    /// How sure we can be.
    pub certainty: Certainty,
    /// Whose rating of certainty it is.
    pub rated_by: Rater,
    /// Keys of the references it rests on.
    #[serde(default)]
    pub sources: Vec<String>,
    /// What a reader should know besides.
    #[serde(default)]
    pub caveat: Words,
    /// The month the evidence was last checked, such as `2026-11`.
    pub checked: String,
    /// How studies were looked for; needed where none was found.
    pub search: Option<Search>,
    /// The figures an icon array draws.
    #[serde(default)]
    pub figures: Vec<Share>,
}

/// Which way the evidence points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// It makes the outcome better.
    Helps,
    /// It makes the outcome worse.
    Harms,
    /// It makes no difference that matters.
    NoDifference,
    /// The studies do not say.
    Unclear,
    /// It is a fact and not an effect.
    #[default]
    Fact,
}

/// How sure we can be: the four steps of GRADE (Guyatt and others, BMJ 2008;336:924), and none where
/// nothing has been tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Nobody has tested it.
    None,
    /// Further study is very likely to change the answer.
    VeryLow,
    /// Further study is likely to change the answer.
    Low,
    /// Further study may change the answer.
    Moderate,
    /// Further study is unlikely to change the answer.
    High,
}

impl Certainty {
    /// Its word in data files, templates and strings.
    pub fn word(self) -> &'static str {
        match self {
            Certainty::None => "none",
            Certainty::VeryLow => "very-low",
            Certainty::Low => "low",
            Certainty::Moderate => "moderate",
            Certainty::High => "high",
        }
    }

    /// How many of four dots show it.
    pub fn dots(self) -> u8 {
        match self {
            Certainty::None => 0,
            Certainty::VeryLow => 1,
            Certainty::Low => 2,
            Certainty::Moderate => 3,
            Certainty::High => 4,
        }
    }
}

/// Whose rating of certainty it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rater {
    /// The authors of a systematic review.
    Review,
    /// A panel of experts.
    Panel,
    /// A medicines agency.
    Regulator,
    /// The writers of this site, still to be confirmed by a clinician.
    Ours,
}

/// How studies were looked for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Where.
    #[serde(rename = "where")]
    pub place: Words,
    /// Up to when.
    pub until: String,
    /// With which words.
    #[serde(default)]
    pub words: Words,
}

/// Some people out of a number of people.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Who they are.
    pub label: Words,
    /// How many have the outcome.
    pub count: u32,
    /// Out of how many.
    pub of: u32,
}

impl Claim {
    /// What it is about, each by itself: `rubbing and walking` are two options.
    pub fn options(&self) -> impl Iterator<Item = &str> {
        self.option.split(" and ").map(str::trim).filter(|option| !option.is_empty())
    }
}

impl Identified for Claim {
    fn id(&self) -> &str {
        &self.id
    }
}

/// What the types cannot say: an untested claim shows its search, a share is a share.
pub(super) fn check(claims: &List<Claim>) -> Diagnostics {
    let mut found = Diagnostics::default();
    for entry in claims.entries() {
        let claim = &entry.value;
        let mut add = |message: String, help: &str| {
            found.push(Diagnostic::new(&rule::CLAIM_INCOMPLETE, entry.span.clone(), message).help(help));
        };
        let id = &claim.id;
        if claim.certainty == Certainty::None && claim.search.is_none() {
            add(
                format!("the claim `{id}` says nothing was found, but not how it was looked for"),
                "add `search = { where = \"…\", until = \"2026-11\", words = \"…\" }`",
            );
        }
        for share in &claim.figures {
            if share.of == 0 || share.count > share.of {
                add(
                    format!("the claim `{id}` counts {} in {}", share.count, share.of),
                    "`count` is at most `of`, and `of` is at least 1",
                );
            }
        }
        if let Some(first) = claim.figures.first()
            && let Some(other) = claim.figures.iter().find(|s| s.of != first.of)
        {
            add(
                format!("the claim `{id}` mixes `in {}` and `in {}`", first.of, other.of),
                "give every figure of a claim out of the same number of people",
            );
        }
    }
    found
}
