//! The path of the Tab key through a page.

use crate::Visit;
use crate::browser::{Key, Result};
use crate::look::{DESKTOP, Look};
use serde_json::Value;

/// Tab reaches every link and control, in the order of the page, and the focus can be seen on each, in forced colours
/// as well.
pub(crate) fn reaches_everything(visit: &Visit) -> Result<Vec<String>> {
    let stops = visit.browser.findings("watchFocus", Vec::new())?;
    let mut path = Vec::new();
    // More than once, because a part that scrolls is a stop of the browser's own and takes a press.
    for _ in 0..3 {
        for _ in path.len()..stops.len() {
            visit.browser.press(Key::Tab)?;
        }
        path = focus_path(visit)?;
    }
    let mut found = Vec::new();
    if let Some(back) = path.windows(2).find(|step| step[0] >= step[1]) {
        let (from, to) = (&stops[back[0]], &stops[back[1]]);
        found.push(format!("the focus goes back, from {from} to {to}"));
    }
    let missed = stops.iter().enumerate().filter(|(at, _)| !path.contains(at));
    found.extend(missed.map(|(_, stop)| format!("Tab does not reach {stop}")));

    found.extend(visit.browser.findings("unshownFocus", Vec::new())?);
    visit.browser.look(&Look { forced_colors: true, ..DESKTOP })?;
    let unshown = visit.browser.findings("unshownFocus", Vec::new())?;
    found.extend(unshown.into_iter().map(|finding| finding + " (in forced colours)"));
    Ok(found)
}

/// The stops the focus went through, by their place in the list.
fn focus_path(visit: &Visit) -> Result<Vec<usize>> {
    let path = visit.browser.probe("focusPath", Vec::new())?;
    let places = path.as_array().into_iter().flatten().filter_map(Value::as_u64);
    Ok(places.filter_map(|at| usize::try_from(at).ok()).collect())
}
