//! What every page owes its reader. Each check returns what is wrong.

use crate::browser::{Browser, Result};
use crate::failures::Failures;
use crate::look::DESKTOP;
use crate::server::Server;
use crate::site::Site;
use crate::{Visit, links};
use serde_json::json;

/// Parts that stay hidden until script fills them; they may hold no advice.
const FILLED_BY_SCRIPT: &str = "[role=status], [role=alert], [hidden][aria-labelledby]";

/// Files that print on a promised number of sheets, on A4 and on Letter.
const SHEETS: &[(&str, usize)] = &[("diary/index.html", 1)];

/// The rules of axe-core that look at colours.
const COLOUR_RULES: &[&str] = &["color-contrast", "color-contrast-enhanced", "link-in-text-block"];

/// Roles that mean nothing without a name.
const NAMED_ROLES: &[&str] =
    &["RootWebArea", "button", "checkbox", "combobox", "heading", "image", "link", "radio", "textbox"];

/// No sideways scrolling, a quiet console, no needless request, nothing that axe-core finds.
pub(crate) fn page(visit: &Visit) -> Result<Vec<String>> {
    let mut found = visit.browser.findings("overflow", vec![json!(visit.look.width)])?;
    found.extend(requests(visit)?);
    found.extend(visit.browser.complaints()?);
    // A dark page is the same page in other colours.
    let rules = if visit.look.scheme == "dark" { COLOUR_RULES } else { &[] };
    if rules.is_empty() {
        found.extend(names(visit.browser)?);
    }
    found.extend(visit.browser.axe(rules)?);
    Ok(found)
}

/// The settings of a reader lose nothing: forced colours, zoom, paper, each also with the text spacing of WCAG 1.4.12.
pub(crate) fn bends(visit: &Visit) -> Result<Vec<String>> {
    let mut found = visit.browser.findings("bends", vec![json!(visit.look.width)])?;
    found.extend(visit.browser.complaints()?);
    Ok(found)
}

/// With script off, all of the advice is there, no control is dead and the page asks for nothing but itself.
pub(crate) fn without_script(visit: &Visit) -> Result<Vec<String>> {
    let mut found = visit.browser.findings("unseen", vec![json!(FILLED_BY_SCRIPT)])?;
    found.extend(visit.browser.findings("dead", Vec::new())?);
    found.extend(visit.browser.complaints()?);
    Ok(found)
}

/// What the page asked for: itself, and files it names on its own origin: one request, and one for each script.
fn requests(visit: &Visit) -> Result<Vec<String>> {
    let page = visit.server.url(visit.page);
    let attempts = visit.browser.attempts()?;
    let arrived = visit.server.take_requests();
    let named = links::loaded(visit.browser, visit.server)?;
    let mut found = Vec::new();
    for url in attempts.iter().filter(|url| **url != page) {
        let own = url.strip_prefix(visit.server.origin());
        if !own.is_some_and(|path| named.iter().any(|file| file.path == path)) {
            found.push(format!("asks for {url}"));
        }
    }
    let is_icon =
        |path: &str| path == "/favicon.ico" || named.iter().any(|file| file.icon && file.path == path);
    let views: Vec<_> = arrived.iter().filter(|request| !is_icon(&request.path)).collect();
    let allowed = 1 + named.iter().filter(|file| file.script).count();
    if views.len() > allowed {
        let list: Vec<_> =
            views.iter().map(|request| format!("{} ({})", request.path, request.purpose)).collect();
        found.push(format!("{} requests on first view, {allowed} allowed: {}", views.len(), list.join(", ")));
    }
    Ok(found)
}

/// In the accessibility tree, everything that needs a name has one, and there is one main part.
fn names(browser: &Browser) -> Result<Vec<String>> {
    let tree = browser.accessibility_tree()?;
    let mut found = Vec::new();
    for node in &tree {
        if NAMED_ROLES.contains(&node.role.as_str()) && node.name.trim().is_empty() {
            found.push(format!(
                "in the accessibility tree, no name for the {}: {}",
                node.role,
                browser.markup(node)?
            ));
        }
    }
    let mains = tree.iter().filter(|node| node.role == "main").count();
    if mains != 1 {
        found.push(format!("{mains} main parts in the accessibility tree"));
    }
    Ok(found)
}

/// Each sheet to print takes its promised number of pages; one that is gone is a failure too.
pub(crate) fn print_tools_fit_their_sheets(
    _site: &Site,
    server: &Server,
    browser: &Browser,
    failures: &mut Failures,
) {
    for (page, promised) in SHEETS {
        for (paper, width, height) in [("A4", 8.27, 11.69), ("Letter", 8.5, 11.0)] {
            let pdf = browser
                .look(&DESKTOP)
                .and_then(|()| browser.open(&server.url(page)))
                .and_then(|()| browser.pdf(width, height));
            let wrong = pdf.map(|pdf| {
                let sheets = pdf.sheets();
                let differs = sheets != *promised;
                differs
                    .then(|| format!("prints on {sheets} sheets instead of {promised}"))
                    .into_iter()
                    .collect()
            });
            failures.add(browser, page, paper, wrong);
        }
    }
}
