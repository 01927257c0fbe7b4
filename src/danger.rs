//! What is dangerous to say to readers, by language: the built-in lists behind the rules of safety.
//!
//! The lists stand in `language/`. What a site adds of its own topic stands in its `wording.toml`. A language without
//! lists of its own is held against what is the same everywhere: units of doses, emergency numbers.

mod read;

use std::ops::Range;
use std::sync::LazyLock;

use crate::language::Each;
use crate::pattern::{Patterns, Tokens};
use crate::phrase::Phrases;

/// What is dangerous to say in one language.
#[derive(Debug, Clone, Default)]
pub struct Danger {
    /// Names of medicines.
    pub medicines: Phrases,
    /// Those that harm if one stops them without asking.
    pub kept_up: Phrases,
    /// Ways to say that nobody should stop a medicine without asking.
    pub keep_taking: Patterns,
    /// What tells of harm from a medicine.
    pub harm: Excusable,
    /// What a sentence does that names a medicine to have it talked about.
    pub asking: Patterns,
    /// What a sentence does that names a medicine and needs no warning.
    pub passing: Patterns,
    /// Advice that can harm.
    pub guards: Vec<Guard>,
    /// Words before a list whose items go on with them, and are no advice by themselves.
    pub leads: Phrases,
    /// Words of doses; a text with none of them and no digit has no dose.
    pub dose_words: Phrases,
    /// Doses and other figures for clinicians.
    pub doses: Excusable,
    /// Where someone is told to take one.
    pub dose_told: Patterns,
    /// Words and signs of percentages and odds.
    pub share_words: Phrases,
    /// Percentages and odds that are not said as people.
    pub shares: Excusable,
    /// Those of them that tell how much something changes, and not of how many it is so.
    pub changes: Patterns,
    /// Whom shares are of.
    pub people: Vec<String>,
    /// The best known emergency numbers.
    pub emergency_numbers: Vec<String>,
    /// The best known numbers for what is no emergency.
    pub help_lines: Vec<String>,
    /// Such a number as one to call, unless the country is named.
    pub emergency_call: Excusable,
    /// Illnesses that only a clinician can say someone has.
    pub conditions: Phrases,
    /// What tells a reader that they have one.
    pub verdict: Excusable,
    /// What does so as a line by itself.
    pub verdict_line: Patterns,
    /// How each item of a list of what not to do starts.
    pub dont_starts: String,
    /// Colours of skin.
    pub skin: Skin,
}

/// Words to look for, and words that excuse them in the same sentence.
#[derive(Debug, Clone, Default)]
pub struct Excusable {
    /// What is looked for.
    pub when: Patterns,
    /// What excuses it.
    pub unless: Patterns,
}

/// Advice that can harm.
#[derive(Debug, Clone)]
pub struct Guard {
    /// The advice.
    pub advice: Excusable,
    /// What is wrong with it: goes on after `this sentence`.
    pub says: String,
    /// A sentence to write instead.
    pub instead: String,
}

/// Words about the colour of skin.
#[derive(Debug, Clone, Default)]
pub struct Skin {
    /// Colours that it turns.
    pub colours: Phrases,
    /// What turns them.
    pub parts: Phrases,
    /// How to say what it looks like on darker skin.
    pub said: Phrases,
    /// Words with a colour in them that are about something else.
    pub other: Phrases,
}

impl Excusable {
    /// The first words of a sentence that are meant, as bytes, unless others in it excuse them.
    pub fn find(&self, sentence: &Tokens<'_>) -> Option<Range<usize>> {
        self.when.find(sentence).filter(|_| self.unless.find(sentence).is_none())
    }

    /// All words of a sentence that are meant, as bytes, unless others in it excuse them.
    pub fn apart(&self, sentence: &Tokens<'_>) -> Vec<Range<usize>> {
        let found = self.when.apart(sentence);
        if found.is_empty() || self.unless.find(sentence).is_some() { Vec::new() } else { found }
    }
}

static DANGERS: Each<Danger> = Each::new(|folder| Some(read::of(folder)));

/// What holds in every language.
static EVERYWHERE: LazyLock<Danger> = LazyLock::new(read::everywhere);

impl Danger {
    /// What is dangerous to say in a language such as `en` or `en-GB`.
    pub fn of(language: &str) -> &'static Danger {
        DANGERS.of(language).unwrap_or(&EVERYWHERE)
    }
}
