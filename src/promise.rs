//! `content/urls.lock`: every address that was ever published, and the day it first was.
//!
//! Readers keep addresses in bookmarks, on paper and in letters. What the file names must lead
//! somewhere in every build: to a page, a file, or an old address that leads on. Danger signs and
//! cautions are promised too, by id: no reader finds out that one is gone. So are the ids of the checklist, which stand in
//! the notes that readers save.

mod ticks;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span, did_you_mean};
use crate::links;
use crate::offline;
use crate::output::OutputTree;
use crate::registry::{self, List, Registry, Withdrawn};
use crate::rule;
use crate::site::Site;
use crate::source::{SITE_FILE, SourceTree};
use crate::url::UrlPath;

/// Where the promises are.
pub const PATH: &str = "content/urls.lock";

/// Where they were once, beside `site.toml`.
const OLD: &str = "urls.lock";

/// The longest address that a person can be asked to type, in characters.
const LONGEST: usize = 40;

/// Anchors that entries of the data files give, besides those of headings.
const ENTRIES: [&str; 3] = ["claim-", "term-", "ref-"];

/// What a new file starts with.
const HEADER: &str = "# Every address this site has published, and since when. `plainleaf lock` adds to it.
# Nobody takes a line out: an address that is given up leads on to another page, and an id of the checklist
# (tick, its id, the day, its words) is never used for anything else.
# Danger signs and cautions stand here too, so that none of them goes unseen.
";

/// What a line says before the id of a danger sign, and of a caution.
const SIGN: &str = "danger-sign";
const CAUTION: &str = "caution";

/// One promised address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The address.
    pub address: UrlPath,
    /// The place on the page, if it is one.
    pub fragment: Option<String>,
    /// When it was first published.
    pub since: Date,
    /// Where it stands.
    pub span: Span,
}

/// All that a site has promised.
#[derive(Debug, Clone, Default)]
pub struct Promises {
    /// In the order of the file, by the address with its fragment.
    by_address: BTreeMap<String, Promise>,
    /// What was in the checklist, by id.
    ticks: BTreeMap<String, ticks::Tick>,
    /// Danger signs and cautions, by the line without its day.
    by_id: BTreeMap<String, (Date, Span)>,
    /// The file that they stand in, if there is one.
    file: Option<SourcePath>,
}

/// Reads `content/urls.lock`. A file at its old place is a mistake, and read all the same if there is no other: what was
/// promised is never forgotten.
pub fn parse(tree: &SourceTree) -> Found<Promises> {
    let mut found = Diagnostics::default();
    let mut promises = Promises::default();
    let (file, old) = (tree.named(PATH), tree.named(OLD));
    if let Some(old) = old {
        let help = match file {
            Some(_) => format!("put its lines into `{PATH}`, and take this file away"),
            None => format!("move it to `{PATH}`"),
        };
        let message = format!("promises stand in `{PATH}` now");
        found.push(Diagnostic::new(&rule::LOCK_BROKEN, Span::file(&old.path), message).help(help));
    }
    let Some(file) = file.or(old) else {
        return Found(promises, found);
    };
    promises.file = Some(file.path.clone());
    let mut at = 0;
    for line in file.as_text().split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let span = Span::new(&file.path, start..start + line.len());
        if ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark)) {
            found.push(
                Diagnostic::new(&rule::LOCK_BROKEN, span, "two versions of this file were not joined")
                    .help("keep the lines of both versions, and take out the lines with `<<<<<<<`, `=======` and `>>>>>>>`"),
            );
            continue;
        }
        if let Some(tick) = line.strip_prefix(ticks::MARK) {
            found.extend(ticks::read(tick, &span, &mut promises.ticks));
            continue;
        }
        let name = line.rsplit_once(' ').map_or(line, |(name, _)| name).to_owned();
        let read = match entry(line) {
            Some(since) => Some((since, None)),
            None => promise(line, &span).map(|promise| (promise.since, Some(promise))),
        };
        let Some((since, promise)) = read else {
            found.push(
                Diagnostic::new(&rule::LOCK_BROKEN, span, format!("`{line}` is no promised address"))
                    .help("write an address and a day, such as `/get-help/ 2026-03-01`"),
            );
            continue;
        };
        let earlier = promises.by_address.get(&name).map(|promise| &promise.span);
        if let Some(first) = earlier.or_else(|| Some(&promises.by_id.get(&name)?.1)) {
            found.push(
                Diagnostic::new(&rule::LOCK_BROKEN, span, format!("`{name}` is promised twice"))
                    .help("keep the line with the earlier day")
                    .related(first.clone(), "the other line"),
            );
            continue;
        }
        match promise {
            Some(promise) => drop(promises.by_address.insert(name, promise)),
            None => drop(promises.by_id.insert(name, (since, span))),
        }
    }
    Found(promises, found)
}

/// Whether an entry is neither there nor withdrawn. One that could not be read was reported where it stands.
fn is_lost<T>(id: &str, kept: &List<T>, withdrawn: &List<Withdrawn>) -> bool {
    kept.is_whole() && withdrawn.is_whole() && kept.get(id).is_none() && withdrawn.get(id).is_none()
}

/// Reads one line about a danger sign or a caution: since when it is promised.
fn entry(line: &str) -> Option<Date> {
    let (name, day) = line.rsplit_once(' ')?;
    let (what, id) = name.split_once(' ')?;
    ([SIGN, CAUTION].contains(&what) && crate::url::is_slug(id)).then(|| day.parse().ok())?
}

/// The lines, without a day, of the danger signs and cautions that a site has.
fn entries(registry: &Registry) -> impl Iterator<Item = String> {
    let signs = registry.red_flags.flags.ids().map(|id| format!("{SIGN} {id}"));
    signs.chain(registry.cautions.ids().map(|id| format!("{CAUTION} {id}")))
}

/// Reads one line.
fn promise(line: &str, span: &Span) -> Option<Promise> {
    // The name of a file can have spaces in it.
    let (name, day) = line.rsplit_once(' ')?;
    let (path, fragment) = name.split_once('#').map_or((name, None), |(path, f)| (path, Some(f)));
    let is_path = path.starts_with('/') && !path.contains("//");
    let since = day.parse().ok()?;
    let fragment = fragment.map(str::to_owned);
    (is_path && fragment.as_deref() != Some("")).then(|| Promise {
        address: UrlPath::new(path),
        fragment,
        since,
        span: span.clone(),
    })
}

/// Every address that a site offers: pages, old addresses, feeds, the files of `static/`; and of the
/// places on pages the headings, with the names they used to have, care cards, claims, terms and references.
/// Besides, the ids of the checklist with their words.
pub fn offered(site: &Site, pages: &[&links::Page]) -> BTreeMap<String, String> {
    let by_file: BTreeMap<&str, &links::Page> =
        pages.iter().map(|page| (page.file.as_str(), *page)).collect();
    let mut offered = BTreeSet::new();
    for card in site.cards.iter().filter(|card| card.kind != crate::page::Kind::Error) {
        offered.insert(card.url.to_string());
        let entries = by_file.get(card.url.file().as_str()).into_iter().flat_map(|page| page.anchors());
        let is_level = |anchor: &str| site.registry.red_flags.levels.get(anchor).is_some();
        let entries = entries
            .filter(|anchor| is_level(anchor) || ENTRIES.iter().any(|entry| anchor.starts_with(entry)));
        offered.extend(
            card.anchors
                .iter()
                .map(String::as_str)
                .chain(entries)
                .map(|anchor| format!("{}#{anchor}", card.url)),
        );
    }
    offered.extend(site.redirects.iter().map(|redirect| redirect.from.to_string()));
    offered.extend(
        site.assets.files.iter().filter(|(_, file)| is_static(&file.path)).map(|(url, _)| url.to_string()),
    );
    if site.config.offline.is_some() {
        offered.insert(format!("/{}", offline::PATH));
    }
    let feeds = site.languages.keys().map(|code| crate::render::feed_url(code, &site.config.language));
    offered.extend(feeds.map(|url| url.to_string()));
    offered.extend(entries(&site.registry));
    offered.into_iter().map(|name| (name, String::new())).chain(ticks::offered(site)).collect()
}

/// Pictures of pages have names that change with what is in them; what an editor put in `static/` stays, but for what
/// is there for the host.
fn is_static(path: &SourcePath) -> bool {
    path.as_str().starts_with("static/")
        && !path.as_str().contains(['#', '\n'])
        && !path.as_str().contains("/.")
}

impl Promises {
    /// Holds what was promised against what was built.
    pub fn check(&self, site: &Site, pages: &[&links::Page], output: &OutputTree) -> Diagnostics {
        let mut found = Diagnostics::default();
        let by_file: BTreeMap<&str, &links::Page> =
            pages.iter().map(|page| (page.file.as_str(), *page)).collect();
        let leads_on: BTreeMap<&UrlPath, &UrlPath> =
            site.redirects.iter().map(|redirect| (&redirect.from, &redirect.to.url)).collect();
        let broken: BTreeSet<&UrlPath> = site.broken().collect();
        // An entry that could not be read was reported where it stands.
        let is_whole = site.registry.is_whole() && site.library.is_whole();
        for (name, promise) in &self.by_address {
            if broken.contains(&promise.address) {
                continue;
            }
            // A folder on a disk has no worker.
            let is_worker = promise.address.file() == offline::PATH;
            if is_worker && site.config.offline.is_some() {
                continue;
            }
            if !output.holds(&promise.address.file()) {
                let near = did_you_mean(promise.address.as_str(), site.cards.iter().map(|c| c.url.as_str()));
                let near = near.map_or_else(String::new, |near| format!(" ({near})"));
                let message = format!("`{name}` was published on {} and is gone", promise.since);
                // One page that is gone takes its places with it: the address says so once.
                if is_worker {
                    let help =
                        "write `offline = false` in `site.toml`: then devices let go of the pages they keep";
                    found
                        .push(Diagnostic::new(&rule::ADDRESS_LOST, promise.span.clone(), message).help(help));
                } else if promise.fragment.is_none()
                    || !self.by_address.contains_key(promise.address.as_str())
                {
                    found.push(Diagnostic::new(&rule::ADDRESS_LOST, promise.span.clone(), message).help(
                        format!(
                            "add `aliases = [\"{}\"]` to the page that takes its place{near}",
                            promise.address
                        ),
                    ));
                }
                continue;
            }
            let target = leads_on.get(&promise.address).unwrap_or(&&promise.address).file();
            if let (Some(fragment), Some(page)) = (&promise.fragment, by_file.get(target.as_str()))
                && !page.has(fragment)
                && (is_whole || !ENTRIES.iter().any(|entry| fragment.starts_with(entry)))
            {
                let message = format!("`{name}` was published on {} and is gone", promise.since);
                found.push(
                    Diagnostic::new(&rule::ADDRESS_LOST, promise.span.clone(), message)
                        .help(format!("write `{{was={fragment}}}` behind the heading that takes its place"))
                        .related(page.origin.clone(), "the page"),
                );
            }
        }
        found.extend(ticks::check(&self.ticks, site));
        found.extend(self.check_entries(&site.registry));
        for card in site.cards.iter().filter(|card| card.url.as_str().chars().count() > LONGEST) {
            if !self.by_address.contains_key(card.url.as_str()) {
                let length = card.url.as_str().chars().count();
                let message = format!("the address `{}` has {length} characters", card.url);
                found.push(
                    Diagnostic::new(&rule::ADDRESS_TOO_LONG, Span::file(&card.path), message).help(format!(
                        "give the file a name so short that the address has at most {LONGEST}"
                    )),
                );
            }
        }
        found
    }

    /// Holds the promised danger signs and cautions against those that there are.
    fn check_entries(&self, registry: &Registry) -> Diagnostics {
        let (signs, cautions) = (&registry.red_flags, &registry.cautions);
        let mut found = Diagnostics::default();
        for (line, (since, span)) in &self.by_id {
            let (what, id) = line.split_once(' ').unwrap_or((line, ""));
            let (rule, name, file, is_lost) = if what == SIGN {
                let is_lost = is_lost(id, &signs.flags, &signs.withdrawn);
                (&rule::DANGER_SIGN_LOST, "danger sign", registry::RED_FLAGS, is_lost)
            } else {
                let is_lost = is_lost(id, cautions, &registry.withdrawn_cautions);
                (&rule::CAUTION_LOST, CAUTION, registry::CAUTIONS, is_lost)
            };
            if is_lost {
                let message = format!("the {name} `{id}` was published on {since} and is gone");
                let help = format!(
                    "put it back into `{file}` under this id; if it was given up on purpose, say there why, under `[[withdrawn]]`"
                );
                found.push(Diagnostic::new(rule, span.clone(), message).help(help));
            }
        }
        found
    }

    /// A note: addresses of a release that nobody has promised to keep.
    pub fn check_release(&self, site: &Site, pages: &[&links::Page]) -> Option<Diagnostic> {
        let offered = offered(site, pages);
        let is_known = |name: &str| match name.strip_prefix(ticks::MARK) {
            Some(id) => self.ticks.contains_key(id),
            None => self.by_address.contains_key(name) || self.by_id.contains_key(name),
        };
        let new: Vec<&String> = offered.keys().filter(|name| !is_known(name)).collect();
        let first = new.first()?;
        let (span, message) = match &self.file {
            Some(file) => (
                Span::file(file),
                format!("{} promises are not in this file yet, such as `{first}`", new.len()),
            ),
            None => (
                Span::file(&SourcePath::new(SITE_FILE)),
                format!("the site has no `{PATH}`, so it promises no address to its readers"),
            ),
        };
        Some(
            Diagnostic::new(&rule::NOT_PROMISED, span, message)
                .help("run `plainleaf lock` and keep the file"),
        )
    }
}

/// The text of the file with what is offered added, and how much that is. Nothing is taken out.
pub fn with_offered(text: Option<&str>, offered: &BTreeMap<String, String>, today: Date) -> (String, usize) {
    let text = text.unwrap_or(HEADER);
    let is_promise =
        |line: &&str| line.starts_with('/') || line.starts_with(ticks::MARK) || entry(line).is_some();
    let mut lines: BTreeSet<String> = text.lines().filter(is_promise).map(str::to_owned).collect();
    let known: BTreeSet<String> = text.lines().filter_map(name).collect();
    let new = offered.iter().filter(|(name, _)| !known.contains(*name));
    let new: Vec<String> =
        new.map(|(name, words)| format!("{name} {today} {words}").trim_end().to_owned()).collect();
    let added = new.len();
    lines.extend(new);
    let mut written: String =
        text.lines().filter(|line| !is_promise(line)).map(|l| format!("{l}\n")).collect();
    for line in lines {
        written.push_str(&line);
        written.push('\n');
    }
    (written, added)
}

/// What a line promises.
fn name(line: &str) -> Option<String> {
    match line.strip_prefix(ticks::MARK) {
        Some(tick) => Some(format!("{}{}", ticks::MARK, tick.split(' ').next()?)),
        None => Some(line.rsplit_once(' ')?.0.to_owned()),
    }
}
