//! The files under `language/`, read into one value for each language.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Danger, Excusable, Guard, Skin};
use crate::pattern::{Patterns, Vocabulary};
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
#[serde(deny_unknown_fields)]
struct EmergencyNumber {
    numbers: Vec<String>,
    when: Vec<String>,
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

pub(super) fn english() -> Result<Danger, String> {
    let common: Vocabulary = file(include_str!("../language/en/words.toml"))?;
    let danger = safety(file(include_str!("../language/en/safety.toml"))?, &common)?;
    let danger = doses(file(include_str!("../language/en/doses.toml"))?, &common, danger)?;
    let danger = advice(file(include_str!("../language/en/advice.toml"))?, &common, danger)?;
    let shares: Shares = file(include_str!("../language/en/shares.toml"))?;
    let medicines: Medicines = file(include_str!("../language/en/medicines.toml"))?;
    let conditions: Conditions = file(include_str!("../language/en/conditions.toml"))?;
    let names = |groups: &mut dyn Iterator<Item = &Group>| {
        Phrases::new(groups.flat_map(|group| &group.names).map(String::as_str))
    };
    Ok(Danger {
        medicines: names(&mut medicines.group.iter()),
        kept_up: names(&mut medicines.group.iter().filter(|group| group.kept_up)),
        conditions: phrases(&conditions.conditions),
        share_words: phrases(&shares.mentioned),
        shares: excusable(&shares.words.and(&common), &shares.when, &shares.unless)?,
        ..danger
    })
}

pub(super) fn spanish() -> Result<Danger, String> {
    let common = Vocabulary::default();
    let danger = safety(file(include_str!("../language/es/safety.toml"))?, &common)?;
    doses(file(include_str!("../language/es/doses.toml"))?, &common, danger)
}

fn file<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|mistake| mistake.to_string())
}

fn phrases(words: &[String]) -> Phrases {
    Phrases::new(words.iter().map(String::as_str))
}

fn safety(file: Safety, common: &Vocabulary) -> Result<Danger, String> {
    let Safety { dont_starts, emergency_number, diagnosis, skin_colour } = file;
    let calls = emergency_number.words.and(common);
    let verdicts = diagnosis.words.and(common);
    let skin = |list: &str| skin_colour.get(list).map(|words| phrases(words)).unwrap_or_default();
    Ok(Danger {
        dont_starts,
        emergency_numbers: emergency_number.numbers,
        emergency_call: calls.patterns(&emergency_number.when)?,
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

fn doses(file: Doses, common: &Vocabulary, danger: Danger) -> Result<Danger, String> {
    let words = file.words.and(common);
    Ok(Danger { dose_words: phrases(&file.mentioned), doses: words.patterns(&file.figures)?, ..danger })
}

fn advice(file: Advice, common: &Vocabulary, danger: Danger) -> Result<Danger, String> {
    let words = file.words.and(common);
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

fn excusable(words: &Vocabulary, when: &[String], unless: &[String]) -> Result<Excusable, String> {
    Ok(Excusable { when: words.patterns(when)?, unless: words.patterns(unless)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_read() {
        let english = english().unwrap();
        assert!(english.medicines.iter().count() > 300);
        assert!(english.guards.len() > 3);
        // A guard of which nothing can be looked for would never be asked.
        assert!(english.guards.iter().all(|guard| guard.advice.when.each_needs()));
        assert!(english.keep_taking.each_needs());
        assert!(spanish().unwrap().doses.find(&tokens("tome 5 mg")).is_some());
    }

    fn tokens(text: &str) -> crate::pattern::Tokens<'_> {
        crate::pattern::Tokens::new(text, std::iter::once(0..text.len()), &[])
    }
}
