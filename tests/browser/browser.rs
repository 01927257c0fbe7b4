//! One browser, driven: what a person can do with a browser, in words of this project.
//!
//! The calls wait for their answer, so that tests read from top to bottom. Only this module, `driver` and
//! `firefox` name the driver crate.

use crate::driver::Driver;
use crate::firefox;
use crate::look::Look;
use crate::tools::{Engine, Programs};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use thirtyfour::common::command::Command as DriverCommand;
use thirtyfour::common::print::{PrintPage, PrintParameters};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{BrowserLogEntry, By, WebDriver};
use tokio::runtime::{Builder, Runtime};

/// What a check found, or why it could not look.
pub(crate) type Result<T> = std::result::Result<T, String>;

/// A node of the accessibility tree.
pub(crate) struct Node {
    pub(crate) role: String,
    pub(crate) name: String,
    element: Value,
}

/// A key.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Key {
    Tab,
    /// Tab with Shift, which goes back.
    BackTab,
    Space,
    Enter,
}

/// A printed page.
pub(crate) struct Pdf {
    bytes: Vec<u8>,
    pdftotext: PathBuf,
}

impl Pdf {
    /// How many sheets of paper it takes.
    pub(crate) fn sheets(&self) -> usize {
        self.text().map_or(0, |text| text.matches('\u{c}').count())
    }

    /// Its words in the order of the page, with single spaces between them.
    pub(crate) fn words(&self) -> Result<String> {
        Ok(self.text()?.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Saves it.
    pub(crate) fn save(&self, file: &Path) -> Result<()> {
        std::fs::write(file, &self.bytes).map_err(|problem| problem.to_string())
    }

    /// Its text, with a form feed behind each page.
    fn text(&self) -> Result<String> {
        let folder = tempfile::tempdir().map_err(|problem| problem.to_string())?;
        let file = folder.path().join("page.pdf");
        self.save(&file)?;
        let run = Command::new(&self.pdftotext).arg("-raw").arg(&file).arg("-").output();
        let text = run.map_err(|problem| format!("pdftotext: {problem}"))?.stdout;
        // A browser may set some letters as one.
        let joined = [("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl")];
        let text = String::from_utf8_lossy(&text).into_owned();
        Ok(joined.into_iter().fold(text, |text, (one, letters)| text.replace(one, letters)))
    }
}

/// A driver process and its one session; both end when it is dropped.
pub(crate) struct Browser {
    engine: Engine,
    session: Option<WebDriver>,
    runtime: Runtime,
    axe: PathBuf,
    pdftotext: PathBuf,
    /// The script that Chromium runs before any of a page's own.
    on_each_page: RefCell<Value>,
    // Dropped last: it carries the session.
    _driver: Driver,
}

impl Browser {
    /// Starts the browser with an empty profile.
    pub(crate) fn start(programs: &Programs) -> Browser {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime for the driver");
        let driver = Driver::start(programs);
        let session = runtime.block_on(async {
            let session = WebDriver::new(driver.url(), driver.capabilities(programs)?).await?;
            session.set_script_timeout(Duration::from_secs(60)).await?;
            if programs.engine == Engine::Chromium {
                // A headless window is never in front, and only a window in front shows where the focus is.
                let front = json!({ "enabled": true });
                session.cdp().send_raw("Emulation.setFocusEmulationEnabled", front).await?;
            }
            WebDriverResult::Ok(session)
        });
        let session =
            session.unwrap_or_else(|problem| panic!("{:?} does not start: {problem}", programs.engine));
        Browser {
            engine: programs.engine,
            session: Some(session),
            runtime,
            axe: programs.axe.clone(),
            pdftotext: programs.pdftotext.clone(),
            on_each_page: RefCell::default(),
            _driver: driver,
        }
    }

    /// Which browser it is.
    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    /// Opens an address and waits until it has loaded.
    pub(crate) fn open(&self, url: &str) -> Result<()> {
        self.wait(self.session().goto(url))
    }

    /// Takes on a look; the page that is open changes at once, but for script, which waits for the next one.
    pub(crate) fn look(&self, look: &Look) -> Result<()> {
        if self.engine == Engine::Firefox {
            return firefox::look(self, look);
        }
        let screen = json!({
            "width": look.width, "height": look.height, "deviceScaleFactor": look.zoom, "mobile": look.width < 600,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", screen)?;
        // Nothing said means a screen, and paper once it is printed.
        let media = json!({ "media": if look.print { "print" } else { "" }, "features": [
            { "name": "prefers-color-scheme", "value": look.scheme },
            { "name": "forced-colors", "value": if look.forced_colors { "active" } else { "none" } },
        ]});
        self.devtools("Emulation.setEmulatedMedia", media)?;
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": !look.script })).map(drop)
    }

    /// Calls a function of `probes.js`, `checklist.js`, `diary.js` or `offline.js` with these arguments. Works with the page's script off.
    pub(crate) fn probe(&self, call: &str, arguments: Vec<Value>) -> Result<Value> {
        let source = format!(
            "{}\n{}\n{}\n{}\nreturn {call}(...arguments)",
            include_str!("probes.js"),
            include_str!("checklist.js"),
            include_str!("diary.js"),
            include_str!("offline.js")
        );
        self.execute(&source, arguments)
    }

    /// Runs a script in the page, or where the driver was told to.
    pub(crate) fn execute(&self, source: &str, arguments: Vec<Value>) -> Result<Value> {
        self.wait(async { Ok(self.session().execute(source, arguments).await?.json().clone()) })
    }

    /// As `probe`, for one that returns a list of findings.
    pub(crate) fn findings(&self, call: &str, arguments: Vec<Value>) -> Result<Vec<String>> {
        findings(self.probe(call, arguments)?)
    }

    /// Every violation that axe-core sees on the open page, of these rules or, without any, of all.
    pub(crate) fn axe(&self, rules: &[&str]) -> Result<Vec<String>> {
        let source =
            std::fs::read(&self.axe).map_err(|problem| format!("{}: {problem}", self.axe.display()))?;
        let axe = String::from_utf8_lossy(&source);
        let loaded = self
            .wait(async { Ok(self.session().execute("return 'axe' in window", []).await?.json() == true) })?;
        let axe = if loaded { "" } else { &*axe };
        let source = format!("{axe}\n{}", include_str!("axe.js"));
        let found = self
            .wait(async { Ok(self.session().execute_async(source, [json!(rules)]).await?.json().clone()) })?;
        findings(found)
    }

    /// Errors, warnings and CSP reports on the console since the last call.
    pub(crate) fn complaints(&self) -> Result<Vec<String>> {
        if self.engine == Engine::Firefox {
            return findings(firefox::complaints(self)?);
        }
        let log = self.log("browser")?;
        let bad = log.into_iter().filter(|entry| matches!(entry.level.as_str(), "SEVERE" | "WARNING"));
        Ok(bad.map(|entry| format!("console: {}", entry.message)).collect())
    }

    /// The addresses the page asked for since the last call, whether or not they were allowed or answered.
    pub(crate) fn attempts(&self) -> Result<Vec<String>> {
        if self.engine == Engine::Firefox {
            return findings(firefox::attempts(self)?);
        }
        let mut urls = Vec::new();
        for entry in self.log("performance")? {
            let event: Value = serde_json::from_str(&entry.message).map_err(|problem| problem.to_string())?;
            let (event, parameters) = (&event["message"]["method"], &event["message"]["params"]);
            let url = match event.as_str() {
                Some("Network.requestWillBeSent") => parameters["request"]["url"].as_str(),
                Some("Network.webSocketCreated") => parameters["url"].as_str(),
                _ => None,
            };
            urls.extend(url.filter(|url| !url.starts_with("data:")).map(str::to_owned));
        }
        Ok(urls)
    }

    /// Forgets what was logged.
    pub(crate) fn forget(&self) -> Result<()> {
        self.complaints()?;
        self.attempts().map(drop)
    }

    /// Loads the open page anew.
    pub(crate) fn reload(&self) -> Result<()> {
        self.wait(self.session().refresh())
    }

    /// Goes back to the page before.
    pub(crate) fn back(&self) -> Result<()> {
        self.wait(self.session().back())
    }

    /// Clicks on the first element that this XPath finds, where a pointer would hit it.
    pub(crate) fn click(&self, xpath: &str) -> Result<()> {
        self.wait(async { self.session().find(By::XPath(xpath)).await?.click().await })
    }

    /// Types into the element that has the focus, key by key.
    pub(crate) fn type_words(&self, words: &str) -> Result<()> {
        self.wait(async { self.session().active_element().await?.send_keys(words).await })
    }

    /// Presses a key, and lets it go.
    pub(crate) fn press(&self, key: Key) -> Result<()> {
        let keys = self.session().action_chain();
        let key = match key {
            Key::BackTab => {
                let (shift, tab) = ('\u{e008}', '\u{e004}');
                let keys = keys.key_down(shift).key_down(tab).key_up(tab).key_up(shift);
                return self.wait(keys.perform());
            }
            Key::Tab => '\u{e004}',
            Key::Space => ' ',
            Key::Enter => '\u{e006}',
        };
        self.wait(keys.key_down(key).key_up(key).perform())
    }

    /// Lets pages use the clipboard, or not. Firefox has no setting for that, so there the page itself is changed.
    pub(crate) fn allow_clipboard(&self, allowed: bool) -> Result<()> {
        if self.engine == Engine::Firefox {
            return self.probe("allowClipboard", vec![json!(allowed)]).map(drop);
        }
        let setting = if allowed { "granted" } else { "denied" };
        for name in ["clipboard-read", "clipboard-write"] {
            let permission = json!({ "permission": { "name": name }, "setting": setting });
            self.devtools("Browser.setPermission", permission)?;
        }
        Ok(())
    }

    /// The text on the clipboard.
    pub(crate) fn clipboard(&self) -> Result<String> {
        if self.engine == Engine::Firefox {
            return Ok(firefox::clipboard(self)?.as_str().unwrap_or_default().to_owned());
        }
        let read = "const done = arguments[arguments.length - 1];
            navigator.clipboard.readText().then(done, (problem) => done(`unread: ${problem}`))";
        let text = self.wait(async { Ok(self.session().execute_async(read, []).await?.json().clone()) })?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Refuses pages any store, or not: what a private window of some browsers does.
    pub(crate) fn refuse_storage(&self, refused: bool) -> Result<()> {
        if self.engine == Engine::Firefox {
            return firefox::refuse_storage(self, refused);
        }
        if refused {
            let source = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })";
            let added =
                self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }))?;
            self.on_each_page.replace(added["identifier"].clone());
            return Ok(());
        }
        let identifier = self.on_each_page.take();
        self.devtools("Page.removeScriptToEvaluateOnNewDocument", json!({ "identifier": identifier }))
            .map(drop)
    }

    /// The page as assistive technology gets it, without what is left out.
    pub(crate) fn accessibility_tree(&self) -> Result<Vec<Node>> {
        let tree = self.devtools("Accessibility.getFullAXTree", json!({}))?;
        let nodes = tree["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
        let text = |node: &Value, part: &str| node[part]["value"].as_str().unwrap_or_default().to_owned();
        let parent = |node: &Value| nodes.iter().find(|other| other["nodeId"] == node["parentId"]);
        // What a named picture is made of is the picture's own affair: WAI-ARIA, "children presentational".
        let drawn = |node: &Value| {
            let mut above = parent(node);
            while let Some(node) = above {
                if text(node, "role") == "image" && !text(node, "name").is_empty() {
                    return true;
                }
                above = parent(node);
            }
            false
        };
        let is_drawn = |node: &Value| text(node, "role") == "image" && drawn(node);
        let shown = nodes.iter().filter(|node| node["ignored"] != true && !is_drawn(node));
        let shown = shown.map(|node| Node {
            role: text(node, "role"),
            name: text(node, "name"),
            element: node["backendDOMNodeId"].clone(),
        });
        Ok(shown.collect())
    }

    /// The beginning of a node's markup.
    pub(crate) fn markup(&self, node: &Node) -> Result<String> {
        let markup = self.devtools("DOM.getOuterHTML", json!({ "backendNodeId": node.element }))?;
        Ok(markup["outerHTML"].as_str().unwrap_or_default().chars().take(150).collect())
    }

    /// The page as a PDF file, on paper of this size in inches.
    pub(crate) fn pdf(&self, width: f64, height: f64) -> Result<Pdf> {
        const INCH: f64 = 2.54;
        let page = PrintPage { width: width * INCH, height: height * INCH };
        let parameters = PrintParameters { page, ..PrintParameters::default() };
        let bytes = self.wait(self.session().print_page(parameters))?;
        Ok(Pdf { bytes, pdftotext: self.pdftotext.clone() })
    }

    /// Saves what the window shows as a PNG file.
    pub(crate) fn screenshot(&self, file: &Path) -> Result<()> {
        self.wait(self.session().screenshot(file))
    }

    /// Gives the driver a command of its own.
    pub(crate) fn command(&self, command: impl Into<DriverCommand>) -> Result<()> {
        let session = self.session();
        self.wait(async { session.handle().cmd(command.into()).await.map(drop) })
    }

    fn log(&self, kind: &str) -> Result<Vec<BrowserLogEntry>> {
        self.wait(self.session().get_log(kind))
    }

    /// Tells Chromium something through its devtools.
    pub(crate) fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        self.wait(self.session().cdp().send_raw(method, parameters))
    }

    fn wait<T>(&self, answer: impl Future<Output = WebDriverResult<T>>) -> Result<T> {
        self.runtime.block_on(answer).map_err(|problem| problem.to_string())
    }

    fn session(&self) -> &WebDriver {
        self.session.as_ref().expect("the session ends with the browser")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            self.runtime.block_on(session.quit()).ok();
        }
    }
}

fn findings(list: Value) -> Result<Vec<String>> {
    serde_json::from_value(list).map_err(|problem| format!("a probe returned no list of findings: {problem}"))
}
