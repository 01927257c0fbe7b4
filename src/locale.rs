//! The languages of a site and their interface words.
//!
//! A language is a folder in `content/` with a `strings.toml`. Every word of the page frame that a
//! reader sees comes from there; the default language's file says which words there must be.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::{Table, Value};

use crate::data::{self, Day, Origin};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span};
use crate::rule;
use crate::source::SourceTree;
use crate::url;

/// One language and its words.
#[derive(Debug, Clone)]
pub struct Language {
    /// Its code, as in `content/en/` (BCP 47).
    pub code: String,
    /// Its interface words.
    pub strings: Table,
    /// The names of the months.
    months: Vec<String>,
    /// How a date is put together from `{day}`, `{month}` and `{year}`.
    date: String,
}

impl Language {
    /// A date in this language's words.
    pub fn date(&self, date: Date) -> String {
        let month = usize::try_from(date.month()).unwrap_or(1);
        let name = self.months.get(month - 1).map_or("", String::as_str);
        self.date
            .replace("{day}", &date.day().to_string())
            .replace("{month}", name)
            .replace("{year}", &date.year().to_string())
    }

    /// A month such as `2026-11` in this language's words.
    pub fn month(&self, year_month: &str) -> String {
        let parsed = year_month.split_once('-').and_then(|(year, month)| {
            let name = self.months.get(month.get(..2)?.parse::<usize>().ok()?.checked_sub(1)?)?;
            Some(format!("{name} {year}"))
        });
        parsed.unwrap_or_else(|| year_month.to_owned())
    }

    /// How a date is put together, and the names of the months.
    pub fn date_parts(&self) -> (&str, &[String]) {
        (&self.date, &self.months)
    }

    /// The direction of writing: `ltr` or `rtl`.
    pub fn direction(&self) -> &str {
        self.string("dir").unwrap_or("ltr")
    }

    /// The language's own name for itself.
    pub fn name(&self) -> &str {
        self.string("language_name").unwrap_or(&self.code)
    }

    /// The words of a banner, with the day that it may name.
    pub fn banner(&self, key: &str, day: Option<Day>) -> Option<String> {
        let words = self.strings.get("banner")?.get(key)?.as_str()?.trim();
        let words = day.map_or_else(|| words.to_owned(), |day| words.replace("{date}", &self.date(day.0)));
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(words).filter(|words| !words.is_empty())
    }

    /// What readers call someone with a role who signs pages.
    pub fn role(&self, role: &str) -> Option<&str> {
        self.strings.get("roles")?.get(role)?.as_str()
    }

    fn string(&self, key: &str) -> Option<&str> {
        self.strings.get(key).and_then(Value::as_str)
    }
}

/// The file with a language's words, in the language's folder.
pub const STRINGS: &str = "strings.toml";

/// All languages of a site, by code.
pub type Languages = BTreeMap<String, Language>;

/// The language folder of a path below `content/`, if it lies in one.
pub fn language_of(path: &SourcePath) -> Option<&str> {
    let (folder, _) = path.as_str().strip_prefix("content/")?.split_once('/')?;
    url::is_language(folder).then_some(folder)
}

/// Where a language's words are.
pub fn strings_path(code: &str) -> SourcePath {
    SourcePath::new(&format!("content/{code}/{STRINGS}"))
}

/// Reads the words of every language.
pub fn parse(tree: &SourceTree, default: &str) -> Found<Languages> {
    let mut found = Diagnostics::default();
    let mut languages = Languages::new();
    // A folder that holds only pictures or a note is no language, though its name may look like one.
    let is_written =
        |path: &SourcePath| path.name() == STRINGS || path.extension() == "md" && !path.is_readme();
    let written = tree.below("content/").map(|file| &file.path).filter(|path| is_written(path));
    let mut codes: Vec<&str> = written.filter_map(language_of).collect();
    codes.push(default);
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        let path = strings_path(code);
        let Some(file) = tree.get(&path) else {
            let message = format!("the language `{code}` has no words for menus and buttons");
            found.push(
                Diagnostic::new(&rule::MISSING_STRING, Span::file(&path), message).help(format!(
                    "copy the `strings.toml` of another language to `{path}` and translate it"
                )),
            );
            continue;
        };
        let origin = Origin { path: &path, offset: 0 };
        let Some(strings) = found.absorb(data::table::<Table>(file.as_text(), &origin)) else {
            continue;
        };
        let months = strings
            .get("months")
            .and_then(Value::as_array)
            .map(|list| list.iter().filter_map(|m| m.as_str().map(str::to_owned)).collect::<Vec<_>>())
            .unwrap_or_default();
        if months.len() != 12 {
            let at = data::place(file.as_text(), &["months"]).unwrap_or_default();
            found.push(
                Diagnostic::new(
                    &rule::MISSING_STRING,
                    Span::new(&path, at),
                    "`months` does not name twelve months",
                )
                .help("add `months = [\"January\", …]`"),
            );
        }
        let date = strings.get("date").and_then(Value::as_str).unwrap_or("{day} {month} {year}");
        let language = Language { code: code.to_owned(), months, date: date.to_owned(), strings };
        languages.insert(code.to_owned(), language);
    }
    if let Some(wanted) = languages.get(default) {
        for language in languages.values().filter(|l| l.code != default) {
            let path = strings_path(&language.code);
            for key in missing(&wanted.strings, &language.strings, "") {
                found.push(
                    Diagnostic::new(
                        &rule::MISSING_STRING,
                        Span::file(&path),
                        format!("`{key}` is not translated"),
                    )
                    .help(format!("`{}` has it", strings_path(default))),
                );
            }
        }
    }
    Found(languages, found)
}

/// The keys of one table that another lacks, with dots between tables.
fn missing(wanted: &Table, have: &Table, prefix: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for (key, value) in wanted {
        match (value, have.get(key)) {
            (Value::Table(wanted), Some(Value::Table(have))) => {
                keys.extend(missing(wanted, have, &format!("{prefix}{key}.")));
            }
            (_, Some(_)) => {}
            (_, None) => keys.push(format!("{prefix}{key}")),
        }
    }
    keys
}
