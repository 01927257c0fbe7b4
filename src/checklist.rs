//! `checklist.toml`: groups of items to tick, and what ticks mean.
//!
//! All advice is printed for everyone; ids only say which lines fit. Nothing here diagnoses.

mod advice;
mod combinations;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use crate::data::{self, Origin, Words};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, Span, did_you_mean};
use crate::rule;
use crate::source::SourceTree;
use crate::url;

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
        self.groups.iter().flat_map(|group| group.get_ref().ids())
    }
}

impl Group {
    /// Every id that can be ticked or chosen, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let items = self.items.iter().map(|item| item.get_ref().id.as_str());
        let answers = self.choices.iter().flat_map(|choice| &choice.get_ref().options);
        items.chain(answers.map(|answer| answer.id.as_str()))
    }
}

/// Reads the checklist, if the site has one.
pub fn parse(tree: &SourceTree) -> Found<Option<Checklist>> {
    let Some(file) = tree.named(PATH) else {
        return Found::clean(None);
    };
    let origin = Origin { path: &file.path, offset: 0 };
    let mut found = data::table::<Checklist>(file.as_text(), &origin);
    if let Some(checklist) = &found.0 {
        found.1.extend(check(checklist, &|range| origin.span(range)));
    }
    found
}

/// What the types cannot say.
fn check(checklist: &Checklist, span: &dyn Fn(std::ops::Range<usize>) -> Span) -> Diagnostics {
    let mut found = Diagnostics::default();
    let mut add = |at: std::ops::Range<usize>, message: String, help: &str| {
        // An entry can be many lines: its first is where to look.
        let head = at.start..at.end.min(at.start + 12);
        found.push(Diagnostic::new(&rule::CHECKLIST_BROKEN, span(head), message).help(help));
    };
    let mut seen = BTreeSet::new();
    for group in &checklist.groups {
        let at = group.span();
        let group = group.get_ref();
        let answers = group.items.len() + group.choices.len();
        if answers == 0 && group.own.is_none() {
            add(
                at.clone(),
                format!("the group `{}` asks nothing", group.id),
                "add `[[group.item]]`, or take the group out",
            );
        }
        let nones: Vec<usize> =
            (0..group.items.len()).filter(|&i| group.items[i].get_ref().kind == ItemKind::None).collect();
        if nones.len() > 1 || nones.first().is_some_and(|&i| i + 1 != group.items.len()) {
            add(
                at.clone(),
                format!("the group `{}` has \"none of these\" in the wrong place", group.id),
                "one item at most has `type = \"none\"`, and it is the last",
            );
        }
        if group.required && nones.is_empty() {
            add(
                at.clone(),
                format!("the group `{}` must be answered, but cannot be answered with no", group.id),
                "add a last item with `type = \"none\"`",
            );
        }
        let ids = group.items.iter().map(|i| (i.span(), i.get_ref().id.as_str()));
        let answers = group
            .choices
            .iter()
            .flat_map(|c| c.get_ref().options.iter().map(move |o| (c.span(), o.id.as_str())));
        for (at, id) in ids.chain(answers) {
            if !seen.insert(id) {
                add(
                    at,
                    format!("the id `{id}` is used twice"),
                    "give one of them an id that was never used before",
                );
            } else if !url::is_slug(id) {
                add(at, format!("`{id}` cannot be an id"), "use small letters, digits and single hyphens");
            }
        }
    }
    for result in &checklist.results {
        let at = result.span();
        let result = result.get_ref();
        if result.any.is_empty() == result.only.is_empty() {
            add(
                at.clone(),
                format!("the line `{}` has no rule, or two", result.id),
                "say either `any = [\"…\"]` or `only = [\"…\"]`",
            );
        }
        for id in result.any.iter().chain(&result.only).filter(|id| !seen.contains(id.as_str())) {
            let near = did_you_mean(id, seen.iter().copied());
            add(
                at.clone(),
                format!("the line `{}` waits for `{id}`, which no item is called", result.id),
                near.as_deref().unwrap_or("use the id of an item or answer"),
            );
        }
    }
    found
}
