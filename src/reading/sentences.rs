//! Where a sentence ends, and what a word is.

use std::ops::Range;

use super::habits;

/// The sentences of a text, as byte ranges without the space around them. A sentence ends at `.`, `!`,
/// `?` or `…` before a capital, a digit or a quote. The end of a list item or a heading ends one too, so
/// each is given on its own. The stop of a short form (`Dr.`) or an initial (`J. Smith`) ends none.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let start = at + (rest.len() - rest.trim_start().len());
        if start == text.len() {
            return None;
        }
        let end = start + end_of_sentence(&text[start..]);
        at = end;
        Some(start..start + text[start..end].trim_end().len())
    })
}

/// A sentence with spaces in place of what is said by the way, in round brackets or between dashes; nothing, if it has none.
pub fn without_asides(sentence: &str) -> Option<String> {
    const AROUND: [(&str, &str); 4] = [("(", ")"), (" – ", " – "), (" — ", " — "), (" - ", " - ")];
    let mut text = sentence.to_owned();
    for (before, behind) in AROUND {
        while let Some(start) = text.find(before)
            && let Some(length) = text[start + before.len()..].find(behind)
        {
            let end = start + before.len() + length + behind.len();
            text.replace_range(start..end, &" ".repeat(end - start));
        }
    }
    (text != sentence).then_some(text)
}

fn end_of_sentence(text: &str) -> usize {
    // Byte by byte, which is faster; `…` begins with 0xE2.
    let stops = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'.' | b'!' | b'?' | 0xE2));
    for (at, byte) in stops {
        let stop = match byte {
            0xE2 if text[at..].starts_with('…') => "…",
            0xE2 => continue,
            _ => &text[at..at + 1],
        };
        let after = text[at + stop.len()..].trim_start_matches(is_closing);
        let end = text.len() - after.len();
        let next = after.trim_start();
        if next.len() == after.len() && !next.is_empty() {
            continue; // no space: `2.5`, `e.g.`, `nhs.uk`
        }
        let begins = next
            .chars()
            .next()
            .is_none_or(|c| c.is_uppercase() || c.is_numeric() || "\"'“‘«¿¡([".contains(c));
        if begins && !(stop == "." && is_short(&text[..at], next)) {
            return end;
        }
    }
    text.len()
}

fn is_closing(c: char) -> bool {
    ".!?…\"'”’»)]".contains(c)
}

/// Whether the text before a stop ends in a short form or an initial, and more follows. `No. 5` is
/// short for number only before a digit.
fn is_short(before: &str, next: &str) -> bool {
    let word = before.rsplit([' ', '(', '"', '“', '\u{a0}']).next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word != "I" && word.chars().all(char::is_uppercase);
    if next.is_empty() {
        return false;
    }
    if habits::is_short_before_number(word) {
        return next.starts_with(char::is_numeric);
    }
    is_initial || habits::is_short(word)
}

/// The words of a sentence. A word stands between spaces, dashes or slashes and has a letter or a
/// digit; one with a hyphen is one word, as Flesch and McLaughlin count it.
pub fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '/' | '…'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn splits(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sentence_ends_before_a_capital_a_digit_or_a_quote() {
        splits("Rest. Then walk.", &["Rest.", "Then walk."]);
        splits(" Is it safe? “Yes.” 3 in 10 ask! ", &["Is it safe?", "“Yes.”", "3 in 10 ask!"]);
        splits(
            "Take 2.5 ml a day, e.g. at 8 a.m. with food",
            &["Take 2.5 ml a day, e.g. at 8 a.m. with food"],
        );
        splits("Ask Dr. Lee or J. Smith. Do it soon.", &["Ask Dr. Lee or J. Smith.", "Do it soon."]);
        splits("See No. 5. Say no. Then go.", &["See No. 5.", "Say no.", "Then go."]);
        splits("Wait... Then go… 2 steps.", &["Wait...", "Then go…", "2 steps."]);
        splits("Ask “Dr. Lee” at art. 5. [Go.]", &["Ask “Dr. Lee” at art. 5.", "[Go.]"]);
        splits("", &[]);
    }

    #[test]
    fn a_word_has_a_letter_or_a_digit() {
        let text = "Low-salt food – 5 g/day – isn’t (always) easy …";
        let found: Vec<&str> = words(text).collect();
        assert_eq!(found, ["Low-salt", "food", "5", "g", "day", "isn’t", "always", "easy"]);
    }
}
