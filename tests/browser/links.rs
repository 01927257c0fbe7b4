//! Everything a page points at is there.

use crate::browser::{Browser, Result};
use crate::failures::Failures;
use crate::look::DESKTOP;
use crate::server::Server;
use crate::site::Site;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Schemes that lead out of the site on purpose.
const OUTSIDE: &[&str] = &["https:", "mailto:", "tel:"];

/// One page as a crawler sees it: what it points at, and the ids in it.
struct Seen {
    uses: Vec<Value>,
    places: BTreeSet<String>,
}

/// From the front page on, and from every page no link leads to, each address of the site answers, directly and with
/// the part it names.
pub(crate) fn all_answer(site: &Site, server: &Server, browser: &Browser, failures: &mut Failures) {
    let mut seen = BTreeMap::new();
    // The error page is shown at addresses of any depth, so that its links start at the root. In a folder they need a
    // build that knows the folder.
    for page in site.pages().filter(|page| *page != "404.html" || server.is_at_root()) {
        browser.look(&DESKTOP).unwrap_or_else(|problem| failures.note(page, problem));
        match browser.open(&server.url(page)).and_then(|()| look(browser)) {
            Ok(found) => drop(seen.insert(page, found)),
            Err(problem) => failures.note(page, problem),
        }
    }
    let front = server.lookup(&path_of(server, &server.url("index.html")));
    if front.0 != 200 {
        failures.note("the front page", format!("answers {}", front.0));
    }
    for (page, found) in &seen {
        for link in &found.uses {
            if let Some(problem) = problem(server, &seen, link) {
                let (name, written) = (text(link, "name"), text(link, "written"));
                failures.note(*page, format!("{name} points at “{written}”: {problem}"));
            }
        }
    }
    for page in site.redirects() {
        let landed = browser.open(&server.url(page)).and_then(|()| landed(browser, server, page));
        if let Err(problem) = landed {
            failures.note(page, problem);
        }
    }
}

/// A file on our own origin that a page names to be loaded with it.
pub(crate) struct Loaded {
    /// Its path, as it is sent.
    pub(crate) path: String,
    pub(crate) script: bool,
    /// Whether it is an icon or a manifest: the browser's own wish, at a time of its own choice.
    pub(crate) icon: bool,
}

/// What the open page names to be loaded.
pub(crate) fn loaded(browser: &Browser, server: &Server) -> Result<Vec<Loaded>> {
    let uses = look(browser)?.uses;
    let own = uses.iter().filter(|link| link["loads"] == true && text(link, "origin") == server.origin());
    let loaded = own.map(|link| Loaded {
        path: text(link, "sent").to_owned(),
        script: link["script"] == true,
        icon: link["icon"] == true,
    });
    Ok(loaded.collect())
}

/// What the open page points at, and the ids in it.
pub(crate) fn uses(browser: &Browser) -> Result<(Vec<Value>, BTreeSet<String>)> {
    look(browser).map(|seen| (seen.uses, seen.places))
}

fn look(browser: &Browser) -> Result<Seen> {
    let found = browser.probe("uses", Vec::new())?;
    let list = |part: &str| found[part].as_array().cloned().unwrap_or_default();
    let places = list("places").iter().filter_map(|id| id.as_str().map(str::to_owned)).collect();
    Ok(Seen { uses: list("uses"), places })
}

fn problem(server: &Server, seen: &BTreeMap<&str, Seen>, link: &Value) -> Option<String> {
    let (scheme, origin, path, fragment) =
        (text(link, "scheme"), text(link, "origin"), text(link, "path"), text(link, "fragment"));
    if origin != server.origin() {
        return match link["loads"] == true && scheme != "data:" {
            true => Some("loads from another origin".into()),
            false if OUTSIDE.contains(&scheme) || scheme == "data:" => None,
            false => Some(format!("{scheme} is no way to leave this site")),
        };
    }
    let (status, file) = server.lookup(path);
    if status != 200 {
        return Some(format!("answers {status}"));
    }
    let target = seen.get(file?)?;
    let exists = fragment.is_empty() || fragment == "top" || target.places.contains(fragment);
    (!exists).then(|| format!("there is no #{fragment} on that page"))
}

/// A redirect leads, at once, to a page that answers.
fn landed(browser: &Browser, server: &Server, page: &str) -> Result<()> {
    let from = path_of(server, &server.url(page));
    // A refresh is a second navigation, which the driver does not always wait for.
    for _ in 0..100 {
        let path = browser.probe("address", Vec::new())?;
        let url = path.as_str().unwrap_or_default();
        if !url.starts_with(server.origin()) {
            return Err(format!("sends its reader to {url}"));
        }
        let path = path_of(server, url);
        if path != from {
            let status = server.lookup(&path).0;
            return if status == 200 {
                Ok(())
            } else {
                Err(format!("sends its reader to {url}, which answers {status}"))
            };
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    Err("does not send its reader on".into())
}

fn path_of(server: &Server, url: &str) -> String {
    let path = url.strip_prefix(server.origin()).unwrap_or(url);
    path.split(['?', '#']).next().unwrap_or_default().to_owned()
}

fn text<'a>(link: &'a Value, part: &str) -> &'a str {
    link[part].as_str().unwrap_or_default()
}
