//! Names in `site.toml` that become names of files.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use crate::relative::is_reserved;
use crate::url::is_language;

/// A role, which is part of the names of the files that keep the words it signed.
struct Role(String);

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = Name {
            is_one: is_role,
            wrong: "no name of a role; write it in small letters, digits and hyphens, such as `eye-doctor`",
        };
        deserializer.deserialize_str(visitor).map(Role)
    }
}

/// Letters of any script will do.
fn is_role(role: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase());
    role.split(['-', '_']).all(is_word) && !is_reserved(role)
}

pub(super) fn roles<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(Vec::<Role>::deserialize(deserializer)?.into_iter().map(|role| role.0).collect())
}

/// The code of a language, which is the name of the folder of its pages.
pub(super) fn language<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    deserializer.deserialize_str(Name {
        is_one: is_language,
        wrong: "no code of a language; write one such as `en` or `pt-br`, which names a folder of `content/`",
    })
}

/// A visitor, because what a visitor refuses has its place in the file.
struct Name {
    is_one: fn(&str) -> bool,
    wrong: &'static str,
}

impl Visitor<'_> for Name {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<String, E> {
        if (self.is_one)(name) {
            return Ok(name.to_owned());
        }
        Err(E::custom(format!("name: `{}` is {}", name.escape_debug(), self.wrong)))
    }
}
