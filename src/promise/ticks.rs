//! What the checklist's ids meant when they were published, so that saved notes never say anything else.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::checklist::PATH;
use crate::diagnostic::{Diagnostic, Diagnostics, SourcePath, Span};
use crate::page::Kind;
use crate::rule;
use crate::site::Site;

/// What a line about an id begins with.
pub(super) const MARK: &str = "tick ";

/// An id of the checklist that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tick {
    /// What it said, in the site's own language.
    words: String,
    /// When it was first published.
    since: Date,
    /// Where it stands.
    span: Span,
}

/// Reads one line without its mark.
pub(super) fn read(line: &str, span: &Span, ticks: &mut BTreeMap<String, Tick>) -> Option<Diagnostic> {
    let broken = |message| Diagnostic::new(&rule::LOCK_BROKEN, span.clone(), message);
    let Some((id, tick)) = tick(line, span) else {
        let help = "write an id, a day and its words, such as `tick soap 2026-03-01 I have soap`";
        return Some(broken(format!("`{line}` is no promised id")).help(help));
    };
    if let Some(first) = ticks.get(&id) {
        let finding = broken(format!("the id `{id}` is promised twice"));
        let finding = finding.help("keep the line with the earlier day");
        return Some(finding.related(first.span.clone(), "the other line"));
    }
    ticks.insert(id, tick);
    None
}

fn tick(line: &str, span: &Span) -> Option<(String, Tick)> {
    let (id, rest) = line.split_once(' ')?;
    let (day, words) = rest.split_once(' ')?;
    let since = day.parse().ok()?;
    Some((id.to_owned(), Tick { words: words.trim().to_owned(), since, span: span.clone() }))
}

/// Every id that a page offers to tick with what it says, by the beginning of its line.
pub(super) fn offered(site: &Site) -> impl Iterator<Item = (String, String)> {
    let is_shown = site.cards.iter().any(|card| card.kind == Kind::Checklist);
    let meanings =
        site.checklist.iter().filter(move |_| is_shown).flat_map(|list| list.meanings(&site.config.language));
    meanings.map(|meaning| (format!("{MARK}{}", meaning.id), meaning.words))
}

/// Holds what the ids say now against what they said. An id that is gone stays in the file, and may come back as what it was.
pub(super) fn check(ticks: &BTreeMap<String, Tick>, site: &Site) -> Diagnostics {
    let mut found = Diagnostics::default();
    let path = SourcePath::new(PATH);
    let mut seen = BTreeSet::new();
    for meaning in site.checklist.iter().flat_map(|list| list.meanings(&site.config.language)) {
        let Some(tick) = ticks.get(meaning.id) else {
            continue;
        };
        // An id that is used twice was reported where it stands.
        if !seen.insert(meaning.id) || plain(&tick.words) == plain(&meaning.words) {
            continue;
        }
        let (id, since, words) = (meaning.id, tick.since, &meaning.words);
        let message = format!("`{id}` was published on {since} as `{}`", tick.words);
        let place = Span::new(&path, meaning.at.start..meaning.at.end.min(meaning.at.start + 12));
        found.push(
            Diagnostic::new(&rule::ID_REUSED, place, message)
                .help(format!(
                    "give it a new id; or, only if it still means the same, write `{MARK}{id} {since} {words}` in `{}`",
                    super::PATH
                ))
                .related(tick.span.clone(), "what it was published as"),
        );
    }
    found
}

/// The words alone: commas and capitals change no meaning.
fn plain(words: &str) -> Vec<String> {
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
