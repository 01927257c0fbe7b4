//! Typed TOML, with every mistake located: all of them in one run, not only the first.
//!
//! `toml` stops at the first mistake. After each one the mistaken key is taken out and the rest
//! is read again, so that a writer sees the whole list.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use jiff::civil::Date;
use serde::de::{DeserializeOwned, Deserializer, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span, did_you_mean};
use crate::rule;

/// Where a piece of TOML lies: the file, and how many bytes stand before it.
#[derive(Debug, Clone)]
pub struct Origin<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// Bytes of the file before the piece, as with front matter.
    pub offset: usize,
}

impl Origin<'_> {
    /// A range of the piece as a place in the file.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.path, range.start + self.offset..range.end + self.offset)
    }
}

/// Reads a whole piece of TOML as one table.
pub fn table<T: DeserializeOwned>(text: &str, origin: &Origin<'_>) -> Found<Option<T>> {
    let mut found = Diagnostics::default();
    let table = syntax(text, origin, &mut found);
    let value = typed(table, origin, &mut found);
    Found(value.filter(|_| found.is_empty()), found)
}

/// Reads a file that is lists of entries, such as `[[claim]]`: each entry alone, so that one
/// broken entry does not hide the others. `rest` is what stands outside those lists.
pub fn entries<R: DeserializeOwned, T: DeserializeOwned>(
    text: &str,
    list: &'static str,
    origin: &Origin<'_>,
) -> Found<(Option<R>, Vec<Spanned<T>>)> {
    let mut found = Diagnostics::default();
    let mut table = syntax(text, origin, &mut found);
    let mut items = Vec::new();
    let key = table.get_ref().keys().find(|k| k.get_ref() == list).cloned();
    if let Some((_, value)) = key.and_then(|k| table.get_mut().remove_entry(&k)) {
        let at = value.span();
        match value.into_inner() {
            DeValue::Array(array) => {
                for item in array {
                    let at = item.span();
                    if let DeValue::Table(entry) = item.into_inner() {
                        if let Some(value) = typed(Spanned::new(at.clone(), entry), origin, &mut found) {
                            items.push(Spanned::new(at, value));
                        }
                    } else {
                        found.push(wrong_list(list, origin.span(at)));
                    }
                }
            }
            _ => found.push(wrong_list(list, origin.span(at))),
        }
    }
    let rest = typed(table, origin, &mut found);
    Found((rest, items), found)
}

fn wrong_list(list: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&rule::BAD_VALUE, span, format!("`{list}` is written as a single value"))
        .help(format!("write each entry under a line `[[{list}]]`"))
}

fn syntax<'a>(text: &'a str, origin: &Origin<'_>, found: &mut Diagnostics) -> Spanned<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let message = first_line(error.message());
        let diagnostic = Diagnostic::new(&rule::TOML_SYNTAX, origin.span(range), message);
        let help = "a line is `key = \"words\"`; words stand in double quotes";
        found.push(diagnostic.help(help));
    }
    table
}

/// Deserializes one table, naming every unknown key, wrong value and missing key in it.
fn typed<T: DeserializeOwned>(
    mut table: Spanned<DeTable<'_>>,
    origin: &Origin<'_>,
    found: &mut Diagnostics,
) -> Option<T> {
    let mut mistakes = false;
    let mut tried = BTreeMap::<String, usize>::new();
    // Each turn takes a key out, or puts the next stand-in for one in, so this ends.
    loop {
        let error = match T::deserialize(toml::Deserializer::from(table.clone())) {
            Ok(value) => return Some(value).filter(|_| !mistakes),
            Err(error) => error,
        };
        mistakes = true;
        let range = error.span().unwrap_or_else(|| table.span());
        let culprit = table
            .get_ref()
            .iter()
            .find(|(k, v)| inside(&range, &k.span()) || inside(&range, &v.span()))
            .map(|(k, _)| k.clone());
        if let Some(missing) = error.message().strip_prefix("missing field `")
            && culprit.is_none()
        {
            let key = missing.trim_end_matches('`').to_owned();
            if !tried.contains_key(&key) {
                let span = origin.span(head(&range));
                let message = format!("`{key}` is missing");
                found.push(
                    Diagnostic::new(&rule::MISSING_KEY, span, message)
                        .help(format!("add a line `{key} = …`")),
                );
            }
            stand_in(&mut table, &key, tried.entry(key.clone()).or_default())?;
            continue;
        }
        let culprit = culprit?;
        let name = culprit.get_ref().clone().into_owned();
        table.get_mut().remove(&culprit);
        if let Some(times) = tried.get_mut(&name) {
            stand_in(&mut table, &name, times)?;
            continue;
        }
        if let Some(missing) = error.message().strip_prefix("missing field `") {
            let message = format!("`{}` is missing", missing.trim_end_matches('`'));
            found.push(Diagnostic::new(&rule::MISSING_KEY, origin.span(head(&range)), message));
        } else {
            found.push(explain(error.message(), origin.span(range)));
        }
        // Reported once: it is not missing as well.
        tried.insert(name, 0);
    }
}

/// Puts something in the place of a missing key, so that what else is missing comes to light. Its
/// type is not known, so a few are tried; nothing once there is no other to try.
fn stand_in(table: &mut Spanned<DeTable<'_>>, key: &str, times: &mut usize) -> Option<()> {
    let value = match *times {
        0 => DeValue::String("2000-01-01".into()),
        1 => DeValue::Array(DeArray::new()),
        2 => DeValue::Table(DeTable::new()),
        3 => DeValue::Boolean(false),
        _ => return None,
    };
    *times += 1;
    // No writer's text reaches this far, so the place tells a stand-in from what was written.
    let nowhere = usize::MAX - 1 - key.len()..usize::MAX - key.len();
    table
        .get_mut()
        .insert(Spanned::new(nowhere.clone(), key.to_owned().into()), Spanned::new(nowhere, value));
    Some(())
}

fn inside(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// A table's span can be many lines; its start is where to look.
fn head(range: &Range<usize>) -> Range<usize> {
    range.start..range.end.min(range.start + 1)
}

/// Turns serde's words into a writer's.
fn explain(message: &str, span: Span) -> Diagnostic {
    let message = first_line(message);
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    if message.starts_with("unknown field") {
        let (word, known) = quoted.split_first().unwrap_or((&"", &[]));
        let list = known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
        return Diagnostic::new(&rule::UNKNOWN_KEY, span, format!("`{word}` is not a key here"))
            .help(format!("the keys are {list}"))
            .maybe_help(did_you_mean(word, known.iter().copied()));
    }
    if message.starts_with("unknown variant") {
        let (word, known) = quoted.split_first().unwrap_or((&"", &[]));
        let list = known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
        let near = did_you_mean(word, known.iter().copied()).map(|n| format!("{n} It can be {list}"));
        return Diagnostic::new(
            &rule::BAD_VALUE,
            span,
            format!("`{word}` is not one of the words allowed here"),
        )
        .help(format!("it can be {list}"))
        .maybe_help(near);
    }
    if let Some(rest) = message.strip_prefix("date: ") {
        return Diagnostic::new(&rule::BAD_DATE, span, rest)
            .help("write a day of the calendar as year-month-day, such as `2026-03-01`");
    }
    let words = match message.strip_prefix("invalid type: ") {
        Some(rest) => match rest.split_once(", expected ") {
            Some((is, wanted)) => format!("this is {}, but {} is needed", plain(is), plain(wanted)),
            None => rest.to_owned(),
        },
        None => message,
    };
    Diagnostic::new(&rule::BAD_VALUE, span, words)
}

fn plain(serde_words: &str) -> String {
    serde_words
        .replace("a string", "words in quotes")
        .replace("string", "the words")
        .replace("a sequence", "a list")
        .replace("sequence", "a list")
        .replace("a boolean", "`true` or `false`")
        .replace("boolean", "the value")
        .replace("integer", "the number")
        .replace("usize", "a whole number")
        .replace("i64", "a whole number")
        .replace("u32", "a whole number")
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

/// A civil date, written as `2026-03-01` with or without quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Day(pub Date);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DayVisitor;
        impl<'de> Visitor<'de> for DayVisitor {
            type Value = Day;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as `2026-03-01`")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Day, E> {
                text.parse()
                    .map(Day)
                    .map_err(|_| E::custom(format!("date: `{text}` is not a day of the calendar")))
            }

            // toml hands its own dates over as a map with one private key.
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Day, A::Error> {
                let date =
                    toml::value::Datetime::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                let text = date.to_string();
                if date.time.is_some() {
                    return Err(A::Error::custom(format!("date: `{text}` has a time")));
                }
                self.visit_str(&text)
            }
        }
        deserializer.deserialize_any(DayVisitor)
    }
}

/// Words for readers: one text in the default language, or a table by language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    default: Option<String>,
    by_language: BTreeMap<String, String>,
}

impl Words {
    /// The words in a language, or in the default language where they are not translated.
    pub fn get(&self, language: &str, default_language: &str) -> &str {
        self.by_language
            .get(language)
            .or(self.default.as_ref())
            .or_else(|| self.by_language.get(default_language))
            .map_or("", String::as_str)
    }

    /// Whether the words were written in this language.
    pub fn has(&self, language: &str, default_language: &str) -> bool {
        self.by_language.contains_key(language) || (language == default_language && self.default.is_some())
    }

    /// Whether there are no words at all.
    pub fn is_empty(&self) -> bool {
        self.default.as_deref().unwrap_or_default().is_empty() && self.by_language.is_empty()
    }
}

impl From<&str> for Words {
    fn from(words: &str) -> Self {
        Words { default: Some(words.to_owned()), ..Words::default() }
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // An untagged enum would lose the place of a mistake; a visitor keeps it.
        struct WordsVisitor;
        impl<'de> Visitor<'de> for WordsVisitor {
            type Value = Words;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("words in quotes, or a table such as `{ en = \"…\", es = \"…\" }`")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Words, E> {
                Ok(Words::from(text))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
                let mut words = Words::default();
                while let Some((language, text)) = map.next_entry()? {
                    words.by_language.insert(language, text);
                }
                Ok(words)
            }
        }
        deserializer.deserialize_any(WordsVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Entry {
        id: String,
        words: Words,
        day: Option<Day>,
        count: Option<u32>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Rest {}

    fn read(text: &str) -> (Vec<String>, usize) {
        let path = SourcePath::new("x.toml");
        let origin = Origin { path: &path, offset: 0 };
        let Found((_, items), found) = entries::<Rest, Entry>(text, "entry", &origin);
        let found = found.sorted();
        let lines = found.iter().map(|d| {
            let line = text[..d.span.range.start].matches('\n').count() + 1;
            format!("{line} {}: {}", d.rule.code, d.message)
        });
        (lines.collect(), items.len())
    }

    #[test]
    fn reads_dates_and_words_in_both_forms() {
        let text = "[[entry]]\nid='a'\nwords='x'\nday=2026-03-01\n[[entry]]\nid='b'\nwords={en='x',es='y'}\nday='2026-03-01'\n";
        assert_eq!(read(text), (vec![], 2));
    }

    #[test]
    fn names_every_mistake_with_its_line() {
        let text = "[[entry]]\nid = 1\nwrds = 'x'\nday = '2026-02-30'\nwords = 'x'\n[[entry]]\nid = 'b'\n[[entry]]\n[[entry]]\nid = 'c'\nwords = 'y'\nday = 2026-01-01T10:00:00\n";
        let (lines, read) = read(text);
        assert_eq!(read, 0);
        assert_eq!(
            lines,
            [
                "2 bad-value: this is the number `1`, but words in quotes is needed",
                "3 unknown-key: `wrds` is not a key here",
                "4 bad-date: `2026-02-30` is not a day of the calendar",
                "6 missing-key: `words` is missing",
                "8 missing-key: `id` is missing",
                "8 missing-key: `words` is missing",
                "12 bad-date: `2026-01-01T10:00:00` has a time",
            ]
        );
    }
}
