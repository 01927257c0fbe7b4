//! What each id says to a reader.

use std::ops::Range;

use super::Checklist;

/// An id and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning<'a> {
    /// The id.
    pub id: &'a str,
    /// The label; with its question where the label says nothing without it.
    pub words: String,
    /// Where the box or the question stands in the file.
    pub at: Range<usize>,
}

impl Checklist {
    /// What each id says in the site's own language.
    pub fn meanings(&self, language: &str) -> Vec<Meaning<'_>> {
        let mut all = Vec::new();
        let single = |parts: &[&crate::data::Words]| {
            let words = parts.iter().flat_map(|part| part.get(language, language).split_whitespace());
            words.collect::<Vec<_>>().join(" ")
        };
        for group in self.groups() {
            for item in &group.items {
                let (at, item) = (item.span(), item.get_ref());
                let is_none = group.none() == Some(item.id.as_str());
                let words =
                    if is_none { single(&[&group.legend, &item.label]) } else { single(&[&item.label]) };
                all.push(Meaning { id: &item.id, words, at });
            }
            for choice in &group.choices {
                let (at, choice) = (choice.span(), choice.get_ref());
                all.extend(choice.options.iter().map(|answer| Meaning {
                    id: &answer.id,
                    words: single(&[&choice.legend, &answer.label]),
                    at: at.clone(),
                }));
            }
        }
        all
    }
}
