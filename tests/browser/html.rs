//! The W3C's Nu HTML checker over the whole output.

use crate::failures::Failures;
use crate::site::Site;
use crate::tools::HtmlChecker;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// CSS that browsers have and the checker's grammar has not yet.
const CSS_IT_DOES_NOT_KNOW: &[&str] =
    &["“container-type”", "“@container”", "“interpolate-size”", "“field-sizing”"];

/// Every error of the checker, by file and line.
pub(crate) fn check(checker: &HtmlChecker, site: &Site) -> Failures {
    let folder = tempfile::tempdir().expect("a folder for the pages");
    let pages = site.files().iter().filter(|(path, _)| path.ends_with(".html"));
    for (path, bytes) in pages {
        write(&folder.path().join(path), bytes);
    }
    let run = Command::new(&checker.java)
        .arg("-jar")
        .arg(&checker.jar)
        .args(["--format", "json", "--errors-only", "--skip-non-html", "--stdout"])
        .arg(folder.path())
        .output()
        .expect("Java starts");
    let report: Value = serde_json::from_slice(&run.stdout).unwrap_or_else(|problem| {
        panic!("the HTML checker said no JSON ({problem}): {}", String::from_utf8_lossy(&run.stderr))
    });
    let mut failures = Failures::default();
    for message in report["messages"].as_array().expect("the checker lists messages") {
        let text = message["message"].as_str().unwrap_or_default();
        if text.starts_with("CSS:") && CSS_IT_DOES_NOT_KNOW.iter().any(|name| text.contains(name)) {
            continue;
        }
        let url = message["url"].as_str().unwrap_or_default();
        let root = folder.path().to_string_lossy();
        let page = url.split_once(&*root).map_or(url, |(_, path)| path.trim_start_matches('/'));
        let place = format!("{page}:{}", message["lastLine"]);
        failures.note(place, format!("{text}\n{}", message["extract"].as_str().unwrap_or_default()));
    }
    failures
}

/// Writes a file, and the folders it lies in.
pub(crate) fn write(path: &Path, bytes: &[u8]) {
    let parent = path.parent().expect("a page lies in a folder");
    std::fs::create_dir_all(parent).unwrap_or_else(|problem| panic!("{}: {problem}", parent.display()));
    std::fs::write(path, bytes).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
}
