//! `checklist.toml`: groups of items to tick, and what ticks mean.
//!
//! All advice is printed for everyone; ids only say which lines fit. Nothing here diagnoses.

mod advice;
mod check;
mod combinations;
mod meaning;
mod proof;
mod words;

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::data::{self, Origin, Words};
use crate::diagnostic::Found;
use crate::digest::Digest;
use crate::source::SourceTree;

pub use meaning::Meaning;
pub use proof::Weakening;
pub use words::Part;

/// Where it is.
pub const PATH: &str = "content/checklist.toml";

/// The checklist of a site.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// What it is for, and what it is not.
    pub purpose: Words,
    /// What happens to ticks.
    pub privacy: Words,
    /// The groups, in order.
    #[serde(rename = "group", default)]
    pub groups: Vec<Spanned<Group>>,
    /// What ticks mean, in the order shown.
    #[serde(rename = "result", default)]
    pub results: Vec<Spanned<Outcome>>,
    /// Every button and message.
    pub texts: BTreeMap<String, Words>,
}

/// A question and its answers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its permanent name.
    pub id: String,
    /// The question.
    pub legend: Words,
    /// How to answer.
    #[serde(default)]
    pub hint: Words,
    /// Whether a summary needs an answer.
    #[serde(default)]
    pub required: bool,
    /// Its heading on the summary.
    #[serde(default)]
    pub heading_in_summary: Words,
    /// A note that everyone sees.
    #[serde(default)]
    pub note: Words,
    /// `false` if what is ticked here only goes on the summary.
    pub advice: Option<bool>,
    /// The boxes.
    #[serde(rename = "item", default)]
    pub items: Vec<Spanned<Item>>,
    /// Questions with one answer.
    #[serde(rename = "choice", default)]
    pub choices: Vec<Spanned<Choice>>,
    /// Room for own words.
    pub own: Option<Own>,
}

/// A box to tick.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its permanent name, never used for anything else.
    pub id: String,
    /// Its words.
    pub label: Words,
    /// A sentence of help.
    #[serde(default)]
    pub hint: Words,
    /// Whether it is a tick, or "none of these".
    #[serde(rename = "type", default)]
    pub kind: ItemKind,
    /// `false` if it only goes on the summary.
    pub advice: Option<bool>,
}

/// What ticking a box does to the others of its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// Nothing.
    #[default]
    Tick,
    /// It stands for none of the others.
    None,
}

/// A question with one answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its permanent name.
    pub id: String,
    /// The question.
    pub legend: Words,
    /// A note that everyone sees.
    #[serde(default)]
    pub note: Words,
    /// `false` if its answers only go on the summary.
    pub advice: Option<bool>,
    /// The answers.
    pub options: Vec<Answer>,
}

/// One of several answers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Its permanent name.
    pub id: String,
    /// Its words.
    pub label: Words,
    /// `false` if it only goes on the summary.
    pub advice: Option<bool>,
}

/// Room for own questions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    /// How many.
    pub count: u32,
    /// What to write.
    pub label: Words,
    /// Longest length, in characters.
    pub max: u32,
}

/// A line of advice, and the ticks it fits.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Its permanent name.
    pub id: String,
    /// Its first words.
    pub lead: Words,
    /// The advice.
    pub words: Words,
    /// It fits when any of these is ticked.
    #[serde(default)]
    pub any: Vec<String>,
    /// It fits when these are ticked and nothing else in their group.
    #[serde(default)]
    pub only: Vec<String>,
    /// Among lines with a strength only the strongest that fits is shown; more is stronger.
    pub strength: Option<u32>,
}

impl Checklist {
    /// Every id that can be ticked or chosen, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.groups().flat_map(Group::ids)
    }

    /// Whether a tick is there to lead to advice, and not only to go on the summary.
    pub fn leads_to_advice(&self, id: &str) -> bool {
        self.groups().all(|group| {
            let items = group.items.iter().map(|item| (&item.get_ref().id, item.get_ref().advice));
            let answers = group.choices.iter().map(toml::Spanned::get_ref).flat_map(|choice| {
                choice.options.iter().map(|answer| (&answer.id, answer.advice.or(choice.advice)))
            });
            let mut found = items.chain(answers).filter(|(named, _)| *named == id);
            found.all(|(_, advice)| advice.or(group.advice).unwrap_or(true))
        })
    }

    /// A fingerprint of all ids and of where they stand. Notes that a reader saved are of use only to the list
    /// they were made with: "none of these" says something else once there is one more of these.
    pub fn version(&self) -> String {
        let kinds = |group: &'_ Group| format!("{} {}", group.id, group.none().unwrap_or_default());
        let groups = self.groups().map(|group| {
            let ids = group.ids().map(|id| Digest::of(id.as_bytes()));
            Digest::all(ids.chain([Digest::of(kinds(group).as_bytes())]))
        });
        // Six digits are enough to tell one list from the next, and the page has few bytes left.
        Digest::all(groups).short().chars().take(6).collect()
    }
}

impl Group {
    /// Every id that can be ticked or chosen, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.items.iter().map(|item| item.get_ref().id.as_str()).chain(self.answers())
    }

    /// The id of "none of these".
    pub fn none(&self) -> Option<&str> {
        let mut items = self.items.iter().map(toml::Spanned::get_ref);
        items.find(|item| item.kind == ItemKind::None).map(|item| item.id.as_str())
    }

    /// The ids of answers to its questions with one answer.
    fn answers(&self) -> impl Iterator<Item = &str> {
        let answers = self.choices.iter().flat_map(|choice| &choice.get_ref().options);
        answers.map(|answer| answer.id.as_str())
    }

    /// Whether an id is one of several answers of which one can be chosen.
    fn is_answer(&self, id: &str) -> bool {
        self.answers().any(|answer| answer == id)
    }
}

/// Reads the checklist, if the site has one, and proves it.
pub fn parse(tree: &SourceTree) -> Found<Option<Checklist>> {
    let Some(file) = tree.named(PATH) else {
        return Found::clean(None);
    };
    let origin = Origin { path: &file.path, offset: 0 };
    let mut found = data::table::<Checklist>(file.as_text(), &origin);
    if let Some(checklist) = &found.0 {
        let mistakes = check::check(checklist, &origin);
        let is_sound = mistakes.is_empty();
        found.1.extend(mistakes);
        if is_sound {
            found.1.extend(check::prove(checklist, &origin));
        }
    }
    found
}
