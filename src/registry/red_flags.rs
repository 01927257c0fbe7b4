//! `red-flags.toml`: danger signs, each with the level of care it asks for.

use serde::Deserialize;
use toml::Spanned;

use super::{Identified, List, list, locate};
use crate::data::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span, did_you_mean};
use crate::page::Kind;
use crate::rule;
use crate::source::SourceTree;

pub(super) const PATH: &str = "content/red-flags.toml";

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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Levels {
    level: Vec<Spanned<Level>>,
}

impl Identified for Flag {
    fn id(&self) -> &str {
        &self.id
    }
}

pub(super) fn parse(tree: &SourceTree) -> Found<RedFlags> {
    let mut found = Diagnostics::default();
    let path = SourcePath::new(PATH);
    let (levels, flags) = list::<Levels, Flag>(tree, PATH, "flag", &mut found);
    let mut red_flags = RedFlags { levels: List::default(), flags };
    red_flags.levels.whole = levels.is_some() || tree.named(PATH).is_none();
    for level in levels.map(|l| l.level).unwrap_or_default() {
        let at = level.span();
        let span = Span::new(&path, at.start..at.end.min(at.start + 9));
        let level = level.into_inner();
        if let Some(first) = red_flags.levels.by_id.get(&level.id) {
            let first = red_flags.levels.entries[*first].span.clone();
            found.push(
                Diagnostic::new(
                    &rule::DUPLICATE_ID,
                    span,
                    format!("the level `{}` is there twice", level.id),
                )
                .help("give one of them another id")
                .related(first, "first used here"),
            );
            continue;
        }
        red_flags.levels.by_id.insert(level.id.clone(), red_flags.levels.entries.len());
        red_flags.levels.entries.push(super::Entry { value: level, span });
    }
    for entry in red_flags.flags.entries() {
        let level = &entry.value.level;
        if red_flags.levels.is_whole() && red_flags.levels.get(level).is_none() {
            let span = locate(tree, &entry.span, level);
            found.push(
                Diagnostic::new(&rule::UNKNOWN_ID, span, format!("there is no level `{level}`"))
                    .help("add it under a line `[[level]]`")
                    .maybe_help(did_you_mean(level, red_flags.levels.ids())),
            );
        }
    }
    Found(red_flags, found)
}
