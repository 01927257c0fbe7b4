//! `red-flags.toml`: danger signs, each with the level of care it asks for.

use serde::Deserialize;
use toml::Spanned;

use super::{Identified, List, Withdrawn, fill, list, locate};
use crate::data::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, Found, nearest};
use crate::page::Kind;
use crate::rule;
use crate::source::SourceTree;

/// The file.
pub const PATH: &str = "content/red-flags.toml";

/// A level of care, such as emergency.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Its permanent name: `emergency`, `urgent` or `routine`.
    pub id: String,
    /// The heading of its card.
    pub heading: Words,
    /// A line under the heading: what to do.
    #[serde(default)]
    pub action: Words,
    /// Whether the card shows the emergency numbers.
    #[serde(default)]
    pub call: bool,
}

/// A danger sign.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// Its permanent name.
    pub id: String,
    /// The level of care it asks for.
    pub level: String,
    /// The sign, in words complete in themselves.
    pub words: Words,
    /// The kinds of pages whose card for this level shows it.
    pub kinds: Vec<Kind>,
    /// Keys of the references it rests on.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// Danger signs by level, most pressing first.
#[derive(Debug, Clone, Default)]
pub struct RedFlags {
    /// The levels in the order of the file.
    pub levels: List<Level>,
    /// The signs in the order of the file.
    pub flags: List<Flag>,
    /// Signs that were given up on purpose.
    pub withdrawn: List<Withdrawn>,
}

impl RedFlags {
    /// The signs on a card of a level: all for this kind of page, or only those named.
    pub fn shown<'a>(
        &'a self,
        level: &'a str,
        only: &'a [String],
        kind: Kind,
    ) -> impl Iterator<Item = &'a Flag> {
        self.flags.iter().filter(move |flag| {
            let wanted = if only.is_empty() { flag.kinds.contains(&kind) } else { only.contains(&flag.id) };
            wanted && flag.level == level
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Levels {
    level: Vec<Spanned<Level>>,
    #[serde(default)]
    withdrawn: Vec<Spanned<Withdrawn>>,
}

impl Identified for Level {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Identified for Flag {
    fn id(&self) -> &str {
        &self.id
    }
}

pub(super) fn parse(tree: &SourceTree) -> Found<RedFlags> {
    let mut found = Diagnostics::default();
    let (rest, flags) = list::<Levels, Flag>(tree, PATH, "flag", &mut found);
    let (mut levels, mut withdrawn) = (List::default(), List::default());
    if let Some(file) = tree.named(PATH) {
        levels.whole = rest.is_some();
        let rest = rest.unwrap_or_default();
        fill(&mut levels, rest.level, "level", file, &mut found);
        fill(&mut withdrawn, rest.withdrawn, "withdrawn", file, &mut found);
    }
    let red_flags = RedFlags { levels, flags, withdrawn };
    for entry in red_flags.flags.entries() {
        let level = &entry.value.level;
        if red_flags.levels.is_whole() && red_flags.levels.get(level).is_none() {
            let span = locate(tree, &entry.span, level);
            found.push(
                Diagnostic::new(&rule::UNKNOWN_ID, span, format!("there is no level `{level}`"))
                    .help("add it under a line `[[level]]`")
                    .meant(level, nearest(level, red_flags.levels.ids())),
            );
        }
    }
    Found(red_flags, found)
}
