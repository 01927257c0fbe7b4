//! `urls.lock`: every address that was ever published, and the day it first was.
//!
//! Readers keep addresses in bookmarks, on paper and in letters. What the file names must lead
//! somewhere in every build: to a page, a file, or an old address that leads on.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span, did_you_mean};
use crate::links;
use crate::offline;
use crate::output::OutputTree;
use crate::rule;
use crate::site::Site;
use crate::source::{SITE_FILE, SourceTree};
use crate::url::UrlPath;

/// Where the promises are.
pub const PATH: &str = "urls.lock";

/// The longest address that a person can be asked to type, in characters.
const LONGEST: usize = 40;

/// Anchors that entries of the data files give, besides those of headings.
const ENTRIES: [&str; 3] = ["claim-", "term-", "ref-"];

/// What a new file starts with.
const HEADER: &str = "# Every address this site has published, and since when. `plainleaf lock` adds to it.
# Nobody takes a line out: an address that is given up leads on to another page.
";

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
    /// Whether there is a file.
    is_there: bool,
}

/// Reads `urls.lock`.
pub fn parse(tree: &SourceTree) -> Found<Promises> {
    let mut found = Diagnostics::default();
    let mut promises = Promises::default();
    let Some(file) = tree.named(PATH) else {
        return Found(promises, found);
    };
    promises.is_there = true;
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
        let Some(promise) = promise(line, &span) else {
            found.push(
                Diagnostic::new(&rule::LOCK_BROKEN, span, format!("`{line}` is no promised address"))
                    .help("write an address and a day, such as `/get-help/ 2026-03-01`"),
            );
            continue;
        };
        let name = line.rsplit_once(' ').map_or(line, |(name, _)| name).to_owned();
        if let Some(first) = promises.by_address.get(&name) {
            found.push(
                Diagnostic::new(&rule::LOCK_BROKEN, span, format!("`{name}` is promised twice"))
                    .help("keep the line with the earlier day")
                    .related(first.span.clone(), "the other line"),
            );
            continue;
        }
        promises.by_address.insert(name, promise);
    }
    Found(promises, found)
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
pub fn offered(site: &Site, pages: &[&links::Page]) -> BTreeSet<String> {
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
    offered
}

/// Pictures of pages have names that change with what is in them; what an editor put in `static/` stays.
fn is_static(path: &SourcePath) -> bool {
    path.as_str().starts_with("static/") && !path.as_str().contains(['#', '\n'])
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

    /// A note: addresses of a release that nobody has promised to keep.
    pub fn check_release(&self, site: &Site, pages: &[&links::Page]) -> Option<Diagnostic> {
        let offered = offered(site, pages);
        let new: Vec<&String> = offered.iter().filter(|name| !self.by_address.contains_key(*name)).collect();
        let first = new.first()?;
        let (path, message) = if self.is_there {
            (PATH, format!("{} addresses are not in this file yet, such as `{first}`", new.len()))
        } else {
            (SITE_FILE, "the site has no `urls.lock`, so it promises no address to its readers".to_owned())
        };
        let span = Span::file(&SourcePath::new(path));
        Some(
            Diagnostic::new(&rule::NOT_PROMISED, span, message)
                .help("run `plainleaf lock` and keep the file"),
        )
    }
}

/// The text of the file with what is offered added, and how much that is. Nothing is taken out.
pub fn with_offered(text: Option<&str>, offered: &BTreeSet<String>, today: Date) -> (String, usize) {
    let text = text.unwrap_or(HEADER);
    let is_promise = |line: &&str| line.starts_with('/');
    let mut lines: BTreeSet<String> = text.lines().filter(is_promise).map(str::to_owned).collect();
    let known: BTreeSet<&str> = text.lines().filter_map(|line| Some(line.rsplit_once(' ')?.0)).collect();
    let new: Vec<&String> = offered.iter().filter(|name| !known.contains(name.as_str())).collect();
    let added = new.len();
    lines.extend(new.into_iter().map(|name| format!("{name} {today}")));
    let mut written: String =
        text.lines().filter(|line| !is_promise(line)).map(|l| format!("{l}\n")).collect();
    for line in lines {
        written.push_str(&line);
        written.push('\n');
    }
    (written, added)
}
