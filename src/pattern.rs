//! Words in an order, found in a text: what data files under `language/` say of dangerous sentences.
//!
//! A pattern is a line of parts:
//!
//! | Part | Stands for |
//! | --- | --- |
//! | `stop` | this word, or a sign such as `,` or `%`; `\(` a bracket |
//! | `(a\|b c)` | one of these; `(a)?` this or nothing; `!(a)` not this, and takes no words |
//! | `<stop>` | one of the parts listed under that name in `[words]` |
//! | `<medicine>`, `<condition>`, `<emergency-number>` | one of the names that the rule is about |
//! | `#`, `#/#` | a number in digits; a fraction |
//! | `..3` | up to three words; `,,3` the same across commas and other signs |
//! | `^` | the start of a sentence or of a part of it; `^^` the start of a sentence; `$` the end of one |
//! | `.` | the end of a sentence, with the next one behind it |

mod read;
mod tokens;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

pub use read::{Patterns, Vocabulary, Words};
pub use tokens::Tokens;

/// Parts that follow each other.
type Sequence = Vec<Part>;

#[derive(Debug, Clone)]
enum Part {
    Word(String),
    AnyOf(Arc<Choice>),
    Not(Arc<Choice>),
    Gap { most: usize, crosses: bool },
    Named,
    Number,
    Fraction,
    ClauseStart,
    SentenceStart,
    SentenceEnd,
    NextSentence,
}

/// Parts one of which fits: most begin with a word, and are looked up by it.
#[derive(Debug, Default)]
struct Choice {
    by_word: BTreeMap<String, Vec<Sequence>>,
    others: Vec<Sequence>,
}

impl Choice {
    fn new(all: impl IntoIterator<Item = Sequence>) -> Self {
        let mut choice = Choice::default();
        for parts in all {
            match parts.first() {
                Some(Part::Word(word)) => choice.by_word.entry(word.clone()).or_default().push(parts),
                _ => choice.others.push(parts),
            }
        }
        choice
    }

    /// Those that may fit before a word.
    fn before(&self, word: Option<&str>) -> impl Iterator<Item = &Sequence> {
        word.and_then(|word| self.by_word.get(word)).into_iter().flatten().chain(&self.others)
    }

    fn iter(&self) -> impl Iterator<Item = &Sequence> {
        self.by_word.values().flatten().chain(&self.others)
    }
}

/// What `matches` does with each place where some parts end; it says whether to look no further.
type Then<'t> = dyn FnMut(usize) -> bool + 't;

/// Words in an order.
#[derive(Debug, Clone)]
pub struct Pattern(Sequence);

impl Pattern {
    /// The words of a text that it fits, as bytes, from each place where some begin.
    fn find(&self, text: &Tokens<'_>) -> impl Iterator<Item = Range<usize>> {
        (0..text.count()).filter_map(|start| {
            let mut end = None;
            matches(&self.0, text, start, &mut |at| {
                end = Some(at);
                true
            });
            // What fits no word at all is nothing found.
            end.filter(|end| *end > start).map(|end| text.bytes(start..end))
        })
    }

    /// Words one of which stands in every text that it fits: those of the part with the fewest. Nothing, if
    /// only numbers and names are sure to stand there.
    fn needs(&self) -> Vec<&str> {
        needed(&self.0).unwrap_or_default()
    }
}

/// The shortest list of words one of which stands wherever these parts fit.
fn needed(parts: &[Part]) -> Option<Vec<&str>> {
    parts.iter().filter_map(needed_by).min_by_key(Vec::len)
}

fn needed_by(part: &Part) -> Option<Vec<&str>> {
    match part {
        Part::Word(word) => word.starts_with(char::is_alphabetic).then(|| vec![word.as_str()]),
        Part::AnyOf(all) => {
            let each: Option<Vec<Vec<&str>>> = all.iter().map(|parts| needed(parts)).collect();
            Some(each?.into_iter().flatten().collect())
        }
        _ => None,
    }
}

/// Goes through every way in which parts fit a text from a token on, until `then` wants no more.
fn matches(parts: &[Part], text: &Tokens<'_>, at: usize, then: &mut Then<'_>) -> bool {
    let Some((part, rest)) = parts.split_first() else {
        return then(at);
    };
    let mut go_on = |next: usize| matches(rest, text, next, then);
    match part {
        Part::Word(word) => text.word(at) == Some(word) && go_on(at + 1),
        Part::AnyOf(all) => all.before(text.word(at)).any(|parts| matches(parts, text, at, &mut go_on)),
        Part::Not(all) => {
            !all.before(text.word(at)).any(|parts| matches(parts, text, at, &mut |_| true)) && go_on(at)
        }
        Part::Gap { most, crosses } => {
            let free = (at..at + most).take_while(|at| text.is_passed(*at, *crosses)).count();
            (at..=at + free).any(go_on)
        }
        Part::Named => text.named(at).any(go_on),
        Part::Fraction => text.is_fraction(at) && go_on(at + 1),
        Part::Number => text.is_number(at) && go_on(at + 1),
        Part::ClauseStart => text.starts_clause(at) && go_on(at),
        Part::SentenceStart => text.starts_sentence(at) && go_on(at),
        Part::SentenceEnd => text.ends_sentence(at) && go_on(at),
        Part::NextSentence => text.after_sentence(at).is_some_and(go_on),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::Phrases;

    const WORDS: &str =
        "stop = [\"stop\", \"come off\"]\nnumber = [\"#\", \"two\"]\nyours = [\"(your|the)? <medicine>\"]";

    fn words() -> Words {
        toml::from_str::<Vocabulary>(WORDS).unwrap().fill(&Words::default()).unwrap()
    }

    fn found<'t>(pattern: &str, text: &'t str) -> Option<&'t str> {
        let pattern = words().pattern(pattern).unwrap();
        let ends: Vec<usize> = text.match_indices(". ").map(|(at, _)| at + 1).chain([text.len()]).collect();
        let starts = [0].into_iter().chain(ends.iter().map(|end| end + 1));
        let sentences = starts.zip(&ends).map(|(start, end)| start..*end);
        let names = Phrases::new(["warfarin", "water tablet", "your warfarin"]);
        pattern.find(&Tokens::new(text, sentences, &[&names])).next().map(|at| &text[at])
    }

    #[test]
    fn words_are_found_in_their_order() {
        assert_eq!(found("^ <stop> <yours>", "please stop the warfarin"), None);
        assert_eq!(
            found("^ <stop> <yours>", "well, come off the water tablet"),
            Some("come off the water tablet")
        );
        assert_eq!(found("^^ <stop> <yours>", "well, stop warfarin"), None);
        assert_eq!(found("<stop> ..2 it", "stop very soon it"), Some("stop very soon it"));
        assert_eq!(found("<stop> ..2 it", "stop, it"), None);
        assert_eq!(found("<stop> ,,2 it", "stop, it"), Some("stop, it"));
        assert_eq!(found("<stop> ,,9 it", "stop. it"), None);
        assert_eq!(found("<stop> . it", "stop. it hurts"), Some("stop. it"));
        assert_eq!(found("<stop> (it|them)? !(now) $", "stop it now"), None);
        assert_eq!(found("<stop> (it|them)? !(now) $", "stop them."), Some("stop them"));
        assert_eq!(found(r"<stop> (it \(|\() (now|\))", "stop it (now"), Some("stop it (now"));
    }

    #[test]
    fn numbers_stand_apart_from_their_units() {
        assert_eq!(found("<number> mg", "take 400mg"), Some("400mg"));
        assert_eq!(found("<number> (-)? mg", "take 1,000.5-mg"), Some("1,000.5-mg"));
        assert_eq!(found("<number> %", "two% and b12%"), Some("two%"));
        assert_eq!(found("<number> mg / kg", "10 mg/kg"), Some("10 mg/kg"));
        assert_eq!(found("# (-) # mg", "0.5–1 mg"), None);
        assert_eq!(found("# (-|–) # mg", "0.5–1 mg"), Some("0.5–1 mg"));
        assert_eq!(found("^^ # mg", "1/2 mg"), Some("1/2 mg"));
        assert_eq!(found("# / #", "999/112"), Some("999/112"));
        assert_eq!(found("# / mg", "5/mg"), Some("5/mg"));
    }

    #[test]
    fn a_name_in_a_name_is_one_too() {
        assert_eq!(found("your <medicine>", "stop your warfarin"), Some("your warfarin"));
        assert_eq!(found("stop <medicine>", "stop your warfarin"), Some("stop your warfarin"));
        assert_eq!(found("your <medicine>", "your warfarins"), None);
    }

    #[test]
    fn signs_alone_neither_open_nor_close_a_sentence() {
        assert_eq!(found("^^ <stop> $", "* (stop.)"), Some("stop"));
        assert_eq!(found("it ? $", "stop it?!"), Some("it?"));
        assert_eq!(found("^^ it", "well) it"), None);
        assert_eq!(found("<stop> $", "stop it."), None);
    }

    #[test]
    fn a_pattern_names_the_words_it_needs() {
        let vocabulary = words();
        let needs = |text| vocabulary.pattern(text).unwrap().needs().join(" ");
        assert_eq!(needs("^ <stop> ..3 (it|them|these)"), "come stop");
        assert_eq!(needs("<number> <medicine> !(stop)"), "");
        assert!(vocabulary.pattern("<unknown>").is_err());
        assert!(vocabulary.pattern("(open").is_err());
        assert!(vocabulary.pattern("..x").is_err());
        let circle: Vocabulary = toml::from_str("a = [\"<b>\"]\nb = [\"to <a>\"]").unwrap();
        assert!(circle.fill(&Words::default()).unwrap_err().contains("circle"));
    }
}
