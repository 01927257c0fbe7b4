//! Patterns as they are written in data files.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;

use super::{Choice, Part, Pattern, Sequence, Tokens};

/// So deep may names of words lead to others.
const DEEPEST: usize = 8;

/// Names that patterns use, with what each stands for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Vocabulary(BTreeMap<String, Vec<String>>);

/// Some patterns, each by itself enough.
#[derive(Debug, Clone, Default)]
pub struct Patterns {
    all: Vec<Pattern>,
    /// The numbers of those that need a word, by the word.
    by_word: BTreeMap<String, Vec<usize>>,
    /// The numbers of those that need no word.
    always: Vec<usize>,
}

impl Patterns {
    fn new(all: Vec<Pattern>) -> Self {
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut always = Vec::new();
        for (number, pattern) in all.iter().enumerate() {
            let needs = pattern.needs();
            if needs.is_empty() {
                always.push(number);
            }
            needs.iter().for_each(|word| by_word.entry((*word).to_owned()).or_default().push(number));
        }
        Patterns { all, by_word, always }
    }

    /// The first words of a text that one of them fits, as bytes.
    pub fn find(&self, text: &Tokens<'_>) -> Option<Range<usize>> {
        self.each(text).next()
    }

    /// For each that fits a text the first words that it fits, as bytes.
    pub fn each(&self, text: &Tokens<'_>) -> impl Iterator<Item = Range<usize>> {
        let needing = text.words().filter_map(|word| self.by_word.get(word)).flatten();
        let numbers: BTreeSet<usize> = needing.chain(&self.always).copied().collect();
        numbers.into_iter().filter_map(|number| self.all[number].find(text))
    }

    /// Words one of which stands in every text that one of them fits.
    pub fn needs(&self) -> impl Iterator<Item = &str> {
        self.by_word.keys().map(String::as_str)
    }

    /// Whether each can be looked for by words that it needs.
    #[cfg(test)]
    pub(crate) fn each_needs(&self) -> bool {
        self.always.is_empty()
    }
}

impl Vocabulary {
    /// The same, and the names of another.
    pub fn and(mut self, other: &Vocabulary) -> Vocabulary {
        self.0.extend(other.0.iter().map(|(name, words)| (name.clone(), words.clone())));
        self
    }

    /// Reads patterns.
    ///
    /// # Errors
    /// If one is not well-formed.
    pub fn patterns(&self, lines: &[String]) -> Result<Patterns, String> {
        lines.iter().map(|line| self.pattern(line)).collect::<Result<_, _>>().map(Patterns::new)
    }

    /// Reads a pattern.
    ///
    /// # Errors
    /// If it is not well-formed.
    pub fn pattern(&self, line: &str) -> Result<Pattern, String> {
        self.sequence(line, 0).map(Pattern)
    }

    fn sequence(&self, line: &str, depth: usize) -> Result<Sequence, String> {
        split(line, ' ')?.into_iter().map(|part| self.part(part, depth)).collect()
    }

    fn part(&self, part: &str, depth: usize) -> Result<Part, String> {
        let inner =
            |part: &'_ str| -> Option<String> { Some(part.strip_prefix('(')?.strip_suffix(')')?.to_owned()) };
        let gap = |number: &str, crosses| match number.parse() {
            Ok(most) => Ok(Part::Gap { most, crosses }),
            Err(_) => Err(format!("`{part}` has no number")),
        };
        Ok(match part {
            "#" => Part::Number,
            "^" => Part::ClauseStart,
            "^^" => Part::SentenceStart,
            "$" => Part::SentenceEnd,
            "." => Part::NextSentence,
            "<medicine>" | "<condition>" | "<emergency-number>" => Part::Named,
            _ => {
                if let Some(number) = part.strip_prefix("..") {
                    return gap(number, false);
                }
                if let Some(number) = part.strip_prefix(",,") {
                    return gap(number, true);
                }
                if let Some(maybe) = part.strip_suffix('?').filter(|maybe| maybe.ends_with([')', '>'])) {
                    let there = vec![self.part(maybe, depth)?];
                    return Ok(Part::AnyOf(Arc::new(Choice::new([there, Vec::new()]))));
                }
                if let Some(not) = part.strip_prefix('!').filter(|not| not.starts_with(['(', '<'])) {
                    return Ok(Part::Not(Arc::new(Choice::new([vec![self.part(not, depth)?]]))));
                }
                if let Some(name) = part.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
                    let words = self.0.get(name).filter(|_| depth < DEEPEST);
                    let words = words.ok_or_else(|| format!("there are no words `{name}`"))?;
                    let all = words.iter().map(|line| self.sequence(line, depth + 1));
                    let all = all.collect::<Result<Vec<_>, _>>()?;
                    return Ok(Part::AnyOf(Arc::new(Choice::new(all))));
                }
                if let Some(all) = inner(part) {
                    let all = split(&all, '|')?.into_iter().map(|line| self.sequence(line, depth));
                    let all = all.collect::<Result<Vec<_>, _>>()?;
                    return Ok(Part::AnyOf(Arc::new(Choice::new(all))));
                }
                Part::Word(part.strip_prefix('\\').unwrap_or(part).to_owned())
            }
        })
    }
}

/// The parts of a line between signs that stand in no brackets.
fn split(line: &str, sign: char) -> Result<Vec<&str>, String> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_i32);
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let is_word = std::mem::replace(&mut before, c) == '\\';
        match c {
            '(' | ')' if is_word => {}
            '(' => depth += 1,
            ')' => depth -= 1,
            c if c == sign && depth == 0 => {
                parts.push(&line[start..at]);
                start = at + sign.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&line[start..]);
    if depth != 0 {
        return Err(format!("`{line}` has brackets without an end"));
    }
    Ok(parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect())
}
