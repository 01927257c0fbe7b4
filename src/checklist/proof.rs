//! The proof that another tick never gives weaker advice, and that every line of advice can be seen.
//!
//! Both are said of *all* combinations that a browser allows: any boxes of a group or its "none of these", and at most
//! one answer to each question. There are too many to try. It is enough to try a few small ones, because a
//! mistake in a large combination is always there in a small part of it:
//!
//! 1. A line with `any` that fits some ticks fits them with more. A line with `only` fits when its ids are all that is
//!    ticked in their groups, whatever is ticked elsewhere. Call those its groups.
//! 2. A tick is *added* when the browser leaves the others alone, or takes away only "none of these". ("None" that clears
//!    others, and another answer to the same question, correct what was said before: advice may go.)
//! 3. Say that of the ticks S a line of strength k fits, that t is added, and that after it no line of strength k or
//!    more fits. So the line was lost. By 1 that happens in two ways only.
//!    - The line has `only`, and t is in its groups. Then take from S all but the line's own ids. The line still fits, t can
//!      still be added, and it is still lost. Could a strong line fit afterwards that did not before? One with `any`
//!      could not: there is less ticked. One with `only` has all its ids, and so all its groups, within the line's
//!      groups, where nothing was taken away: it would have fitted before. So: *try each line's `only` with each t*.
//!    - The line has `any`, and of its ids "none" alone was ticked, which t took away. Then take from S all that is
//!      outside of that group. For the same reasons no strong line fits afterwards. So: *try "none" of each group with
//!      the answers of that group and each of its boxes*. To leave answers out is in turn no loss, but for lines with `only` that
//!      want just what is left, and each of them spoils one try. So of the answers that wake no strong `any` by themselves
//!      as many tries as there are lines are enough, the smallest first.
//! 4. A line without a strength may go only with the "none" it rests on. By 1 only a line with `only` can be lost
//!    otherwise, and as above its own ids are the smallest case.
//! 5. A line can be seen if it fits some ticks that no stronger line fits. For `only` those are its own ids; for `any` one
//!    of its ids, with more of the same group if a stronger line wants that id `only`. As above.
//!
//! Each mistake has one among those tried that is no larger, so the smallest of those is the smallest of all.
//! `tests/it/checklist.rs` holds this against trying everything, on random lists.

use std::collections::{BTreeSet, VecDeque};

use super::{Checklist, Group, Outcome};

/// A tick that makes the advice weaker.
#[derive(Debug, Clone)]
pub struct Weakening<'a> {
    /// What was ticked before.
    pub ticked: BTreeSet<&'a str>,
    /// What is ticked as well.
    pub added: &'a str,
    /// The line that goes.
    pub lost: &'a Outcome,
    /// The strongest line that is left, if the lost one has a strength.
    pub left: Option<&'a Outcome>,
}

impl Checklist {
    /// The smallest combination of ticks to which another can be added so that the advice gets weaker.
    pub fn weakening(&self) -> Option<Weakening<'_>> {
        let only = self.lines().flat_map(|line| {
            let ticked: BTreeSet<&str> = line.only.iter().map(String::as_str).collect();
            let added = self.named_in(&line.only).flat_map(Group::ids);
            added.filter_map(move |added| self.weakened(&ticked, added))
        });
        let nones = self.groups().filter_map(|group| Some((group, group.none()?)));
        let none = nones.flat_map(|(group, none)| {
            // Of the lines that rest on it the strongest: while another stands in for that one, no weaker one counts.
            let rests = self.lines().filter(|line| line.any.iter().any(|id| id == none));
            let strength = rests.filter_map(|line| line.strength).max();
            let answers: Vec<&str> = group.answers().collect();
            let boxes = group.ids().filter(|id| !group.is_answer(id));
            boxes.filter_map(move |added| {
                let is_weakened = |ticked: &BTreeSet<&str>| self.weakened(ticked, added).is_some();
                self.weakened(&self.grown(none, &answers, strength?, &is_weakened)?, added)
            })
        });
        only.chain(none).min_by_key(|weakening| weakening.ticked.len())
    }

    /// The lines of advice that nobody can ever get: nothing fits them, or only with a stronger line.
    pub fn unseen(&self) -> Vec<&Outcome> {
        self.lines().filter(|line| !self.can_be_seen(line)).collect()
    }

    fn can_be_seen(&self, line: &Outcome) -> bool {
        let is_seen = |ticked: &BTreeSet<&str>| {
            self.is_allowed(ticked) && self.advice(ticked).iter().any(|shown| shown.id == line.id)
        };
        let stronger = line.strength.map_or(u32::MAX, |strength| strength.saturating_add(1));
        is_seen(&line.only.iter().map(String::as_str).collect())
            || line.any.iter().any(|id| {
                let group = self.named_in(std::slice::from_ref(id)).flat_map(Group::ids).collect::<Vec<_>>();
                self.grown(id, &group, stronger, &is_seen).is_some()
            })
    }

    /// What comes of adding a tick, if that is weaker advice.
    fn weakened<'a>(&'a self, before: &BTreeSet<&'a str>, added: &'a str) -> Option<Weakening<'a>> {
        if before.contains(added) || !self.is_allowed(before) {
            return None;
        }
        let mut kept = before.clone();
        let group = self.groups().find(|group| group.ids().any(|id| id == added))?;
        if !group.is_answer(added) {
            group.none().inspect(|none| _ = kept.remove(none));
        }
        let mut after = kept.clone();
        after.insert(added);
        // It would clear a box or another answer: no addition, but a correction.
        if !self.is_allowed(&after) {
            return None;
        }
        let lost = self.strongest(before);
        let left = self.strongest(&after);
        let weaker = lost.filter(|lost| left.is_none_or(|left| left.strength < lost.strength));
        let unranked =
            |line: &&Outcome| line.strength.is_none() && self.fits(line, &kept) && !self.fits(line, &after);
        let (lost, left) = match weaker {
            Some(lost) => (lost, left),
            None => (self.lines().find(unranked)?, None),
        };
        Some(Weakening { ticked: before.clone(), added, lost, left })
    }

    /// The strongest line that fits.
    fn strongest(&self, ticked: &BTreeSet<&str>) -> Option<&Outcome> {
        // The first of several that are equally strong.
        self.lines().rev().filter(|l| l.strength.is_some() && self.fits(l, ticked)).max_by_key(|l| l.strength)
    }

    /// The smallest allowed combination with a tick that is what is wanted, where only a line with `only` can be in the
    /// way: made of ids of its group that by themselves give no line of a strength.
    fn grown<'a>(
        &self,
        first: &'a str,
        group: &[&'a str],
        strength: u32,
        is_wanted: &dyn Fn(&BTreeSet<&'a str>) -> bool,
    ) -> Option<BTreeSet<&'a str>> {
        let strong = || self.lines().filter(|line| line.strength.is_some_and(|s| s >= strength));
        let is_weak = |id: &&&str| !strong().any(|line| line.any.iter().any(|named| named == **id));
        let others: Vec<&str> = group.iter().filter(is_weak).copied().collect();
        let mut waiting = VecDeque::from([(BTreeSet::from([first]), 0)]);
        for _ in 0..=strong().count() {
            let (ticked, from) = waiting.pop_front()?;
            if is_wanted(&ticked) {
                return Some(ticked);
            }
            for (at, id) in others.iter().enumerate().skip(from) {
                let mut more = ticked.clone();
                if more.insert(id) && self.is_allowed(&more) {
                    waiting.push_back((more, at + 1));
                }
            }
        }
        None
    }

    /// Whether a browser lets all of these be ticked together.
    pub(super) fn is_allowed(&self, ticked: &BTreeSet<&str>) -> bool {
        let count = |ids: &mut dyn Iterator<Item = &str>| ids.filter(|id| ticked.contains(id)).count();
        self.groups().all(|group| {
            let boxes = count(&mut group.ids().filter(|id| !group.is_answer(id)));
            let is_none = group.none().is_some_and(|none| ticked.contains(none));
            let one_each = group.choices.iter().all(|choice| {
                count(&mut choice.get_ref().options.iter().map(|answer| answer.id.as_str())) <= 1
            });
            one_each && (!is_none || boxes == 1)
        })
    }
}
