//! Pages kept for readers with no signal: with a good network, a slow one, none, and after the site has stopped it.

use crate::browser::{Browser, Result};
use crate::failures::Failures;
use crate::look::{DESKTOP, Look, PHONE};
use crate::server::{Health, Server};
use crate::site::{Edit, Site};
use serde::Deserialize;
use serde_json::json;
use std::time::{Duration, Instant};

/// The site asks for it, and says so.
const KEEPS: &[Edit] = &[
    ("site.toml", "language = ", "offline = true\nlanguage = "),
    (
        "content/en/privacy.md",
        "## What stays with you",
        "Your device keeps `saved-pages`.\n\n## What stays with you",
    ),
    ("content/en/relief.md", "\nupdated =", "\nreview_by = 2027-11-23\nupdated ="),
    ("content/en/now.md", "\nupdated =", "\nreview_by = 2027-11-23\nupdated ="),
];
/// The site keeps pages no longer.
const STOPS: &[Edit] = &[("site.toml", "language = ", "offline = false\nlanguage = ")];

/// What is kept although nobody opened it.
const FIRST: [&str; 3] = ["", "get-help/", "now/"];
/// How long the worker waits for the network.
const WAIT: Duration = Duration::from_secs(3);
/// How long anything else may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Debug, PartialEq, Deserialize)]
struct Kept {
    names: Vec<String>,
    paths: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Above {
    title: String,
    notes: Vec<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Left {
    workers: usize,
    caches: usize,
}

/// A reader of a site in a folder of its host, and what was wrong there.
struct Reader<'a> {
    browser: &'a Browser,
    server: Server,
    folder: String,
    found: Vec<String>,
}

impl Reader<'_> {
    fn open(&self, page: &str) -> Result<Above> {
        self.browser.open(&format!("{}{page}", self.folder))?;
        self.probe("above", vec![])
    }

    fn probe<T: for<'a> Deserialize<'a>>(&self, call: &str, arguments: Vec<serde_json::Value>) -> Result<T> {
        serde_json::from_value(self.browser.probe(call, arguments)?).map_err(|problem| problem.to_string())
    }

    fn kept(&self) -> Result<Kept> {
        self.probe("copies", vec![json!(self.folder)])
    }

    /// What is kept, once it is as it should be.
    fn kept_once(&self, is_so: impl Fn(&Kept) -> bool) -> Result<Kept> {
        self.once(Reader::kept, is_so)
    }

    /// What `look` tells, once it is as it should be. When a browser looks for a new worker is up to it, so here it is told
    /// to, now and then.
    fn once<T>(&self, look: impl Fn(&Self) -> Result<T>, is_so: impl Fn(&T) -> bool) -> Result<T> {
        let started = Instant::now();
        let mut updated: Option<Instant> = None;
        loop {
            if updated.is_none_or(|updated| updated.elapsed() > WAIT) {
                self.browser.probe("update", vec![])?;
                updated = Some(Instant::now());
            }
            let told = look(self)?;
            if is_so(&told) || started.elapsed() > PATIENCE {
                return Ok(told);
            }
        }
    }

    fn same<T: std::fmt::Debug + PartialEq<U>, U: std::fmt::Debug>(&mut self, what: &str, is: T, should: U) {
        if is != should {
            self.found.push(format!("{what}: {is:?}\ninstead of {should:?}"));
        }
    }

    /// The note above a saved copy.
    fn saved_note(&self) -> Result<String> {
        Ok(format!("This is a saved copy from {}.", self.probe::<String>("today", vec![])?))
    }
}

/// A reader comes, loses the network, and finds it again.
pub(crate) fn works(browser: &Browser, failures: &mut Failures) {
    let mut first = Site::edited(KEEPS);
    // As if years had gone by.
    for page in ["relief/index.html", "worker.js"] {
        first.rewrite(page, "2027-11-23", "2020-01-31");
    }
    first.rewrite("relief/index.html", "23 November 2027", "31 January 2020");
    let server = Server::start(&first, "/a/b/");
    let folder = server.url("index.html");
    let mut reader = Reader { browser, server, folder, found: Vec::new() };
    let told = goes_through(&mut reader, &first);
    let found = told.map(|()| std::mem::take(&mut reader.found));
    failures.add(browser, "index.html", "no signal", found);
}

fn goes_through(reader: &mut Reader, first: &Site) -> Result<()> {
    reader.browser.look(&Look { width: 360, ..PHONE })?;
    keeps_what_is_opened(reader)?;
    reader.server.stop();
    shows_what_is_kept(reader)?;
    reader.server.serve(first, Health::Slow(WAIT + Duration::from_secs(4)));
    does_not_wait_for_ever(reader)?;
    reader.server.serve(first, Health::Failing);
    let note = reader.saved_note()?;
    let above = reader.open("causes/")?;
    reader.same("above a page of a host that fails", above.notes, vec![note]);

    let edits = [KEEPS, &[("content/en/causes.md", "title = \"", "title = \"New: ")]].concat();
    let mut second = Site::edited(&edits);
    takes_a_new_version(reader, &second)?;
    second.remove("causes/index.html");
    lets_go_of_what_is_gone(reader, &second)?;
    stops(reader, &Site::edited(STOPS))
}

fn keeps_what_is_opened(reader: &mut Reader) -> Result<()> {
    reader.browser.forget()?;
    let above = reader.open("wearing-socks/")?;
    reader.same("above a first page", above.notes, Vec::<String>::new());
    let kept = reader.kept_once(|kept| kept.paths.len() > FIRST.len())?;
    let mut paths = [&FIRST[..], &["wearing-socks/"]].concat();
    paths.sort_unstable();
    reader.same("kept after the first page", kept.paths, paths);
    let name = format!("saved-pages {} ", reader.folder);
    let named = kept.names.iter().filter(|kept| kept.starts_with(&name)).count();
    reader.same("caches by that name", named, 1);
    reader.same("caches", kept.names.len(), 1);
    for page in ["relief/?from=a-letter", "causes/#main", "checklist/"] {
        let above = reader.open(page)?;
        reader.same(&format!("above {page}"), above.notes.iter().filter(|n| n.contains("saved")).count(), 0);
    }
    let kept = reader.kept_once(|kept| kept.paths.iter().any(|path| path.ends_with(".js")))?;
    let kept = kept.paths.iter().map(|path| path.split('.').next().unwrap_or_default());
    let kept: Vec<_> = kept.filter(|path| !FIRST.contains(path)).collect();
    let files = kept.iter().filter(|path| !path.ends_with('/')).count();
    reader.same("pages kept", kept.len() - files, 4);
    reader.found.extend(reader.browser.complaints()?);
    Ok(())
}

fn shows_what_is_kept(reader: &mut Reader) -> Result<()> {
    let note = reader.saved_note()?;
    for page in ["causes/", "causes/?x#main", "checklist/", "get-help/", ""] {
        let above = reader.open(page)?;
        reader.same(&format!("above {page} without a network"), above.notes, vec![note.clone()]);
    }
    // The checklist's script is there, too.
    reader.browser.open(&format!("{}checklist/", reader.folder))?;
    let buttons = reader.browser.probe("words", vec![json!("#checklist-tools")])?;
    reader.same("buttons without a network", buttons.as_str().unwrap_or_default().is_empty(), false);
    for (name, look) in [("light", PHONE), ("dark", PHONE.dark()), ("desktop", DESKTOP)] {
        reader.browser.look(&look)?;
        let found = reader.browser.axe(&[])?;
        reader.found.extend(found.into_iter().map(|finding| format!("a saved copy, {name}: {finding}")));
        reader.found.extend(reader.browser.findings("overflow", vec![json!(look.width)])?);
    }
    // With script and without: one page watches its date itself, the other has no script.
    for page in ["relief/", "now/"] {
        let above = reader.open(page)?;
        let due = above.notes.iter().filter(|note| note.contains("due a check on 31 January 2020")).count();
        reader.same(&format!("notes of the date above {page}"), due, 1);
        let saved = above.notes.contains(&note);
        reader.same(&format!("the note of the copy above {page}"), saved, true);
    }
    let title = reader.open("evidence/").map_or(String::new(), |above| above.title);
    reader.same("a page that was never opened", title, "");
    Ok(())
}

fn does_not_wait_for_ever(reader: &mut Reader) -> Result<()> {
    let note = reader.saved_note()?;
    let started = Instant::now();
    let above = reader.open("causes/")?;
    let took = started.elapsed();
    reader.same("above a page of a slow host", above.notes, vec![note]);
    reader.same("a slow host is given its time", took >= WAIT, true);
    reader.same(
        &format!("a slow host is given no more ({took:?})"),
        took < WAIT + Duration::from_secs(3),
        true,
    );
    Ok(())
}

fn takes_a_new_version(reader: &mut Reader, second: &Site) -> Result<()> {
    let before = reader.kept()?;
    reader.server.serve(second, Health::Well);
    let above = reader.open("causes/")?;
    reader.same("the title of the new version", above.title.starts_with("New: "), true);
    reader.same("above the new version", above.notes, Vec::<String>::new());
    let pages =
        |kept: &Kept| kept.paths.iter().filter(|path| !path.ends_with(".js")).cloned().collect::<Vec<_>>();
    let is_new = |kept: &Kept| kept.names != before.names && kept.names.len() == 1;
    let kept = reader.kept_once(is_new)?;
    if !is_new(&kept) {
        reader.found.push(format!("{:?} is kept, where {:?} was before", kept.names, before.names));
    }
    reader.same("pages kept of the new version", pages(&kept), pages(&before));
    reader.server.stop();
    let above = reader.open("causes/")?;
    reader.same("the title of the new copy", above.title.starts_with("New: "), true);
    Ok(())
}

fn lets_go_of_what_is_gone(reader: &mut Reader, without: &Site) -> Result<()> {
    reader.server.serve(without, Health::Well);
    let is_there = |kept: &Kept| kept.paths.iter().any(|path| path == "causes/");
    reader.open("causes/")?;
    let kept = reader.kept_once(|kept| !is_there(kept))?;
    reader.same("a page that is gone is still kept", is_there(&kept), false);
    Ok(())
}

fn stops(reader: &mut Reader, stopped: &Site) -> Result<()> {
    reader.server.serve(stopped, Health::Well);
    reader.open("relief/")?;
    let nothing = Left { workers: 0, caches: 0 };
    let left: Left = reader.once(|reader| reader.probe("left", vec![]), |left| *left == nothing)?;
    reader.same("left once the site has stopped", left, nothing);
    reader.server.stop();
    let title = reader.open("relief/").map_or(String::new(), |above| above.title);
    reader.same("a page without a network once the site has stopped", title, "");
    Ok(())
}
