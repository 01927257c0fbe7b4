//! What a minor change may do: mend how words are spelled, never which words a page says.

use std::fmt;

use super::words::{Line, Text};

/// In words shorter than this, one letter makes another word: `now` and `not`, `less` and `loss`.
const SHORT: usize = 5;

/// A line that says something else than what was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reworded<'a> {
    /// These words are gone.
    Gone(&'a str),
    /// These are new.
    New(&'a str),
    /// The first stand where the second stood.
    Changed(&'a str, &'a str),
}

impl Text {
    /// The first line that says something else than what was signed, if one does: other words, or more, or fewer, or
    /// the same elsewhere. Spelling, capitals and punctuation do not count, but for what a minor change may not touch.
    pub fn reworded<'a>(&'a self, signed: &'a Text) -> Option<Reworded<'a>> {
        match self.first_difference(signed, says_the_same) {
            (Some(now), Some(was)) => Some(Reworded::Changed(now, was)),
            (Some(now), None) => Some(Reworded::New(now)),
            (None, Some(was)) => Some(Reworded::Gone(was)),
            (None, None) => None,
        }
    }
}

impl fmt::Display for Reworded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reworded::Gone(words) => write!(f, "`{words}` is gone"),
            Reworded::New(words) => write!(f, "`{words}` is new"),
            Reworded::Changed(now, was) => write!(f, "`{now}` stands where `{was}` stood"),
        }
    }
}

/// Whether two lines have the same words, however spelled.
fn says_the_same(now: &Line, was: &Line) -> bool {
    if now.words == was.words {
        return now.protected == was.protected;
    }
    let words = |line: &Line| -> Vec<String> {
        let plain = line.words.to_lowercase().replace(['\'', '’'], "");
        plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (now_words, was_words) = (words(now), words(was));
    !now.protected
        && !was.protected
        && now_words.len() == was_words.len()
        && now_words.iter().zip(&was_words).all(|(now, was)| now == was || is_slip(now, was))
}

/// Whether one of two words is likely the other with a slip of the pen: a letter too many, too few or wrong, or two
/// that changed places. In short words, only the last; the first letter stays, so that no `un-` or `in-` is lost.
fn is_slip(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let is_long = |word: &str| word.chars().count() >= SHORT;
    one.chars().next() == other.chars().next()
        && strsim::osa_distance(one, other) == 1
        && ((is_long(one) && is_long(other)) || sorted(one) == sorted(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: &str) -> Text {
        Text::from_file(&lines.split('|').map(|words| format!("  {words}\n")).collect::<String>())
    }

    #[test]
    fn spelling_is_no_other_word() {
        for (was, now) in [
            ("Keep teh skin dry.", "Keep the skin dry."),
            ("Ask a pharmcist", "Ask a pharmacist"),
            ("It is definately dry", "It is definitely dry"),
            ("Dont rub it", "Don’t rub it"),
            ("dry it , then wait", "Dry it, then wait."),
        ] {
            assert_eq!(text(now).reworded(&text(was)), None, "{was} -> {now}");
        }
    }

    #[test]
    fn another_word_is() {
        for (was, now) in [
            ("Keep it away from children", "Keep it close to children"),
            ("A pharmacist can help", "A pharmacist cannot help"),
            ("A pharmacist can help", "A pharmacist can not help"),
            ("Warm water will do", "Only warm water will do"),
            ("In five steps", "In six steps"),
            ("You may drive now", "You may drive not"),
            ("Take more rest", "Take less rest"),
            ("This is unsafe", "This is safe"),
            ("It seldom harms", "It harms"),
            ("Low pressure", "Slow pressure"),
            ("hypertension", "hypotension"),
        ] {
            assert_eq!(text(now).reworded(&text(was)), Some(Reworded::Changed(now, was)));
        }
        let protected = |words: &str| Text::from_file(&format!("! {words}\n"));
        assert!(protected("Ask a pharmacist").reworded(&protected("Ask a pharmcist")).is_some());
        assert!(protected("Ask a pharmacist").reworded(&text("Ask a pharmacist")).is_some());
    }

    #[test]
    fn the_first_line_that_says_something_else_is_shown() {
        let reworded =
            |now: &str| format!("{:?}", text(now).reworded(&text("Care for it|Keep it dry|Wait|Ask")));
        assert_eq!(reworded("Care for it|Keep it dry.|Wait|Ask"), "None");
        assert_eq!(reworded("Care for it|Wait|Ask"), r#"Some(Gone("Keep it dry"))"#);
        assert_eq!(reworded("Care for it|Keep it dry|Wait"), r#"Some(Gone("Ask"))"#);
        assert_eq!(reworded("Care for it|Keep it dry.|It hurts|Wait|Ask"), r#"Some(New("It hurts"))"#);
        assert_eq!(reworded("Care for it|Keep it dry|Wait|Ask|Ask"), r#"Some(New("Ask"))"#);
        assert_eq!(reworded("Care for it|Wait|Keep it dry|Ask"), r#"Some(Changed("Wait", "Keep it dry"))"#);
    }
}
