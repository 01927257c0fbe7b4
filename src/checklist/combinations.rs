//! Every way to fill in a checklist that its rules can tell apart.
//!
//! A form of 60 boxes has more combinations than could ever be tried, but most of them are one and the same to the
//! rules: a line with `any` sees whether one of its ids is ticked, not which, and nothing sees an id that no
//! rule names, unless it stands in a group where a line with `only` asks that nothing else be ticked.

use std::collections::BTreeSet;
use std::iter;

use super::{Checklist, Group, ItemKind};

/// A question with one answer; or boxes that can be ticked together, and perhaps "none of these".
struct Question<'a> {
    ids: Vec<&'a str>,
    many: bool,
    none: Option<&'a str>,
}

impl<'a> Question<'a> {
    /// How many ways there are to answer it, with no answer among them.
    fn ways(&self) -> u64 {
        let together = if self.many { 1 << self.ids.len() } else { self.ids.len() as u64 + 1 };
        together + u64::from(self.none.is_some())
    }

    /// The ticks of one way.
    fn way(&self, number: u64) -> Vec<&'a str> {
        if self.none.is_some() && number + 1 == self.ways() {
            self.none.into_iter().collect()
        } else if self.many {
            let bits = self.ids.iter().enumerate();
            bits.filter(|(bit, _)| number >> bit & 1 == 1).map(|(_, id)| *id).collect()
        } else {
            self.ids.iter().copied().take(usize::try_from(number).unwrap_or(0)).last().into_iter().collect()
        }
    }
}

impl Checklist {
    /// Every combination of ticks that the browser allows and that the rules can tell apart: nothing at all,
    /// each id alone, every combination within each group that must be answered, and every combination of
    /// classes over the whole form. Ids of one question are of a class when the same lines wait for them, and
    /// the first stands for all. Some combinations come more than once.
    pub fn combinations(&self) -> impl Iterator<Item = BTreeSet<&str>> {
        let alone = self.ids().map(|id| BTreeSet::from([id]));
        let groups = || self.groups.iter().map(toml::Spanned::get_ref);
        let required = groups().filter(|group| group.required).map(|group| group.questions());
        let classes: Vec<Question<'_>> = groups()
            .flat_map(|group| group.questions().into_iter().map(|q| self.classes(group, q)))
            .collect();
        iter::once(BTreeSet::new()).chain(alone).chain(required.flat_map(product)).chain(product(classes))
    }

    /// A question with the first of each class for all.
    fn classes<'a>(&self, group: &Group, question: Question<'a>) -> Question<'a> {
        let names = |list: &[String], id: &str| list.iter().any(|named| named == id);
        let is_counted = self.lines().any(|line| group.ids().any(|id| names(&line.only, id)));
        let mut seen = BTreeSet::new();
        let mut is_first = |id: &&str| {
            let waiting: Vec<bool> = self.lines().map(|line| names(&line.any, id)).collect();
            // A line with `only` wants this very id.
            let itself = self.lines().any(|line| names(&line.only, id)).then(|| (*id).to_owned());
            let matters = is_counted || waiting.contains(&true);
            matters && seen.insert((waiting, itself))
        };
        let ids = question.ids.into_iter().filter(&mut is_first).collect();
        // "None of these" rules the others out, so it is no class with them.
        Question { ids, ..question }
    }
}

impl Group {
    /// Its boxes, then each question with one answer.
    fn questions(&self) -> Vec<Question<'_>> {
        let items = || self.items.iter().map(toml::Spanned::get_ref);
        let is_none = |kind: ItemKind| kind == ItemKind::None;
        let ids = items().filter(|item| !is_none(item.kind)).map(|item| item.id.as_str()).collect();
        let none = items().find(|item| is_none(item.kind)).map(|item| item.id.as_str());
        let choices = self.choices.iter().map(|choice| Question {
            ids: choice.get_ref().options.iter().map(|answer| answer.id.as_str()).collect(),
            many: false,
            none: None,
        });
        iter::once(Question { ids, many: true, none }).chain(choices).collect()
    }
}

/// Every way to answer some questions, one after the other.
fn product(questions: Vec<Question<'_>>) -> impl Iterator<Item = BTreeSet<&str>> {
    let mut at = vec![0; questions.len()];
    let mut is_over = false;
    iter::from_fn(move || {
        if is_over {
            return None;
        }
        let ticked = questions.iter().zip(&at).flat_map(|(question, &way)| question.way(way)).collect();
        // Counts on as an odometer does.
        is_over = questions.iter().zip(&mut at).all(|(question, way)| {
            *way = (*way + 1) % question.ways();
            *way == 0
        });
        Some(ticked)
    })
}
