//! What data files hold besides plain text and numbers: days, and words for readers.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

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
