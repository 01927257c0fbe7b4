//! Patterns as they are written in data files.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;

use super::{Part, Pattern, Sequence, Tokens};

/// So deep may names of words lead to others.
const DEEPEST: usize = 8;

/// Names that patterns use, with what each stands for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Vocabulary(BTreeMap<String, Vec<String>>);

/// Some patterns, each by itself enough.
#[derive(Debug, Clone, Default)]
pub struct Patterns(Vec<Pattern>);

impl Patterns {
    /// The first words of a text that one of them fits, as bytes.
    pub fn find(&self, text: &Tokens<'_>) -> Option<Range<usize>> {
        self.all(text).next()
    }

    /// For each that fits a text the first words that it fits, as bytes.
    pub fn all(&self, text: &Tokens<'_>) -> impl Iterator<Item = Range<usize>> {
        self.0.iter().filter_map(|pattern| pattern.find(text))
    }

    /// Words one of which stands in every text that one of them fits.
    pub fn needs(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(Pattern::needs)
    }

    /// Whether each can be looked for by words that it needs.
    #[cfg(test)]
    pub(crate) fn each_needs(&self) -> bool {
        self.0.iter().all(|pattern| !pattern.needs().is_empty())
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
        lines.iter().map(|line| self.pattern(line)).collect::<Result<_, _>>().map(Patterns)
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
                    return Ok(Part::AnyOf(Arc::new(vec![there, Vec::new()])));
                }
                if let Some(not) = part.strip_prefix('!').filter(|not| not.starts_with(['(', '<'])) {
                    return Ok(Part::Not(Arc::new(vec![vec![self.part(not, depth)?]])));
                }
                if let Some(name) = part.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
                    let words = self.0.get(name).filter(|_| depth < DEEPEST);
                    let words = words.ok_or_else(|| format!("there are no words `{name}`"))?;
                    let all = words.iter().map(|line| self.sequence(line, depth + 1));
                    return Ok(Part::AnyOf(Arc::new(all.collect::<Result<_, _>>()?)));
                }
                if let Some(all) = inner(part) {
                    let all = split(&all, '|')?.into_iter().map(|line| self.sequence(line, depth));
                    return Ok(Part::AnyOf(Arc::new(all.collect::<Result<_, _>>()?)));
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
