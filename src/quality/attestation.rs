//! `content/attestations.toml`: what people say of items that no machine can judge.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use super::{Item, ReaderTest, item, items, reader_test};
use crate::config::Roles;
use crate::data::{self, Day, Origin, Words};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span, did_you_mean};
use crate::digest::Digest;
use crate::rule;
use crate::sign_off;
use crate::source::SourceTree;

/// Where they are.
pub const PATH: &str = "content/attestations.toml";

/// An attestation as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    item: Spanned<String>,
    /// The page it is about; the whole site, if left out.
    #[serde(default)]
    page: Option<Spanned<String>>,
    name: String,
    role: Spanned<String>,
    date: Spanned<Day>,
    met: bool,
    /// The fingerprint of the words that were judged.
    words: String,
}

/// An item that this site has nothing of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Absent {
    item: Spanned<String>,
    reason: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rest {
    #[serde(default, rename = "does-not-apply")]
    absent: Vec<Absent>,
}

/// What someone says of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    /// The item.
    pub item: &'static str,
    /// The page; the whole site, if there is none.
    pub page: Option<SourcePath>,
    /// Who.
    pub name: String,
    /// As what.
    pub role: String,
    /// When.
    pub date: Date,
    /// Whether the item is met.
    pub met: bool,
    /// The fingerprint of the words that were judged.
    pub words: String,
    /// Where it stands.
    pub span: Span,
}

/// What people say of the site.
#[derive(Debug, Clone, Default)]
pub struct Attestations {
    /// The newest of each item and page.
    pub all: Vec<Attestation>,
    /// Items that do not apply, and why.
    pub absent: BTreeMap<&'static str, Words>,
    /// Which pages readers have tried out.
    pub reader_tests: Vec<ReaderTest>,
}

/// Reads the file, and that of readers' tests; `pages` are all pages there are.
pub fn parse(
    tree: &SourceTree,
    roles: &Roles,
    today: Date,
    pages: &BTreeSet<&SourcePath>,
) -> Found<Attestations> {
    let mut found = Diagnostics::default();
    let reader_tests = found.absorb(reader_test::parse(tree, today, pages));
    let mut all = Attestations { reader_tests, ..Attestations::default() };
    let Some(file) = tree.named(PATH) else {
        return Found(all, found);
    };
    let origin = Origin { path: &file.path, offset: 0 };
    let (rest, entries) =
        found.absorb(data::entries::<Rest, Written>(file.as_text(), "attestation", &origin));
    for written in entries {
        let wrong = mistakes(written.get_ref(), roles, today, pages, &origin);
        match item(written.get_ref().item.get_ref()).filter(|_| wrong.is_empty()) {
            Some(item) => all.put(item, written.into_inner(), &origin),
            None => found.extend(wrong),
        }
    }
    for absent in rest.into_iter().flat_map(|rest| rest.absent) {
        let (id, span) = (absent.item.get_ref(), origin.span(absent.item.span()));
        match item(id) {
            None => found.push(unknown(id, span)),
            Some(item) if !item.may_not_apply => found.push(
                Diagnostic::new(&rule::BAD_VALUE, span, format!("`{id}` applies to every site"))
                    .help("take this entry out; the instrument has no answer `does not apply` here"),
            ),
            Some(item) => drop(all.absent.insert(item.id, absent.reason)),
        }
    }
    Found(all, found)
}

/// What an entry says that cannot be.
fn mistakes(
    written: &Written,
    roles: &Roles,
    today: Date,
    pages: &BTreeSet<&SourcePath>,
    origin: &Origin<'_>,
) -> Diagnostics {
    let mut wrong = Diagnostics::default();
    let (id, span) = (written.item.get_ref(), origin.span(written.item.span()));
    match item(id) {
        None => wrong.push(unknown(id, span)),
        Some(item) if !item.by_person => wrong.push(
            Diagnostic::new(&rule::BAD_VALUE, span, format!("the build judges `{id}` by itself"))
                .help("take this entry out"),
        ),
        Some(_) => {}
    }
    if let Some(page) = &written.page
        && !pages.iter().any(|known| known.as_str() == page.get_ref())
    {
        let message = format!("there is no page `{}`", page.get_ref());
        wrong.push(
            Diagnostic::new(&rule::UNKNOWN_ID, origin.span(page.span()), message)
                .help("name its file, such as `content/en/get-help.md`")
                .maybe_help(did_you_mean(page.get_ref(), pages.iter().map(|page| page.as_str()))),
        );
    }
    let role = written.role.get_ref();
    if !roles.all().any(|known| known == role) {
        wrong.push(sign_off::unknown_role(role, roles, origin.span(written.role.span())));
    }
    let date = written.date.get_ref().0;
    if date > today {
        let span = origin.span(written.date.span());
        wrong.push(
            Diagnostic::new(&rule::SIGN_OFF_IN_FUTURE, span, format!("`{date}` has not come yet"))
                .help("write the day on which the words were judged"),
        );
    }
    wrong
}

fn unknown(id: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&rule::UNKNOWN_ID, span, format!("the quality sheet has no item `{id}`"))
        .help("the items are those of `quality.toml` in the folder of a language")
        .maybe_help(did_you_mean(id, items().map(|item| item.id)))
}

impl Attestations {
    /// Takes an entry in; the newest of an item and page counts, and of one day the last.
    fn put(&mut self, item: &Item, written: Written, origin: &Origin<'_>) {
        let new = Attestation {
            item: item.id,
            page: written.page.map(|page| SourcePath::new(page.get_ref())),
            span: origin.span(written.item.span()),
            name: written.name,
            role: written.role.into_inner(),
            date: written.date.get_ref().0,
            met: written.met,
            words: written.words,
        };
        match self.all.iter_mut().find(|old| old.item == new.item && old.page == new.page) {
            Some(old) if old.date > new.date => {}
            Some(old) => *old = new,
            None => self.all.push(new),
        }
    }

    /// Attestations of words that are no more: each is a finding. `site` is the fingerprint of all words,
    /// `pages` are those of the pages.
    pub fn check(&self, site: &str, pages: &BTreeMap<&SourcePath, String>) -> Diagnostics {
        let stale = self.all.iter().filter(|attestation| !attestation.stands(site, pages));
        let finding = |Attestation { item, name, role, date, page, span, .. }: &Attestation| {
            let what = page.as_ref().map_or("the site".to_owned(), |page| format!("`{page}`"));
            let message =
                format!("the words of {what} changed since {name} ({role}) judged `{item}` on {date}");
            let page = page.as_ref().map_or(String::new(), |page| format!(" --page {page}"));
            Diagnostic::new(&rule::ATTESTATION_STALE, span.clone(), message)
                .help(format!("judge it again: `plainleaf attest {item}{page} --name … --role …`"))
        };
        stale.map(finding).collect()
    }
}

impl Attestation {
    /// Whether the words are still those that were judged.
    pub fn stands(&self, site: &str, pages: &BTreeMap<&SourcePath, String>) -> bool {
        match &self.page {
            None => self.words == site,
            Some(page) => pages.get(page).is_some_and(|words| *words == self.words),
        }
    }
}

/// The fingerprint of the words of all pages.
pub fn site_fingerprint(pages: &BTreeMap<&SourcePath, String>) -> String {
    let parts = pages.iter().flat_map(|(path, words)| [path.as_str(), words.as_str()]);
    Digest::of_texts(parts).policy()
}
