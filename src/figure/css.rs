//! The `style` elements of a drawing. Their rules become attributes of the parts they are for: a style in a page
//! would reach the rest of the page, and pages forbid those that they do not know (content security policy).

use std::ops::Range;

use super::element::{Element, Given, Node};
use super::value;
use crate::style;

/// One declaration for what its selector finds.
pub(super) struct Rule {
    pub(super) selector: Selector,
    pub(super) given: Given,
}

/// What a rule is for: the last part is the element, those before are around it.
#[derive(Debug, Clone)]
pub(super) struct Selector(Vec<Compound>);

#[derive(Debug, Clone, Default)]
struct Compound {
    tag: Option<String>,
    ids: Vec<String>,
    classes: Vec<String>,
}

/// A declaration with one of the selectors it is for.
pub(super) struct Declared<'c> {
    pub(super) selector: &'c str,
    pub(super) property: String,
    pub(super) value: &'c str,
    pub(super) at: Range<usize>,
}

/// Every declaration that holds without a condition, once for each of its selectors.
pub(super) fn declarations(css: &str) -> Vec<Declared<'_>> {
    let plain = style::read(css).into_iter().filter(|declaration| declaration.conditions.is_empty());
    plain
        .flat_map(|style::Declaration { selectors, property, value, at, .. }| {
            selectors.split(',').map(move |selector| Declared {
                selector: selector.trim(),
                property: property.clone(),
                value,
                at: at.clone(),
            })
        })
        .collect()
}

/// What is wrong with a style as a whole: its at-rules.
pub(super) fn problems(css: &str) -> Vec<(Range<usize>, String, &'static str)> {
    let css = without_comments(css);
    let names = css.match_indices('@').filter_map(|(at, _)| {
        let rest = &css[at + 1..];
        let length = rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
        let help = match &rest[..length] {
            "charset" | "namespace" => return None,
            "import" => "take it out: a drawing brings its own styles",
            "font-face" => "turn the words into shapes, or take the rule out: pages bring no fonts",
            "keyframes" => "take it out: a drawing does not move by itself",
            "media" => "take it out: `currentColor` is dark on light pages and light on dark ones",
            _ => "take it out",
        };
        let message = format!("`@{}` has no place in a drawing", &rest[..length]);
        Some((at..at + 1 + length, message, help))
    });
    names.collect()
}

/// The same text with spaces for comments, so that places stay.
fn without_comments(css: &str) -> String {
    let mut written = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        let end = rest[start + 2..].find("*/").map_or(rest.len(), |end| start + 2 + end + 2);
        written.push_str(&rest[..start]);
        written.extend(std::iter::repeat_n(' ', end - start));
        rest = &rest[end..];
    }
    written + rest
}

/// A selector of elements, classes and ids; nothing for one that asks for more.
pub(super) fn selector(text: &str) -> Option<Selector> {
    let parts: Option<Vec<Compound>> = text.split_ascii_whitespace().map(compound).collect();
    parts.filter(|parts| !parts.is_empty()).map(Selector)
}

fn compound(text: &str) -> Option<Compound> {
    let mut compound = Compound::default();
    let end = text.find(['.', '#']).unwrap_or(text.len());
    let (tag, mut rest) = text.split_at(end);
    if !matches!(tag, "" | "*") {
        compound.tag = Some(tag.to_owned()).filter(|tag| value::is_word(tag));
        compound.tag.as_ref()?;
    }
    while let Some(kind) = rest.chars().next() {
        let end = rest[1..].find(['.', '#']).map_or(rest.len(), |end| end + 1);
        let name = rest[1..end].to_owned();
        if !value::is_word(&name) {
            return None;
        }
        if kind == '#' { &mut compound.ids } else { &mut compound.classes }.push(name);
        rest = &rest[end..];
    }
    Some(compound)
}

impl Compound {
    fn is(&self, element: &Element) -> bool {
        self.tag.as_ref().is_none_or(|tag| tag == element.name)
            && self.ids.iter().all(|id| element.id.as_ref() == Some(id))
            && self.classes.iter().all(|class| element.classes.contains(class))
    }
}

impl Selector {
    fn finds(&self, element: &Element, around: &[&Element]) -> bool {
        let Some((last, before)) = self.0.split_last() else {
            return false;
        };
        let mut around = around.iter().rev();
        last.is(element) && before.iter().rev().all(|part| around.any(|outer| part.is(outer)))
    }

    /// How strong it is (CSS Selectors 4, section Calculating Specificity).
    fn strength(&self) -> (usize, usize, usize) {
        let sum = |count: fn(&Compound) -> usize| self.0.iter().map(count).sum();
        (sum(|part| part.ids.len()), sum(|part| part.classes.len()), sum(|part| part.tag.iter().count()))
    }
}

/// Gives every element what the rules say of it, and takes away the classes that only the rules knew.
pub(super) fn apply(rules: &[Rule], nodes: &mut [Node]) {
    let mut ordered: Vec<&Rule> = rules.iter().collect();
    ordered.sort_by_key(|rule| rule.selector.strength());
    let mut ruled: Vec<(usize, Vec<Given>)> = Vec::new();
    let mut around: Vec<&Element> = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        match node {
            Node::Start(element) => {
                let found = ordered.iter().filter(|rule| rule.selector.finds(element, &around));
                let given: Vec<Given> = found.map(|rule| rule.given.clone()).collect();
                if !given.is_empty() {
                    ruled.push((index, given));
                }
                around.push(element);
            }
            Node::End => drop(around.pop()),
            Node::Text(_) => {}
        }
    }
    for (index, given) in ruled {
        if let Node::Start(element) = &mut nodes[index] {
            element.ruled = given;
        }
    }
    let known = |class: &String| {
        rules.iter().any(|rule| rule.selector.0.iter().any(|part| part.classes.contains(class)))
    };
    for node in nodes {
        if let Node::Start(element) = node {
            element.classes.retain(|class| !known(class));
        }
    }
}
