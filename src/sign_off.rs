//! Who checked the words of a page, and whether they are still the words that were checked.
//!
//! `content/sign-offs.toml` has an entry for every sign-off; beside it stand the words as they were
//! signed, a text file for each page and role, so that a change can be shown and compared.

mod judge;
mod person;
mod spelling;
mod translation;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;

use crate::config::Roles;
use crate::data::{self, Day, Origin};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span, did_you_mean};
use crate::locale::{self, Languages};
use crate::rule::{self, Purpose};
use crate::source::SourceTree;

pub use judge::Standing;
use judge::Worth;
pub use spelling::Reworded;
pub use translation::Behind;
pub use words::{INTERFACE, Line, Text};

/// Where the entries are.
pub const PATH: &str = "content/sign-offs.toml";
/// Where the words are.
const FOLDER: &str = "content/sign-offs/";

/// A sign-off as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    page: Spanned<String>,
    name: String,
    role: Spanned<String>,
    date: Spanned<Day>,
    /// The fingerprint of all words.
    words: String,
    /// The fingerprint of some of the words, which earlier versions wrote.
    #[serde(default, rename = "protected")]
    _protected: IgnoredAny,
    /// What changed, in a minor change.
    #[serde(default)]
    what: Option<String>,
    /// Of a translator: the fingerprint of the words that were translated.
    #[serde(default)]
    original: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rest {
    #[serde(default, rename = "minor-change")]
    minor_changes: Vec<Spanned<Written>>,
}

/// A sign-off, or a minor change by which the words of one were carried on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub name: String,
    /// As what.
    pub role: String,
    /// When.
    pub date: Date,
    /// The fingerprint of all words.
    pub words: String,
    /// Of a translator: the fingerprint of the words that were translated.
    pub original: Option<String>,
    /// Where it stands.
    pub span: Span,
}

impl Entry {
    /// Whether a name is that of the one who signed, however it is written.
    pub fn is_by(&self, name: &str) -> bool {
        person::folded(&self.name) == person::folded(name)
    }
}

/// The sign-offs of a page.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// The newest sign-off of each role.
    pub by_role: BTreeMap<String, Entry>,
    minor_changes: Vec<Entry>,
}

/// Every sign-off of a site.
#[derive(Debug)]
pub struct SignOffs {
    /// What the build is for.
    pub purpose: Purpose,
    /// Whether the words of every page are wanted, signed or not.
    pub reads_all: bool,
    today: Date,
    roles: Roles,
    records: BTreeMap<SourcePath, Record>,
    texts: BTreeMap<SourcePath, Text>,
    /// The pages that the file names, with the places.
    named: Vec<(SourcePath, Span)>,
    /// What stands behind the language in the paths of pages that were translated.
    translated: BTreeSet<String>,
}

/// Where the words that a role signed are kept.
pub fn text_path(page: &SourcePath, role: &str) -> SourcePath {
    let page = page.as_str();
    let page = page.strip_prefix("content/").unwrap_or(page).trim_end_matches(".md");
    SourcePath::new(&format!("{FOLDER}{page}.{role}.txt"))
}

/// Where the words are kept that a translator translated.
pub fn original_path(page: &SourcePath, role: &str) -> SourcePath {
    text_path(page, &format!("{role}.original"))
}

/// What stands behind the language in a page's path: the same for a page and its translations.
fn key(page: &SourcePath) -> Option<&str> {
    Some(page.as_str().strip_prefix("content/")?.split_once('/')?.1)
}

/// Whether a file holds the words of a sign-off.
pub fn is_text(path: &SourcePath) -> bool {
    path.as_str().starts_with(FOLDER) && path.extension() == "txt"
}

/// Reads all sign-offs.
pub fn parse(tree: &SourceTree, roles: &Roles, today: Date, purpose: Purpose) -> Found<SignOffs> {
    let mut found = Diagnostics::default();
    let mut all = SignOffs {
        purpose,
        reads_all: matches!(purpose, Purpose::Release | Purpose::Record),
        today,
        roles: roles.clone(),
        records: BTreeMap::new(),
        texts: BTreeMap::new(),
        named: Vec::new(),
        translated: BTreeSet::new(),
    };
    let texts = tree.below(FOLDER).filter(|file| is_text(&file.path));
    all.texts = texts.map(|file| (file.path.clone(), Text::from_file(file.as_text()))).collect();
    let Some(file) = tree.named(PATH) else {
        return Found(all, found);
    };
    let origin = Origin { path: &file.path, offset: 0 };
    let (rest, entries) = found.absorb(data::entries::<Rest, Written>(file.as_text(), "sign-off", &origin));
    for written in entries {
        all.put(written.into_inner(), false, &origin, &mut found);
    }
    for written in rest.into_iter().flat_map(|rest| rest.minor_changes) {
        all.put(written.into_inner(), true, &origin, &mut found);
    }
    Found(all, found)
}

impl SignOffs {
    /// Takes an entry in, unless what it says cannot be.
    fn put(&mut self, written: Written, minor: bool, origin: &Origin<'_>, found: &mut Diagnostics) {
        let place = origin.span(written.page.span());
        let role = written.role.get_ref().as_str();
        let mut wrong = Diagnostics::default();
        if !self.roles.all().any(|known| known == role) {
            let span = origin.span(written.role.span());
            wrong.push(unknown_role(role, &self.roles, span));
        }
        let date = written.date.get_ref().0;
        if date > self.today {
            let span = origin.span(written.date.span());
            wrong.push(
                Diagnostic::new(&rule::SIGN_OFF_IN_FUTURE, span, format!("`{date}` has not come yet"))
                    .help("a sign-off has the day on which the page was checked"),
            );
        }
        if minor && written.what.as_deref().unwrap_or_default().trim().is_empty() {
            wrong.push(
                Diagnostic::new(&rule::MISSING_KEY, place.clone(), "`what` is missing")
                    .help("say what changed: `what = \"…\"`"),
            );
        }
        let page = SourcePath::new(written.page.get_ref());
        self.named.push((page.clone(), place.clone()));
        if !wrong.is_empty() {
            found.extend(wrong);
            return;
        }
        let entry = Entry {
            name: written.name,
            role: written.role.into_inner(),
            date,
            words: written.words,
            original: written.original,
            span: place,
        };
        if entry.original.is_some() {
            self.translated.extend(key(&page).map(str::to_owned));
        }
        let record = self.records.entry(page).or_default();
        if minor {
            record.minor_changes.push(entry);
        } else if record.by_role.get(&entry.role).is_none_or(|old| old.date <= entry.date) {
            record.by_role.insert(entry.role.clone(), entry);
        }
    }

    /// Holds what the file names against the pages and the words for readers there are.
    pub fn check(&self, pages: &BTreeSet<&SourcePath>, languages: &Languages) -> Diagnostics {
        let mut found = Diagnostics::default();
        for (page, span) in self.named.iter().filter(|(page, _)| !pages.contains(page)) {
            let near = did_you_mean(page.as_str(), pages.iter().map(|page| page.as_str()));
            let message = format!("there is no page `{page}`");
            found.push(
                Diagnostic::new(&rule::SIGN_OFF_UNKNOWN, span.clone(), message)
                    .help("if the page has a new name, put it here and rename its files in `content/sign-offs/`")
                    .maybe_help(near),
            );
        }
        let used: BTreeSet<(&str, &String)> = self
            .records
            .iter()
            .filter_map(|(page, record)| Some((locale::language_of(page)?, record)))
            .flat_map(|(code, record)| record.by_role.keys().map(move |role| (code, role)))
            .collect();
        for (code, role) in used {
            if languages.get(code).is_some_and(|language| language.role(role).is_none()) {
                found.push(
                    Diagnostic::new(
                        &rule::MISSING_STRING,
                        Span::file(&locale::strings_path(code)),
                        format!("`roles.{role}` has no words for readers"),
                    )
                    .help(format!("add `{role} = \"…\"` under a line `[roles]`")),
                );
            }
        }
        found
    }

    /// The sign-offs of a page.
    pub fn of(&self, page: &SourcePath) -> Option<&Record> {
        self.records.get(page)
    }

    /// The words of a page as they were signed, if they are kept.
    pub fn kept(&self, page: &SourcePath, entry: &Entry) -> Option<&Text> {
        let kept = self.texts.get(&text_path(page, &entry.role))?;
        (entry.words == kept.fingerprint()).then_some(kept)
    }

    /// What a person signed these words of a page as already, if that is for another list than this role.
    pub fn signed_otherwise(
        &self,
        page: &SourcePath,
        words: &Text,
        name: &str,
        role: &str,
    ) -> Option<&Entry> {
        let groups = self.roles.groups();
        let lists = |role: &str| groups.each_ref().map(|(_, roles)| roles.iter().any(|known| known == role));
        let is_apart =
            |entry: &&Entry| !lists(role).iter().zip(lists(&entry.role)).any(|(own, other)| *own && other);
        let print = words.fingerprint();
        let stands = |entry: &&Entry| matches!(self.worth(page, entry, words, &print), Worth::Stands);
        let mut signed = self.of(page)?.by_role.values();
        signed.find(|entry| is_apart(entry) && entry.is_by(name) && stands(entry))
    }

    /// Whether the words of a page are to be read.
    pub fn reads(&self, page: &SourcePath) -> bool {
        let is_translated = || key(page).is_some_and(|key| self.translated.contains(key));
        self.reads_all || self.records.contains_key(page) || (!self.translated.is_empty() && is_translated())
    }
}

/// A role that the site does not have.
pub fn unknown_role(role: &str, roles: &Roles, span: Span) -> Diagnostic {
    let known: Vec<String> = roles.all().map(|role| format!("`{role}`")).collect();
    Diagnostic::new(&rule::SIGN_OFF_UNKNOWN, span, format!("there is no role `{role}`"))
        .help(format!("the roles are {}", known.join(", ")))
        .maybe_help(did_you_mean(role, roles.all()))
}
