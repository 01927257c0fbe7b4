//! What the program knows of languages: a folder of files for each, named after its code.
//!
//! | File | What it holds |
//! | --- | --- |
//! | `instead.toml` | rules that are words to avoid and what to say instead: a table for each, named after its code |
//! | `rules.toml` | the words that other rules look for: a table for each, named after its code |
//! | `reading.toml` | which formula rates a text, and which full stops end no sentence; `syllables.txt` what the formula miscounts |
//! | `certainty.toml`, `treatments.toml`, `frequency.toml` | the language of certainty, treatments, how common something is |
//! | `advice.toml`, `conditions.toml`, `doses.toml`, `medicines.toml`, `safety.toml`, `shares.toml` | what is dangerous to say; `words.toml` the words that they share |
//! | `titles.toml` | what people write before and after their names |
//!
//! A folder need not have all of them: a rule that has no words for a language says nothing there. Each file says where
//! its words come from.

use std::sync::OnceLock;

use serde::de::DeserializeOwned;

/// What is known of one language.
#[derive(Debug)]
pub struct Folder {
    /// Its code, as in `en`.
    pub code: &'static str,
    /// Its files by name, with their text.
    files: &'static [(&'static str, &'static str)],
}

/// Every language that something is known of, by code.
pub static FOLDERS: &[Folder] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The language that a code such as `en-GB` names, without its region (BCP 47: the primary language subtag).
pub fn primary(code: &str) -> &str {
    code.split(['-', '_']).next().unwrap_or_default()
}

impl Folder {
    /// The text of a file.
    pub fn text(&self, name: &str) -> Option<&'static str> {
        self.files.iter().find(|(own, _)| *own == name).map(|(_, text)| *text)
    }

    /// Reads a file.
    ///
    /// # Panics
    /// As `built_in` does.
    pub fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        Some(built_in(&self.path(name), self.text(name)?))
    }

    /// The words that a rule looks for, which stand in a table of `rules.toml` that is named after its code.
    ///
    /// # Panics
    /// As `built_in` does.
    pub fn of_rule<T: DeserializeOwned>(&self, code: &str) -> Option<T> {
        const NAME: &str = "rules.toml";
        let mut tables: toml::Table = self.read(NAME)?;
        Some(sound(&self.path(NAME), tables.remove(code)?.try_into()))
    }

    /// The codes of the rules that have a table in a file.
    pub fn tables(&self, name: &str) -> Vec<String> {
        self.read::<toml::Table>(name)
            .into_iter()
            .flat_map(|tables| tables.into_iter().map(|(code, _)| code))
            .collect()
    }

    /// The name of a file with that of its folder.
    pub fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.code)
    }
}

/// A value for each language, made of its folder when it is first asked for.
#[derive(Debug)]
pub struct Each<T: 'static> {
    make: fn(&'static Folder) -> Option<T>,
    made: OnceLock<Vec<OnceLock<Option<T>>>>,
}

impl<T> Each<T> {
    /// Takes what makes the value of a folder, if that has the words for it.
    pub const fn new(make: fn(&'static Folder) -> Option<T>) -> Self {
        Each { make, made: OnceLock::new() }
    }

    /// The value of a language by its code, such as `en` or `en-GB`.
    pub fn of(&'static self, code: &str) -> Option<&'static T> {
        let primary = primary(code);
        self.nth(FOLDERS.iter().position(|folder| folder.code == primary)?)
    }

    /// The values of all languages.
    pub fn all(&'static self) -> impl Iterator<Item = &'static T> {
        (0..FOLDERS.len()).filter_map(|number| self.nth(number))
    }

    fn nth(&'static self, number: usize) -> Option<&'static T> {
        let made = self.made.get_or_init(|| FOLDERS.iter().map(|_| OnceLock::new()).collect());
        made.get(number)?.get_or_init(|| (self.make)(&FOLDERS[number])).as_ref()
    }
}

/// Reads a built-in list.
///
/// # Panics
/// If it is not well-formed, with its name: without a list a rule would be silent.
pub fn built_in<T: DeserializeOwned>(name: &str, text: &str) -> T {
    sound(name, toml::from_str(text))
}

/// What was made of a built-in list.
///
/// # Panics
/// As `built_in` does.
pub fn sound<T, E: std::fmt::Display>(name: &str, made: Result<T, E>) -> T {
    made.unwrap_or_else(|mistake| panic!("the built-in list {name} cannot be read: {mistake}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "the built-in list en/words.toml cannot be read")]
    fn a_list_that_cannot_be_read_is_named() {
        built_in::<Vec<String>>("en/words.toml", "words = [");
    }

    #[test]
    fn a_language_is_its_folder() {
        static CODES: Each<&str> = Each::new(|folder| folder.text("reading.toml").map(|_| folder.code));
        assert_eq!(CODES.of("en-GB"), Some(&"en"));
        assert_eq!(CODES.of("xx"), None);
        assert_eq!(CODES.all().count(), 2);
    }
}
