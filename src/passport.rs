//! `passport.json`: what a site is made of, for those who host it and must answer for it.
//!
//! `docs/passport.md` says what each entry means. It names every file but itself.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use crate::diagnostic::{Diagnostics, Severity};
use crate::javascript::{self, Key, Stored};
use crate::offline;
use crate::output::OutputTree;
use crate::quality::Counted;
use crate::rule::{self, Family};
use crate::sign_off::Entry;
use crate::site::Site;

/// Where it is, below the output folder.
pub const PATH: &str = "passport.json";

/// Changes when an entry changes its meaning or goes.
const FORMAT: u32 = 1;

/// What a passport is made from.
#[derive(Debug)]
pub struct Passport<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its files.
    pub output: &'a OutputTree,
    /// What was found.
    pub found: &'a Diagnostics,
    /// The day of the build.
    pub today: Date,
    /// Its pages.
    pub pages: Vec<Counted<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    format: u32,
    generator: &'static str,
    built: String,
    title: &'a str,
    address: &'a str,
    languages: Vec<&'a str>,
    origins_contacted: BTreeSet<&'a str>,
    storage: Vec<Store<'a>>,
    scripts: Vec<Script<'a>>,
    rules: Vec<Rule>,
    pages: Vec<Page<'a>>,
    files: BTreeMap<&'a str, Print>,
}

#[derive(Serialize)]
struct Store<'a> {
    script: &'a str,
    kind: &'a str,
    keys: BTreeSet<&'a str>,
}

#[derive(Serialize)]
struct Script<'a> {
    name: &'a str,
    bytes: usize,
    integrity: &'a str,
    /// Its file; a script without one stands inside the pages that use it.
    file: Option<String>,
}

#[derive(Serialize)]
struct Rule {
    code: &'static str,
    family: Family,
    level: &'static str,
    protected: bool,
    findings: usize,
}

#[derive(Serialize)]
struct Page<'a> {
    address: &'a str,
    file: String,
    kind: &'static str,
    language: &'a str,
    title: &'a str,
    updated: String,
    reviewed: Option<String>,
    review_by: Option<String>,
    /// The fingerprint of its words; a preview reads those of pages that someone signed.
    words: Option<&'a str>,
    signed: Vec<Signed<'a>>,
    /// The last time that readers tried it out.
    tried: Option<Tried>,
}

#[derive(Serialize)]
struct Tried {
    date: String,
    people: u32,
}

#[derive(Serialize)]
struct Signed<'a> {
    name: &'a str,
    role: &'a str,
    date: String,
}

#[derive(Serialize)]
struct Print {
    bytes: usize,
    sha256: String,
}

impl Passport<'_> {
    /// The file's text.
    pub fn to_json(&self) -> String {
        let config = &self.site.config;
        let file = File {
            format: FORMAT,
            generator: concat!("plainleaf ", env!("CARGO_PKG_VERSION")),
            built: self.today.to_string(),
            title: config.title.get(&config.language, &config.language),
            address: &config.base_url,
            languages: self.site.languages.keys().map(String::as_str).collect(),
            origins_contacted: self.origins(),
            storage: self.storage(),
            scripts: self.scripts(),
            rules: self.rules(),
            pages: self.pages.iter().map(|page| self.page(page)).collect(),
            files: self.files(),
        };
        // Texts, numbers and lists of them can always be written.
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }

    /// The hosts that pages would contact, as the check that looks for them names them. A site that has one is
    /// not published, so nobody reads a passport in which this is not empty.
    fn origins(&self) -> BTreeSet<&str> {
        let contacts = self.found.iter().filter(|finding| finding.rule == &rule::LOADS_FROM_ELSEWHERE);
        contacts.filter_map(|finding| finding.message.split('`').nth(1)).collect()
    }

    fn storage(&self) -> Vec<Store<'_>> {
        let scripts = self.site.assets.scripts.iter();
        let stores = scripts.flat_map(|(name, script)| {
            let mut stores = BTreeMap::<&str, BTreeSet<&str>>::new();
            for Stored { store, key } in javascript::stored(&script.code) {
                let keys = stores.entry(store.text).or_default();
                if let Key::Named(key) = key {
                    keys.insert(key.text);
                }
            }
            stores.into_iter().map(move |(kind, keys)| Store { script: name, kind, keys })
        });
        let worker = offline::is_on(self.site).then(|| Store {
            script: offline::PATH,
            kind: "caches",
            keys: BTreeSet::from([offline::KEPT]),
        });
        stores.chain(worker).collect()
    }

    fn scripts(&self) -> Vec<Script<'_>> {
        let scripts = self.site.assets.scripts.iter();
        let scripts = scripts.map(|(name, script)| Script {
            name,
            bytes: script.code.len(),
            integrity: &script.hash,
            file: Some(script.url.file()).filter(|file| self.output.holds(file)),
        });
        scripts.collect()
    }

    fn rules(&self) -> Vec<Rule> {
        let level = |rule: &rule::Rule| self.site.config.severity(rule, rule.severity);
        let findings = |rule: &rule::Rule| self.found.iter().filter(|finding| finding.rule == rule).count();
        let rules = rule::ALL.iter().map(|rule| Rule {
            code: rule.code,
            family: rule.family,
            level: level(rule).map_or("off", Severity::word),
            protected: rule.protected,
            findings: findings(rule),
        });
        rules.collect()
    }

    fn files(&self) -> BTreeMap<&str, Print> {
        let files = self.output.prints().into_iter().filter(|(path, _)| *path != PATH);
        files.map(|(path, (bytes, digest))| (path, Print { bytes, sha256: digest.hex() })).collect()
    }

    fn page<'a>(&'a self, page: &'a Counted<'a>) -> Page<'a> {
        let Counted { card, standing, words, .. } = page;
        let signed =
            |entry: &'a Entry| Signed { name: &entry.name, role: &entry.role, date: entry.date.to_string() };
        let tests = self.site.attestations.reader_tests.iter().filter(|test| test.page == card.path);
        let tried = tests.max_by_key(|test| test.date);
        Page {
            address: card.url.as_str(),
            file: card.url.file(),
            kind: card.kind.word(),
            language: &card.language,
            title: &card.title,
            updated: card.updated.to_string(),
            reviewed: standing.reviewed.map(|day| day.to_string()),
            review_by: card.review_by.map(|day| day.to_string()),
            words: words.as_deref(),
            signed: standing.signed.iter().map(signed).collect(),
            tried: tried.map(|test| Tried { date: test.date.to_string(), people: test.people }),
        }
    }
}
