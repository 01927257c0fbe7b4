//! The files under `language/`, read into one value for each language.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Danger, Excusable, Guard, Skin};
use crate::language::{FOLDERS, Folder, sound};
use crate::pattern::{Patterns, Vocabulary, Words};
use crate::phrase::Phrases;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Medicines {
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    /// What they are for: read by people alone.
    #[serde(rename = "for")]
    _use: String,
    #[serde(default)]
    kept_up: bool,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Doses {
    mentioned: Vec<String>,
    figures: Vec<String>,
    unless: Vec<String>,
    told: Vec<String>,
    words: Vocabulary,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advice {
    keep_taking: Vec<String>,
    harm: Vec<String>,
    no_harm: Vec<String>,
    asking: Vec<String>,
    passing: Vec<String>,
    guard: Vec<GuardLines>,
    leads: Vec<String>,
    words: Vocabulary,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GuardLines {
    /// For those who read the file.
    #[serde(rename = "id")]
    _id: String,
    says: String,
    instead: String,
    when: Vec<String>,
    unless: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shares {
    mentioned: Vec<String>,
    when: Vec<String>,
    changes: Vec<String>,
    people: Vec<String>,
    unless: Vec<String>,
    words: Vocabulary,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Conditions {
    conditions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Safety {
    dont_starts: String,
    emergency_number: EmergencyNumber,
    diagnosis: Diagnosis,
    skin_colour: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct EmergencyNumber {
    numbers: Vec<String>,
    help_lines: Vec<String>,
    when: Vec<String>,
    unless: Vec<String>,
    words: Vocabulary,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Diagnosis {
    when: Vec<String>,
    whole: Vec<String>,
    unless: Vec<String>,
    words: Vocabulary,
}

/// What the files of a language say, on top of what holds everywhere.
pub(super) fn of(folder: &Folder) -> Danger {
    sound(folder.code, add(folder, everywhere()))
}

/// What English says of units of doses and of emergency numbers, which are much the same everywhere.
pub(super) fn everywhere() -> Danger {
    let english = FOLDERS.iter().find(|folder| folder.code == "en");
    let english = english.map(|folder| sound(folder.code, add(folder, Danger::default())));
    let Danger { emergency_numbers, help_lines, emergency_call, dose_words, doses, dose_told, .. } =
        english.unwrap_or_default();
    Danger {
        emergency_numbers,
        help_lines,
        emergency_call,
        dose_words,
        doses,
        dose_told,
        ..Danger::default()
    }
}

fn add(folder: &Folder, mut danger: Danger) -> Result<Danger, String> {
    let common = match folder.read::<Vocabulary>("words.toml") {
        Some(words) => words.fill(&Words::default())?,
        None => Words::default(),
    };
    if let Some(file) = folder.read("safety.toml") {
        danger = safety(file, &common, danger)?;
    }
    if let Some(file) = folder.read("doses.toml") {
        danger = doses(file, &common, danger)?;
    }
    if let Some(file) = folder.read("advice.toml") {
        danger = advice(file, &common, danger)?;
    }
    if let Some(file) = folder.read("shares.toml") {
        danger = shares(file, &common, danger)?;
    }
    if let Some(file) = folder.read::<Medicines>("medicines.toml") {
        let names = |groups: &mut dyn Iterator<Item = &Group>| {
            Phrases::new(groups.flat_map(|group| &group.names).map(String::as_str))
        };
        danger.medicines = names(&mut file.group.iter());
        danger.kept_up = names(&mut file.group.iter().filter(|group| group.kept_up));
    }
    if let Some(file) = folder.read::<Conditions>("conditions.toml") {
        danger.conditions = phrases(&file.conditions);
    }
    Ok(danger)
}

fn phrases(words: &[String]) -> Phrases {
    Phrases::new(words.iter().map(String::as_str))
}

fn safety(file: Safety, common: &Words, danger: Danger) -> Result<Danger, String> {
    let Safety { dont_starts, emergency_number: number, diagnosis, skin_colour } = file;
    let calls = number.words.fill(common)?;
    let verdicts = diagnosis.words.fill(common)?;
    let skin = |list: &str| skin_colour.get(list).map(|words| phrases(words)).unwrap_or_default();
    Ok(Danger {
        dont_starts,
        emergency_numbers: number.numbers,
        help_lines: number.help_lines,
        emergency_call: excusable(&calls, &number.when, &number.unless)?,
        verdict: excusable(&verdicts, &diagnosis.when, &diagnosis.unless)?,
        verdict_line: verdicts.patterns(&diagnosis.whole)?,
        skin: Skin {
            colours: skin("colours"),
            parts: skin("parts"),
            said: skin("said"),
            other: skin("other"),
        },
        ..danger
    })
}

fn doses(file: Doses, common: &Words, danger: Danger) -> Result<Danger, String> {
    let words = file.words.fill(common)?;
    let doses = excusable(&words, &file.figures, &file.unless)?;
    let told = words.patterns(&file.told)?;
    Ok(Danger { dose_words: phrases(&file.mentioned), doses, dose_told: told, ..danger })
}

fn advice(file: Advice, common: &Words, danger: Danger) -> Result<Danger, String> {
    let words = file.words.fill(common)?;
    let read = |lines: &[String]| -> Result<Patterns, String> { words.patterns(lines) };
    let guards = file.guard.into_iter().map(|guard| {
        let advice = excusable(&words, &guard.when, &guard.unless)?;
        Ok(Guard { advice, says: guard.says, instead: guard.instead })
    });
    Ok(Danger {
        keep_taking: read(&file.keep_taking)?,
        harm: Excusable { when: read(&file.harm)?, unless: read(&file.no_harm)? },
        asking: read(&file.asking)?,
        passing: read(&file.passing)?,
        leads: phrases(&file.leads),
        guards: guards.collect::<Result<_, String>>()?,
        ..danger
    })
}

fn shares(file: Shares, common: &Words, danger: Danger) -> Result<Danger, String> {
    let words = file.words.fill(common)?;
    let shares = excusable(&words, &file.when, &file.unless)?;
    let changes = words.patterns(&file.changes)?;
    Ok(Danger { share_words: phrases(&file.mentioned), shares, changes, people: file.people, ..danger })
}

fn excusable(words: &Words, when: &[String], unless: &[String]) -> Result<Excusable, String> {
    Ok(Excusable { when: words.patterns(when)?, unless: words.patterns(unless)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_read() {
        let english = Danger::of("en");
        assert!(english.medicines.iter().count() > 300);
        assert!(english.guards.len() > 3);
        // A guard of which nothing can be looked for would never be asked.
        assert!(english.guards.iter().all(|guard| guard.advice.when.each_needs()));
        assert!(english.keep_taking.each_needs());
        assert!(Danger::of("es").doses.find(&tokens("tome 5 mg")).is_some());
    }

    fn tokens(text: &str) -> crate::pattern::Tokens<'_> {
        crate::pattern::Tokens::new(text, std::iter::once(0..text.len()), &[])
    }
}
