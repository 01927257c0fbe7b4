//! How many parts a browser draws. A part that is used ten times, of one that is used ten times, and so on, is a short
//! file that no phone can show.

use std::collections::BTreeMap;

use super::element::{Element, Node};

/// More parts than this are no drawing for a page; a map of a country has a few thousand.
pub(super) const MOST: usize = 50_000;

/// How far uses may go through each other.
const DEEPEST: usize = 50;

/// What each id comes to, with all that it uses.
pub(super) struct Copies<'n> {
    nodes: &'n [Node],
    starts: BTreeMap<&'n str, usize>,
    known: BTreeMap<&'n str, usize>,
}

impl<'n> Copies<'n> {
    pub(super) fn of(nodes: &'n [Node]) -> Self {
        let named = |(at, node): (usize, &'n Node)| match node {
            Node::Start(Element { id: Some(id), .. }) => Some((id.as_str(), at)),
            _ => None,
        };
        Copies { nodes, starts: nodes.iter().enumerate().filter_map(named).collect(), known: BTreeMap::new() }
    }

    /// How many parts the whole drawing comes to.
    pub(super) fn all(&mut self) -> usize {
        self.parts(0, 0)
    }

    /// What an id came to.
    pub(super) fn known(&self, id: &str) -> usize {
        self.known.get(id).copied().unwrap_or_default()
    }

    /// The parts of the element that starts here.
    fn parts(&mut self, start: usize, depth: usize) -> usize {
        let (mut parts, mut open) = (0_usize, 0_usize);
        for node in &self.nodes[start..] {
            match node {
                Node::Start(element) => {
                    open += 1;
                    let used: usize =
                        element.uses().map(|id| self.used(id, depth)).fold(1, usize::saturating_add);
                    parts = parts.saturating_add(used);
                }
                Node::End => open = open.saturating_sub(1),
                Node::Text(_) => {}
            }
            if open == 0 {
                break;
            }
        }
        parts
    }

    fn used(&mut self, id: &'n str, depth: usize) -> usize {
        if let Some(known) = self.known.get(id) {
            return *known;
        }
        let Some(start) = self.starts.get(id).copied() else { return 0 };
        // Until it is known it is endless: then it uses itself.
        self.known.insert(id, usize::MAX);
        let parts = if depth < DEEPEST { self.parts(start, depth + 1) } else { usize::MAX };
        self.known.insert(id, parts);
        parts
    }
}
