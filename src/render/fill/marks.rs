//! Marks that stand alone in a paragraph: cards, lists and tables drawn from the registries.

use std::collections::BTreeSet;
use std::ops::Range;

use tera::Value;

use super::super::{checklist, map, view};
use super::Fill;
use crate::bibliography::Reference;
use crate::checklist::PATH as CHECKLIST_PATH;
use crate::diagnostic::nearest;
use crate::page::Kind;
use crate::page::Mark;
use crate::quality;
use crate::registry::Flag;
use crate::rule;
use crate::site::Site;

/// In a list of references, what red flags rest on.
const RED_FLAGS: &str = "red-flags";
/// In a list of references, what cautions rest on.
const CAUTIONS: &str = "cautions";

/// The references that rest under these topics, in the order of their keys; all, where none is named.
pub(super) fn listed<'a>(site: &'a Site, topics: &[String]) -> Vec<&'a Reference> {
    let registry = &site.registry;
    let has = |topic: &str| topics.iter().any(|t| t == topic);
    let claims = registry.claims.iter().filter(|claim| has(&claim.topic)).flat_map(|claim| &claim.sources);
    let flags = registry.red_flags.flags.iter().filter(|_| has(RED_FLAGS)).flat_map(|flag| &flag.sources);
    let cautions = registry.cautions.iter().filter(|_| has(CAUTIONS)).flat_map(|caution| &caution.sources);
    let wanted: BTreeSet<&String> = claims.chain(flags).chain(cautions).collect();
    site.library.iter().filter(|reference| topics.is_empty() || wanted.contains(&reference.key)).collect()
}

impl Fill<'_> {
    pub(super) fn mark(&mut self, mark: &Mark, range: &Range<usize>) -> String {
        let site = self.site;
        let common = self.common;
        match mark {
            Mark::Care { level, only } => self.care(level, only, range),
            Mark::Cautions => self.cautions(),
            Mark::Certainty(id) => {
                let Some(claim) = self.known_claim(id, range) else {
                    return String::new();
                };
                let cites = self.cite_all(&claim.sources);
                let value = view::claim(claim, &self.page.card, site, common);
                self.component("certainty", [("claim", value), ("cites", cites)], None)
            }
            Mark::Claims(topics) => {
                self.check_topics(topics, &[], range);
                let claims: Vec<Value> = site
                    .registry
                    .claims
                    .iter()
                    .filter(|claim| topics.is_empty() || topics.contains(&claim.topic))
                    .map(|claim| {
                        let cites = self.cite_all(&claim.sources);
                        view::claim_in_full(claim, cites, common)
                    })
                    .collect();
                self.component("claims", [("claims", Value::from(claims))], None)
            }
            Mark::References(topics) => {
                self.check_topics(topics, &[RED_FLAGS, CAUTIONS], range);
                let references: Vec<Value> = listed(site, topics)
                    .into_iter()
                    .map(|reference| view::reference(reference, topics, &self.page.card, site, common))
                    .collect();
                self.component("references", [("references", Value::from(references))], None)
            }
            Mark::Glossary => {
                let terms: Vec<Value> =
                    site.registry.terms.iter().map(|term| view::term(term, common)).collect();
                self.component("glossary", [("terms", Value::from(terms))], None)
            }
            Mark::Checklist => self.checklist(range),
            Mark::Pages => {
                let root = view::root(&self.page.card, site);
                let listed = site.listed_on(&self.page.card);
                let pages: Vec<Value> =
                    listed.iter().map(|card| view::page_link(card, &root, false, site)).collect();
                self.component("pages", [("pages", Value::from(pages))], None)
            }
            Mark::Contacts => self.component("contacts", [("regions", common.regions.clone())], None),
            Mark::Changes => {
                let changes = view::changes(&self.page.card, site, common);
                self.component("changes", [("changes", changes)], None)
            }
            Mark::Funding => self.component("funding", [("site", common.site.clone())], None),
            Mark::Quality => self.quality(range),
            Mark::Diary(nights) => self.component("diary", [("nights", Value::from(*nights))], None),
        }
    }

    fn quality(&mut self, range: &Range<usize>) -> String {
        let language = &self.page.card.language;
        let Some(words) = self.site.quality_words.get(language) else {
            let path = quality::words_path(language);
            if self.tree.get(&path).is_none() {
                let help = format!(
                    "add `{path}`, with what each item asks in your own words; `plainleaf new` makes one to start from"
                );
                self.report(&rule::UNKNOWN_MARK, range, "the sheet has no words".to_owned(), Some(help));
            }
            return String::new();
        };
        let tables = view::quality(|id| words.get(id), self.common);
        let readings = view::readings(&self.page.card, self.site, self.common);
        self.component("quality", [("tables", tables), ("readings", readings)], None)
    }

    fn cautions(&mut self) -> String {
        // A list that stands on many pages shows its sources on the page that is about it.
        let sourced = self.page.card.kind == Kind::Treatment;
        let site = self.site;
        let cautions = site.registry.cautions.iter().map(|caution| {
            let cites = if sourced { self.cite_all(&caution.sources) } else { Value::none() };
            map([
                ("id", Value::from(caution.id.as_str())),
                ("words", Value::from(self.common.words(&caution.words))),
                ("why", Value::from(self.common.words(&caution.why))),
                ("cites", cites),
            ])
        });
        let cautions: Vec<Value> = cautions.collect();
        self.component("cautions", [("cautions", Value::from(cautions))], None)
    }

    fn checklist(&mut self, range: &Range<usize>) -> String {
        if let Some(list) = &self.site.checklist {
            let value = checklist::view(list, self.common);
            return self.component("checklist", [("checklist", value)], None);
        }
        // A checklist that is there but has a mistake is reported where the mistake is.
        if self.tree.named(CHECKLIST_PATH).is_none() {
            let help = format!("add `{CHECKLIST_PATH}`");
            self.report(&rule::UNKNOWN_MARK, range, "the site has no checklist".to_owned(), Some(help));
        }
        String::new()
    }

    fn care(&mut self, level_id: &str, only: &[String], range: &Range<usize>) -> String {
        let site = self.site;
        let red_flags = &site.registry.red_flags;
        let Some(level) = red_flags.levels.get(level_id) else {
            if red_flags.levels.is_whole() {
                let message = format!("there is no level of care `{level_id}`");
                let finding = self.at(&rule::UNKNOWN_ID, range, message);
                self.unknown(finding, level_id, nearest(level_id, red_flags.levels.ids()));
            }
            return String::new();
        };
        let mut flags: Vec<&Flag> = Vec::new();
        if only.is_empty() {
            let kind = self.page.card.kind;
            flags.extend(red_flags.shown(level_id, only, kind));
            if flags.is_empty() {
                let message = format!(
                    "no red flag of the level `{level_id}` is meant for pages of the kind `{}`",
                    kind.word()
                );
                let help = "add this kind to the `kinds` of its flags in `content/red-flags.toml`, or name the flags: `[care: urgent; flag-id]`";
                self.report(&rule::EMPTY_CARD, range, message, Some(help.to_owned()));
                return String::new();
            }
        }
        for id in only {
            match red_flags.flags.get(id) {
                Some(flag) if flag.level == level_id => flags.push(flag),
                Some(flag) => self.report(
                    &rule::UNKNOWN_ID,
                    range,
                    format!("the red flag `{id}` is of the level `{}`", flag.level),
                    Some(format!("put it in the card `[care: {}]`", flag.level)),
                ),
                None if !red_flags.flags.is_whole() => {}
                None => {
                    let finding = self.at(&rule::UNKNOWN_ID, range, format!("there is no red flag `{id}`"));
                    self.unknown(finding, id, nearest(id, red_flags.flags.ids()));
                }
            }
        }
        // A card is for deciding, fast: its sources stand on the page that is about getting help.
        let sourced = self.page.card.kind == Kind::Care && !level.call;
        let values: Vec<Value> = flags
            .into_iter()
            .map(|flag| {
                let cites = if sourced { self.cite_all(&flag.sources) } else { Value::none() };
                map([
                    ("id", Value::from(flag.id.as_str())),
                    ("words", Value::from(self.common.words(&flag.words))),
                    ("cites", cites),
                ])
            })
            .collect();
        let level_value = map([
            ("id", Value::from(level.id.as_str())),
            ("heading", Value::from(self.common.words(&level.heading))),
            ("action", Value::from(self.common.words(&level.action))),
            ("call", Value::from(level.call)),
        ]);
        let arguments = [
            ("level", level_value),
            ("flags", Value::from(values)),
            ("regions", self.common.regions.clone()),
            ("anchor", Value::from(level_id)),
        ];
        self.component("care", arguments, None)
    }

    /// A topic that no claim has is a slip of the pen.
    fn check_topics(&mut self, topics: &[String], also: &[&str], range: &Range<usize>) {
        let claims = &self.site.registry.claims;
        let known: BTreeSet<&str> = claims.iter().map(|claim| claim.topic.as_str()).collect();
        for topic in topics
            .iter()
            .filter(|t| claims.is_whole() && !known.contains(t.as_str()) && !also.contains(&t.as_str()))
        {
            let near = nearest(topic, known.iter().copied().chain(also.iter().copied()));
            let finding = self.at(&rule::UNKNOWN_ID, range, format!("no claim has the topic `{topic}`"));
            self.unknown(finding, topic, near);
        }
    }
}
