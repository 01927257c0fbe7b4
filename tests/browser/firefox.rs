//! What Chromium is told through its devtools, Firefox is told from inside: geckodriver lends tests the context that
//! Firefox's own windows run in.

use crate::browser::{Browser, Result};
use crate::look::Look;
use axum::http::Method;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, DesiredCapabilities};

/// How long it may take to take on a look.
const PATIENCE: Duration = Duration::from_secs(20);

/// What geckodriver asks for before it lends that context.
pub(crate) const DRIVER_FLAG: &str = "--allow-system-access";

/// Firefox resolves no name, so what a page asks of others cannot arrive; scroll bars take no room, as on a phone.
pub(crate) fn capabilities(firefox: &Path) -> WebDriverResult<Capabilities> {
    let mut preferences = FirefoxPreferences::new();
    preferences.set("network.dns.disabled", true)?;
    preferences.set("browser.chrome.site_icons", false)?;
    preferences.set("widget.gtk.overlay-scrollbars.enabled", true)?;
    preferences.set("ui.useOverlayScrollbars", 1)?;
    let mut capabilities = DesiredCapabilities::firefox();
    capabilities.set_firefox_binary(&firefox.to_string_lossy())?;
    capabilities.set_preferences(preferences)?;
    for flag in ["-headless", "--width=1500", "--height=1300"] {
        capabilities.add_arg(flag)?;
    }
    Ok(capabilities.into())
}

/// Takes on a look; script that is off stays for the page that is open.
pub(crate) fn look(browser: &Browser, look: &Look) -> Result<()> {
    let look = json!({
        "width": f64::from(look.width) * look.zoom, "height": f64::from(look.height) * look.zoom, "zoom": look.zoom,
        "scheme": look.scheme, "forced": if look.forced_colors { "active" } else { "none" },
        "medium": if look.print { "print" } else { "" }, "script": look.script,
    });
    inside(
        browser,
        "const [look] = arguments, view = gBrowser.selectedBrowser, context = view.browsingContext;
        for (const part of ['width', 'height']) {
          for (const name of [part, `min-${part}`, `max-${part}`]) view.style.setProperty(name, `${look[part]}px`);
        }
        view.style.setProperty('flex', 'none');
        context.prefersColorSchemeOverride = look.scheme;
        context.forcedColorsOverride = look.forced;
        context.mediumOverride = look.medium;
        context.allowJavascript = look.script;
        context.fullZoom = look.zoom;",
        vec![look.clone()],
    )?;
    // The page is in another process, and is told in its own time.
    let started = Instant::now();
    loop {
        let is_there = browser.execute(
            "const [look] = arguments;
            return Math.abs(innerWidth - look.width / look.zoom) < 1 && Math.abs(innerHeight - look.height / look.zoom) < 1
              && matchMedia(`(prefers-color-scheme: ${look.scheme})`).matches
              && matchMedia('(forced-colors: active)').matches === (look.forced === 'active')
              && matchMedia('print').matches === (look.medium === 'print')",
            vec![look.clone()],
        )?;
        if is_there == true {
            return Ok(());
        }
        if started.elapsed() > PATIENCE {
            return Err(format!("Firefox does not take on {look}"));
        }
    }
}

/// Mistakes of scripts and CSP reports since the last call.
pub(crate) fn complaints(browser: &Browser) -> Result<Value> {
    inside(
        browser,
        "const found = Services.console.getMessageArray()
          .filter((entry) => entry instanceof Ci.nsIScriptError && /^CSP|^content javascript/.test(entry.category))
          .map((entry) => `console: ${entry.sourceName} ${entry.errorMessage}`);
        Services.console.reset();
        return found;",
        Vec::new(),
    )
}

/// The addresses that pages asked for since the last call.
pub(crate) fn attempts(browser: &Browser) -> Result<Value> {
    inside(
        browser,
        "window.plainleafAsked ??= (() => {
          const asked = [];
          const observe = (request) => {
            const { URI, loadInfo } = request.QueryInterface(Ci.nsIChannel);
            if (loadInfo.browsingContext) asked.push(URI.spec);
          };
          window.plainleafObserver = { observe };
          Services.obs.addObserver(window.plainleafObserver, 'http-on-modify-request');
          return asked;
        })();
        return window.plainleafAsked.splice(0);",
        Vec::new(),
    )
}

/// What assistive technology is told of the first element that a selector finds: role, name, description, states, level
/// and parts.
pub(crate) fn told(browser: &Browser, selector: &str) -> Result<Value> {
    // Both know an element by its id.
    let mark = "const [selector] = arguments, element = document.querySelector(selector);
        if (element && !element.id) element.id = 'plainleaf-told';
        return element?.id ?? ''";
    let id = browser.execute(mark, vec![json!(selector)])?;
    let started = Instant::now();
    loop {
        let told = inside(
            browser,
            "const [id] = arguments, service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
            const parts = (node) => [...Array(node.childCount).keys()].map((at) => node.getChildAt(at));
            const find = (node) => (node.id === id ? node : parts(node).map(find).find(Boolean));
            const tell = (node) => {
              const state = {}, more = {};
              node.getState(state, more);
              const level = {};
              node.groupPosition(level, {}, {});
              return {
                role: service.getStringRole(node.role), name: node.name ?? '', description: node.description ?? '',
                states: [...service.getStringStates(state.value, more.value)], level: level.value, parts: parts(node).map(tell),
              };
            };
            const page = service.getAccessibleFor(gBrowser.selectedBrowser), found = page && find(page);
            return found ? tell(found) : null;",
            vec![id.clone()],
        )?;
        if !told.is_null() {
            let unmark = "document.getElementById('plainleaf-told')?.removeAttribute('id')";
            return browser.execute(unmark, Vec::new()).map(|_| told);
        }
        if started.elapsed() > PATIENCE {
            return Err(format!("Firefox tells nothing of {selector}"));
        }
    }
}

/// The text on the clipboard.
pub(crate) fn clipboard(browser: &Browser) -> Result<Value> {
    inside(
        browser,
        "const data = Cc['@mozilla.org/widget/transferable;1'].createInstance(Ci.nsITransferable), text = {};
        data.init(null);
        data.addDataFlavor('text/plain');
        Services.clipboard.getData(data, Services.clipboard.kGlobalClipboard);
        data.getTransferData('text/plain', text);
        return text.value.QueryInterface(Ci.nsISupportsString).data;",
        Vec::new(),
    )
}

/// Refuses pages any store, or not.
pub(crate) fn refuse_storage(browser: &Browser, refused: bool) -> Result<()> {
    inside(
        browser,
        "const [refused] = arguments, name = 'network.cookie.cookieBehavior';
        if (refused) Services.prefs.setIntPref(name, Ci.nsICookieService.BEHAVIOR_REJECT);
        else Services.prefs.clearUserPref(name);",
        vec![json!(refused)],
    )
    .map(drop)
}

/// Runs a script in the context of Firefox's own windows.
fn inside(browser: &Browser, script: &str, arguments: Vec<Value>) -> Result<Value> {
    browser.command(Context("chrome"))?;
    let answer = browser.execute(script, arguments);
    browser.command(Context("content"))?;
    answer
}

/// Changes the context that scripts run in.
#[derive(Debug)]
struct Context(&'static str);

impl ExtensionCommand for Context {
    fn parameters_json(&self) -> Option<Value> {
        Some(json!({ "context": self.0 }))
    }

    fn method(&self) -> Method {
        Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/moz/context".into()
    }
}

impl From<Context> for Command {
    fn from(context: Context) -> Command {
        Command::ExtensionCommand(Box::new(context))
    }
}
