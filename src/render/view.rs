//! Everything a template may see: the whole contract between the generator and a site's look.

mod entries;
mod languages;
mod notices;
mod quality;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use tera::{Context, Value};
use toml::Table;

use super::fill::Filled;
use super::{map, structured};
use crate::bibliography::Reference;
use crate::data::Words;
use crate::locale::Language;
use crate::page::{Card, Kind, Page};
use crate::quality::Sheet;
use crate::sign_off::Standing;
use crate::site::{Redirect, Site};
use crate::url::{LinkStyle, UrlPath};

pub(super) use entries::{changes, claim, claim_in_full, reference, term};
use entries::{contents, sign_offs};
use languages::{to_language, translations};
pub(super) use notices::notices;
use notices::{is_draft, is_overdue};
pub(super) use quality::{quality, readings};

/// The day that review dates are held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today(pub Date);

/// What every page of a site is given, made once.
#[derive(Debug)]
pub struct Shared {
    today: Today,
    by_language: BTreeMap<String, Common>,
}

/// What every page of one language is given.
#[derive(Debug)]
pub(super) struct Common {
    pub(super) strings: Value,
    pub(super) site: Value,
    pub(super) regions: Value,
    styles: Value,
    /// What stands around a page, by what leads from it to the site's root.
    frames: BTreeMap<String, Context>,
    language: Language,
    default_language: String,
    /// What the quality sheet comes to; nothing on it, until all pages are checked.
    sheet: Sheet,
}

impl Shared {
    /// Prepares what every page is given.
    pub fn new(site: &Site, today: Date) -> Self {
        let by_language =
            site.languages.values().map(|language| (language.code.clone(), Common::new(site, language)));
        Shared { today: Today(today), by_language: by_language.collect() }
    }

    /// The same, for pages that show the quality sheet.
    pub fn with_sheet(mut self, sheet: &Sheet) -> Self {
        for common in self.by_language.values_mut() {
            common.sheet = sheet.clone();
        }
        self
    }

    pub(super) fn for_language(&self, code: &str) -> Option<&Common> {
        self.by_language.get(code)
    }

    pub(super) fn today(&self) -> Today {
        self.today
    }
}

impl Common {
    fn new(site: &Site, language: &Language) -> Self {
        let config = &site.config;
        let words = |words: &Words| Value::from(words.get(&language.code, &config.language));
        let site_value = map([
            ("title", words(&config.title)),
            ("base_url", Value::from(config.base_url.as_str())),
            ("language", Value::from(config.language.as_str())),
            ("publisher", words(&config.publisher)),
            ("funding", words(&config.funding)),
            ("conflicts", words(&config.conflicts)),
            ("contact", Value::from(config.contact.as_str())),
            ("license", words(&config.license)),
        ]);
        let regions: Vec<Value> = config
            .regions
            .iter()
            .filter_map(|id| site.registry.regions.get(id))
            .map(|region| {
                map([
                    ("id", Value::from(region.id.as_str())),
                    ("name", words(&region.name)),
                    ("short", words(&region.short)),
                    ("emergency", Value::from(region.emergency.as_str())),
                    ("urgent", words(&region.urgent)),
                    ("routine", words(&region.routine)),
                    ("help_line", Value::from(region.help_line.as_str())),
                ])
            })
            .collect();
        let styles: tera::Map = site
            .assets
            .styles
            .iter()
            .map(|(name, style)| {
                let value =
                    map([("css", Value::safe_string(&style.css)), ("hash", Value::safe_string(&style.hash))]);
                (name.clone().into(), value)
            })
            .collect();
        let known = [
            ("{site}", config.title.get(&language.code, &config.language)),
            ("{publisher}", config.publisher.get(&language.code, &config.language)),
            ("{license}", config.license.get(&language.code, &config.language)),
        ];
        let mut common = Common {
            strings: Value::from_serializable(&filled_in(&language.strings, &known)),
            site: site_value,
            regions: Value::from(regions),
            styles: Value::from(styles),
            frames: BTreeMap::new(),
            language: language.clone(),
            default_language: config.language.clone(),
            sheet: Sheet::default(),
        };
        let cards = site.cards.iter().filter(|card| card.language == language.code);
        let roots: BTreeSet<String> = cards.map(|card| root(card, site)).collect();
        common.frames = roots.into_iter().map(|root| (root.clone(), common.frame(&root, site))).collect();
        common
    }

    /// What stands around every page from which `root` leads to the site's root.
    fn frame(&self, root: &str, site: &Site) -> Context {
        let code = &self.language.code;
        let link = |url: &UrlPath| Value::from(from_root(root, url, site));
        let landmark = |kind| site.landmark(code, kind).map(|card| link(&card.url));
        let menu: Vec<Value> =
            site.navigation(code).iter().map(|card| page_link(card, root, false, site)).collect();
        let scripts: tera::Map = site
            .assets
            .scripts
            .iter()
            .map(|(name, script)| {
                let value = map([
                    ("href", link(&script.url)),
                    ("integrity", Value::safe_string(&script.hash)),
                    ("hash", Value::safe_string(&script.hash)),
                    ("code", Value::safe_string(&script.code)),
                ]);
                (name.clone().into(), value)
            })
            .collect();
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert_value("lang", Value::from(code.as_str()));
        context.insert_value("dir", Value::from(self.language.direction()));
        context.insert_value("t", self.strings.clone());
        context.insert_value("root", Value::from(root));
        context.insert_value("nav", Value::from(menu));
        context.insert_value("home", link(&site.home(code)));
        context.insert_value("now", Value::from(landmark(Kind::Now)));
        context.insert_value("help", Value::from(landmark(Kind::Care)));
        context.insert_value("feed", link(&feed_url(code, &self.default_language)));
        context.insert_value("styles", self.styles.clone());
        context.insert_value("scripts", Value::from(scripts));
        context.insert_value("portable", Value::from(site.links == LinkStyle::Portable));
        context.insert_value("generator", Value::from(concat!("plainleaf ", env!("CARGO_PKG_VERSION"))));
        context
    }

    /// Words for readers, in this language.
    pub(super) fn words<'w>(&self, words: &'w Words) -> &'w str {
        words.get(&self.language.code, &self.default_language)
    }

    /// What readers call someone with a role.
    pub(super) fn role<'r>(&'r self, role: &'r str) -> &'r str {
        self.language.role(role).unwrap_or(role)
    }

    fn date(&self, date: Date) -> Value {
        map([("iso", Value::from(date.to_string())), ("words", Value::from(self.language.date(date)))])
    }
}

/// Interface words with what is the same on every page put in: `{site}`, `{publisher}`, `{license}`.
fn filled_in(strings: &Table, known: &[(&str, &str)]) -> Table {
    let fill = |value: &toml::Value| match value {
        toml::Value::String(words) => {
            let words = known.iter().fold(words.clone(), |words, (name, with)| words.replace(name, with));
            toml::Value::String(words)
        }
        toml::Value::Table(inner) => toml::Value::Table(filled_in(inner, known)),
        other => other.clone(),
    };
    strings.iter().map(|(key, value)| (key.clone(), fill(value))).collect()
}

/// The values of a page's template.
pub(super) fn page(
    page: &Page,
    filled: &Filled,
    site: &Site,
    common: &Common,
    today: Today,
    standing: &Standing,
) -> Context {
    let card = &page.card;
    let root = root(card, site);
    let mut context = common.frames.get(&root).cloned().unwrap_or_default();
    if card.order.is_some() {
        let menu = site.navigation(&card.language).iter();
        let menu: Vec<Value> =
            menu.map(|other| page_link(other, &root, other.path == card.path, site)).collect();
        context.insert_value("nav", Value::from(menu));
    }
    let value = map([
        ("title", Value::from(card.title.as_str())),
        ("nav", Value::from(card.nav.as_str())),
        ("description", Value::from(card.description.as_str())),
        ("kind", Value::from(card.kind.word())),
        ("url", Value::from(card.url.link_to(&card.url, site.links))),
        ("canonical", Value::from(site.canonical(&card.url))),
        ("permalink_path", Value::from(card.url.as_str())),
        ("updated", common.date(card.updated.0)),
        ("reviewed", standing.reviewed.map_or_else(Value::none, |day| common.date(day))),
        ("review_by", card.review_by.map_or_else(Value::none, |day| common.date(day.0))),
        ("overdue", Value::from(is_overdue(card, today))),
        ("draft_banner", Value::from(is_draft(card, standing))),
        (
            "behind",
            Value::from(
                standing.behind.as_ref().and_then(|behind| to_language(card, &behind.original, site)),
            ),
        ),
        ("signoffs", sign_offs(standing, common)),
        ("noindex", Value::from(card.noindex || card.kind == Kind::Error)),
        ("main_message", Value::from(card.main_message.as_deref())),
        ("json_ld", Value::safe_string(&structured::page(card, filled, site, common, standing))),
        ("toc", contents(card)),
        ("sources_count", Value::from(filled.sources.len() + filled.listed)),
        ("has_references", Value::from(!filled.sources.is_empty())),
        ("words", Value::from(card.words)),
        ("body", Value::safe_string(&filled.html)),
        ("opening", Value::safe_string(&filled.html[..filled.opening])),
        ("rest", Value::safe_string(&filled.html[filled.opening..])),
        ("references", references(filled, site)),
        ("footnotes", footnotes(filled)),
        ("translations", translations(card, site)),
    ]);
    context.insert_value("page", value);
    context
}

/// The sources that a page cites and does not list in full, with their numbers.
fn references(filled: &Filled, site: &Site) -> Value {
    let references: Vec<Value> = filled
        .sources
        .iter()
        .enumerate()
        .map(|(i, key)| {
            let number = filled.listed + i + 1;
            let reference = site.library.get(key);
            let html = reference.map_or("", |reference| &reference.html);
            map([
                ("number", Value::from(number)),
                ("id", Value::from(source_id(number))),
                ("html", Value::safe_string(html)),
                ("retracted", Value::from(reference.is_some_and(Reference::is_retracted))),
            ])
        })
        .collect();
    Value::from(references)
}

/// The footnotes, with the anchors of the marks that lead to them.
fn footnotes(filled: &Filled) -> Value {
    let footnotes: Vec<Value> = filled
        .footnotes
        .iter()
        .enumerate()
        .map(|(i, (html, uses))| {
            let number = i + 1;
            let backlinks: Vec<String> = (1..=*uses).map(|nth| footnote_use_id(number, nth)).collect();
            map([
                ("number", Value::from(number)),
                ("id", Value::from(format!("fn-{number}"))),
                ("html", Value::safe_string(html)),
                ("backlinks", Value::from(backlinks)),
            ])
        })
        .collect();
    Value::from(footnotes)
}

/// The values of the page that leads on from an old address.
pub(super) fn redirect(redirect: &Redirect, site: &Site, common: &Common) -> Context {
    let card = &redirect.to;
    let mut context = Context::new();
    context.insert_value("site", common.site.clone());
    context.insert_value("lang", Value::from(card.language.as_str()));
    context.insert_value("dir", Value::from(common.language.direction()));
    context.insert_value("t", common.strings.clone());
    let value = map([
        ("title", Value::from(card.title.as_str())),
        ("url", Value::from(redirect.from.link_to(&card.url, site.links))),
        ("canonical", Value::from(site.canonical(&card.url))),
    ]);
    context.insert_value("page", value);
    context
}

/// What leads from a page to the site's root.
///
/// The error page is shown at addresses of any depth, so on a web server its links start at the
/// path of the site's own address; everywhere else links are relative.
pub(super) fn root(card: &Card, site: &Site) -> String {
    if card.kind == Kind::Error && site.links == LinkStyle::Hosted {
        site.config.base_path().to_owned()
    } else {
        card.url.to_root()
    }
}

/// A link that goes by the site's root.
fn from_root(root: &str, target: &UrlPath, site: &Site) -> String {
    let path = &target.as_str()[1..];
    let name = match site.links {
        LinkStyle::Portable if path.is_empty() || path.ends_with('/') => "index.html",
        LinkStyle::Portable | LinkStyle::Hosted => "",
    };
    let link = format!("{root}{path}{name}");
    if link.is_empty() { "./".to_owned() } else { link }
}

/// Where a link from a page leads.
pub(super) fn link(card: &Card, target: &UrlPath, site: &Site) -> String {
    from_root(&root(card, site), target, site)
}

/// A page in a list of pages.
pub(super) fn page_link(other: &Card, root: &str, current: bool, site: &Site) -> Value {
    map([
        ("title", Value::from(other.nav.as_str())),
        ("href", Value::from(from_root(root, &other.url, site))),
        ("current", Value::from(current)),
        ("kind", Value::from(other.kind.word())),
        ("short", Value::from(other.short.as_str())),
    ])
}

/// The address of a language's feed.
pub(crate) fn feed_url(language: &str, default_language: &str) -> UrlPath {
    if language == default_language {
        UrlPath::new("/feed.xml")
    } else {
        UrlPath::new(&format!("/{language}/feed.xml"))
    }
}

/// The anchor of a source in a page's list.
pub(super) fn source_id(number: usize) -> String {
    format!("r{number}")
}

/// The anchor of a mark that leads to a footnote.
pub(super) fn footnote_use_id(number: usize, nth: usize) -> String {
    format!("fn-{number}-{nth}")
}

/// The anchor of a reference in the list of all.
pub(super) fn reference_id(key: &str) -> String {
    format!("ref-{key}")
}
