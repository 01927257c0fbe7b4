//! Whether two names are those of one person, as people write them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::fold;
use crate::language::FOLDERS;

#[derive(Deserialize)]
struct Titles {
    titles: BTreeSet<String>,
}

/// The titles of all languages: whoever signs may come from anywhere.
static TITLES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    FOLDERS
        .iter()
        .filter_map(|folder| folder.read::<Titles>("titles.toml"))
        .flat_map(|list| list.titles)
        .collect()
});

/// A name without what changes from one signature to the next: case, spaces and stops, accents, titles.
pub(super) fn folded(name: &str) -> String {
    let seen = fold::seen(name);
    let parts = seen.split_inclusive(|c: char| !c.is_alphanumeric()).map(as_latin);
    let plain: String = parts.collect::<String>().chars().map(without_accent).collect();
    let words = || plain.split(|c: char| !c.is_alphanumeric());
    let own: String = words().filter(|word| !TITLES.contains(*word)).collect();
    if own.is_empty() { words().collect() } else { own }
}

/// A part of a name in the letters that all of its letters look like: nobody is two people by another `A`.
fn as_latin(part: &str) -> String {
    let letter = |c: char| if c.is_alphabetic() { fold::alike(c) } else { Some(c) };
    part.chars().map(letter).collect::<Option<String>>().unwrap_or_else(|| part.to_owned())
}

/// A letter of the Latin script in its plain form, in small letters. Of other scripts only the case is left out:
/// different names may sound alike.
fn without_accent(c: char) -> String {
    match c {
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => slug::slugify(c.to_string()),
        _ => c.to_lowercase().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_signs_in_many_ways() {
        for name in [
            "anna müller",
            "Anna  MÜLLER",
            "Dr. Anna Müller",
            "Dr.Anna Müller",
            "Prof. Dr. Anna Muller, RN",
            "Anna Mu\u{308}ller",
            "Anna\u{a0}Müller",
            " Anna Müller MD PhD",
            "Anna\u{200b} Müller",
            "Аnnа Müllеr",
            "Ａnna Müller",
            "Anna M\u{2028}üller",
        ] {
            assert_eq!(folded(name), "annamuller", "{name}");
        }
        assert_eq!(folded("Siân O’Neil-Østergård"), folded("SIAN O'Neil Ostergard"));
        assert_eq!(folded("Dr."), "dr");
        assert_eq!(folded("Ольга Петрова"), folded("ОЛЬГА ПЕТРОВА"));
        assert_eq!(folded("Роре Арсе"), folded("Pope Apce"), "each letter is one of another alphabet");
    }

    #[test]
    fn others_stay_others() {
        let others = [
            "Anna Müller",
            "Anne Müller",
            "A. Müller",
            "Anna Miller",
            "Anna Do",
            "王芳",
            "汪方",
            "Jo Ma",
            "Jo",
        ];
        let folded: BTreeSet<String> = others.iter().map(|name| folded(name)).collect();
        assert_eq!(folded.len(), others.len());
        assert!(!folded.contains("") && !TITLES.is_empty());
    }
}
