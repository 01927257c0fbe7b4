//! Reading level, the field's way: a figure from counted sentences, words and syllables.
//!
//! A figure is a smoke alarm and not a mark: it finds sentences to look at. Only readers can say that
//! a page is clear. Counting is fixed here, so that a figure never differs between machines.
//!
//! | Language | Formula | Unit |
//! | --- | --- | --- |
//! | English | Flesch–Kincaid: Kincaid and others, 1975, Naval Technical Training Command, Research Branch Report 8-75 | school grade in the United States |
//! | English | SMOG: McLaughlin, Journal of Reading 1969;12:639; for 30 sentences or more | the same |
//! | Spanish | Fernández-Huerta: Consigna 1959;214:29, words per sentence as corrected by Law (2011) | 0 to 100, more is easier |
//! | Spanish | Flesch–Szigriszt: Szigriszt Pazos, 1993; read on the INFLESZ scale: Barrio-Cantalejo and others, An Sist Sanit Navar 2008;31:135 | the same |
//!
//! No formula is known here for another language: [`Measure::of`] gives none.

mod habits;
mod sentences;
mod syllables;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Add, AddAssign};

pub use sentences::{sentences, without_asides, words};

/// SMOG is an estimate below this many sentences, and is not given.
pub const SMOG_SENTENCES: usize = 30;

/// How the words of a language are counted and rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
pub enum Measure {
    /// Flesch–Kincaid grade and SMOG.
    #[serde(rename = "flesch-kincaid")]
    English,
    /// Fernández-Huerta and the INFLESZ scale.
    #[serde(rename = "fernandez-huerta")]
    Spanish,
}

/// What the formulas need to know of a text. Counts of sections add up to those of their page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Sentences; a heading or a list item is one.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Syllables of all words.
    pub syllables: usize,
    /// Words of three syllables or more.
    pub long_words: usize,
}

/// The counts of a text, with and without ease for the terms it explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// Each word as it is.
    pub raw: Counts,
    /// The words of explained terms counted as one syllable each.
    pub eased: Counts,
}

/// What the formulas of a language say of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figures {
    /// School grades in the United States; less is easier.
    English {
        /// Flesch–Kincaid grade.
        grade: f64,
        /// SMOG grade, for [`SMOG_SENTENCES`] sentences or more.
        smog: Option<f64>,
    },
    /// Points from 0 to 100; more is easier.
    Spanish {
        /// Fernández-Huerta's measure.
        fernandez_huerta: f64,
        /// Flesch–Szigriszt's index.
        szigriszt: f64,
        /// Where that index stands on the INFLESZ scale.
        inflesz: Inflesz,
    },
}

/// The steps of the INFLESZ scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Inflesz {
    /// Under 40.
    VeryHard,
    /// From 40.
    SomewhatHard,
    /// From 55.
    Normal,
    /// From 65.
    FairlyEasy,
    /// Over 80.
    VeryEasy,
}

/// A sentence and how hard it is, taken alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hard<'a> {
    /// Its place among the sentences given, from 0.
    pub place: usize,
    /// Its words.
    pub sentence: &'a str,
    /// Flesch–Kincaid grade in English; in Spanish 100 minus Flesch–Szigriszt's index.
    pub hardness: f64,
}

/// What is known of a sentence in a language without a measure: how many words it has.
pub fn counted(words: usize) -> Reading {
    let counts = Counts { words, ..Counts::default() };
    Reading { raw: counts, eased: counts }
}

impl Measure {
    /// The measure for a language by its code (`en`, `en-GB`, `es`), or none where we know none.
    pub fn of(language: &str) -> Option<Self> {
        habits::of(language).map(|habits| habits.formula)
    }

    /// Counts sentences. `explained` holds the words, in small letters, of terms that are explained.
    pub fn read<'a>(
        self,
        sentences: impl IntoIterator<Item = &'a str>,
        explained: &BTreeSet<String>,
    ) -> Reading {
        let mut reading = Reading::default();
        let mut small = String::new();
        for sentence in sentences {
            let before = reading.raw.words;
            for word in words(sentence) {
                lower(word, &mut small);
                let syllables = self.syllables_of(&small);
                reading.raw.add_word(syllables);
                let is_eased = syllables > 1 && explained.contains(small.as_str());
                let eased = if is_eased { 1 } else { syllables };
                reading.eased.add_word(eased);
            }
            let is_sentence = usize::from(reading.raw.words > before);
            reading.raw.sentences += is_sentence;
            reading.eased.sentences += is_sentence;
        }
        reading
    }

    /// The syllables of one word.
    pub fn syllables(self, word: &str) -> usize {
        let mut small = String::new();
        lower(word, &mut small);
        self.syllables_of(&small)
    }

    /// The parts of a word with hyphens are counted each. A number is read as one syllable.
    fn syllables_of(self, small: &str) -> usize {
        if self == Measure::English && small.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return syllables::english(small); // as most words are
        }
        let count = |part: &str| match self {
            Measure::English => {
                let letters = part.trim_end_matches("'s");
                if letters.contains('\'') {
                    contraction(letters)
                } else if letters.is_ascii() {
                    syllables::english(letters)
                } else {
                    syllables::english(&plain(letters))
                }
            }
            Measure::Spanish => syllables::spanish(part),
        };
        small.split(['-', '‑']).filter(|part| !part.is_empty()).map(count).sum::<usize>().max(1)
    }

    /// The figures of a text.
    pub fn figures(self, counts: &Counts) -> Figures {
        match self {
            Measure::English => Figures::English {
                grade: counts.flesch_kincaid(),
                smog: (counts.sentences >= SMOG_SENTENCES).then(|| counts.smog()),
            },
            Measure::Spanish => {
                let szigriszt = counts.flesch_szigriszt();
                let inflesz = Inflesz::of(szigriszt);
                Figures::Spanish { fernandez_huerta: counts.fernandez_huerta(), szigriszt, inflesz }
            }
        }
    }

    /// The `most` hardest sentences, each rated alone; of equal ones the first comes first.
    pub fn hardest<'a>(self, sentences: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<Hard<'a>> {
        let explained = BTreeSet::new();
        let mut hard: Vec<Hard<'a>> = sentences
            .into_iter()
            .enumerate()
            .map(|(place, sentence)| {
                let counts = self.read([sentence], &explained).raw;
                let hardness = match self {
                    Measure::English => counts.flesch_kincaid(),
                    Measure::Spanish => 100.0 - counts.flesch_szigriszt(),
                };
                Hard { place, sentence, hardness }
            })
            .collect();
        hard.sort_by(|a, b| b.hardness.total_cmp(&a.hardness));
        hard.truncate(most);
        hard
    }

    /// The `most` long words used most often, in small letters, and how often; of equal ones the first
    /// in the alphabet comes first.
    pub fn long_words<'a>(
        self,
        sentences: impl IntoIterator<Item = &'a str>,
        most: usize,
    ) -> Vec<(String, usize)> {
        let mut used: BTreeMap<String, usize> = BTreeMap::new();
        for word in sentences.into_iter().flat_map(words) {
            let mut small = String::new();
            lower(word, &mut small);
            if self.syllables_of(&small) >= 3 {
                *used.entry(small).or_default() += 1;
            }
        }
        let mut used: Vec<(String, usize)> = used.into_iter().collect();
        used.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        used.truncate(most);
        used
    }
}

/// A contraction such as `isn't` or `you'll`: `n't` is a syllable of its own after a consonant.
fn contraction(word: &str) -> usize {
    let (stem, ending) = word.split_once('\'').unwrap_or((word, ""));
    let own = match (stem.strip_suffix('n'), ending) {
        (Some(stem), "t") => {
            let before = stem.bytes().last().unwrap_or(b'a');
            return syllables::english(stem) + usize::from(!b"aeiouywr".contains(&before));
        }
        (_, "ll" | "d") => usize::from(stem.ends_with(['t', 'd'])),
        _ => 0,
    };
    syllables::english(stem) + own
}

/// Letters without the accents that English borrows.
fn plain(word: &str) -> String {
    let letter = |c| match c {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'á' | 'à' | 'â' | 'ä' => 'a',
        'ö' | 'ô' | 'ó' => 'o',
        'ï' | 'í' => 'i',
        'ü' | 'ú' => 'u',
        c => c,
    };
    word.chars().map(letter).filter(char::is_ascii).collect()
}

fn lower(word: &str, small: &mut String) {
    small.clear();
    if word.is_ascii() {
        small.push_str(word);
        small.make_ascii_lowercase();
        return;
    }
    let letters = word.chars().map(|c| if c == '’' { '\'' } else { c });
    small.extend(letters.flat_map(char::to_lowercase));
}

impl Counts {
    fn add_word(&mut self, syllables: usize) {
        self.words += 1;
        self.syllables += syllables;
        self.long_words += usize::from(syllables >= 3);
    }

    /// Flesch–Kincaid grade: 0.39 × words ÷ sentences + 11.8 × syllables ÷ words − 15.59.
    pub fn flesch_kincaid(&self) -> f64 {
        self.figure(|c| 0.39 * c.words_per_sentence() + 11.8 * c.syllables_per_word() - 15.59)
    }

    /// SMOG grade: 1.0430 × √(long words × 30 ÷ sentences) + 3.1291.
    pub fn smog(&self) -> f64 {
        self.figure(|c| 1.043 * (ratio(c.long_words, c.sentences) * 30.0).sqrt() + 3.1291)
    }

    /// Fernández-Huerta: 206.84 − 60 × syllables ÷ words − 1.02 × words ÷ sentences.
    pub fn fernandez_huerta(&self) -> f64 {
        self.figure(|c| 206.84 - 60.0 * c.syllables_per_word() - 1.02 * c.words_per_sentence())
    }

    /// Flesch–Szigriszt: 206.835 − 62.3 × syllables ÷ words − words ÷ sentences.
    pub fn flesch_szigriszt(&self) -> f64 {
        self.figure(|c| 206.835 - 62.3 * c.syllables_per_word() - c.words_per_sentence())
    }

    /// A text without words has no figure; it counts as 0.
    fn figure(&self, figure: impl Fn(&Self) -> f64) -> f64 {
        if self.words == 0 { 0.0 } else { figure(self) }
    }

    fn words_per_sentence(&self) -> f64 {
        ratio(self.words, self.sentences)
    }

    fn syllables_per_word(&self) -> f64 {
        ratio(self.syllables, self.words)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a page has far fewer words than 2^52")]
fn ratio(a: usize, b: usize) -> f64 {
    a as f64 / b as f64
}

impl Inflesz {
    /// The step of an index by Flesch and Szigriszt.
    pub fn of(index: f64) -> Self {
        match index {
            i if i < 40.0 => Inflesz::VeryHard,
            i if i < 55.0 => Inflesz::SomewhatHard,
            i if i < 65.0 => Inflesz::Normal,
            i if i <= 80.0 => Inflesz::FairlyEasy,
            _ => Inflesz::VeryEasy,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.syllables += other.syllables;
        self.long_words += other.long_words;
    }
}

impl AddAssign for Reading {
    fn add_assign(&mut self, other: Self) {
        self.raw += other.raw;
        self.eased += other.eased;
    }
}

impl Add for Reading {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}
