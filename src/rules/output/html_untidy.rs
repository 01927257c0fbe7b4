//! `html-untidy`

use crate::document::Element;
use crate::rules::{BuiltView, Context, Report};

/// Elements before which a browser ends a paragraph by itself (HTML, section The p element).
const ENDS_PARAGRAPH: [&str; 27] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
    "menu",
];
/// What a reader presses: none stands in another.
const PRESSED: [&str; 2] = ["a", "button"];

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let document = &page.document;
    let within =
        |element: &Element<'_>, names: &[&str]| document.around(element).any(|e| names.contains(&e.name()));
    for element in &document.elements {
        let name = element.name();
        let parent = element.parent.map_or("", |index| document.elements[index].name());
        let problem = if ENDS_PARAGRAPH.contains(&name) && within(element, &["p"]) {
            Some(format!("`<{name}>` stands in a `<p>`, which a browser ends before it"))
        } else if PRESSED.contains(&name) && within(element, &PRESSED) {
            Some(format!("`<{name}>` stands in another thing to press"))
        } else if name == "li" && !["ul", "ol", "menu"].contains(&parent) {
            Some("`<li>` stands in no list".to_owned())
        } else if ["ul", "ol"].contains(&parent) && !["li", "script", "template"].contains(&name) {
            Some(format!("`<{name}>` stands in a list, and is no item of it"))
        } else {
            repeated(element).map(|key| format!("`<{name}>` says `{key}` twice"))
        };
        if let Some(message) = problem {
            let place = page.place(&format!("<{name}"), context);
            report.add(place, message, "mend the template: browsers guess here, and not all alike");
        }
    }
}

fn repeated<'e>(element: &'e Element<'_>) -> Option<&'e str> {
    let keys: Vec<&str> = element.attributes().map(|(key, _)| key).collect();
    keys.iter().enumerate().find(|(index, key)| keys[..*index].contains(key)).map(|(_, key)| *key)
}
