//! The site as a folder on a disk, opened without a server.

use crate::browser::{Browser, Result};
use crate::checklist::{self, Reader, Words, works_from_a_disk};
use crate::diary;
use crate::failures::Failures;
use crate::html::write;
use crate::links;
use crate::look::{DESKTOP, PHONE};
use crate::site::Site;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a page points at, and the ids in it.
type Seen = (Vec<Value>, BTreeSet<String>);

/// Every page shows as it should, every link leads to a file, and to the part of it that it names; the checklist works.
pub(crate) fn works(browser: &Browser, failures: &mut Failures) {
    let site = Site::portable();
    let folder = tempfile::tempdir().expect("a folder for the site");
    for (path, bytes) in site.files() {
        write(&folder.path().join(path), bytes);
    }
    let url = |page: &str| format!("file://{}", folder.path().join(page).display());
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    // The error page is only ever shown by a server.
    for page in site.pages().filter(|page| *page != "404.html") {
        let found = shows(browser, &url(page)).and_then(|found| {
            seen.insert(folder.path().join(page).display().to_string(), links::uses(browser)?);
            Ok(found)
        });
        failures.add(browser, page, "as a file", found);
    }
    for (page, (uses, _)) in &seen {
        let page = Path::new(page).strip_prefix(folder.path()).expect("a page lies in the folder").display();
        for link in uses {
            if let Some(problem) = problem(folder.path(), &seen, link) {
                failures.note(
                    page.to_string(),
                    format!("{} points at {}: {problem}", link["name"], link["written"]),
                );
            }
        }
    }
    let found = diary::Reader::new(browser, &url(diary::PAGE)).goes_through(&PHONE, diary::works_from_a_disk);
    failures.add(browser, diary::PAGE, "as a file, used", found);
    let (words, url) = (Words::read(), url(checklist::PAGE));
    let found = Reader::new(browser, &words, &url).goes_through(&PHONE, works_from_a_disk);
    failures.add(browser, checklist::PAGE, "as a file, used", found);
}

/// Opens a page: no style is refused, nothing else is asked for, the console stays quiet.
fn shows(browser: &Browser, url: &str) -> Result<Vec<String>> {
    browser.look(&DESKTOP)?;
    browser.forget()?;
    browser.open(url)?;
    let mut found = browser.findings("refusedStyles", Vec::new())?;
    found.extend(browser.complaints()?);
    let others = browser.attempts()?.into_iter().filter(|asked| asked != url);
    found.extend(others.map(|asked| format!("asks for {asked}")));
    Ok(found)
}

fn problem(folder: &Path, seen: &BTreeMap<String, Seen>, link: &Value) -> Option<String> {
    let text = |part: &str| link[part].as_str().unwrap_or_default();
    if text("scheme") != "file:" {
        return None;
    }
    let (path, fragment) = (text("path"), text("fragment"));
    if !Path::new(path).starts_with(folder) {
        return Some("leads out of the folder".into());
    }
    if !Path::new(path).is_file() {
        return Some("is no file".into());
    }
    let (_, places) = seen.get(path)?;
    let exists = fragment.is_empty() || fragment == "top" || places.contains(fragment);
    (!exists).then(|| format!("there is no #{fragment} on that page"))
}
