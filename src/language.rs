//! The built-in lists of words, which stand in TOML files under `language/` and are part of the program.

use serde::de::DeserializeOwned;

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
}
