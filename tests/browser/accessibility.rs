//! What a browser tells assistive technology of a part of the page, as text. Chromium and Firefox name things in their
//! own ways; here they are named alike, so that one record holds for both.

use crate::browser::{Browser, Result};
use crate::firefox;
use crate::tools::Engine;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Roles that say nothing by themselves.
const SILENT: &[&str] = &[
    "generic",
    "none",
    "paragraph",
    "Legend",
    "LabelText",
    "ListMarker",
    "InlineTextBox",
    "label",
    "text container",
    "section",
    "list item marker",
];

/// Firefox's names of roles, and Chromium's.
const ROLES: &[(&str, &str)] = &[
    ("checkbutton", "checkbox"),
    ("entry", "textbox"),
    ("grouping", "group"),
    ("list item", "listitem"),
    ("pushbutton", "button"),
    ("radiobutton", "radio"),
    ("statusbar", "status"),
    ("text leaf", "StaticText"),
];

/// States and properties of Chromium that are worth a word.
const PROPERTIES: &[&str] = &["level", "checked", "invalid", "required", "readonly", "multiline"];

/// States of Firefox that are worth one, and Chromium's words for them.
const STATES: &[(&str, &str)] = &[
    ("checked", "checked=true"),
    ("invalid", "invalid=true"),
    ("required", "required=true"),
    ("readonly", "readonly=true"),
    ("multi line", "multiline=true"),
];

/// One thing that is told, and what is in it.
struct Told {
    role: String,
    name: String,
    description: String,
    more: Vec<String>,
    parts: Vec<Told>,
}

/// The first element that a selector finds: a line for each thing told, and a deeper one for what is in it.
pub(crate) fn told(browser: &Browser, selector: &str) -> Result<String> {
    let told = match browser.engine() {
        Engine::Chromium => chromium(browser, selector)?,
        Engine::Firefox => from_firefox(&firefox::told(browser, selector)?),
    };
    let mut text = String::new();
    write(&alike(told), 0, "", &mut text);
    Ok(text)
}

fn chromium(browser: &Browser, selector: &str) -> Result<Told> {
    let document = browser.devtools("DOM.getDocument", json!({ "depth": 0 }))?;
    let query = json!({ "nodeId": document["root"]["nodeId"], "selector": selector });
    let found = browser.devtools("DOM.querySelector", query)?;
    let element = browser.devtools("DOM.describeNode", json!({ "nodeId": found["nodeId"] }))?;
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({}))?;
    let nodes = tree["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let root = nodes.iter().find(|node| node["backendDOMNodeId"] == element["node"]["backendNodeId"]);
    root.map(|root| from_chromium(root, nodes)).ok_or_else(|| format!("{selector} is not told"))
}

fn from_chromium(node: &Value, nodes: &[Value]) -> Told {
    let value = |part: &str| node[part]["value"].as_str().unwrap_or_default().to_owned();
    let mut more = Vec::new();
    for property in node["properties"].as_array().into_iter().flatten() {
        let (name, value) = (property["name"].as_str().unwrap_or_default(), &property["value"]["value"]);
        if PROPERTIES.contains(&name) && *value != false && value != "false" {
            more.push(format!("{name}={}", value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
        }
    }
    let ids = node["childIds"].as_array().into_iter().flatten();
    let parts = ids.filter_map(|id| nodes.iter().find(|node| node["nodeId"] == *id));
    Told {
        role: if node["ignored"] == true { "none".into() } else { value("role") },
        name: value("name"),
        description: value("description"),
        more,
        parts: parts.map(|part| from_chromium(part, nodes)).collect(),
    }
}

fn from_firefox(node: &Value) -> Told {
    let value = |part: &str| node[part].as_str().unwrap_or_default().to_owned();
    let role = value("role");
    let role = ROLES.iter().find(|(own, _)| *own == role).map_or(role, |(_, role)| (*role).to_owned());
    let list = |part: &str| node[part].as_array().map(Vec::as_slice).unwrap_or_default();
    let level = node["level"].as_u64().filter(|level| *level > 0).map(|level| format!("level={level}"));
    let states = STATES.iter().filter(|(state, _)| list("states").iter().any(|is| is == state));
    Told {
        name: value("name"),
        description: value("description"),
        more: level.into_iter().chain(states.map(|(_, words)| (*words).to_owned())).collect(),
        parts: list("parts").iter().map(from_firefox).collect(),
        role,
    }
}

/// What both browsers say of it. Of lists Firefox says that they are read-only and names an item by its words, Chromium
/// says how deep an item is; Firefox keeps a space at the end of words.
fn alike(told: Told) -> Told {
    let is_listed = ["list", "listitem"].contains(&told.role.as_str());
    Told {
        name: if is_listed { String::new() } else { told.name.trim().to_owned() },
        more: if is_listed { Vec::new() } else { told.more },
        parts: told.parts.into_iter().map(alike).collect(),
        ..told
    }
}

fn write(told: &Told, depth: usize, above: &str, text: &mut String) {
    let Told { role, name, description, more, parts } = told;
    let (mut depth, mut said) = (depth, above);
    // Words that are the name of what holds them are not told twice.
    let is_silent = SILENT.contains(&role.as_str()) || role == "StaticText" && above.contains(name.as_str());
    if !is_silent {
        let _ = write!(text, "{}{role}", "  ".repeat(depth));
        if !name.is_empty() {
            let _ = write!(text, " \"{name}\"");
        }
        if !description.is_empty() {
            let _ = write!(text, " described \"{description}\"");
        }
        for word in more {
            let _ = write!(text, " {word}");
        }
        text.push('\n');
        depth += 1;
        said = name;
    }
    // A label's words are the name of the box in it.
    let is_label = ["LabelText", "label"].contains(&role.as_str());
    let label = parts.iter().map(|part| part.name.as_str()).find(|_| is_label);
    for part in parts {
        write(part, depth, label.unwrap_or(said), text);
    }
}
