//! Whether a page's sign-offs still stand, held against its words as they are now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::person::folded;
use super::words::Text;
use super::{Behind, Entry, Record, SignOffs};
use crate::config::Roles;
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span};
use crate::page::Card;
use crate::rule::{self, Purpose};
use crate::source::{SourceFile, SourceTree};

/// The most of a changed line that a finding shows, in characters.
const SHOWN: usize = 90;

/// What the sign-offs of a page come to.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The sign-offs that stand.
    pub signed: Vec<Entry>,
    /// Whether all that are needed do.
    pub complete: bool,
    /// When someone with a clinical role last signed, if that stands.
    pub reviewed: Option<Date>,
    /// What has left it behind, if it is a translation.
    pub behind: Option<Behind>,
}

impl Standing {
    /// Nobody has signed.
    pub const NONE: Standing = Standing { signed: Vec::new(), complete: false, reviewed: None, behind: None };
}

/// What a sign-off is worth, now.
pub(super) enum Worth {
    Stands,
    Changed,
    /// A minor change was logged, and is more than a spelling mended.
    TooBig(Entry),
}

impl SignOffs {
    /// Judges a page by its words, where they were read: unless they were, nobody has signed. A page with an
    /// original is also signed by who translated it.
    pub fn judge(
        &self,
        card: &Card,
        original: Option<&Arc<Card>>,
        words: &BTreeMap<SourcePath, Arc<Text>>,
        tree: &SourceTree,
    ) -> Found<Standing> {
        let text = words.get(&card.path).map(|text| &**text);
        let file = tree.get(&card.path).map(|file| &**file);
        let mut found = Diagnostics::default();
        let mut standing = Standing::NONE;
        let none = Record::default();
        let record = self.of(&card.path).unwrap_or(&none);
        let print = text.map(Text::fingerprint).unwrap_or_default();
        let mut complete = true;
        let mut by_group: Vec<Vec<&Entry>> = Vec::new();
        for (group, roles) in self.roles.groups() {
            let translates = group == Roles::TRANSLATION;
            if translates && original.is_none() {
                continue;
            }
            // Who signed before there was an original has translated nothing.
            let counts = |entry: &&Entry| !translates || entry.original.is_some();
            let signed: Vec<&Entry> =
                roles.iter().filter_map(|role| record.by_role.get(role)).filter(counts).collect();
            let worth = |entry: &Entry| {
                text.map_or(Worth::Changed, |text| self.worth(&card.path, entry, text, &print))
            };
            let judged = signed.iter().map(|entry| (*entry, worth(entry)));
            let (stand, rest): (Vec<_>, Vec<_>) =
                judged.partition(|(_, worth)| matches!(worth, Worth::Stands));
            complete &= roles.is_empty() || !stand.is_empty();
            standing.signed.extend(stand.iter().map(|(entry, _)| (*entry).clone()));
            // One who knows the health side and both languages may be asked for both at once.
            let is_for_both = |role: &String| {
                translates && (self.roles.clinical.contains(role) || self.roles.plain_language.contains(role))
            };
            if !stand.is_empty() && !stand.iter().any(|(entry, _)| is_for_both(&entry.role)) {
                by_group.push(stand.iter().map(|(entry, _)| *entry).collect());
            }
            if !stand.is_empty() || roles.is_empty() {
                continue;
            }
            for (entry, worth) in &rest {
                match (worth, text) {
                    (Worth::TooBig(minor), _) => found.push(self.too_big(minor, entry)),
                    (_, Some(text)) => found.push(self.changed(card, entry, text, file)),
                    (_, None) => {}
                }
            }
            let begun = !record.by_role.is_empty() || self.purpose == Purpose::Release;
            if rest.is_empty() && card.needs_sign_off() && begun {
                found.push(self.missing(card, group, roles));
            }
        }
        if !are_different_people(&by_group, &mut Vec::new()) {
            complete = false;
            found.extend(signed_by_one(&by_group));
        }
        standing.complete = complete;
        let clinical = |entry: &&Entry| self.roles.clinical.contains(&entry.role);
        standing.reviewed = standing.signed.iter().filter(clinical).map(|entry| entry.date).max();
        if self.purpose == Purpose::Release && card.needs_sign_off() {
            found.extend(undated(card));
        }
        let before = original.and_then(|original| Some((original, words.get(&original.path)?)));
        standing.behind = before.and_then(|(original, words)| self.behind(&card.path, original, words));
        if let Some(behind) = &standing.behind {
            let original = tree.get(&behind.original.path).map(|file| &**file);
            found.push(behind.finding(card, self.today, original));
        }
        Found(standing, found)
    }

    /// What a sign-off is worth for the words of a page, whose fingerprint is `print`.
    pub(super) fn worth(&self, page: &SourcePath, entry: &Entry, text: &Text, print: &str) -> Worth {
        if entry.words == print {
            return Worth::Stands;
        }
        let minor =
            self.of(page).and_then(|record| {
                let is_by_one_who_signed = |minor: &Entry| {
                    record.by_role.get(&minor.role).is_some_and(|signed| signed.is_by(&minor.name))
                };
                record.minor_changes.iter().rev().find(|minor| {
                    minor.date >= entry.date && minor.words == print && is_by_one_who_signed(minor)
                })
            });
        match minor {
            Some(_) if self.kept(page, entry).is_some_and(|signed| text.reworded(signed).is_none()) => {
                Worth::Stands
            }
            Some(minor) => Worth::TooBig(minor.clone()),
            None => Worth::Changed,
        }
    }

    fn changed(&self, card: &Card, entry: &Entry, text: &Text, file: Option<&SourceFile>) -> Diagnostic {
        let by = format!("{} ({}) signed on {}", entry.name, entry.role, entry.date);
        let signed = self.kept(&card.path, entry);
        let (now, was) = signed.map_or((None, None), |signed| text.first_change(signed));
        let what = match (now, was) {
            (Some(now), _) => format!(": `{}`", short(now)),
            (None, Some(was)) => format!(": `{}` is gone", short(was)),
            (None, None) => String::new(),
        };
        let was = was.filter(|_| now.is_some()).map(|was| format!("it was `{}`; ", short(was)));
        let sign = format!("`plainleaf sign {} --name … --role {}", page_name(card), entry.role);
        let is_minor = signed.is_some_and(|signed| text.reworded(signed).is_none());
        let mend = if is_minor {
            format!("get a new sign-off, or log a minor change: {sign} --minor \"…\"`")
        } else {
            format!("this is no minor change, so get a new sign-off: {sign}`")
        };
        let span =
            now.zip(file).and_then(|(now, file)| Some(Span::new(&file.path, find(file.as_text(), now)?)));
        Diagnostic::new(
            &rule::SIGN_OFF_STALE,
            span.unwrap_or_else(|| Span::file(&card.path)),
            format!("words changed since {by}{what}"),
        )
        .help(format!("{}{mend}", was.unwrap_or_default()))
        .related(entry.span.clone(), "the sign-off")
    }

    fn too_big(&self, minor: &Entry, signed: &Entry) -> Diagnostic {
        let message = format!(
            "this minor change is more than a spelling mended in what {} ({}) signed on {}",
            signed.name, signed.role, signed.date
        );
        Diagnostic::new(&rule::MINOR_CHANGE_TOO_BIG, minor.span.clone(), message)
            .help("get a new sign-off")
            .related(signed.span.clone(), "the sign-off")
    }

    fn missing(&self, card: &Card, group: &str, roles: &[String]) -> Diagnostic {
        let message = format!("this page has no {group} sign-off");
        let roles: Vec<String> = roles.iter().map(|role| format!("`{role}`")).collect();
        Diagnostic::new(&rule::SIGN_OFF_MISSING, Span::file(&card.path), message).help(format!(
            "whoever checks it runs `plainleaf sign {} --name … --role …` with one of the roles {}",
            page_name(card),
            roles.join(", ")
        ))
    }
}

/// Whether each list can have a person of its own.
fn are_different_people(by_group: &[Vec<&Entry>], taken: &mut Vec<String>) -> bool {
    let Some((first, rest)) = by_group.split_first() else {
        return true;
    };
    first.iter().any(|entry| {
        let name = folded(&entry.name);
        if taken.contains(&name) {
            return false;
        }
        taken.push(name);
        let others = are_different_people(rest, taken);
        taken.pop();
        others
    })
}

/// The first two sign-offs of one person for two lists.
fn signed_by_one(by_group: &[Vec<&Entry>]) -> Option<Diagnostic> {
    let mut pairs = by_group.iter().enumerate().flat_map(|(at, group)| {
        let later = by_group[at + 1..].iter().flatten();
        group.iter().flat_map(move |first| later.clone().map(move |second| (*first, *second)))
    });
    let (first, second) = pairs.find(|(first, second)| folded(&first.name) == folded(&second.name))?;
    let message = format!("{} signed this page as `{}` and as `{}`", second.name, first.role, second.role);
    let help = format!("two people check a page: ask another one to sign it as `{}`", second.role);
    let finding = Diagnostic::new(&rule::SIGNED_BY_ONE_PERSON, second.span.clone(), message).help(help);
    Some(finding.related(first.span.clone(), "the other sign-off"))
}

/// A page that is given to readers says when it will be checked again.
fn undated(card: &Card) -> Option<Diagnostic> {
    let message = "the page does not say when it must be checked again";
    let missing = Diagnostic::new(&rule::REVIEW_DATE_MISSING, Span::file(&card.path), message)
        .help("check it, sign it, and put the day of the next check in `review_by`");
    Some(missing).filter(|_| card.review_by.is_none())
}

/// What a person calls a page on the command line.
pub(super) fn page_name(card: &Card) -> &str {
    card.path.as_str().trim_start_matches("content/").trim_end_matches(".md")
}

/// The start of some words.
pub(super) fn short(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words.to_owned(),
    }
}

/// The line of a source that has the most of these words, if it has most of them.
pub(super) fn find(source: &str, words: &str) -> Option<std::ops::Range<usize>> {
    let parts = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let wanted = parts(words);
    let mut best = (0, 0..0);
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let shared = parts(line).intersection(&wanted).count();
        if shared > best.0 {
            best = (shared, at..at + line.trim_end().len());
        }
        at += line.len();
    }
    (best.0 * 10 >= wanted.len() * 7).then_some(best.1).filter(|place| !place.is_empty())
}
