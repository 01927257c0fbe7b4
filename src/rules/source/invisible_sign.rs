//! `invisible-sign`

use std::ops::Range;

use crate::diagnostic::Span;
use crate::fold::{self, Sign};
use crate::output::OutputTree;
use crate::rules::{Context, Report};
use crate::source::SourceFile;

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    for file in context.tree.files().filter(|file| !file.as_text().is_ascii()) {
        unseen(file, report);
        if file.path.extension() == "md" {
            in_the_way(file, report);
        }
    }
}

/// Reports each kind of sign that nobody sees once in a file, where it stands first.
fn unseen(file: &SourceFile, report: &mut Report<'_>) {
    let text = file.as_text();
    let mut line = Line::default();
    // By name: where each stands first, and how often it is there.
    let mut kinds: Vec<(&str, usize, char, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        let Some(Sign::Unseen(name)) = fold::sign(c) else { continue };
        if is_needed(text, at, c, &mut line) {
            continue;
        }
        match kinds.iter_mut().find(|(known, ..)| known == name) {
            Some((.., times)) => *times += 1,
            None => kinds.push((name, at, c, 1)),
        }
    }
    for (name, at, c, times) in kinds {
        let range = at..at + c.len_utf8();
        let word = word_around(text, &range);
        let more = match times {
            1 => String::new(),
            2 => ", and once more in this file".to_owned(),
            times => format!(", and {} times more in this file", times - 1),
        };
        let message =
            format!("a {name} (U+{:04X}), which nobody sees, stands in `{word}`{more}", u32::from(c));
        let span = Span::new(&file.path, range.clone());
        report.push(
            report.finding(span, message).help(format!("type `{word}` anew, without it")).fix(range, ""),
        );
    }
}

/// The word that a sign stands in or beside, as a reader sees it.
fn word_around(text: &str, range: &Range<usize>) -> String {
    let start = text[..range.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let start = text.ceil_char_boundary(start);
    let end = text[range.end..].find(char::is_whitespace).map_or(text.len(), |at| range.end + at);
    fold::seen(&text[start..end]).into_owned()
}

/// Whether a script or a picture is written with it: joiners between letters that join, marks of direction on a line that
/// is read from right to left, the form of an emoji or of a key, the letters behind the flag of a country's part.
fn is_needed(text: &str, at: usize, c: char, line: &mut Line) -> bool {
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let after = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
    match c {
        '\u{200C}' | '\u{200D}' => !before.is_ascii() && !after.is_ascii(),
        '\u{FE00}'..='\u{FE0F}' => !before.is_ascii() || after == '\u{20E3}',
        '\u{E0020}'..='\u{E007F}' => is_flag(&text[..at]),
        '\u{200E}' | '\u{200F}' | '\u{61C}' => line.is_from_right(text, at),
        _ => false,
    }
}

/// Whether a text ends with a black flag and the letters, unseen, that say whose it is.
fn is_flag(text: &str) -> bool {
    const MOST: usize = 8;
    let mut before = text.chars().rev().take(MOST).skip_while(|c| ('\u{E0020}'..='\u{E007E}').contains(c));
    before.next() == Some('\u{1F3F4}')
}

/// The line that was looked at last: many signs can stand on one.
#[derive(Default)]
struct Line {
    at: Range<usize>,
    is_from_right: bool,
}

impl Line {
    fn is_from_right(&mut self, text: &str, at: usize) -> bool {
        if !self.at.contains(&at) {
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
            self.at = start..end;
            self.is_from_right = text[start..end].contains(
                |c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'),
            );
        }
        self.is_from_right
    }
}

/// Reports spaces that look like plain ones where only a plain one makes a list, a heading or a role.
fn in_the_way(file: &SourceFile, report: &mut Report<'_>) {
    let mut start = 0;
    for line in file.as_text().split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', ' ', '\t']);
        let place = odd_space_behind_marker(words).or_else(|| {
            let last = words.chars().next_back().filter(|c| space_name(*c).is_some())?;
            Some((words.len() - last.len_utf8()..words.len(), "the end of the line"))
        });
        if let Some((at, wher)) = place
            && let Some(name) = words[at.clone()].chars().next().and_then(space_name)
        {
            let range = start + at.start..start + at.end;
            let message = format!("a {name} stands at {wher}, and Markdown takes it for a letter");
            let help = "delete it, and type a plain space where one is needed";
            report.push(
                report.finding(Span::new(&file.path, range.clone()), message).help(help).fix(range, " "),
            );
        }
        start += line.len();
    }
}

/// A space of another kind right behind the signs that begin a line, or in their place.
fn odd_space_behind_marker(line: &str) -> Option<(Range<usize>, &'static str)> {
    let rest = line.trim_start_matches(|c: char| c == ' ' || c == '\t' || "->*+#".contains(c));
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = if digits > 0 && rest[digits..].starts_with(['.', ')']) { digits + 1 } else { 0 };
    let at = line.len() - rest.len() + number;
    let c = line[at..].chars().next().filter(|c| space_name(*c).is_some())?;
    Some((at..at + c.len_utf8(), "the start of the line"))
}

fn space_name(c: char) -> Option<&'static str> {
    match fold::sign(c) {
        Some(Sign::Space(name)) => Some(name),
        _ => None,
    }
}
