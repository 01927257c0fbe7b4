//! Drawings that try to do something, in a page that forbids them nothing: what leaves the checker only draws.

#[path = "../drawings/list.rs"]
mod list;

use crate::browser::{Browser, Result};
use crate::html::write;
use plainleaf::figure;

/// What pieces of drawings are cut at, to put one together from two.
const SEAMS: [char; 5] = ['<', '>', ' ', '"', '/'];

/// What the page holds besides the drawings. What runs is counted.
const BEFORE: &str = "<!doctype html><meta charset=\"utf-8\"><title>Drawings</title>
<script>window.times = 0; function ran() { window.times += 1 }</script><main>";

/// Looks at the page as the browser understood it, moves over every part, and says what is there that does not draw.
const LOOK: &str = "
const found = [];
for (const part of document.querySelectorAll('main *')) {
  if (part.namespaceURI !== 'http://www.w3.org/2000/svg') found.push(`${part.tagName} is no part of a drawing`);
  if (['script', 'style', 'a', 'foreignObject'].includes(part.localName)) found.push(`${part.localName} is there`);
  for (const { name, value } of part.attributes) {
    if (/^on/i.test(name) || name === 'href' && !value.startsWith('#')) found.push(`${name}=${value}`);
  }
  for (const kind of ['mouseover', 'focus', 'click', 'load', 'error', 'begin']) part.dispatchEvent(new Event(kind));
}
if (!document.querySelector('main svg')) found.push('nothing is drawn');
if (document.querySelector('main ~ *')) found.push('a drawing left its place');
if (window.times > 0) found.push(`${window.times} scripts ran`);
return found;";

/// Every drawing that is not refused, and thousands put together from two of them.
pub(crate) fn only_draw(browser: &Browser) -> Result<Vec<String>> {
    let hostile = list::drawings();
    let halves = hostile.iter().enumerate().flat_map(|(at, drawing)| {
        let others = hostile.iter().cycle().skip(at + 1).step_by(7).take(20);
        others.map(move |other| joined(drawing, other))
    });
    let cleaned: Vec<String> = hostile
        .iter()
        .cloned()
        .chain(halves)
        .filter_map(|drawing| figure::clean(&drawing).0)
        .map(|drawing| drawing.html("f_"))
        .collect();
    let mut found = look(browser, &cleaned.join("\n"))?;
    // The same look sees what is wrong with a drawing that was not cleaned.
    let raw =
        "<svg viewBox=\"0 0 9 9\" aria-x/onload=\"ran()\"><use href=\"https://leak.example/#a\"/></svg>";
    let seen = look(browser, raw)?;
    for sign in ["onload=ran()", "href=https://leak.example/#a", "2 scripts ran", "https://leak.example/"] {
        if !seen.iter().any(|line| line.contains(sign)) {
            found.push(format!("`{sign}` is not seen in {seen:?}"));
        }
    }
    Ok(found)
}

/// The first half of a drawing with the second of another.
fn joined(first: &str, second: &str) -> String {
    let cut = |text: &str| {
        let seams: Vec<usize> = text.match_indices(SEAMS).map(|(at, _)| at).collect();
        seams[seams.len() / 2]
    };
    [&first[..cut(first)], &second[cut(second)..]].concat()
}

fn look(browser: &Browser, drawings: &str) -> Result<Vec<String>> {
    let folder = tempfile::tempdir().map_err(|problem| problem.to_string())?;
    let page = folder.path().join("page.html");
    write(&page, format!("{BEFORE}{drawings}</main>").as_bytes());
    browser.forget()?;
    let url = format!("file://{}", page.display());
    browser.open(&url)?;
    let found = browser.execute(LOOK, Vec::new())?;
    let found = found.as_array().into_iter().flatten();
    let found = found.filter_map(|line| line.as_str()).map(str::to_owned);
    let asked = browser.attempts()?.into_iter().filter(|asked| *asked != url);
    Ok(found.chain(asked.map(|asked| format!("asks for {asked}"))).collect())
}
