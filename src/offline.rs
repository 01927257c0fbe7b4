//! `worker.js`: keeps pages on a reader's device, so that they can be read with no signal.
//!
//! `docs/offline.md` says what it keeps, and how to stop it. A site that stops has a worker that undoes what the
//! earlier one did: browsers fetch it in its place.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::asset::{Assets, Picture};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span};
use crate::digest::Digest;
use crate::locale::{Language, strings_path};
use crate::output::OutputTree;
use crate::page::Kind;
use crate::render::{self, Templates};
use crate::rule::{self, Purpose};
use crate::site::Site;
use crate::source::SourceTree;
use crate::url::LinkStyle;

/// Where the worker is, below the output folder; it can keep what lies beside and below it.
pub const PATH: &str = "worker.js";
/// The name, on a reader's device, of what it keeps.
pub const KEPT: &str = "saved-pages";
/// The script of `templates/` with which pages start it. Without a worker there is none.
pub const SCRIPT: &str = "offline";

const SAVES: &str = include_str!("offline/worker.js");
const RETIRED: &str = include_str!("offline/retired.js");
/// Where the worker takes what the build knows.
const PLACE: &str = "const site = { build: \"\", first: [], files: [], pages: {}, words: {} };";

/// What a site's worker does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worker {
    /// It keeps pages.
    Saves,
    /// It undoes what an earlier one did.
    Retired,
}

/// The worker of a build, if it has one; without one that keeps pages, the script that starts it goes from the
/// assets. A folder on a disk has no worker, and nothing is kept of a site while its writer works on it.
pub fn worker(
    config: &Config,
    links: LinkStyle,
    purpose: Purpose,
    assets: &mut Assets,
) -> Found<Option<Worker>> {
    let mut found = Diagnostics::default();
    let worker = match (config.offline, links) {
        (None, _) | (_, LinkStyle::Portable) => None,
        (Some(true), LinkStyle::Hosted) if purpose != Purpose::Writing => Some(Worker::Saves),
        (Some(_), LinkStyle::Hosted) => Some(Worker::Retired),
    };
    if worker != Some(Worker::Saves) {
        assets.scripts.remove(SCRIPT);
    } else if !assets.scripts.contains_key(SCRIPT) {
        let path = SourcePath::new("templates/offline.js");
        let message = "no script starts the worker that keeps pages for readers with no signal";
        let help =
            "copy it, and the lines of `base.html` that name it, from a site made with `plainleaf new`";
        found.push(Diagnostic::new(&rule::MISSING_TEMPLATE, Span::file(&path), message).help(help));
    }
    Found(worker, found)
}

/// Whether readers' devices keep pages of this build.
pub fn is_on(site: &Site) -> bool {
    site.assets.scripts.contains_key(SCRIPT)
}

/// What the worker is told.
#[derive(Serialize)]
struct Knows<'a> {
    /// The fingerprint of all that was built.
    build: String,
    /// What is kept although nobody opened it yet.
    first: BTreeSet<String>,
    /// Files whose names carry their fingerprint.
    files: BTreeSet<String>,
    /// Every page, with the day of its next check.
    pages: BTreeMap<&'a str, String>,
    words: BTreeMap<&'a str, Words<'a>>,
}

/// What the worker says in a language.
#[derive(Serialize)]
struct Words<'a> {
    saved: String,
    overdue: String,
    date: &'a str,
    months: &'a [String],
}

/// The file of the worker, made when all else is. Mistakes are missing words and templates.
pub fn file(
    worker: Worker,
    site: &Site,
    output: &OutputTree,
    templates: &Templates,
    tree: &SourceTree,
) -> Found<String> {
    let mut found = Diagnostics::default();
    if worker == Worker::Retired {
        return Found(RETIRED.to_owned(), found);
    }
    let below = |address: &str| address.trim_start_matches('/').to_owned();
    let landmarks =
        |code| [Kind::Now, Kind::Care].map(|kind| site.landmark(code, kind)).into_iter().flatten();
    let first = site
        .languages
        .keys()
        .flat_map(|code| landmarks(code).map(|card| card.url.clone()).chain([site.home(code)]));
    let pictures = site.assets.pictures.values().filter_map(|picture| match picture {
        Picture::File(url) => Some(url),
        Picture::Inline(_) => None,
    });
    let scripts = site.assets.scripts.values().map(|script| &script.url);
    let files = scripts.chain(pictures).filter(|url| output.holds(&url.file()));
    let pages = site.cards.iter().filter(|card| card.kind != Kind::Error);
    let knows = Knows {
        build: fingerprint(output),
        first: first.map(|url| below(url.as_str())).collect(),
        files: files.map(|url| below(url.as_str())).collect(),
        pages: pages
            .map(|card| {
                (&card.url.as_str()[1..], card.review_by.map_or_else(String::new, |day| day.0.to_string()))
            })
            .collect(),
        words: site
            .languages
            .values()
            .map(|language| (language.code.as_str(), found.absorb(words(language, templates, tree))))
            .collect(),
    };
    // Texts and lists of them can always be written.
    let knows = serde_json::to_string(&knows).unwrap_or_default();
    Found(SAVES.replacen(PLACE, &format!("const site = {knows};"), 1), found)
}

/// What tells this build from others.
fn fingerprint(output: &OutputTree) -> String {
    let files = output.prints();
    let digests = files.iter().flat_map(|(path, (_, digest))| [Digest::of(path.as_bytes()), *digest]);
    Digest::all(digests).short()
}

/// The notes that stand above a saved copy, as HTML.
fn words<'a>(language: &'a Language, templates: &Templates, tree: &SourceTree) -> Found<Words<'a>> {
    let mut found = Diagnostics::default();
    let mut note = |table: &str, key: &str, must_hold: &str| {
        let words = language.strings.get(table).and_then(|table| table.get(key)?.as_str());
        let Some(words) = words.filter(|words| words.contains(must_hold)) else {
            let path = strings_path(&language.code);
            let message = format!("`{table}.{key}` does not say what stands above a saved page");
            let help = format!("write `{key} = \"This is a saved copy from {{date}}.\"` under `[{table}]`");
            let help =
                if must_hold.is_empty() { "copy it from a site made with `plainleaf new`" } else { &help };
            found.push(Diagnostic::new(&rule::MISSING_STRING, Span::file(&path), message).help(help));
            return String::new();
        };
        found.absorb(render::saved_note(words, templates, tree))
    };
    let (saved, overdue) = (note("offline", "saved", "{date}"), note("banner", "overdue", ""));
    let (date, months) = language.date_parts();
    Found(Words { saved, overdue, date, months }, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_has_a_place_for_what_the_build_knows() {
        assert_eq!(SAVES.matches(PLACE).count(), 1);
        for code in [SAVES, RETIRED] {
            assert!(code.contains(&format!("`{KEPT} ${{")), "{code}");
        }
    }
}
