//! What the data files of a site say, whether a page shows it or not.
//!
//! Each file is read like a page, a block for each string, whatever its key. So no string is forgotten when a file gets
//! a new key, or a template shows one that none showed before. The rules that protect readers read them all.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::{Context, LINTS, PageView};
use crate::data::{self, Day, Value};
use crate::diagnostic::{Diagnostics, SourcePath, Span};
use crate::digest::Digest;
use crate::locale;
use crate::page::{Body, Card, Kind, Names, Page};
use crate::prose::{Block, Inline, InlineKind, Prose};
use crate::registry;
use crate::rule::{self, Rule};
use crate::site::Site;
use crate::source::{SourceFile, SourceTree};
use crate::url::UrlPath;

/// Words of a data file.
#[derive(Debug)]
pub(super) struct Said {
    path: SourcePath,
    language: String,
    value: Value,
}

/// Every string of every data file. That with words to look for is for writers: it holds what must not be said.
pub(super) fn read(site: &Site, tree: &SourceTree) -> Vec<Said> {
    let is_data =
        |file: &&Arc<SourceFile>| file.path.extension() == "toml" && file.path.as_str() != registry::WORDING;
    tree.files().filter(is_data).flat_map(|file| of_file(file, site)).collect()
}

fn of_file<'a>(file: &'a SourceFile, site: &'a Site) -> impl Iterator<Item = Said> + 'a {
    let folder = locale::language_of(&file.path).unwrap_or(&site.config.language);
    data::values(file.as_text()).into_iter().map(move |value| {
        let named = value.keys.last().filter(|key| site.languages.contains_key(*key));
        let language = named.map_or(folder, String::as_str).to_owned();
        Said { path: file.path.clone(), language, value }
    })
}

/// Holds every data file against the rules that protect readers.
pub(super) fn check(context: &Context<'_>, found: &mut Diagnostics) {
    let mut sheets: BTreeMap<(&SourcePath, &str), Vec<Block>> = BTreeMap::new();
    for said in &context.lists.said {
        let blocks = sheets.entry((&said.path, &said.language)).or_default();
        blocks.push(block(said, context));
    }
    for ((path, language), blocks) in sheets {
        let Some(file) = context.tree.get(path) else { continue };
        let page = stand_in(path, language, context);
        let prose = Prose { blocks, lists: Vec::new() };
        let view = PageView::of(&page, file, prose, context);
        for lint in LINTS.iter().filter(|lint| lint.rule.protected && fits(lint.rule, path)) {
            lint.look(&view, None, context, found);
        }
    }
}

/// Whether a data file can do as a rule says: it has no marks around words, and one has the numbers to call.
fn fits(rule: &Rule, path: &SourcePath) -> bool {
    let needs_mark = [&rule::CLAIM_OVERSTATED, &rule::CLAIM_REVERSED, &rule::EFFECT_WITHOUT_CLAIM];
    let has_numbers = path.as_str() == registry::REGIONS && rule == &rule::BARE_EMERGENCY_NUMBER;
    // A sign of danger stands behind an `if`.
    let is_condition = path.as_str() == registry::RED_FLAGS && rule == &rule::SOUNDS_LIKE_DIAGNOSIS;
    !needs_mark.contains(&rule) && !has_numbers && !is_condition
}

/// Words as a block. Those of a claim state it.
fn block(said: &Said, context: &Context<'_>) -> Block {
    let mut block = Block::value(&said.value);
    if said.path.as_str() == registry::CLAIMS {
        let claims = context.site.registry.claims.entries();
        let after = claims.partition_point(|claim| claim.span.range.start <= said.value.at.start);
        if let Some(claim) = after.checked_sub(1).and_then(|at| claims.get(at)) {
            let kind = InlineKind::Claim(claim.value.id.clone());
            block.inlines.push(Inline { kind, text: 0..block.text.len(), source: said.value.at.clone() });
        }
    }
    block
}

/// A page that stands for a data file, without words of its own.
fn stand_in(path: &SourcePath, language: &str, context: &Context<'_>) -> Page {
    let card = Card {
        path: path.clone(),
        language: language.to_owned(),
        key: String::new(),
        url: UrlPath::new("/"),
        kind: Kind::Page,
        title: String::new(),
        nav: String::new(),
        description: String::new(),
        short: String::new(),
        order: None,
        updated: Day(context.today),
        review_by: None,
        main_message: None,
        aliases: Vec::new(),
        noindex: true,
        changes: Vec::new(),
        headings: Vec::new(),
        anchors: Vec::new(),
        words: 0,
        states: false,
        names: Names::default(),
        digest: Digest::of(b""),
    };
    Page {
        card: Arc::new(card),
        body: Body::default(),
        digest: Digest::of(b""),
        text: 0..0,
        allows: Vec::new(),
    }
}

/// Where some bytes of words, as a reader sees them, stand in a data file, or the page that shows them.
pub(super) fn place(context: &Context<'_>, page: &SourcePath, words: &str, at: Range<usize>) -> Span {
    let said = context.lists.said.iter().find(|said| said.value.words == words);
    said.map_or_else(|| Span::file(page), |said| Span::new(&said.path, said.value.place(at)))
}

/// Where a sentence stands that data bring in, or the page that shows it.
pub(super) fn holding(context: &Context<'_>, page: &SourcePath, sentence: &str) -> Span {
    let place = |said: &Said| {
        let at = said.value.words.find(sentence)?;
        Some(Span::new(&said.path, said.value.place(at..at + sentence.len())))
    };
    context.lists.said.iter().find_map(place).unwrap_or_else(|| Span::file(page))
}

/// The same for words that stand in an entry, or the entry.
pub(super) fn within(context: &Context<'_>, entry: &Span, words: &str, at: Range<usize>) -> Span {
    let is_in = |said: &&Said| said.path == entry.path && said.value.at.start >= entry.range.start;
    let said = context.lists.said.iter().filter(is_in).find(|said| said.value.words == words);
    said.map_or_else(|| entry.clone(), |said| Span::new(&said.path, said.value.place(at)))
}
