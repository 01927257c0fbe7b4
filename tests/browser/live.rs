//! A page under the hands of its writer: the browser follows what `plainleaf serve` tells it.

use crate::browser::{Browser, Result};
use crate::look::DESKTOP;
use serde_json::json;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a build and a reload may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The page that is written.
const FILE: &str = "content/en/relief.md";

/// A copy of the site, served until dropped.
struct Live {
    process: Child,
    folder: TempDir,
    url: String,
}

impl Live {
    fn start() -> Live {
        let folder = tempfile::tempdir().expect("a folder for the site");
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(&root.join("tests/sites/frozen"), folder.path());
        copy(&root.join("templates"), &folder.path().join("templates"));
        let mut process = Command::new(env!("CARGO_BIN_EXE_plainleaf"))
            .args(["--today", "2026-11-30", "--site"])
            .arg(folder.path())
            .args(["serve", "--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut errors = BufReader::new(process.stderr.take().expect("the errors are piped"));
        let mut said = String::new();
        let url = loop {
            let from = said.len();
            let more = errors.read_line(&mut said).expect("the program speaks UTF-8");
            assert!(more > 0, "the program ends: {said}");
            if let Some(url) = said[from..].strip_prefix("serving ") {
                break url.split(' ').next().unwrap_or_default().to_owned();
            }
        };
        // Somebody has to listen, or the program would stop on its own words.
        std::thread::spawn(move || errors.read_to_end(&mut Vec::new()));
        Live { process, folder, url }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join(FILE)
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// A saved page shows its new words, a mistake shows beside the last good page, and is gone once it is mended.
pub(crate) fn follows_its_writer(browser: &Browser) -> Result<Vec<String>> {
    let live = Live::start();
    let good = std::fs::read_to_string(live.file()).map_err(|problem| problem.to_string())?;
    let save = |text: &str| std::fs::write(live.file(), text).map_err(|problem| problem.to_string());
    let more = |words: &str| format!("{good}\n\n{words}\n");
    browser.look(&DESKTOP)?;
    browser.forget()?;
    browser.open(&format!("{}relief/", live.url))?;
    let mut found = Vec::new();
    // No step of these is a reload by hand.
    let steps = [
        ("a save", more("Fresh words."), "Fresh words.", ""),
        ("a mistake", more("Broken words [here](nowhere.md)."), "Fresh words.", "error[broken-link]"),
        ("another save", more("Whole words."), "Whole words.", ""),
        ("another mistake", more("Broken words [here](nowhere.md)."), "Whole words.", "error[broken-link]"),
        ("the first words again", more("Fresh words."), "Fresh words.", ""),
    ];
    for (step, text, on_page, on_panel) in steps {
        save(&text)?;
        let started = Instant::now();
        loop {
            let seen = browser.probe("live", vec![json!(on_page), json!(on_panel)])?;
            if seen == true {
                break;
            }
            if started.elapsed() > PATIENCE {
                found.push(format!("after {step}: {seen}"));
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    found.extend(browser.complaints()?);
    Ok(found)
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("the site can be read");
        let place = to.join(entry.path().strip_prefix(from).expect("walked from there"));
        if entry.file_type().is_file() {
            std::fs::copy(entry.path(), place).expect("a file is copied");
        } else {
            std::fs::create_dir_all(place).expect("a folder is made");
        }
    }
}
