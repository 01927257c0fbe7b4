//! What ticks mean, as the page's script says it too: `fits` and `advice` in `templates/checklist.js`.

use std::collections::BTreeSet;

use super::{Checklist, Group, Outcome};

impl Checklist {
    /// The lines of advice that a reader gets for these ticks, in the order of the file: all that fit, and of
    /// those with a strength only the strongest.
    ///
    /// The page's script decides the same from the same data; a test runs every combination through both.
    pub fn advice(&self, ticked: &BTreeSet<&str>) -> Vec<&Outcome> {
        let fitting: Vec<&Outcome> = self.lines().filter(|line| self.fits(line, ticked)).collect();
        let strongest = fitting.iter().filter_map(|line| line.strength).max();
        fitting.into_iter().filter(|line| line.strength.is_none() || line.strength == strongest).collect()
    }

    /// Whether one of `any` is ticked; or all of `only`, and nothing else in their groups.
    fn fits(&self, line: &Outcome, ticked: &BTreeSet<&str>) -> bool {
        let has = |id: &String| ticked.contains(id.as_str());
        let alone = |id: &str| !ticked.contains(id) || line.only.iter().any(|only| only == id);
        line.any.iter().any(has)
            || !line.only.is_empty()
                && line.only.iter().all(has)
                && self.named_in(&line.only).all(|group| group.ids().all(alone))
    }

    /// The lines of advice, without their places.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Outcome> {
        self.results.iter().map(toml::Spanned::get_ref)
    }

    /// The groups that hold one of these ids.
    pub(super) fn named_in<'a>(&'a self, ids: &'a [String]) -> impl Iterator<Item = &'a Group> {
        let groups = self.groups.iter().map(toml::Spanned::get_ref);
        groups.filter(move |group| group.ids().any(|id| ids.iter().any(|named| named == id)))
    }
}
