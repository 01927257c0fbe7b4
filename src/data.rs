//! Typed TOML, with every mistake located: all of them in one run, not only the first.
//!
//! `toml` stops at the first mistake. After each one the mistaken entry is taken out, or a stand-in put
//! in for a missing one, and the rest is read again, so that a writer sees the whole list.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use jiff::civil::Date;
use serde::de::{DeserializeOwned, Deserializer, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span, nearest};
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
    let read = syntax(text, origin, &mut found);
    let value = typed(read, &[], origin, &mut found);
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
    let mut read = syntax(text, origin, &mut found);
    let mut items = Vec::new();
    let taken = match &mut read.table {
        DeValue::Table(table) => {
            let key = table.keys().find(|key| key.get_ref() == list).cloned();
            key.and_then(|key| table.remove(&key))
        }
        _ => None,
    };
    if let Some(value) = taken {
        let at = value.span();
        match value.into_inner() {
            DeValue::Array(array) => {
                for item in array {
                    let at = item.span();
                    if let table @ DeValue::Table(_) = item.into_inner() {
                        let entry = Read { table, root: at.clone(), settled: read.settled.clone() };
                        if let Some(value) = typed(entry, &[], origin, &mut found) {
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
    let rest = typed(read, &[list], origin, &mut found);
    Found((rest, items), found)
}

fn wrong_list(list: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&rule::BAD_VALUE, span, format!("`{list}` is written as a single value"))
        .help(format!("write each entry under a line `[[{list}]]`"))
}

fn syntax<'a>(text: &'a str, origin: &Origin<'_>, found: &mut Diagnostics) -> Read<'a> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut read =
        Read { table: DeValue::Table(DeTable::default()), root: table.span(), settled: Vec::new() };
    read.table = DeValue::Table(table.into_inner());
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        found.push(unreadable(text, first_line(error.message()), range.clone(), origin));
        // What stands there now is a guess of the parser's: no second finding about it.
        read.settle(&range);
    }
    read
}

/// Turns the parser's words into a writer's.
fn unreadable(text: &str, message: String, range: Range<usize>, origin: &Origin<'_>) -> Diagnostic {
    let rest = text.get(range.start..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_end();
    let word: String = rest.chars().take_while(|c| !" ,]}#=".contains(*c)).collect();
    if message.starts_with("invalid date") {
        return bad_date(&format!("`{word}` is not a day of the calendar"), {
            origin.span(range.start..range.start + word.len())
        });
    }
    let (message, help) = if rest.is_empty() && message.contains("must be quoted") {
        ("there is nothing after the `=`".to_owned(), "write a value, or take the line out")
    } else if message.contains("must be quoted") {
        (format!("`{rest}` stands without quotes"), "put double quotes around words: `key = \"words\"`")
    } else if message.starts_with("duplicate key") {
        (format!("`{word}` is there twice"), "remove one of the two lines")
    } else if message.starts_with("invalid")
        && message.contains("string")
        && message.contains("expected `\"`")
    {
        ("these words have no closing quote".to_owned(), "put a double quote `\"` at their end")
    } else {
        (message, "a line is `key = \"words\"`; words stand in double quotes")
    };
    Diagnostic::new(&rule::TOML_SYNTAX, origin.span(range), message).help(help)
}

/// A table being read, with what is known to be wrong taken out of it.
#[derive(Clone)]
struct Read<'a> {
    table: DeValue<'a>,
    /// Where the table as a whole lies.
    root: Range<usize>,
    /// Tables, by place, and keys of theirs that were reported: that they are missing is no second mistake.
    settled: Vec<(Range<usize>, String)>,
}

/// A stand-in for a key that is missing, so that the rest of the table is read all the same.
struct Blank {
    table: Range<usize>,
    key: String,
    /// A place that nothing in the file has, by which a mistake about the stand-in is known.
    place: Range<usize>,
    tries: std::vec::IntoIter<DeValue<'static>>,
}

impl Read<'_> {
    /// Takes out the innermost entry that a range lies in.
    fn settle(&mut self, range: &Range<usize>) -> bool {
        let Some((table, key)) = take_out(&mut self.table, &self.root, range) else {
            return false;
        };
        self.settled.extend(key.map(|key| (table, key)));
        true
    }
}

/// Takes the innermost entry around a range out of a value: the place of the table it was in, and its key.
fn take_out(
    value: &mut DeValue<'_>,
    place: &Range<usize>,
    range: &Range<usize>,
) -> Option<(Range<usize>, Option<String>)> {
    match value {
        DeValue::Table(table) => {
            let mut around = None;
            for (key, value) in table.iter_mut() {
                let at = value.span();
                if let Some(taken) = take_out(value.get_mut(), &at, range) {
                    return Some(taken);
                }
                if inside(range, &key.span()) || inside(range, &at) {
                    around = Some(key.clone());
                }
            }
            let key = around?;
            table.remove(&key);
            Some((place.clone(), Some(key.into_inner().into_owned())))
        }
        DeValue::Array(array) => {
            for item in array.iter_mut() {
                let at = item.span();
                if let Some(taken) = take_out(item.get_mut(), &at, range) {
                    return Some(taken);
                }
            }
            let at = array.iter().position(|item| inside(range, &item.span()))?;
            let items = std::mem::replace(array, DeArray::new());
            *array = items.into_iter().enumerate().filter(|(i, _)| *i != at).map(|(_, item)| item).collect();
            Some((place.clone(), None))
        }
        _ => None,
    }
}

/// Puts a value under a key of the table at a place.
fn put<'a>(
    value: &mut DeValue<'a>,
    place: &Range<usize>,
    table_at: &Range<usize>,
    key: &str,
    new: &Spanned<DeValue<'a>>,
) -> bool {
    match value {
        DeValue::Table(table) if place == table_at => {
            table.insert(Spanned::new(new.span(), key.to_owned().into()), new.clone());
            true
        }
        DeValue::Table(table) => table.iter_mut().any(|(_, value)| {
            let at = value.span();
            put(value.get_mut(), &at, table_at, key, new)
        }),
        DeValue::Array(array) => array.iter_mut().any(|item| {
            let at = item.span();
            put(item.get_mut(), &at, table_at, key, new)
        }),
        _ => false,
    }
}

/// What a missing value could be, for the sake of reading on.
fn stand_ins() -> Vec<DeValue<'static>> {
    vec![
        DeValue::String("2026-01-01".into()),
        DeValue::Array(DeArray::new()),
        DeValue::Integer(DeInteger::default()),
        DeValue::Boolean(true),
        DeValue::Table(DeTable::new()),
    ]
}

/// Deserializes one table, naming every unknown key, wrong value and missing key in it.
fn typed<T: DeserializeOwned>(
    mut read: Read<'_>,
    lists: &[&str],
    origin: &Origin<'_>,
    found: &mut Diagnostics,
) -> Option<T> {
    let mut mistakes = false;
    let mut blanks: Vec<Blank> = Vec::new();
    // Each turn takes an entry out, or tries one of a few stand-ins, so this ends.
    loop {
        let DeValue::Table(table) = &read.table else {
            return None;
        };
        let table = Spanned::new(read.root.clone(), table.clone());
        let error = match T::deserialize(toml::Deserializer::from(table)) {
            Ok(value) => return Some(value).filter(|_| !mistakes),
            Err(error) => error,
        };
        mistakes = true;
        let range = error.span().unwrap_or_else(|| read.root.clone());
        if let Some(blank) = blanks.iter_mut().find(|blank| blank.place == range) {
            if error.message().starts_with("unknown variant") {
                let word = quoted(error.message()).nth(1).unwrap_or_default().to_owned();
                blank.tries = vec![DeValue::String(word.into())].into_iter();
            }
            let (table, key, place) = (blank.table.clone(), blank.key.clone(), range);
            let next = Spanned::new(place, blank.tries.next()?);
            put(&mut read.table, &read.root, &table, &key, &next);
            continue;
        }
        if let Some(missing) = error.message().strip_prefix("missing field `") {
            let key = missing.trim_end_matches('`').to_owned();
            if !read.settled.contains(&(range.clone(), key.clone())) {
                let message = format!("`{key}` is missing");
                found.push(
                    Diagnostic::new(&rule::MISSING_KEY, origin.span(head(&range)), message)
                        .help(format!("add `{key} = …`")),
                );
            }
            let place = usize::MAX - blanks.len();
            let mut blank =
                Blank { table: range.clone(), key, place: place..place, tries: stand_ins().into_iter() };
            let first = Spanned::new(blank.place.clone(), blank.tries.next()?);
            if !put(&mut read.table, &read.root, &range, &blank.key, &first) {
                return None;
            }
            blanks.push(blank);
            continue;
        }
        let (diagnostic, meant) = explain(error.message(), lists, origin.span(range.clone()));
        found.push(diagnostic);
        if !read.settle(&range) {
            return None;
        }
        // A misspelt key is not missing as well.
        if let Some(meant) = meant
            && let Some((table, _)) = read.settled.last().cloned()
        {
            read.settled.push((table, meant));
        }
    }
}

fn inside(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// A table's span can be many lines; its start is where to look.
fn head(range: &Range<usize>) -> Range<usize> {
    range.start..range.end.min(range.start + 1)
}

/// The words between backticks.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

fn bad_date(message: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&rule::BAD_DATE, span, message)
        .help("write a day of the calendar as year-month-day, such as `2026-03-01`")
}

/// Turns serde's words into a writer's; for an unknown key also says which one was meant, if that is clear.
fn explain(message: &str, lists: &[&str], span: Span) -> (Diagnostic, Option<String>) {
    let message = first_line(message);
    if message.starts_with("unknown field") {
        let mut words = quoted(&message);
        let word = words.next().unwrap_or_default();
        let known: Vec<&str> = words.chain(lists.iter().copied()).collect();
        let list = known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
        let meant = nearest(word, known.iter().copied());
        let help = match (meant, known.as_slice()) {
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (None, [only]) => format!("the only key is {only}"),
            (None, _) => format!("the keys are {list}"),
        };
        let diagnostic = Diagnostic::new(&rule::UNKNOWN_KEY, span, format!("`{word}` is not a key here"));
        return (diagnostic.help(help), meant.map(str::to_owned));
    }
    if message.starts_with("unknown variant") {
        let mut words = quoted(&message);
        let word = words.next().unwrap_or_default();
        let known: Vec<&str> = words.collect();
        let list = known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
        let help = match nearest(word, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`? It can be {list}"),
            None => format!("it can be {list}"),
        };
        let message = format!("`{word}` is not one of the words allowed here");
        return (Diagnostic::new(&rule::BAD_VALUE, span, message).help(help), None);
    }
    if let Some(rest) = message.strip_prefix("date: ") {
        return (bad_date(rest, span), None);
    }
    let Some((is, wanted)) =
        message.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    else {
        return (Diagnostic::new(&rule::BAD_VALUE, span, message), None);
    };
    let wanted = plain(wanted);
    let verb = if wanted.starts_with("words") { "are" } else { "is" };
    let diagnostic =
        Diagnostic::new(&rule::BAD_VALUE, span, format!("this is {}, but {wanted} {verb} needed", plain(is)));
    let help = if wanted.starts_with("words") {
        Some("put double quotes around it")
    } else if wanted.starts_with("a list") {
        Some("put square brackets around it: `[\"…\"]`")
    } else if wanted.starts_with("`true`") {
        Some("write one of the two, without quotes")
    } else if wanted.contains("number") {
        Some("write it in digits, without quotes")
    } else {
        None
    };
    (diagnostic.maybe_help(help.filter(|_| !is.starts_with("sequence")).map(str::to_owned)), None)
}

/// What serde calls a value or a type, in a writer's words.
fn plain(words: &str) -> String {
    if let Some(text) = words.strip_prefix("string ") {
        return format!("`{text}`");
    }
    words
        .replace("a string", "words in quotes")
        .replace("a sequence", "a list")
        .replace("sequence", "a list")
        .replace("a boolean", "`true` or `false`")
        .replace("boolean ", "")
        .replace("integer", "the number")
        .replace("floating point", "the number")
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
                "2 bad-value: this is the number `1`, but words in quotes are needed",
                "3 unknown-key: `wrds` is not a key here",
                "4 bad-date: `2026-02-30` is not a day of the calendar",
                "6 missing-key: `words` is missing",
                "8 missing-key: `id` is missing",
                "8 missing-key: `words` is missing",
                "12 bad-date: `2026-01-01T10:00:00` has a time",
            ]
        );
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only its mistakes are looked at")]
    struct Whole {
        kind: Certainty,
        on: bool,
        list: Vec<Spanned<Entry>>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Certainty {
        High,
        Low,
    }

    fn read_whole(text: &str) -> Vec<String> {
        let path = SourcePath::new("x.toml");
        let Found(_, found) = table::<Whole>(text, &Origin { path: &path, offset: 0 });
        found
            .sorted()
            .iter()
            .map(|d| format!("{} {}: {}", d.span.range.start, d.rule.code, d.message))
            .collect()
    }

    #[test]
    fn finds_mistakes_in_nested_tables_too() {
        let text = "on = true\n[[list]]\nid = 1\nwrds = 'x'\n[[list]]\nday = 2026-02-30\nid = 'b'\n";
        assert_eq!(
            read_whole(text),
            [
                "0 missing-key: `kind` is missing",
                "24 bad-value: this is the number `1`, but words in quotes are needed",
                "26 unknown-key: `wrds` is not a key here",
                "37 missing-key: `words` is missing",
                "52 bad-date: `2026-02-30` is not a day of the calendar",
            ]
        );
    }

    #[test]
    fn says_each_slip_of_the_pen_once() {
        let text = "kind = 'lo'\non = yes\nlist = []\nlist = []\n";
        assert_eq!(
            read_whole(text),
            [
                "7 bad-value: `lo` is not one of the words allowed here",
                "17 toml-syntax: `yes` stands without quotes",
                "31 toml-syntax: `list` is there twice",
            ]
        );
    }
}
