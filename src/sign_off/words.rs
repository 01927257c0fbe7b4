//! The words of a page as lines: what a person signs. `signed` says which they are.

use std::fmt::Write as _;

use crate::digest::Digest;

/// A block of text: a paragraph, a heading, an item, a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its words, with one space between them.
    pub words: String,
    /// Whether a minor change may not touch it.
    pub protected: bool,
}

/// The words of a page, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// Its lines.
    pub lines: Vec<Line>,
}

/// What begins the line that stands for the words of templates.
pub const INTERFACE: &str = "interface words ";

impl Text {
    /// What a translator translates: all but the words of templates, which each language has of its own.
    pub fn to_translate(&self) -> Text {
        let mut lines = self.lines.clone();
        lines.pop_if(|last| last.words.starts_with(INTERFACE));
        Text { lines }
    }

    /// Reads what `file` wrote.
    pub fn from_file(text: &str) -> Text {
        let line = |line: &str| {
            let protected = line.starts_with('!');
            Line { words: line.get(2..).unwrap_or_default().to_owned(), protected }
        };
        Text { lines: text.lines().map(line).collect() }
    }

    /// As a text file that people can read and compare: a line each, `!` before what is protected.
    pub fn file(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            // Writing to memory does not fail.
            let _ = writeln!(text, "{} {}", if line.protected { '!' } else { ' ' }, line.words);
        }
        text
    }

    /// The fingerprint of all words, whatever lines they stand in.
    pub fn fingerprint(&self) -> String {
        let words: Vec<&str> = self.lines.iter().map(|line| line.words.as_str()).collect();
        Digest::of(words.join(" ").as_bytes()).policy()
    }

    /// The first line that is not as it was: its words now, and what they were.
    pub fn first_change<'a>(&'a self, signed: &'a Text) -> (Option<&'a str>, Option<&'a str>) {
        self.first_difference(signed, |now, was| now.words == was.words)
    }

    /// The same, where the caller says which lines are the same.
    pub(super) fn first_difference<'a>(
        &'a self,
        signed: &'a Text,
        is_same: impl Fn(&Line, &Line) -> bool,
    ) -> (Option<&'a str>, Option<&'a str>) {
        let pairs = self.lines.iter().zip(&signed.lines);
        let same = pairs.take_while(|(now, was)| is_same(now, was)).count();
        let (now, was) = (&self.lines[same..], &signed.lines[same..]);
        let words = |lines: &'a [Line]| lines.first().map(|line| line.words.as_str());
        if let ([new, ..], [old, ..]) = (now, was) {
            let is_kept = now.iter().any(|line| is_same(line, old));
            let is_known = was.iter().any(|line| is_same(new, line));
            match (is_kept, is_known) {
                (true, false) => return (words(now), None),
                (false, true) => return (None, words(was)),
                _ => {}
            }
        }
        (words(now), words(was))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_all_of_it() {
        let text = Text::from_file("  Free\n! Card\n! a > b\n");
        assert_eq!(text.lines.iter().map(|line| line.protected).collect::<Vec<_>>(), [false, true, true]);
        assert_eq!(Text::from_file(&text.file()), text);
    }

    #[test]
    fn only_the_words_of_templates_need_no_translation() {
        let text = Text::from_file("  interface words are short\n  Rest.\n! interface words 0c4a0c6cfa\n");
        assert_eq!(text.to_translate().file(), "  interface words are short\n  Rest.\n");
        assert_eq!(text.to_translate().to_translate(), text.to_translate());
    }

    #[test]
    fn names_the_first_change() {
        let text =
            |words: &str| Text::from_file(&words.split(' ').map(|w| format!("  {w}\n")).collect::<String>());
        let change = |now: &str, was: &str| {
            let (now, was) = (text(now), text(was));
            let (now, was) = now.first_change(&was);
            format!("{} {}", now.unwrap_or("-"), was.unwrap_or("-"))
        };
        assert_eq!(change("a b c", "a x c"), "b x");
        assert_eq!(change("a b c", "a c"), "b -");
        assert_eq!(change("a c", "a b c"), "- b");
        assert_eq!(change("a", "a b"), "- b");
    }
}
