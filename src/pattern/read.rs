//! Patterns as they are written in data files.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;

use super::{Choice, Part, Pattern, Sequence, Tokens};

/// Names that patterns use, with the lines that each stands for.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Vocabulary(BTreeMap<String, Vec<String>>);

/// Names that patterns use, each read once.
#[derive(Debug, Clone, Default)]
pub struct Words(BTreeMap<String, Arc<Choice>>);

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
        self.fitting(text).filter_map(|pattern| pattern.find(text).next())
    }

    /// Those whose words stand in a text.
    fn fitting(&self, text: &Tokens<'_>) -> impl Iterator<Item = &Pattern> {
        let needing = text.words().filter_map(|word| self.by_word.get(word)).flatten();
        let numbers: BTreeSet<usize> = needing.chain(&self.always).copied().collect();
        numbers.into_iter().map(|number| &self.all[number])
    }

    /// All words of a text that one of them fits, as bytes: of those that overlap, the first and longest.
    pub fn apart(&self, text: &Tokens<'_>) -> Vec<Range<usize>> {
        let mut all: Vec<Range<usize>> = self.fitting(text).flat_map(|pattern| pattern.find(text)).collect();
        all.sort_by_key(|at| (at.start, std::cmp::Reverse(at.end)));
        let mut end = 0;
        all.retain(|at| {
            at.start >= end && {
                end = at.end;
                true
            }
        });
        all
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
    /// Reads what each name stands for, with names that were read before. These stand, where both have one.
    ///
    /// # Errors
    /// If a line is not well-formed, or a name stands for itself.
    pub fn fill(&self, before: &Words) -> Result<Words, String> {
        let mut words = before.clone();
        self.0.keys().try_for_each(|name| self.name(name, &mut words, &mut Vec::new()))?;
        Ok(words)
    }

    /// Reads a name, after those that its lines lead to. `open` are the names that led to it.
    fn name<'v>(&'v self, name: &'v str, words: &mut Words, open: &mut Vec<&'v str>) -> Result<(), String> {
        let Some((name, lines)) = self.0.get_key_value(name).filter(|_| !words.0.contains_key(name)) else {
            return Ok(()); // whether there are such words, the line that names them is asked
        };
        if open.contains(&name.as_str()) {
            return Err(format!("the words `{name}` go in a circle"));
        }
        open.push(name);
        for line in lines {
            let named = line.split('<').skip(1).filter_map(|rest| rest.split_once('>'));
            for (inner, _) in named.filter(|(inner, _)| !inner.contains(' ')) {
                if let Some((inner, _)) = self.0.get_key_value(inner) {
                    self.name(inner, words, open)?;
                }
            }
        }
        open.pop();
        let all = lines.iter().map(|line| words.sequence(line)).collect::<Result<Vec<_>, _>>()?;
        words.0.insert(name.clone(), Arc::new(Choice::new(all)));
        Ok(())
    }
}

impl Words {
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
        self.sequence(line).map(Pattern)
    }

    fn sequence(&self, line: &str) -> Result<Sequence, String> {
        split(line, ' ')?.into_iter().map(|part| self.part(part)).collect()
    }

    fn part(&self, part: &str) -> Result<Part, String> {
        let inner =
            |part: &'_ str| -> Option<String> { Some(part.strip_prefix('(')?.strip_suffix(')')?.to_owned()) };
        let gap = |number: &str, crosses| match number.parse() {
            Ok(most) => Ok(Part::Gap { most, crosses }),
            Err(_) => Err(format!("`{part}` has no number")),
        };
        Ok(match part {
            "#" => Part::Number,
            "#/#" => Part::Fraction,
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
                    let there = vec![self.part(maybe)?];
                    return Ok(Part::AnyOf(Arc::new(Choice::new([there, Vec::new()]))));
                }
                if let Some(not) = part.strip_prefix('!').filter(|not| not.starts_with(['(', '<'])) {
                    return Ok(Part::Not(Arc::new(Choice::new([vec![self.part(not)?]]))));
                }
                if let Some(name) = part.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
                    let words = self.0.get(name).ok_or_else(|| format!("there are no words `{name}`"))?;
                    return Ok(Part::AnyOf(Arc::clone(words)));
                }
                if let Some(all) = inner(part) {
                    let all = split(&all, '|')?.into_iter().map(|line| self.sequence(line));
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
