//! The numbers of sources on a page, and the marks that lead to them.

use tera::Value;

use super::super::{map, view};
use super::Fill;
use crate::diagnostic::nearest;
use crate::page::tree::CitedSource;
use crate::rule;

/// Marks of sources, the smallest number first.
fn in_order(mut marks: Vec<(usize, Value)>) -> Value {
    marks.sort_by_key(|(number, _)| *number);
    marks.into_iter().map(|(_, mark)| mark).collect::<Vec<_>>().into()
}

impl Fill<'_> {
    /// Gives sources their numbers on this page, and says how marks lead to them.
    pub(super) fn cites(&mut self, sources: &[CitedSource]) -> Value {
        let mut marks = Vec::new();
        for source in sources {
            if self.site.library.get(&source.key).is_none() {
                if !self.site.library.is_whole() {
                    continue;
                }
                let near = nearest(&source.key, self.site.library.keys());
                let message = format!("`{}` is not in the references", source.key);
                let finding = self.at(&rule::UNKNOWN_CITATION, &source.range, message);
                self.unknown(finding.help("add it to `content/references.yml`"), &source.key, near);
                continue;
            }
            marks.push(self.cite(&source.key, source.detail.as_deref()));
        }
        in_order(marks)
    }

    /// The number of a source on this page, and its mark.
    fn cite(&mut self, key: &str, detail: Option<&str>) -> (usize, Value) {
        let (number, anchor) = match self.listed.iter().position(|reference| reference.key == key) {
            Some(index) => (index + 1, view::reference_id(key)),
            None => {
                let sources = &mut self.filled.sources;
                let index = sources.iter().position(|known| known == key).unwrap_or_else(|| {
                    sources.push(key.to_owned());
                    sources.len() - 1
                });
                (self.listed.len() + index + 1, view::source_id(self.listed.len() + index + 1))
            }
        };
        let mark = map([
            ("number", Value::from(number)),
            ("href", Value::from(format!("#{anchor}"))),
            ("detail", Value::from(detail)),
        ]);
        (number, mark)
    }

    /// The marks for a registry entry's sources; those it does not know were reported when it was read.
    pub(super) fn cite_all(&mut self, keys: &[String]) -> Value {
        let known: Vec<&String> = keys.iter().filter(|key| self.site.library.get(key).is_some()).collect();
        in_order(known.into_iter().map(|key| self.cite(key, None)).collect())
    }
}
