//! How many syllables a word has, by language.

use std::sync::LazyLock;

use crate::language::FOLDERS;

/// What the English rule miscounts, from lines such as `word3`.
#[expect(clippy::disallowed_types, reason = "looked up for every word of a site, and never iterated")]
static EXCEPTIONS: LazyLock<rustc_hash::FxHashMap<&str, usize>> = LazyLock::new(|| {
    exceptions()
        .filter_map(|line| Some((line.get(..line.len() - 1)?, line.get(line.len() - 1..)?.parse().ok()?)))
        .collect()
});

/// The lines of the lists. No two languages with one have a word in common that they count in two ways.
fn exceptions() -> impl Iterator<Item = &'static str> {
    let lists = FOLDERS.iter().filter_map(|folder| folder.text("syllables.txt"));
    lists.flat_map(str::lines).filter(|line| !line.starts_with('#'))
}

/// The syllables of an English word, written in small letters and without an apostrophe: from the
/// list of exceptions, else by the rule.
pub(super) fn english(word: &str) -> usize {
    EXCEPTIONS.get(word).copied().unwrap_or_else(|| english_rule(word))
}

/// The rule: three letters or fewer are one syllable. Else a silent ending (`es`, `ed`, `e`) and a
/// first `y` are taken off, and vowels are counted in groups of one or two.
pub(super) fn english_rule(word: &str) -> usize {
    let letters = word.as_bytes();
    if letters.len() <= 3 {
        return 1;
    }
    let silent = silent_ending(letters);
    let letters = &letters[usize::from(letters[0] == b'y')..letters.len() - silent];
    let mut count = 0;
    let mut at = 0;
    while at < letters.len() {
        if is_vowel(letters[at]) {
            count += 1;
            at += usize::from(letters.get(at + 1).copied().is_some_and(is_vowel));
        }
        at += 1;
    }
    count.max(1)
}

/// The length of `(?:[^laeiouy]es|[^laeiouytd]ed|[^laeiouy]e)$`.
fn silent_ending(letters: &[u8]) -> usize {
    match letters {
        [.., before, b'e', b's'] if !is_vowel(*before) && *before != b'l' => 3,
        [.., before, b'e', b'd'] if !is_vowel(*before) && !b"ltd".contains(before) => 3,
        [.., before, b'e'] if !is_vowel(*before) && *before != b'l' => 2,
        _ => 0,
    }
}

fn is_vowel(letter: u8) -> bool {
    b"aeiouy".contains(&letter)
}

/// The syllables of a Spanish word, written in small letters. Two strong vowels (a, e, o, accented í
/// and ú) stand in two syllables; a weak one (i, u, ü, final y) joins its neighbour, as do i and u with
/// each other, accent or not. An h between vowels changes nothing. The u of que, qui, gue, gui is silent.
pub(super) fn spanish(word: &str) -> usize {
    let mut letters = word.chars().filter(|c| *c != 'h').peekable();
    let mut count = 0;
    let mut previous = ' ';
    let mut before = Vowel::None;
    while let Some(letter) = letters.next() {
        let next = letters.peek();
        let is_silent =
            letter == 'u' && matches!(previous, 'q' | 'g') && matches!(next, Some('e' | 'i' | 'é' | 'í'));
        previous = letter;
        if is_silent {
            continue;
        }
        let vowel = match letter {
            'a' | 'e' | 'o' | 'á' | 'é' | 'ó' => Vowel::Strong,
            'í' | 'ú' => Vowel::Accented,
            'i' | 'u' | 'ü' => Vowel::Weak,
            'y' if next.is_none() => Vowel::Weak,
            _ => Vowel::None,
        };
        count += usize::from(match (before, vowel) {
            (_, Vowel::None) => false,
            (Vowel::None, _) => true,
            (Vowel::Weak, _) | (_, Vowel::Weak) => false,
            (Vowel::Accented, Vowel::Accented) => false,
            _ => true,
        });
        before = vowel;
    }
    count.max(1)
}

#[derive(Clone, Copy)]
enum Vowel {
    Strong,
    Accented,
    Weak,
    None,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_is_that_of_the_brief() {
        for (word, count) in [
            ("the", 1),
            ("unless", 2),
            ("doctor", 2),
            ("nurse", 1),
            ("pressed", 1),
            ("needed", 2),
            ("makes", 1),
            ("people", 2),
            ("tables", 2),
            ("yellow", 2),
            ("area", 2),
            ("rhythm", 1),
        ] {
            assert_eq!(english_rule(word), count, "{word}");
        }
    }

    #[test]
    fn exceptions_come_before_the_rule() {
        let words =
            [("area", 3), ("being", 2), ("idea", 3), ("create", 2), ("science", 2), ("diet", 2), ("any", 2)];
        for (word, count) in words {
            assert_eq!(english(word), count, "{word}");
        }
        assert_eq!(
            EXCEPTIONS.len(),
            exceptions().count(),
            "each exception is one word and one digit, and stands once"
        );
    }

    #[test]
    fn counts_spanish_syllables() {
        for (word, count) in [
            ("sueño", 2),
            ("día", 2),
            ("río", 2),
            ("poeta", 3),
            ("ciudad", 2),
            ("aire", 2),
            ("guerra", 2),
            ("pingüino", 3),
            ("que", 1),
            ("quien", 1),
            ("ahora", 3),
            ("prohibir", 2),
            ("búho", 2),
            ("muy", 1),
            ("construir", 2),
            ("noche", 2),
            ("rodilla", 3),
            ("médico", 3),
            ("medicina", 4),
            ("leer", 2),
            ("país", 2),
            ("averiguáis", 4),
            ("lingüística", 4),
            ("leía", 3),
            ("y", 1),
            ("yo", 1),
            ("hueso", 2),
        ] {
            assert_eq!(spanish(word), count, "{word}");
        }
    }
}
