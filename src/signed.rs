//! The words of a page that a person signs, as lines: all that readers read there, whatever the look of the site.
//!
//! They are read from the page's tree and from the data that its marks bring in, before anything is drawn. What templates
//! say is not signed word by word; the fingerprint of a language's interface words stands in their place.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::asset::{self, Picture};
use crate::checklist::{Checklist, Group, Outcome};
use crate::data::Words;
use crate::diagnostic::{Diagnostics, Found, SourcePath};
use crate::digest::Digest;
use crate::inputs::Pages;
use crate::memo::Kept;
use crate::page::tree::{Figure, Part};
use crate::page::{Card, Mark, Page, Parsed};
use crate::prose::{self, Block, BlockKind, InlineKind, Role};
use crate::quality::Counted;
use crate::reading::Figures;
use crate::registry::Claim;
use crate::sign_off::{INTERFACE, Line, Standing, Text};
use crate::site::Site;
use crate::source::SourceTree;

/// Sections in which every word matters: what to do, and what is for clinicians.
const PROTECTED: [&str; 4] = ["do", "dont", "steps", "clinical"];

/// The words of the pages that someone signed or is about to.
pub type Texts = BTreeMap<SourcePath, Arc<Text>>;

/// What people signed, held against the words of today.
#[derive(Debug, Default)]
pub(crate) struct Signed {
    pub(crate) words: Texts,
    /// What the sign-offs of each page come to.
    standing: BTreeMap<SourcePath, Standing>,
}

impl Signed {
    /// What the sign-offs of a page come to.
    pub(crate) fn standing(&self, page: &SourcePath) -> &Standing {
        static NONE: Standing = Standing::NONE;
        self.standing.get(page).unwrap_or(&NONE)
    }

    /// What the quality sheet and the passport say of a page.
    pub(crate) fn counted<'s>(&'s self, card: &'s Card, reading: Option<Figures>) -> Counted<'s> {
        let words = self.words.get(&card.path).map(|words| words.fingerprint());
        Counted { card, standing: self.standing(&card.path), words, reading }
    }
}

/// Reads the words of the pages that someone signed or is about to, and judges them. Where data cannot be read, nobody
/// can tell which words a page has.
pub(crate) fn read(
    pages: &Pages,
    site: &Site,
    tree: &SourceTree,
    memo: &Kept<SourcePath, Text>,
) -> Found<Signed> {
    let mut found = Diagnostics::default();
    let reader = Reader::new(site, tree);
    let is_whole = site.is_whole(tree);
    let read = |(path, parsed): &(SourcePath, Arc<Found<Parsed>>)| {
        let Parsed::Page(page) = &parsed.0 else { return None };
        let is_wanted = is_whole && site.sign_offs.reads(path) && !parsed.1.has_errors();
        let made_of = Digest::all([page.digest, site.digest]);
        is_wanted.then(|| (path.clone(), memo.get(path, made_of, || reader.words(page))))
    };
    let words: Texts = pages.par_iter().filter_map(read).collect();
    let judge = |card: &Arc<Card>| {
        let judged = site.sign_offs.judge(card, site.original(card), &words, tree);
        (card.path.clone(), found.absorb(judged))
    };
    let standing = site.cards.iter().map(judge).collect();
    Found(Signed { words, standing }, found)
}

/// Reads what a person signs on the pages of a site.
#[derive(Debug)]
struct Reader<'s> {
    site: &'s Site,
    tree: &'s SourceTree,
    /// The fingerprint of the interface words of each language.
    interface: BTreeMap<&'s str, String>,
}

impl<'s> Reader<'s> {
    fn new(site: &'s Site, tree: &'s SourceTree) -> Self {
        let interface = site.languages.iter().map(|(code, language)| {
            let words = toml::to_string(&language.strings).unwrap_or_default();
            (code.as_str(), Digest::of(words.as_bytes()).short())
        });
        Reader { site, tree, interface: interface.collect() }
    }

    /// The words of a page.
    fn words(&self, page: &Page) -> Text {
        let file = self.tree.get(&page.card.path).map_or("", |file| file.as_text());
        let mut lines = Lines { site: self.site, card: &page.card, lines: Vec::new() };
        lines.head();
        let mut around: &[Role] = &[];
        let prose = prose::read(page, file);
        for block in &prose.blocks {
            lines.roles(&block.roles, around);
            around = &block.roles;
            lines.block(block);
        }
        for node in &page.body.nodes {
            match &node.part {
                Part::Figure(figure) => lines.figure(figure, self.tree),
                Part::RawHtml => lines.protected(&file[node.at()]),
                _ => {}
            }
        }
        if let Some(interface) = self.interface.get(page.card.language.as_str()) {
            lines.protected(&format!("{INTERFACE}{interface}"));
        }
        Text { lines: lines.lines }
    }
}

/// The lines of a page so far.
struct Lines<'s> {
    site: &'s Site,
    card: &'s Card,
    lines: Vec<Line>,
}

impl Lines<'_> {
    fn line(&mut self, words: &str, protected: bool) {
        let words: Vec<&str> = words.split_whitespace().collect();
        if !words.is_empty() {
            let words = words.join(" ");
            let protected = protected || words.contains(char::is_numeric);
            self.lines.push(Line { words, protected });
        }
    }

    fn protected(&mut self, words: &str) {
        self.line(words, true);
    }

    fn words<'w>(&self, words: &'w Words) -> &'w str {
        words.get(&self.card.language, &self.site.config.language)
    }

    /// What stands above the text, and what search engines, feeds and lists of pages say.
    fn head(&mut self) {
        let Card { title, description, short, main_message, .. } = self.card;
        self.line(title, false);
        self.protected(&format!("description: {description}"));
        if short != description {
            self.protected(&format!("short: {short}"));
        }
        self.line(main_message.as_deref().unwrap_or_default(), false);
    }

    /// What opens around a block.
    fn roles(&mut self, roles: &[Role], around: &[Role]) {
        let same = roles.iter().zip(around).take_while(|(now, before)| now == before).count();
        for role in &roles[same..] {
            match role {
                Role::Section(role) => self.protected(&format!("{{.{role}}}")),
                Role::Alert(kind) => self.protected(&format!("[!{}]", kind.to_uppercase())),
                Role::Quote | Role::Footnote => {}
            }
        }
    }

    fn block(&mut self, block: &Block) {
        if let BlockKind::Mark(mark) = &block.kind {
            self.mark(mark);
            return;
        }
        let is_protected = |role: &Role| matches!(role, Role::Section(role) if PROTECTED.contains(role));
        let states = |kind: &InlineKind| matches!(kind, InlineKind::Claim(_));
        let is_claim = block.inlines.iter().any(|inline| states(&inline.kind));
        self.line(&block.text, is_claim || block.roles.iter().any(is_protected));
        for inline in &block.inlines {
            match &inline.kind {
                // Pages of the site may be renamed; their words are signed where they stand.
                InlineKind::Link(target) if target.contains(':') => self.protected(&format!("-> {target}")),
                InlineKind::Link(_) => {}
                InlineKind::Citation(keys) => self.sources(keys),
                InlineKind::Claim(id) => {
                    if let Some(claim) = self.site.registry.claims.get(id) {
                        self.sureness(claim);
                    }
                }
                InlineKind::Term(id) => {
                    if let Some(term) = self.site.registry.terms.get(id) {
                        self.line(self.words(&term.plain), false);
                    }
                }
            }
        }
    }

    fn sureness(&mut self, claim: &Claim) {
        self.protected(&format!("how sure: {}", claim.certainty.word()));
        self.sources(&claim.sources);
    }

    /// Sources, each with the fingerprint of its reference: another one under the same key is another source.
    fn sources(&mut self, keys: &[String]) {
        let named = keys.iter().map(|key| {
            let reference = self.site.library.get(key).map_or("", |reference| reference.html.as_str());
            format!("{key} {}", Digest::of(reference.as_bytes()).short())
        });
        let named = named.collect::<Vec<_>>().join(", ");
        self.protected(&format!("sources: {named}"));
    }

    /// What a mark brings in.
    fn mark(&mut self, mark: &Mark) {
        let (site, registry) = (self.site, &self.site.registry);
        let is_protected = matches!(
            mark,
            Mark::Care { .. }
                | Mark::Cautions
                | Mark::Certainty(_)
                | Mark::Claims(_)
                | Mark::Checklist
                | Mark::Contacts
        );
        for part in prose::included(mark, self.card, site) {
            self.line(part.words, is_protected);
        }
        match mark {
            Mark::Care { level, .. }
                if registry.red_flags.levels.get(level).is_some_and(|level| level.call) =>
            {
                self.numbers();
            }
            Mark::Contacts => self.numbers(),
            Mark::Certainty(id) => registry.claims.get(id).into_iter().for_each(|claim| self.sureness(claim)),
            Mark::Claims(topics) => {
                let claims = registry.claims.iter();
                let shown = claims.filter(|claim| topics.is_empty() || topics.contains(&claim.topic));
                shown.for_each(|claim| self.sureness(claim));
            }
            Mark::Checklist => site.checklist.iter().for_each(|list| self.checklist(list)),
            Mark::Diary(nights) => self.line(&format!("diary: {nights}"), false),
            _ => {}
        }
    }

    /// The numbers to call.
    fn numbers(&mut self) {
        let site = self.site;
        for region in site.config.regions.iter().filter_map(|id| site.registry.regions.get(id)) {
            self.protected(&format!(
                "{} {} {}",
                self.words(&region.short),
                region.emergency,
                region.help_line
            ));
        }
    }

    /// What the script of a checklist goes by and no element shows: the rules, and the words it puts in.
    fn checklist(&mut self, list: &Checklist) {
        for result in &list.results {
            let Outcome { id, any, only, strength, .. } = result.get_ref();
            let strength = strength.map_or_else(String::new, |strength| strength.to_string());
            self.protected(&format!("{id} {strength}: any {}; only {}", any.join(" "), only.join(" ")));
        }
        for group in &list.groups {
            let Group { id, required, heading_in_summary, own, .. } = group.get_ref();
            let required = if *required { " *" } else { "" };
            self.protected(&format!("{id}: {}{required}", self.words(heading_in_summary)));
            own.iter().for_each(|own| self.protected(self.words(&own.label)));
        }
        for (key, words) in &list.texts {
            self.protected(&format!("{key}: {}", self.words(words)));
        }
    }

    /// Which picture it is: another one is another page, though its words are the same.
    fn figure(&mut self, figure: &Figure, tree: &SourceTree) {
        let site = self.site;
        if let Some(claim) = figure.claim().and_then(|id| site.registry.claims.get(id)) {
            for share in &claim.figures {
                self.protected(&format!("{}: {} of {}", self.words(&share.label), share.count, share.of));
            }
            return;
        }
        let path = asset::named(tree, self.card.path.folder(), &figure.source);
        match path.and_then(|path| site.assets.pictures.get(path)) {
            Some(Picture::Inline(drawing)) => self.protected(&format!("picture {}", drawing.digest().hex())),
            Some(Picture::File(url)) => {
                if let Some(file) = site.assets.files.get(url) {
                    self.protected(&format!("picture {}", file.digest.hex()));
                }
            }
            None => {}
        }
    }
}
