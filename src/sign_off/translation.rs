//! Whether a translation says what its original says: it does as long as the original has the words that its
//! translator read before signing.

use std::sync::Arc;

use jiff::civil::Date;

use super::judge::{find, page_name, short};
use super::words::Text;
use super::{Entry, SignOffs, original_path};
use crate::diagnostic::{Diagnostic, SourcePath, Span};
use crate::page::Card;
use crate::rule;
use crate::source::SourceFile;

/// For so many days readers of a translation make do with a banner.
const PATIENCE: i32 = 30;

/// A translation whose original has changed since.
#[derive(Debug, Clone)]
pub struct Behind {
    /// What it translates.
    pub original: Arc<Card>,
    /// Since when the original has been ahead of it: never later than it has been.
    pub since: Date,
    /// The first line of the original that is new, or one that is gone.
    change: Option<String>,
    /// Who translated it.
    by: Entry,
}

impl SignOffs {
    /// Holds the words of an original against those that the translator of a page read.
    pub(super) fn behind(&self, page: &SourcePath, original: &Arc<Card>, words: &Text) -> Option<Behind> {
        let by_role = &self.of(page)?.by_role;
        let translators = self.roles.translation.iter().filter_map(|role| by_role.get(role));
        let by = translators.filter(|entry| entry.original.is_some()).max_by_key(|entry| entry.date)?;
        let words = words.to_translate();
        if by.original.as_ref() == Some(&words.fingerprint()) {
            return None;
        }
        let known = self.texts.get(&original_path(page, &by.role));
        let known = known.filter(|known| by.original.as_ref() == Some(&known.fingerprint()));
        let change = known.and_then(|known| match words.first_change(known) {
            (Some(now), _) => Some(short(now)),
            (None, was) => Some(format!("{} (gone)", short(was?))),
        });
        // The first day that the original says it changed on. If it says none, it may have been the next one.
        let days = original.changes.iter().map(|change| change.date).chain([original.updated]);
        let since = days.map(|day| day.0).filter(|day| *day > by.date).min().unwrap_or(by.date);
        Some(Behind { original: Arc::clone(original), since, change, by: by.clone() })
    }
}

impl Behind {
    /// What its writer is told: for a while as a warning.
    pub(super) fn finding(&self, card: &Card, today: Date, original: Option<&SourceFile>) -> Diagnostic {
        let (path, since) = (&self.original.path, self.since);
        let days = (today - since).get_days();
        let change = self.change.as_ref().map_or(String::new(), |words| format!(": `{words}`"));
        let place = original
            .zip(self.change.as_deref())
            .and_then(|(file, words)| Some(Span::new(path, find(file.as_text(), words)?)))
            .unwrap_or_else(|| Span::file(path));
        let (rule, message) = if days > PATIENCE {
            let message = format!("this page has been older than `{path}` for {days} days{change}");
            (&rule::TRANSLATION_OUTDATED, message)
        } else {
            let message = format!("this page is older than `{path}`, which changed on {since}{change}");
            (&rule::TRANSLATION_BEHIND, message)
        };
        let Entry { role, .. } = &self.by;
        Diagnostic::new(rule, Span::file(&card.path), message)
            .help(format!(
                "bring it up to date; then whoever translated it signs it: `plainleaf sign {} --name … --role {role}`",
                page_name(card)
            ))
            .related(place, "what it translates")
            .related(self.by.span.clone(), "the sign-off")
    }
}
