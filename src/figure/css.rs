//! The `style` elements of a drawing. Their rules become attributes of the parts they are for: a style in a page
//! would reach the rest of the page, and pages forbid those that they do not know (content security policy).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::allowed;
use super::element::{Element, Given, Node};
use super::value;
use crate::style;

/// More declarations, each counted for every selector it stands under, are none for a drawing.
pub(super) const MOST: usize = 2_000;

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
pub(super) fn declarations(css: &str) -> impl Iterator<Item = Declared<'_>> {
    let plain = style::read(css).into_iter().filter(|declaration| declaration.conditions.is_empty());
    plain.flat_map(|style::Declaration { selectors, property, value, at, .. }| {
        selectors.split(',').map(move |selector| Declared {
            selector: selector.trim(),
            property: property.clone(),
            value,
            at: at.clone(),
        })
    })
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

/// Rules by what their last part asks for first, so that an element is held against few of them.
struct Index<'r> {
    /// From the weakest to the strongest.
    ordered: Vec<&'r Rule>,
    by_key: BTreeMap<Key<'r>, Vec<usize>>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'r> {
    Id(&'r str),
    Class(&'r str),
    Tag(&'r str),
    Any,
}

impl<'r> Index<'r> {
    fn of(rules: &'r [Rule]) -> Self {
        let mut ordered: Vec<&Rule> = rules.iter().collect();
        ordered.sort_by_key(|rule| rule.selector.strength());
        let mut by_key: BTreeMap<Key<'r>, Vec<usize>> = BTreeMap::new();
        for (at, rule) in ordered.iter().enumerate() {
            let last = rule.selector.0.last();
            let id = last.and_then(|last| last.ids.first()).map(|id| Key::Id(id));
            let class = last.and_then(|last| last.classes.first()).map(|class| Key::Class(class));
            let tag = last.and_then(|last| last.tag.as_deref()).map(Key::Tag);
            by_key.entry(id.or(class).or(tag).unwrap_or(Key::Any)).or_default().push(at);
        }
        Index { ordered, by_key }
    }

    /// What the rules say of an element, the strongest alone of each property.
    fn given(&self, element: &'r Element, around: &[&Element]) -> Vec<Given> {
        let classes = element.classes.iter().map(|class| Key::Class(class));
        let keys =
            element.id.iter().map(|id| Key::Id(id)).chain(classes).chain([Key::Tag(element.name), Key::Any]);
        let mut found: Vec<usize> = keys.filter_map(|key| self.by_key.get(&key)).flatten().copied().collect();
        found.sort_unstable();
        let mut given: BTreeMap<&str, (usize, &Given)> = BTreeMap::new();
        for at in found {
            let rule = self.ordered[at];
            // The root has none of what reaches over the page around it.
            let is_of_page = around.is_empty() && allowed::NOT_OF_ROOT.contains(&rule.given.0);
            if !is_of_page && rule.selector.finds(element, around) {
                let first = given.get(rule.given.0).map_or(at, |(first, _)| *first);
                given.insert(rule.given.0, (first, &rule.given));
            }
        }
        let mut given: Vec<(usize, &Given)> = given.into_values().collect();
        given.sort_by_key(|(first, _)| *first);
        given.into_iter().map(|(_, given)| given.clone()).collect()
    }
}

/// Gives every element what the rules say of it, and takes away the classes that only the rules knew.
pub(super) fn apply(rules: &[Rule], nodes: &mut [Node]) {
    let index = Index::of(rules);
    let mut ruled: Vec<(usize, Vec<Given>)> = Vec::new();
    let mut around: Vec<&Element> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        match node {
            Node::Start(element) => {
                let given = index.given(element, &around);
                if !given.is_empty() {
                    ruled.push((at, given));
                }
                around.push(element);
            }
            Node::End => drop(around.pop()),
            Node::Text(_) => {}
        }
    }
    for (at, given) in ruled {
        if let Node::Start(element) = &mut nodes[at] {
            element.ruled = given;
        }
    }
    let parts = rules.iter().flat_map(|rule| &rule.selector.0);
    let known: BTreeSet<&String> = parts.flat_map(|part| &part.classes).collect();
    for node in nodes {
        if let Node::Start(element) = node {
            element.classes.retain(|class| !known.contains(class));
        }
    }
}
