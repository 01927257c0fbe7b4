//! The pages among each other: addresses, navigation, translations, redirects, and the data at hand.
//!
//! Made from cards, never from bodies. That is what lets one page be edited without the others
//! being made again.

mod translations;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::asset::Assets;
use crate::bibliography::Bibliography;
use crate::checklist::{self, Checklist};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span};
use crate::digest::Digest;
use crate::locale::{self, Language, Languages};
use crate::page::{self, Card, Kind, Mark, Names};
use crate::quality::{Attestations, QualityWords};
use crate::registry::{Claim, Registry};
use crate::rule;
use crate::sign_off::SignOffs;
use crate::source::SourceTree;
use crate::url::{LinkStyle, UrlPath};

/// A site, resolved.
#[derive(Debug)]
pub struct Site {
    /// Its settings.
    pub config: Config,
    /// Its languages.
    pub languages: Languages,
    /// Its data.
    pub registry: Registry,
    /// Its references.
    pub library: Bibliography,
    /// Its checklist, if it has one.
    pub checklist: Option<Checklist>,
    /// Its styles, scripts, pictures and files.
    pub assets: Assets,
    /// Who checked which page.
    pub sign_offs: SignOffs,
    /// What people say of items of the quality sheet.
    pub attestations: Attestations,
    /// What readers are told these items ask, by language.
    pub quality_words: BTreeMap<String, QualityWords>,
    /// How links to folders are written.
    pub links: LinkStyle,
    /// Every page's card, in the order of paths.
    pub cards: Vec<Arc<Card>>,
    /// Addresses that lead on to pages.
    pub redirects: Vec<Redirect>,
    /// The fingerprint of all of this.
    pub digest: Digest,
    by_path: BTreeMap<SourcePath, Arc<Card>>,
    unready: BTreeMap<SourcePath, UrlPath>,
    drafts: BTreeSet<SourcePath>,
    navigation: BTreeMap<String, Vec<Arc<Card>>>,
    translations: BTreeMap<String, Vec<Arc<Card>>>,
    landmarks: BTreeMap<(String, Kind), Arc<Card>>,
    claim_lists: Vec<(Arc<Card>, Vec<String>)>,
}

/// An address that leads on to a page.
#[derive(Debug, Clone)]
pub struct Redirect {
    /// The old address.
    pub from: UrlPath,
    /// The page.
    pub to: Arc<Card>,
    /// Where it was asked for.
    pub span: Span,
}

/// What a link to a file of pages comes to.
#[derive(Debug)]
pub enum Target {
    /// A page's address.
    Page(UrlPath),
    /// The address of a page that has mistakes: no second finding.
    Unready(UrlPath),
    /// The address of a page that is not published yet.
    Draft(UrlPath),
    /// Nothing is there.
    Missing,
}

/// Everything but the pages, ready to be joined with them.
#[derive(Debug)]
pub struct Parts {
    /// The settings.
    pub config: Config,
    /// The languages.
    pub languages: Languages,
    /// The data.
    pub registry: Registry,
    /// The references.
    pub library: Bibliography,
    /// The checklist.
    pub checklist: Option<Checklist>,
    /// The assets.
    pub assets: Assets,
    /// Who checked which page.
    pub sign_offs: SignOffs,
    /// What people say of items of the quality sheet.
    pub attestations: Attestations,
    /// What readers are told these items ask, by language.
    pub quality_words: BTreeMap<String, QualityWords>,
    /// How links to folders are written.
    pub links: LinkStyle,
    /// Pages that are drafts or have mistakes, or are missed already, with their addresses.
    pub unready: BTreeMap<SourcePath, UrlPath>,
    /// Those of them that are drafts.
    pub drafts: BTreeSet<SourcePath>,
    /// The fingerprint of all of this.
    pub digest: Digest,
}

/// Joins the cards of all pages.
pub fn resolve(mut parts: Parts, cards: Vec<Arc<Card>>) -> Found<Site> {
    let mut found = homeless(&mut parts, &cards);
    let mut by_url: BTreeMap<&UrlPath, &SourcePath> = BTreeMap::new();
    let mut by_path = BTreeMap::new();
    let mut navigation: BTreeMap<String, Vec<Arc<Card>>> = BTreeMap::new();
    let mut translations: BTreeMap<String, Vec<Arc<Card>>> = BTreeMap::new();
    let mut landmarks = BTreeMap::new();
    let mut claim_lists = Vec::new();
    for card in &cards {
        if let Some(first) = by_url.insert(&card.url, &card.path) {
            found.push(taken(&card.url, Span::file(&card.path), first));
        }
        by_path.insert(card.path.clone(), Arc::clone(card));
        if let Some(topics) = card.names.lists_claims() {
            claim_lists.push((Arc::clone(card), topics.to_vec()));
        }
        translations.entry(card.key.clone()).or_default().push(Arc::clone(card));
        landmarks.entry((card.language.clone(), card.kind)).or_insert_with(|| Arc::clone(card));
        if card.order.is_some() {
            navigation.entry(card.language.clone()).or_default().push(Arc::clone(card));
        }
    }
    for pages in navigation.values_mut() {
        pages.sort_by(|a, b| (a.order, &a.title, &a.path).cmp(&(b.order, &b.title, &b.path)));
    }
    let redirects = found.absorb(redirects(&cards, &by_url));
    found.extend(translations::missing(&parts, &translations));
    let digest =
        Digest::all(std::iter::once(parts.digest).chain(cards.iter().map(|card| card.digest)).chain(
            parts.unready.iter().map(|(path, url)| {
                Digest::of(format!("{path} {url} {}", parts.drafts.contains(path)).as_bytes())
            }),
        ));
    let Parts {
        config,
        languages,
        registry,
        library,
        checklist,
        assets,
        sign_offs,
        attestations,
        quality_words,
        links,
        unready,
        drafts,
        ..
    } = parts;
    let site = Site {
        config,
        languages,
        registry,
        library,
        checklist,
        assets,
        sign_offs,
        attestations,
        quality_words,
        links,
        cards,
        redirects,
        digest,
        by_path,
        unready,
        drafts,
        navigation,
        translations,
        landmarks,
        claim_lists,
    };
    Found(site, found)
}

/// Languages that have pages, or must have some, but no home page. Links to it are no further mistakes.
fn homeless(parts: &mut Parts, cards: &[Arc<Card>]) -> Diagnostics {
    let default = parts.config.language.clone();
    let unmended = parts.unready.keys().filter(|path| !parts.drafts.contains(path));
    let paths = cards.iter().map(|card| &card.path).chain(unmended);
    let languages: BTreeSet<&str> = paths.filter_map(locale::language_of).chain([default.as_str()]).collect();
    let homes: Vec<SourcePath> =
        languages.into_iter().map(|code| SourcePath::new(&format!("content/{code}/index.md"))).collect();
    let mut found = Diagnostics::default();
    for path in homes {
        if parts.unready.contains_key(&path) || cards.iter().any(|card| card.path == path) {
            continue;
        }
        let Some(location) = page::locate(&path, &default) else {
            continue;
        };
        let message = match location.language {
            code if code == default => "the site has no home page".to_owned(),
            code => format!("the language `{code}` has pages, but no home page"),
        };
        found.push(
            Diagnostic::new(&rule::MISSING_HOME, Span::file(&path), message)
                .help("add this page with `kind = \"overview\"`"),
        );
        parts.unready.insert(path, location.url);
    }
    found
}

/// The addresses that pages used to have; one that is that of a page leads there.
fn redirects(cards: &[Arc<Card>], by_url: &BTreeMap<&UrlPath, &SourcePath>) -> Found<Vec<Redirect>> {
    let mut found = Diagnostics::default();
    let mut redirects = Vec::new();
    let mut leaving: BTreeMap<&UrlPath, &SourcePath> = BTreeMap::new();
    for card in cards {
        for (from, span) in &card.aliases {
            if *from == card.url {
                found.push(
                    Diagnostic::new(
                        &rule::ALIAS_LOOP,
                        span.clone(),
                        format!("`{from}` is the address of this page itself"),
                    )
                    .help("take it out: an old address is one that the page no longer has"),
                );
                continue;
            }
            if let Some(first) = by_url.get(from).or(leaving.get(from)) {
                found.push(taken(from, span.clone(), first));
                continue;
            }
            leaving.insert(from, &card.path);
            redirects.push(Redirect { from: from.clone(), to: Arc::clone(card), span: span.clone() });
        }
    }
    Found(redirects, found)
}

fn taken(url: &UrlPath, span: Span, first: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        &rule::DUPLICATE_ADDRESS,
        span,
        format!("the address `{url}` is already that of another page"),
    )
    .help("rename one of the two")
    .related(Span::file(first), "the other page")
}

impl Site {
    /// Whether all data that pages show could be read.
    pub fn is_whole(&self, tree: &SourceTree) -> bool {
        let has_list = self.checklist.is_some() || tree.named(checklist::PATH).is_none();
        has_list && self.registry.is_whole() && self.library.is_whole()
    }

    /// The card of a page's file.
    pub fn card(&self, path: &SourcePath) -> Option<&Arc<Card>> {
        self.by_path.get(path)
    }

    /// What a link to a content file comes to.
    pub fn target(&self, path: &SourcePath) -> Target {
        match (self.by_path.get(path), self.unready.get(path)) {
            (Some(card), _) => Target::Page(card.url.clone()),
            (None, Some(url)) if self.drafts.contains(path) => Target::Draft(url.clone()),
            (None, Some(url)) => Target::Unready(url.clone()),
            (None, None) => Target::Missing,
        }
    }

    /// The paths of all pages.
    pub fn paths(&self) -> impl Iterator<Item = &SourcePath> {
        self.by_path.keys()
    }

    /// The addresses of pages that are drafts or have mistakes.
    pub fn unready(&self) -> impl Iterator<Item = &UrlPath> {
        self.unready.values()
    }

    /// The files of pages that have mistakes.
    pub fn unread(&self) -> impl Iterator<Item = &SourcePath> {
        self.unready.keys().filter(|path| !self.drafts.contains(*path))
    }

    /// The addresses of pages that have mistakes.
    pub fn broken(&self) -> impl Iterator<Item = &UrlPath> {
        self.unready.iter().filter(|(path, _)| !self.drafts.contains(*path)).map(|(_, url)| url)
    }

    /// The navigation pages of a language, in order.
    pub fn navigation(&self, language: &str) -> &[Arc<Card>] {
        self.navigation.get(language).map_or(&[], Vec::as_slice)
    }

    /// The ids of one kind that pages name.
    pub fn named<'s>(
        &'s self,
        ids: impl Fn(&'s Names) -> &'s BTreeSet<String>,
    ) -> impl Iterator<Item = &'s str> {
        self.cards.iter().flat_map(move |card| ids(&card.names)).map(String::as_str)
    }

    /// The marks on all pages.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.cards.iter().flat_map(|card| &card.names.marks)
    }

    /// The pages that a list on this page names: those of its folder, or the navigation at the top.
    pub fn listed_on(&self, card: &Card) -> Vec<Arc<Card>> {
        match card.key.strip_suffix("/index") {
            None => self.navigation(&card.language).iter().filter(|c| c.path != card.path).cloned().collect(),
            Some(folder) => {
                let folder = format!("content/{}/{folder}/", card.language);
                let inside = self.by_path.range(SourcePath::new(&folder)..);
                let mut pages: Vec<_> = inside
                    .take_while(|(path, _)| path.as_str().starts_with(&folder))
                    .map(|(_, c)| Arc::clone(c))
                    .filter(|c| c.path != card.path)
                    .collect();
                pages.sort_by(|a, b| {
                    (a.order.is_none(), a.order, &a.title).cmp(&(b.order.is_none(), b.order, &b.title))
                });
                pages
            }
        }
    }

    /// The first page of a kind in a language.
    pub fn landmark(&self, language: &str, kind: Kind) -> Option<&Arc<Card>> {
        self.landmarks.get(&(language.to_owned(), kind))
    }

    /// The page of a language that lists a claim with all that is known of it.
    pub fn claim_list(&self, language: &str, claim: &Claim) -> Option<&Arc<Card>> {
        let lists = self.claim_lists.iter().filter(|(card, _)| card.language == language);
        lists
            .filter(|(_, topics)| topics.is_empty() || topics.contains(&claim.topic))
            .map(|(card, _)| card)
            .next()
    }

    /// The home page's address in a language.
    pub fn home(&self, language: &str) -> UrlPath {
        if language == self.config.language {
            UrlPath::new("/")
        } else {
            UrlPath::new(&format!("/{language}/"))
        }
    }

    /// A page's language. Every page's folder has one, or the build has stopped before.
    pub fn language(&self, card: &Card) -> Option<&Language> {
        self.languages.get(&card.language)
    }

    /// The address for the whole web.
    pub fn canonical(&self, url: &UrlPath) -> String {
        format!("{}{}", self.config.base_url, &url.as_str()[1..])
    }
}
