//! The programs these tests need, and what happens where they are missing.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The browsers that Debian has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
}

/// A browser and its driver, and what reads pages beside them.
pub(crate) struct Programs {
    pub(crate) engine: Engine,
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
    /// The source of axe-core.
    pub(crate) axe: PathBuf,
    /// Reads the words of a PDF file.
    pub(crate) pdftotext: PathBuf,
}

/// The font that `fonts.conf` leaves to the browsers.
const FONT: &str = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

impl Programs {
    /// Looks for the browser, its driver, the font, axe-core and pdftotext.
    pub(crate) fn find(engine: Engine) -> Result<Programs, String> {
        if !Path::new(FONT).is_file() {
            return Err(format!("no {FONT}"));
        }
        let (browser, driver) = match engine {
            Engine::Chromium => {
                (program(&["chromium", "chromium-browser", "google-chrome"])?, program(&["chromedriver"])?)
            }
            Engine::Firefox => (
                program(&["firefox-esr", "firefox"])?,
                program(&["geckodriver"]).or_else(|_| tool("bin/geckodriver"))?,
            ),
        };
        Ok(Programs {
            engine,
            browser,
            driver,
            axe: tool("node_modules/axe-core/axe.min.js")?,
            pdftotext: program(&["pdftotext"])?,
        })
    }
}

/// The Nu HTML checker and the Java to run it.
pub(crate) struct HtmlChecker {
    pub(crate) java: PathBuf,
    pub(crate) jar: PathBuf,
}

impl HtmlChecker {
    /// Looks for Java and the checker.
    pub(crate) fn find() -> Result<HtmlChecker, String> {
        Ok(HtmlChecker { java: program(&["java"])?, jar: tool("node_modules/vnu-jar/build/dist/vnu.jar")? })
    }
}

/// The tools; where they are missing, nothing and a line that says so. With `CI` or `PLAINLEAF_REQUIRE_BROWSER` set,
/// missing tools fail the test: a gate that skips is no gate.
pub(crate) fn or_skip<T>(found: Result<T, String>) -> Option<T> {
    let missing = match found {
        Ok(tools) => return Some(tools),
        Err(missing) => missing,
    };
    let required = ["CI", "PLAINLEAF_REQUIRE_BROWSER"].into_iter().find(|name| is_set(name));
    if let Some(name) = required {
        panic!("{missing}; {name} is set, so this test may not be skipped: run tests/setup");
    }
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("browser test");
    // Written straight to the stream: libtest hides what a passing test prints through the macros.
    let line = format!("SKIPPED {test}: {missing}. Run tests/setup to have it tested.\n");
    io::stderr().write_all(line.as_bytes()).ok();
    None
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}

fn program(names: &[&str]) -> Result<PathBuf, String> {
    let path = env::var_os("PATH").unwrap_or_default();
    names
        .iter()
        .flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
        .ok_or_else(|| format!("no {} on this machine", names[0]))
}

fn tool(file: &str) -> Result<PathBuf, String> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/test-tools").join(file);
    if found.is_file() { Ok(found) } else { Err(format!("no {}", found.display())) }
}
