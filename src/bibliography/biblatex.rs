//! BibLaTeX files, entry by entry.

use super::{Checked, Keys, Problems, whole_entries};
use biblatex::{Bibliography, RawBibliography};
use std::ops::Range;

const HELP: &str = "close every brace and quote, and put a comma behind every field";

/// The entries that can be understood, in hayagriva's data model.
pub(super) fn entries(text: &str, problems: &mut Problems) -> Vec<Checked> {
    let error = |text: &str| {
        let error = RawBibliography::parse(text).err()?;
        // At the end of the file there is nothing to point at; the entry that runs on begins here.
        let line = 0..text.lines().next().map_or(0, str::len);
        Some((place(text, error.span).unwrap_or(line), format!("not valid BibLaTeX: {}", error.kind)))
    };
    let kept = match error(text) {
        None => text.to_owned(),
        Some(whole) => whole_entries(text, whole, |line| line.starts_with('@'), error, HELP, problems),
    };
    let Ok(mut raw) = RawBibliography::parse(&kept) else {
        return Vec::new();
    };
    let mut keys = Keys::default();
    raw.entries.retain(|entry| keys.takes(text, entry.v.key.v, &entry.v.key.span, problems));
    let library = match Bibliography::from_raw(raw) {
        Ok(library) => library,
        Err(error) => {
            problems.add(error.span, error.kind.to_string(), HELP);
            return Vec::new();
        }
    };
    library.iter().filter_map(|entry| checked(text, entry, keys.place(&entry.key), problems)).collect()
}

fn checked(
    text: &str,
    entry: &biblatex::Entry,
    range: Range<usize>,
    problems: &mut Problems,
) -> Option<Checked> {
    let key = entry.key.clone();
    let converted = match hayagriva::Entry::try_from(entry) {
        Ok(converted) => converted,
        Err(error) => {
            // Values made up by the parser, such as inherited ones, have no place of their own.
            let range = place(text, error.span).unwrap_or(range);
            let message = format!("`{key}` cannot be read: {}", error.kind);
            problems.add(range, message, "mend the field, or leave it out");
            return None;
        }
    };
    if converted.title().is_none() {
        problems.add(range, format!("`{key}` has no title"), "write `title = {…}`");
        return None;
    }
    // Hayagriva would leave a bad date out without a word.
    if let Some(date) = entry.get("date").or_else(|| entry.get("year"))
        && converted.date().is_none()
    {
        let ends = date.first().zip(date.last());
        let place = ends.and_then(|(first, last)| place(text, first.span.start..last.span.end));
        let message = format!("the date of `{key}` cannot be read");
        let help = "write `2024`, `2024-05` or `2024-05-14`, a day that exists";
        problems.add(place.unwrap_or(range.clone()), message, help);
    }
    let data = serde_json::to_value(&converted).ok()?;
    Some(Checked { key, range, data })
}

/// A place that the parser names, where something stands there.
fn place(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    text.get(range.clone()).filter(|words| !words.trim().is_empty()).map(|_| range)
}
