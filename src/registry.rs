//! What a site knows as data: claims, red flags, cautions, terms and regions, each in one file.
//!
//! A fact has one home here; pages name it by its id. Every mistake is located.

mod cautions;
mod claims;
mod glossary;
mod red_flags;
mod regions;
mod withdrawn;
mod wording;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

pub use cautions::Caution;
pub use cautions::PATH as CAUTIONS;
pub use claims::PATH as CLAIMS;
pub use claims::{Certainty, Claim, Direction, Rater, Search, Share};
pub use glossary::Term;
pub use red_flags::PATH as RED_FLAGS;
pub use red_flags::{Flag, Level, RedFlags};
pub use regions::PATH as REGIONS;
pub use regions::Region;
pub use withdrawn::Withdrawn;
pub use wording::PATH as WORDING;
pub use wording::{Guard, Medicine, OptionWords, Preferred, Replacement, Wording};

use crate::bibliography::Bibliography;
use crate::config::Config;
use crate::data::{self, Origin};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span, nearest};
use crate::phrase::Phrase;
use crate::rule;
use crate::source::{SourceFile, SourceTree};
use crate::url;

/// The file of each registry.
pub const PATHS: [&str; 6] =
    [claims::PATH, red_flags::PATH, cautions::PATH, glossary::PATH, regions::PATH, wording::PATH];

/// Everything a site knows as data.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    /// What the evidence says.
    pub claims: List<Claim>,
    /// Danger signs, by level.
    pub red_flags: RedFlags,
    /// Who must not, or who must ask first.
    pub cautions: List<Caution>,
    /// Cautions that were given up on purpose.
    pub withdrawn_cautions: List<Withdrawn>,
    /// What the cautions are about, as claims and titles name it.
    pub cautioned: Vec<Phrase>,
    /// Medical words in plain words.
    pub terms: List<Term>,
    /// Numbers and services by region, in the order of the file.
    pub regions: List<Region>,
    /// Words of the topic that checks look for.
    pub wording: Wording,
}

impl Registry {
    /// Whether every entry that readers can be sent to was read, and every entry that names a source.
    pub fn is_whole(&self) -> bool {
        let lists = [self.claims.whole, self.cautions.whole, self.terms.whole, self.red_flags.flags.whole];
        lists.iter().all(|whole| *whole)
    }
}

/// Entries in the order of their file, found by id.
#[derive(Debug, Clone)]
pub struct List<T> {
    entries: Vec<Entry<T>>,
    by_id: BTreeMap<String, usize>,
    whole: bool,
}

/// One entry and where it stands.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// What it says.
    pub value: T,
    /// Where it starts.
    pub span: Span,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List { entries: Vec::new(), by_id: BTreeMap::new(), whole: true }
    }
}

impl<T> List<T> {
    /// The entry with an id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.by_id.get(id).map(|&i| &self.entries[i].value)
    }

    /// All entries in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.entries.iter().map(|e| &e.value)
    }

    /// All entries with their places.
    pub fn entries(&self) -> &[Entry<T>] {
        &self.entries
    }

    /// Whether every entry could be read, so that an id not found is a wrong id.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// All ids, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }
}

/// An entry that has an id.
pub(crate) trait Identified: DeserializeOwned {
    fn id(&self) -> &str;
}

/// A file that holds nothing but its list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// Reads every registry of a site.
pub fn parse(tree: &SourceTree, config: &Config, library: &Bibliography) -> Found<Registry> {
    let mut found = Diagnostics::default();
    let red_flags = found.absorb(red_flags::parse(tree));
    let (about, cautions) = list::<cautions::About, _>(tree, cautions::PATH, "caution", &mut found);
    let about = about.unwrap_or_default();
    let mut withdrawn_cautions = List::default();
    if let Some(file) = tree.named(cautions::PATH) {
        fill(&mut withdrawn_cautions, about.withdrawn, "withdrawn", file, &mut found);
    }
    let wording = found.absorb(wording::parse(tree));
    let registry = Registry {
        wording,
        claims: list::<Nothing, _>(tree, claims::PATH, "claim", &mut found).1,
        red_flags,
        cautions,
        withdrawn_cautions,
        cautioned: about.options,
        terms: list::<Nothing, _>(tree, glossary::PATH, "term", &mut found).1,
        regions: list::<Nothing, _>(tree, regions::PATH, "region", &mut found).1,
    };
    found.extend(claims::check(&registry.claims));
    found.extend(wording::check(&registry.wording, &registry.claims, tree));
    found.extend(withdrawn::check(&registry.withdrawn_cautions, &registry.cautions));
    found.extend(withdrawn::check(&registry.red_flags.withdrawn, &registry.red_flags.flags));
    found.extend(regions::check(&registry.regions, tree));
    let sources = registry
        .claims
        .entries()
        .iter()
        .map(|e| (&e.span, &e.value.sources))
        .chain(registry.cautions.entries().iter().map(|e| (&e.span, &e.value.sources)))
        .chain(registry.red_flags.flags.entries().iter().map(|e| (&e.span, &e.value.sources)));
    for (span, keys) in sources {
        for key in keys.iter().filter(|key| library.is_whole() && library.get(key).is_none()) {
            let place = locate(tree, span, key);
            found.push(
                Diagnostic::new(&rule::UNKNOWN_CITATION, place, format!("`{key}` is not in the references"))
                    .help("add it to `content/references.yml`")
                    .meant(key, nearest(key, library.keys())),
            );
        }
    }
    for entry in registry.claims.entries() {
        let search = entry.value.search.iter().map(|search| &search.until);
        for month in search.chain([&entry.value.checked]).filter(|month| !is_month(month)) {
            let message = format!("`{month}` is not a month of the calendar");
            found.push(
                Diagnostic::new(&rule::BAD_DATE, locate(tree, &entry.span, month), message)
                    .help("write the year and the month, such as `2026-03`"),
            );
        }
    }
    for id in
        config.regions.iter().filter(|id| registry.regions.is_whole() && registry.regions.get(id).is_none())
    {
        let path = SourcePath::new(crate::source::SITE_FILE);
        let span = locate(tree, &Span::file(&path), id);
        found.push(
            Diagnostic::new(
                &rule::UNKNOWN_ID,
                span,
                format!("there is no region `{id}` in `content/regions.toml`"),
            )
            .help("add it under a line `[[region]]`")
            .meant(id, nearest(id, registry.regions.ids())),
        );
    }
    Found(registry, found)
}

/// Whether a text is a month such as `2026-03`.
fn is_month(text: &str) -> bool {
    text.len() == 7 && format!("{text}-01").parse::<jiff::civil::Date>().is_ok()
}

/// Reads one list of a file, and what stands beside it.
pub(crate) fn list<R: DeserializeOwned, T: Identified>(
    tree: &SourceTree,
    path: &str,
    name: &'static str,
    found: &mut Diagnostics,
) -> (Option<R>, List<T>) {
    let mut list = List::default();
    let Some(file) = tree.named(path) else {
        return (None, list);
    };
    let origin = Origin { path: &file.path, offset: 0 };
    let Found((rest, items), mistakes) = data::entries::<R, T>(file.as_text(), name, &origin);
    list.whole = mistakes.is_empty();
    found.extend(mistakes);
    fill(&mut list, items, name, file, found);
    (rest, list)
}

/// Puts entries in, refusing ids that are used twice or that could not stand in an address.
fn fill<T: Identified>(
    list: &mut List<T>,
    items: Vec<Spanned<T>>,
    name: &str,
    file: &SourceFile,
    found: &mut Diagnostics,
) {
    for item in items {
        let at = item.span();
        // An entry can be many lines: its heading is where to look.
        let span = Span::new(&file.path, at.start..at.end.min(at.start + name.len() + 4));
        let value = item.into_inner();
        let id = value.id().to_owned();
        let id_span =
            quoted(file.as_text(), at.start, &id).map_or(span.clone(), |r| Span::new(&file.path, r));
        if !url::is_slug(&id) {
            found.push(
                Diagnostic::new(&rule::BAD_VALUE, id_span, format!("`{id}` cannot be an id"))
                    .help("use small letters, digits and single hyphens, such as `hand-washing`"),
            );
            list.whole = false;
            continue;
        }
        if let Some(&first) = list.by_id.get(&id) {
            let first: &Entry<T> = &list.entries[first];
            found.push(
                Diagnostic::new(&rule::DUPLICATE_ID, id_span, format!("the id `{id}` is used twice"))
                    .help("give one of them another id")
                    .related(first.span.clone(), "first used here"),
            );
            list.whole = false;
            continue;
        }
        list.by_id.insert(id, list.entries.len());
        list.entries.push(Entry { value, span });
    }
}

/// The place of a quoted word at or after a place in a file, or that place itself.
pub(crate) fn locate(tree: &SourceTree, from: &Span, word: &str) -> Span {
    tree.get(&from.path)
        .and_then(|file| quoted(file.as_text(), from.range.start, word))
        .map_or_else(|| from.clone(), |range| Span::new(&from.path, range))
}

fn quoted(text: &str, from: usize, word: &str) -> Option<Range<usize>> {
    ['"', '\''].iter().find_map(|quote| {
        let at = text.get(from..)?.find(&format!("{quote}{word}{quote}"))?;
        Some(from + at..from + at + word.len() + 2)
    })
}
