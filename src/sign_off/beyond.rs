//! What is more than other words for the same: no minor change takes out, adds or moves a part of a page.

use std::fmt;

use super::words::{Line, Text};

/// How a text differs from another by more than its wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond<'a> {
    /// These words are gone.
    Gone(&'a str),
    /// These are new.
    New(&'a str),
    /// These stand elsewhere.
    Moved(&'a str),
}

impl Text {
    /// What was taken out, put in or moved since a text was signed: a heading, a paragraph, an item, a cell. A line
    /// that has kept half of its words is the same line in other words.
    pub fn beyond_wording<'a>(&'a self, signed: &'a Text) -> Option<Beyond<'a>> {
        let moved = self.lines.iter().zip(&signed.lines).find(|(now, was)| !is_reworded(now, was));
        if moved.is_none() && self.lines.len() == signed.lines.len() {
            return None;
        }
        let lost = |from: &'a Text, of: &'a Text| {
            from.lines.iter().find(|line| !of.lines.iter().any(|other| is_reworded(line, other)))
        };
        if let Some(line) = lost(signed, self) {
            return Some(Beyond::Gone(&line.words));
        }
        if let Some(line) = lost(self, signed) {
            return Some(Beyond::New(&line.words));
        }
        let longer = if self.lines.len() > signed.lines.len() { self } else { signed };
        let last = longer.lines.last().map(|line| line.words.as_str());
        moved.map(|(_, was)| was.words.as_str()).or(last).map(Beyond::Moved)
    }
}

impl fmt::Display for Beyond<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Beyond::Gone(words) => write!(f, "`{words}` is gone"),
            Beyond::New(words) => write!(f, "`{words}` is new"),
            Beyond::Moved(words) => write!(f, "`{words}` is not where it was"),
        }
    }
}

/// Whether two lines have at least half of their words in common.
fn is_reworded(one: &Line, other: &Line) -> bool {
    if one.words == other.words {
        return true;
    }
    let words = |line: &Line| -> Vec<String> {
        line.words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (one, mut other) = (words(one), words(other));
    let most = one.len().max(other.len());
    let shared = one.iter().filter(|word| {
        let at = other.iter().position(|known| known == *word);
        at.map(|at| other.swap_remove(at)).is_some()
    });
    shared.count() * 2 >= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_other_words_from_other_lines() {
        let text =
            |lines: &str| Text::from_file(&lines.split('|').map(|w| format!("  {w}\n")).collect::<String>());
        let beyond = |now: &str| {
            let (now, was) = (text(now), text("Care for it|Keep the skin dry.|Wait some weeks|Ask a nurse"));
            now.beyond_wording(&was).map(|beyond| beyond.to_string()).unwrap_or_default()
        };
        assert_eq!(beyond("Care for it|Keep the skin dry.|Wait some weeks|Ask a nurse"), "");
        assert_eq!(beyond("Care for them|Keep your skin dry.|Wait a few weeks|Ask a school nurse"), "");
        assert_eq!(beyond("Care for it|Wait some weeks|Ask a nurse"), "`Keep the skin dry.` is gone");
        assert_eq!(beyond("Keep the skin dry.|Wait some weeks|Ask a nurse"), "`Care for it` is gone");
        assert_eq!(beyond("Care for it|Keep the skin dry.|Wait some weeks"), "`Ask a nurse` is gone");
        assert_eq!(
            beyond("Care for it|Keep the skin dry.|Warts spread|Ask a nurse"),
            "`Wait some weeks` is gone"
        );
        let more = "Care for it|Warts spread|Keep the skin dry.|Wait some weeks|Ask a nurse";
        assert_eq!(beyond(more), "`Warts spread` is new");
        let more = "Care for it|Keep the skin dry. Warts spread from one hand to the other.|Wait some weeks|Ask a nurse";
        assert_eq!(beyond(more), "`Keep the skin dry.` is gone");
        assert_eq!(
            beyond("Care for it|Wait some weeks|Keep the skin dry.|Ask a nurse"),
            "`Keep the skin dry.` is not where it was"
        );
        let twice = "Care for it|Keep the skin dry.|Wait some weeks|Ask a nurse|Care for it";
        assert_eq!(beyond(twice), "`Care for it` is not where it was");
    }
}
