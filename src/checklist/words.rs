//! Every word of a checklist, with what it is and where it stands.

use std::ops::Range;

use super::Checklist;
use crate::data::Words;

/// Words of a checklist.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// What they are to a writer, such as ``the label of `soap` ``.
    pub name: String,
    /// The words.
    pub words: &'a Words,
    /// The entry that holds them, or nothing for a key outside of entries.
    pub at: Option<Range<usize>>,
}

impl Checklist {
    /// All words that readers may see, in the order of the file, without those that were left out.
    pub fn words(&self) -> Vec<Part<'_>> {
        let mut all = Vec::new();
        let mut add = |what: &str, id: &str, words, at: Option<Range<usize>>| {
            let name = if id.is_empty() { format!("`{what}`") } else { format!("the {what} of `{id}`") };
            all.push(Part { name, words, at });
        };
        add("purpose", "", &self.purpose, None);
        add("privacy", "", &self.privacy, None);
        for entry in &self.groups {
            let (at, group) = (Some(entry.span()), entry.get_ref());
            add("question", &group.id, &group.legend, at.clone());
            add("hint", &group.id, &group.hint, at.clone());
            add("heading", &group.id, &group.heading_in_summary, at.clone());
            add("note", &group.id, &group.note, at.clone());
            for item in &group.items {
                add("label", &item.get_ref().id, &item.get_ref().label, Some(item.span()));
                add("hint", &item.get_ref().id, &item.get_ref().hint, Some(item.span()));
            }
            for entry in &group.choices {
                let (at, choice) = (Some(entry.span()), entry.get_ref());
                add("question", &choice.id, &choice.legend, at.clone());
                add("note", &choice.id, &choice.note, at.clone());
                choice.options.iter().for_each(|answer| add("label", &answer.id, &answer.label, at.clone()));
            }
            group.own.iter().for_each(|own| add("own question", &group.id, &own.label, at.clone()));
        }
        for entry in &self.results {
            add("first words", &entry.get_ref().id, &entry.get_ref().lead, Some(entry.span()));
            add("advice", &entry.get_ref().id, &entry.get_ref().words, Some(entry.span()));
        }
        self.texts.iter().for_each(|(key, words)| add(key, "", words, None));
        all.retain(|part| !part.words.is_empty());
        all
    }
}
