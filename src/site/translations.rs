//! The same page in several languages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Parts, Site};
use crate::diagnostic::{Diagnostic, Diagnostics, SourcePath, Span};
use crate::locale;
use crate::page::Card;
use crate::rule;

/// How many missing translations of a language are each named on their own.
const NAMED: usize = 5;

/// Pages of the default language that another language lacks.
pub(super) fn missing(parts: &Parts, translations: &BTreeMap<String, Vec<Arc<Card>>>) -> Diagnostics {
    let default = &parts.config.language;
    let mut found = Diagnostics::default();
    for language in parts.languages.keys().filter(|code| *code != default) {
        let file = |key: &str| SourcePath::new(&format!("content/{language}/{key}.md"));
        let missing: Vec<(&str, &Card)> = translations
            .iter()
            .filter(|(_, pages)| pages.iter().all(|card| card.language != *language))
            .filter(|(key, _)| !parts.unready.contains_key(&file(key)))
            .filter_map(|(key, pages)| {
                Some((&**key, &**pages.iter().find(|card| card.language == *default)?))
            })
            .collect();
        if missing.len() > NAMED {
            let first: Vec<String> =
                missing.iter().take(NAMED).map(|(key, _)| format!("`{key}.md`")).collect();
            let (first, more) = (first.join(", "), missing.len() - NAMED);
            let message =
                format!("{} pages are not there in `{language}`: {first} and {more} more", missing.len());
            found.push(
                Diagnostic::new(
                    &rule::MISSING_TRANSLATION,
                    Span::file(&locale::strings_path(language)),
                    message,
                )
                .help(format!("translate them in `content/{language}/`, in files of the same names")),
            );
            continue;
        }
        for (key, original) in missing {
            let message = format!("this page is not there in `{language}`");
            found.push(
                Diagnostic::new(&rule::MISSING_TRANSLATION, Span::file(&original.path), message)
                    .help(format!("translate it as `{}`", file(key))),
            );
        }
    }
    found
}

impl Site {
    /// The same page in the other languages.
    pub fn translations<'a>(&'a self, card: &'a Card) -> impl Iterator<Item = &'a Arc<Card>> {
        self.translations.get(&card.key).into_iter().flatten().filter(|other| other.language != card.language)
    }

    /// The page in the site's own language that this one translates.
    pub fn original(&self, card: &Card) -> Option<&Arc<Card>> {
        let own = &self.config.language;
        let mut pages =
            self.translations.get(&card.key).into_iter().flatten().filter(|_| card.language != *own);
        pages.find(|other| other.language == *own)
    }
}
