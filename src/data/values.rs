//! Every string of a piece of TOML with its place, whatever its key: what people could read, for rules that read all of it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::signs::on_one_line;
use crate::fold;

/// A string of a piece of TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The keys that lead to it, outermost first.
    pub keys: Vec<String>,
    /// The string, on one line.
    pub words: String,
    /// The bytes of the piece that it is written in: without its quotes where nothing else is written otherwise.
    pub at: Range<usize>,
}

impl Value {
    /// The bytes of the piece that some bytes of the words, as a reader sees them, are written in.
    pub fn place(&self, seen: Range<usize>) -> Range<usize> {
        if self.at.len() != self.words.len() {
            return self.at.clone();
        }
        let inside = fold::place(&self.words, seen);
        self.at.start + inside.start..self.at.start + inside.end
    }
}

/// The bytes of an entry `key = value` of a piece of TOML, or of the heading of a table, by the keys that lead to it.
pub fn place(text: &str, keys: &[&str]) -> Option<Range<usize>> {
    let (table, _) = DeTable::parse_recoverable(text);
    let (last, first) = keys.split_last()?;
    let mut inside = table.get_ref();
    for key in first {
        inside = inside.get(*key)?.get_ref().as_table()?;
    }
    let (key, value) = inside.get_key_value(*last)?;
    let (key, value) = (key.span(), value.span());
    // The span of a table is its heading, in which its key stands.
    Some(key.start.min(value.start)..key.end.max(value.end))
}

/// Every string of a piece of TOML, in the order of the piece. What does not parse has none.
pub fn values(text: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let (table, _) = DeTable::parse_recoverable(text);
    in_table(table.get_ref(), &mut Vec::new(), text, &mut found);
    found.sort_by_key(|value| value.at.start);
    found
}

fn in_table(table: &DeTable<'_>, keys: &mut Vec<String>, text: &str, found: &mut Vec<Value>) {
    for (key, value) in table {
        keys.push(key.get_ref().to_string());
        in_value(value, keys, text, found);
        keys.pop();
    }
}

fn in_value(value: &Spanned<DeValue<'_>>, keys: &mut Vec<String>, text: &str, found: &mut Vec<Value>) {
    match value.get_ref() {
        DeValue::String(written) => {
            let words = on_one_line(written);
            let whole = value.span();
            let source = text.get(whole.clone()).unwrap_or_default();
            let at = match source.find(&*words) {
                Some(at) => whole.start + at..whole.start + at + words.len(),
                None => whole,
            };
            found.push(Value { keys: keys.clone(), words, at });
        }
        DeValue::Array(items) => items.iter().for_each(|item| in_value(item, keys, text, found)),
        DeValue::Table(table) => in_table(table, keys, text, found),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_an_entry_by_its_keys() {
        let text = "# a = 0\nt = \"\"\"\na = 1\n\"\"\"\na = \"two\" # note\n[b.c]\nd = [\n1]\n";
        let written = |keys: &[&str]| place(text, keys).map(|at| &text[at]);
        assert_eq!(written(&["a"]), Some("a = \"two\""));
        assert_eq!(written(&["b", "c", "d"]), Some("d = [\n1]"));
        assert_eq!(written(&["b", "c"]), Some("[b.c]"));
        assert_eq!(written(&["c"]), None);
        assert_eq!(written(&["a", "b"]), None);
    }

    #[test]
    fn finds_every_string_with_its_place() {
        let text = "a = \"one\"\n[b]\nc = [\"two\", { d = 'three', e = 4 }]\n[[f]]\ng = \"\"\"\nfour\n  five\"\"\"\nh = \"s\\u0069x\"\n";
        let found = values(text);
        let said: Vec<(String, &str, &str)> = found
            .iter()
            .map(|value| (value.keys.join("."), value.words.as_str(), &text[value.at.clone()]))
            .collect();
        assert_eq!(
            said,
            [
                ("a".to_owned(), "one", "one"),
                ("b.c".to_owned(), "two", "two"),
                ("b.c.d".to_owned(), "three", "three"),
                ("f.g".to_owned(), "four five", "\"\"\"\nfour\n  five\"\"\""),
                ("f.h".to_owned(), "six", "\"s\\u0069x\""),
            ]
        );
        assert_eq!(found[1].place(1..3), found[1].at.start + 1..found[1].at.end);
        assert_eq!(found[4].place(1..2), found[4].at);
    }
}
