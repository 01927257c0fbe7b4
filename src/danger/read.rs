//! The files under `language/`, read into one value for each language.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Danger, Excusable, Guard, Skin};
use crate::language::{built_in, sound};
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

/// Reads a file under `language/`.
macro_rules! file {
    ($name:literal) => {
        built_in($name, include_str!(concat!("../language/", $name)))
    };
}

pub(super) fn english() -> Danger {
    const NAME: &str = "en/words.toml";
    let common = sound(
        NAME,
        built_in::<Vocabulary>(NAME, include_str!("../language/en/words.toml")).fill(&Words::default()),
    );
    let danger = sound("en/safety.toml", safety(file!("en/safety.toml"), &common));
    let danger = sound("en/doses.toml", doses(file!("en/doses.toml"), &common, danger));
    let danger = sound("en/advice.toml", advice(file!("en/advice.toml"), &common, danger));
    let danger = sound("en/shares.toml", shares(file!("en/shares.toml"), &common, danger));
    let medicines: Medicines = file!("en/medicines.toml");
    let conditions: Conditions = file!("en/conditions.toml");
    let names = |groups: &mut dyn Iterator<Item = &Group>| {
        Phrases::new(groups.flat_map(|group| &group.names).map(String::as_str))
    };
    Danger {
        medicines: names(&mut medicines.group.iter()),
        kept_up: names(&mut medicines.group.iter().filter(|group| group.kept_up)),
        conditions: phrases(&conditions.conditions),
        ..danger
    }
}

pub(super) fn spanish() -> Danger {
    let common = Words::default();
    let danger = sound("es/safety.toml", safety(file!("es/safety.toml"), &common));
    sound("es/doses.toml", doses(file!("es/doses.toml"), &common, danger))
}

fn phrases(words: &[String]) -> Phrases {
    Phrases::new(words.iter().map(String::as_str))
}

fn safety(file: Safety, common: &Words) -> Result<Danger, String> {
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
        ..Danger::default()
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
        let english = english();
        assert!(english.medicines.iter().count() > 300);
        assert!(english.guards.len() > 3);
        // A guard of which nothing can be looked for would never be asked.
        assert!(english.guards.iter().all(|guard| guard.advice.when.each_needs()));
        assert!(english.keep_taking.each_needs());
        assert!(spanish().doses.find(&tokens("tome 5 mg")).is_some());
    }

    fn tokens(text: &str) -> crate::pattern::Tokens<'_> {
        crate::pattern::Tokens::new(text, std::iter::once(0..text.len()), &[])
    }
}
