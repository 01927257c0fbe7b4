//! BibLaTeX files, entry by entry.

use super::{Checked, Problem, ProblemKind, line_of, uncitable, without_broken_entries};
use biblatex::{Bibliography, ChunksRef, RawBibliography};
use std::collections::BTreeMap;
use std::ops::Range;

/// The entries that can be understood, in hayagriva's data model.
pub(super) fn entries(text: &str, problems: &mut Vec<Problem>) -> Vec<Checked> {
    let error = |text: &str| {
        let error = RawBibliography::parse(text).err()?;
        // At the end of the file there is nothing to point at; the entry that runs on begins here.
        let range = match text.get(error.span.clone()) {
            Some(offending) if !offending.trim().is_empty() => error.span,
            _ => 0..text.lines().next().map_or(0, str::len),
        };
        Some((range, format!("not valid BibLaTeX: {}", error.kind)))
    };
    let kept = match error(text) {
        None => text.to_owned(),
        Some((range, message)) => {
            let mut found = Vec::new();
            let starts = |line: &str| line.starts_with('@');
            let kept = without_broken_entries(text, starts, error, &mut found);
            if found.is_empty() {
                found.push(Problem::new(ProblemKind::Syntax, range, message));
            }
            problems.append(&mut found);
            kept
        }
    };
    let Ok(mut raw) = RawBibliography::parse(&kept) else {
        return Vec::new();
    };

    let mut ranges = BTreeMap::new();
    raw.entries.retain(|entry| {
        let (key, range) = (entry.v.key.v, entry.v.key.span.clone());
        if let Some(first) = ranges.get(key) {
            problems.push(duplicate(text, key, range, first));
            return false;
        }
        ranges.insert(key.to_owned(), range);
        true
    });

    let library = match Bibliography::from_raw(raw) {
        Ok(library) => library,
        Err(error) => {
            let message = format!("{}", error.kind);
            problems.push(Problem::new(ProblemKind::Syntax, error.span, message));
            return Vec::new();
        }
    };
    let mut checked = Vec::new();
    for entry in library.iter() {
        let range = ranges.get(&entry.key).cloned().unwrap_or_default();
        if uncitable(&entry.key) {
            problems.push(bad_key(&entry.key, range.clone()));
        }
        match hayagriva::Entry::try_from(entry) {
            Ok(converted) if converted.title().is_none() => {
                let message = format!("`{}` has no title", entry.key);
                problems.push(Problem::new(ProblemKind::MissingField, range, message));
            }
            Ok(converted) => {
                if let Some(date) = entry.get("date").or_else(|| entry.get("year"))
                    && converted.date().is_none()
                {
                    problems.push(bad_date(text, &entry.key, date, range.clone()));
                }
                let data = serde_json::to_value(&converted).ok();
                checked.extend(data.map(|data| Checked { key: entry.key.clone(), range, data }));
            }
            Err(error) => {
                // Values made up by the parser, such as inherited ones, have no place of their own.
                let range =
                    if text.get(error.span.clone()).is_none_or(str::is_empty) { range } else { error.span };
                let message = format!("`{}` cannot be read: {}", entry.key, error.kind);
                problems.push(Problem::new(ProblemKind::BadValue, range, message));
            }
        }
    }
    checked
}

/// A date that hayagriva would leave out without a word.
fn bad_date(text: &str, key: &str, date: ChunksRef<'_>, entry: Range<usize>) -> Problem {
    let place = match date {
        [first, .., last] => first.span.start..last.span.end,
        [only] => only.span.clone(),
        [] => entry.clone(),
    };
    let range = if text.get(place.clone()).is_some() { place } else { entry };
    let message = format!("the date of `{key}` cannot be read");
    Problem::new(ProblemKind::BadValue, range, message)
        .help("write `2024`, `2024-05` or `2024-05-14`, a day that exists")
}

/// The second use of a key.
pub(super) fn duplicate(text: &str, key: &str, range: Range<usize>, first: &Range<usize>) -> Problem {
    let line = line_of(text, first.start);
    Problem::new(ProblemKind::Duplicate, range, format!("`{key}` is there twice"))
        .help(format!("it is first in line {line}; rename or remove one of them"))
}

/// A key that a citation cannot name.
pub(super) fn bad_key(key: &str, range: Range<usize>) -> Problem {
    Problem::new(ProblemKind::BadValue, range, format!("`{key}` cannot be cited"))
        .help("write the key with letters, digits and hyphens, such as `smith-2020`")
}
