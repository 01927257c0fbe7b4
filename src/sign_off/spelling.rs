//! What a minor change may do: mend how words are spelled, never which words a page says.

use std::collections::BTreeMap;
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
    /// the same elsewhere. Spelling, capitals and apostrophes do not count, but for what a minor change may not touch.
    pub fn reworded<'a>(&'a self, signed: &'a Text) -> Option<Reworded<'a>> {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for word in signed.lines.iter().flat_map(words) {
            *known.entry(letters(&word)).or_default() += 1;
        }
        match self.first_difference(signed, |now, was| says_the_same(now, was, &known)) {
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

/// Whether two lines have the same words, however spelled. The page is the dictionary: the right spelling stands
/// elsewhere in what was signed, and the wrong one nowhere else.
fn says_the_same(now: &Line, was: &Line, known: &BTreeMap<String, usize>) -> bool {
    if now.words == was.words {
        return now.protected == was.protected;
    }
    let (now_words, was_words) = (words(now), words(was));
    let is_mended = |now: &str, was: &str| {
        let count = |word: &str| known.get(letters(word).as_str()).copied().unwrap_or_default();
        is_slip(now, was) && count(now) > 0 && count(was) == 1
    };
    !now.protected
        && !was.protected
        && now_words.len() == was_words.len()
        && now_words.iter().zip(&was_words).all(|(now, was)| now == was || is_mended(now, was))
}

/// The words of a line in small letters, with the signs beside them but without apostrophes.
fn words(line: &Line) -> Vec<String> {
    let plain = line.words.to_lowercase().replace(['\'', '’'], "");
    plain.split_whitespace().map(str::to_owned).collect()
}

fn letters(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic()).collect()
}

/// Whether one of two words is likely the other with a slip of the pen: a letter too many, too few or wrong, or two
/// that changed places. In short words, only the last; the first letter stays, so that no `un-` or `in-` is lost. All
/// else stays: a comma can turn a sentence round, and a number is a number.
fn is_slip(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let rest = |word: &str| word.chars().filter(|c| !c.is_alphabetic()).collect::<String>();
    let (one_letters, other_letters) = (letters(one), letters(other));
    let is_long = |word: &str| word.chars().count() >= SHORT;
    rest(one) == rest(other)
        && !rest(one).contains(char::is_numeric)
        && one_letters.chars().next() == other_letters.chars().next()
        && strsim::osa_distance(&one_letters, &other_letters) == 1
        && ((is_long(&one_letters) && is_long(&other_letters))
            || sorted(&one_letters) == sorted(&other_letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: &str) -> Text {
        Text::from_file(&lines.split('|').map(|words| format!("  {words}\n")).collect::<String>())
    }

    /// Words that the rest of a page has.
    const REST: &str =
        "|The pharmacist has the point, definitely, in eighty holes. No soap is right. Abduct it";

    fn reworded(now: &str, was: &str) -> bool {
        text(&format!("{now}{REST}")).reworded(&text(&format!("{was}{REST}"))).is_some()
    }

    #[test]
    fn spelling_is_no_other_word() {
        for (was, now) in [
            ("Keep teh skin dry.", "Keep the skin dry."),
            ("Ask a pharmcist, please", "Ask a pharmacist, please"),
            ("It is definately dry", "It is definitely dry"),
            ("Toes to piont up.", "Toes to point up."),
            ("Dont rub it", "Don’t rub it"),
        ] {
            assert!(!reworded(now, was), "{was} -> {now}");
        }
    }

    #[test]
    fn another_word_is() {
        for (was, now) in [
            ("Keep it away from children", "Keep it close to children"),
            ("A nurse can help", "A nurse cannot help"),
            ("A nurse can help", "A nurse can not help"),
            ("Warm water will do", "Only warm water will do"),
            ("In five steps", "In six steps"),
            ("You may drive now", "You may drive not"),
            ("This is unsafe", "This is safe"),
            ("Low pressure", "Slow pressure"),
            ("hypertension", "hypotension"),
            // Right words that have a neighbour: one that the page knows, or does not have.
            ("In eighte holes, eighte", "In eighty holes, eighte"),
            ("Do not swallow it", "Do not shallow it"),
            ("Fewer people", "Fever people"),
            ("Three of the", "There of the"),
            // Signs, and the numbers of sources.
            ("No, soap is right.", "No soap is right."),
            ("Do not rub it. Dry it", "Do not. Rub it, dry it"),
            ("The holes", "The holes1"),
        ] {
            assert!(reworded(now, was), "{was} -> {now}");
        }
        let protected = |words: &str| Text::from_file(&format!("! {words}\n  pharmacist\n"));
        assert!(protected("Ask a pharmacist").reworded(&protected("Ask a pharmcist")).is_some());
        let free = text("Ask a pharmacist|pharmacist");
        assert!(protected("Ask a pharmacist").reworded(&free).is_some());
    }

    #[test]
    fn the_first_line_that_says_something_else_is_shown() {
        let reworded =
            |now: &str| format!("{:?}", text(now).reworded(&text("Care for it|Keep it dry|Wait|Ask")));
        assert_eq!(reworded("Care For it|Keep it dry|Wait|Ask"), "None");
        assert_eq!(reworded("Care for it|Wait|Ask"), r#"Some(Gone("Keep it dry"))"#);
        assert_eq!(reworded("Care for it|Keep it dry|Wait"), r#"Some(Gone("Ask"))"#);
        assert_eq!(reworded("Care for it|Keep it dry|It hurts|Wait|Ask"), r#"Some(New("It hurts"))"#);
        assert_eq!(reworded("Care for it|Keep it dry|Wait|Ask|Ask"), r#"Some(New("Ask"))"#);
        assert_eq!(reworded("Care for it|Wait|Keep it dry|Ask"), r#"Some(Changed("Wait", "Keep it dry"))"#);
    }
}
