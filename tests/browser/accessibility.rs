//! What Chromium tells assistive technology of a part of the page, as text.

use crate::browser::{Browser, Result};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Roles that say nothing by themselves.
const SILENT: &[&str] =
    &["generic", "none", "paragraph", "Legend", "LabelText", "ListMarker", "InlineTextBox"];

/// States and properties that are worth a word.
const PROPERTIES: &[&str] = &["level", "checked", "invalid", "required", "readonly", "multiline", "live"];

/// The first element that a selector finds: a line for each thing told, and a deeper one for what is in it.
pub(crate) fn told(browser: &Browser, selector: &str) -> Result<String> {
    let document = browser.devtools("DOM.getDocument", json!({ "depth": 0 }))?;
    let query = json!({ "nodeId": document["root"]["nodeId"], "selector": selector });
    let found = browser.devtools("DOM.querySelector", query)?;
    let element = browser.devtools("DOM.describeNode", json!({ "nodeId": found["nodeId"] }))?;
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({}))?;
    let nodes = tree["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let root = nodes.iter().find(|node| node["backendDOMNodeId"] == element["node"]["backendNodeId"]);
    let mut text = String::new();
    write(root.ok_or_else(|| format!("{selector} is not told"))?, nodes, 0, "", &mut text);
    Ok(text)
}

fn write(node: &Value, nodes: &[Value], depth: usize, above: &str, text: &mut String) {
    let value = |part: &str| node[part]["value"].as_str().unwrap_or_default();
    let (role, name) = (value("role"), value("name"));
    let mut depth = depth;
    let mut said = above;
    // Words that are the name of what holds them are not told twice.
    let is_silent =
        node["ignored"] == true || SILENT.contains(&role) || role == "StaticText" && above.contains(name);
    if !is_silent {
        let indent = "  ".repeat(depth);
        let _ = write!(text, "{indent}{role}");
        if !name.is_empty() {
            let _ = write!(text, " \"{name}\"");
        }
        if !value("description").is_empty() {
            let _ = write!(text, " described \"{}\"", value("description"));
        }
        for property in node["properties"].as_array().into_iter().flatten() {
            let (name, value) = (property["name"].as_str().unwrap_or_default(), &property["value"]["value"]);
            if PROPERTIES.contains(&name) && *value != false && value != "false" {
                let _ = write!(
                    text,
                    " {name}={}",
                    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
                );
            }
        }
        text.push('\n');
        depth += 1;
        said = name;
    }
    let ids = node["childIds"].as_array().into_iter().flatten();
    let children = ids.filter_map(|id| nodes.iter().find(|node| node["nodeId"] == *id));
    // A label's words are the name of the box in it.
    let label =
        children.clone().find_map(|child| child["name"]["value"].as_str()).filter(|_| role == "LabelText");
    for child in children {
        write(child, nodes, depth, label.unwrap_or(said), text);
    }
}
