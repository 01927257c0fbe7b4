//! For which languages rules have words.

use crate::language::FOLDERS;
use crate::rule::{self, Rule};

/// Which files of a language some rules read, besides the tables that are named after rules.
static READ: &[(&str, &[&Rule])] = &[
    (
        "certainty.toml",
        &[
            &rule::ADVERT_WORD,
            &rule::CLAIM_OVERSTATED,
            &rule::CLAIM_REVERSED,
            &rule::CLAIM_UNDERSTATED,
            &rule::EFFECT_UNSOURCED,
            &rule::EFFECT_WITHOUT_CLAIM,
            &rule::NO_EFFECT_CLAIMED,
            &rule::OVERPROMISE,
        ],
    ),
    ("frequency.toml", &[&rule::FREQUENCY_UNSOURCED]),
    ("medicines.toml", &[&rule::KEEP_TAKING_UNSAID, &rule::MEDICINE_WITHOUT_WARNING]),
    ("advice.toml", &[&rule::ADVICE_UNGUARDED]),
    ("doses.toml", &[&rule::DOSE_OUTSIDE_CLINICAL]),
    (
        "safety.toml",
        &[
            &rule::BARE_EMERGENCY_NUMBER,
            &rule::DONT_WITHOUT_NOT,
            &rule::SKIN_COLOUR_UNSAID,
            &rule::SOUNDS_LIKE_DIAGNOSIS,
        ],
    ),
    ("shares.toml", &[&rule::DENOMINATORS_MIXED, &rule::PERCENT_WITHOUT_PEOPLE]),
    ("reading.toml", &[&rule::READING_GRADE, &rule::SECTION_HARD]),
    ("syllables.txt", &[&rule::READING_SMOG]),
];

/// The codes of the languages that a rule has words for: none if it needs no words.
pub fn languages(rule: &Rule) -> Vec<&'static str> {
    let files = READ.iter().filter(|(_, rules)| rules.contains(&rule)).map(|(name, _)| *name);
    let files: Vec<&str> = files.collect();
    let knows = FOLDERS.iter().filter(|folder| {
        files.iter().any(|name| folder.text(name).is_some())
            || ["rules.toml", "instead.toml"]
                .iter()
                .any(|name| folder.tables(name).iter().any(|code| code == rule.code))
    });
    knows.map(|folder| folder.code).collect()
}
