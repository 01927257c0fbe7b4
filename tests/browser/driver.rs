//! The driver process, and how it starts its browser.

use crate::firefox;
use crate::tools::{Engine, Programs};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use tempfile::TempDir;
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, DesiredCapabilities, LoggingPrefsLogLevel};

/// Chromium makes no requests of its own and resolves no name: what a page asks of others cannot arrive.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/// The one font that there is, so that what fits does not depend on the machine.
const FONTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/fonts.conf");

/// A running driver, ended when dropped.
pub(crate) struct Driver {
    process: Child,
    port: u16,
    profile: TempDir,
    // Held open: a driver whose output nobody can take would stop on it.
    _output: BufReader<ChildStdout>,
}

impl Driver {
    /// Starts it on a port of its own choice.
    pub(crate) fn start(programs: &Programs) -> Driver {
        let mut process = Command::new(&programs.driver)
            .arg("--port=0")
            .args((programs.engine == Engine::Firefox).then_some(firefox::DRIVER_FLAG))
            .env("FONTCONFIG_FILE", FONTS)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|problem| panic!("{} does not start: {problem}", programs.driver.display()));
        let output = process.stdout.take().expect("the output is piped");
        let mut output = BufReader::new(output);
        let port = port(&mut output);
        let profile = tempfile::tempdir().expect("a folder for the browser's profile");
        Driver { process, port, profile, _output: output }
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What it is asked for: this browser, with an empty profile.
    pub(crate) fn capabilities(&self, programs: &Programs) -> WebDriverResult<Capabilities> {
        match programs.engine {
            Engine::Chromium => self.chromium(&programs.browser),
            Engine::Firefox => firefox::capabilities(&programs.browser),
        }
    }

    /// Chromium keeps its logs.
    fn chromium(&self, chromium: &Path) -> WebDriverResult<Capabilities> {
        let mut chrome = DesiredCapabilities::chrome();
        chrome.set_binary(&chromium.to_string_lossy())?;
        for flag in FLAGS {
            chrome.add_arg(flag)?;
        }
        chrome.add_arg(&format!("--user-data-dir={}", self.profile.path().display()))?;
        chrome.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
        chrome.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
        Ok(chrome.into())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// The port the driver chose, from the line in which it says so.
fn port(output: &mut impl BufRead) -> u16 {
    let named = |line: String| {
        let says = ["started successfully on port ", "Listening on 127.0.0.1:"];
        let (_, port) = says.iter().find_map(|words| line.split_once(words))?;
        port.trim_end_matches('.').parse().ok()
    };
    let mut lines = output.lines().map_while(Result::ok);
    lines.find_map(named).expect("the driver names its port")
}
