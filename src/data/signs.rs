//! Signs that no value may hold: they break feeds and pages, and no reader sees them.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Origin;
use super::mend::Read;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fold;
use crate::rule;

/// The first sign that is none for readers, and where it stands: those that steer machines, but for tabs and ends of lines, those that
/// Unicode keeps free, and two ends of lines that browsers show as nothing. XML 1.0 allows few of them.
pub fn unseen(text: &str) -> Option<(usize, char)> {
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let is_kept = matches!(sign, '\t' | '\n') || (sign == '\r' && signs.peek() == Some(&(at + 1, '\n')));
        if fold::is_no_character(sign) && !is_kept || matches!(sign, '\u{2028}' | '\u{2029}') {
            return Some((at, sign));
        }
    }
    None
}

/// What is said of such a sign, and what to do about it.
pub fn unseen_sign(sign: char) -> (String, &'static str) {
    let message = format!("these words hold the sign U+{:04X}, which no reader sees", u32::from(sign));
    let help = match sign {
        '\u{2028}' | '\u{2029}' | '\u{85}' | '\r' => "write a space, or begin a new line, where it stands",
        _ => "take it out; between quotes it may be written as `\\u0000`, with other digits",
    };
    (message, help)
}

/// What is to be done with words that are struck out.
pub const STRUCK_HELP: &str = "words cannot be struck out: take out those that no longer hold; to show the sign on a page, put `\\` before it";

/// The first words of a line between two signs or two pairs of signs that strike them out elsewhere, with those signs.
pub fn struck(line: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(start) = line[from..].find('~').map(|at| from + at) {
        let rest = &line[start..];
        let sign = &rest[..rest.len() - rest.trim_start_matches('~').len()];
        let after = start + sign.len();
        // A line to write on is a run of many.
        if sign.len() < 3
            && let Some(length) = closing(&line[after..], sign)
        {
            return Some(start..after + length + sign.len());
        }
        from = after;
    }
    None
}

/// How many bytes stand before the sign that closes what an equal one opened.
fn closing(text: &str, sign: &str) -> Option<usize> {
    text.match_indices(sign).map(|(at, _)| at).find(|at| {
        let is_run = text[..*at].ends_with('~') || text[at + sign.len()..].starts_with('~');
        // Addresses name people's folders so.
        let is_tight =
            !text[..*at].is_empty() && !text[..*at].ends_with(|c: char| c.is_whitespace() || c == '/');
        is_tight && !is_run && !text.starts_with(char::is_whitespace)
    })
}

/// Reports every such sign and takes its entry out, and words that are struck out; puts words of several lines on one.
pub(super) fn settle(read: &mut Read<'_>, origin: &Origin<'_>, found: &mut Diagnostics) {
    let mut wrong = Wrong::default();
    if let DeValue::Table(table) = &mut read.table {
        in_table(table, &mut wrong);
    }
    for (words, range) in wrong.struck {
        let message = format!("`{words}` would be shown to readers as it stands");
        found.push(Diagnostic::new(&rule::LEFT_OVER_MARK, origin.span(range), message).help(STRUCK_HELP));
    }
    for (sign, range) in wrong.signs {
        let (message, help) = unseen_sign(sign);
        found.push(Diagnostic::new(&rule::BAD_VALUE, origin.span(range.clone()), message).help(help));
        read.settle(&range);
    }
}

/// A title, a name or a label is one line wherever it is shown.
pub(super) fn on_one_line(words: &str) -> String {
    if !words.contains('\n') {
        return words.to_owned();
    }
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// What is wrong with words, and where they stand.
#[derive(Default)]
struct Wrong {
    signs: Vec<(char, Range<usize>)>,
    struck: Vec<(String, Range<usize>)>,
}

fn in_table(table: &mut DeTable<'_>, wrong: &mut Wrong) {
    for (key, value) in table.iter_mut() {
        wrong.signs.extend(unseen(key.get_ref()).map(|(_, sign)| (sign, key.span())));
        in_value(value, wrong);
    }
}

fn in_value(value: &mut Spanned<DeValue<'_>>, wrong: &mut Wrong) {
    let place = value.span();
    match value.get_mut() {
        DeValue::String(words) => {
            wrong.signs.extend(unseen(words).map(|(_, sign)| (sign, place.clone())));
            let struck = words.lines().filter_map(|line| Some(line[struck(line)?].to_owned()));
            wrong.struck.extend(struck.map(|words| (words, place.clone())));
            if words.contains('\n') {
                *words = on_one_line(words).into();
            }
        }
        DeValue::Array(items) => items.iter_mut().for_each(|item| in_value(item, wrong)),
        DeValue::Table(table) => in_table(table, wrong),
        _ => {}
    }
}
