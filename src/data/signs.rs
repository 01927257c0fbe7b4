//! Signs that no value may hold: they break feeds and pages, and no reader sees them.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Origin;
use super::mend::Read;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rule;

/// The first sign that is none for readers, and where it stands: those that steer machines, but for tabs and ends of lines, those that
/// Unicode keeps free, and two ends of lines that browsers show as nothing. XML 1.0 allows few of them.
pub fn unseen(text: &str) -> Option<(usize, char)> {
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let is_kept = matches!(sign, '\t' | '\n') || (sign == '\r' && signs.peek() == Some(&(at + 1, '\n')));
        let is_free = u32::from(sign) & 0xFFFE == 0xFFFE || ('\u{fdd0}'..='\u{fdef}').contains(&sign);
        if (sign.is_control() && !is_kept) || is_free || matches!(sign, '\u{2028}' | '\u{2029}') {
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

/// Reports every such sign and takes its entry out; puts words of several lines on one.
pub(super) fn settle(read: &mut Read<'_>, origin: &Origin<'_>, found: &mut Diagnostics) {
    let mut wrong = Vec::new();
    if let DeValue::Table(table) = &mut read.table {
        in_table(table, &mut wrong);
    }
    for (sign, range) in wrong {
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

type Wrong = Vec<(char, Range<usize>)>;

fn in_table(table: &mut DeTable<'_>, wrong: &mut Wrong) {
    for (key, value) in table.iter_mut() {
        wrong.extend(unseen(key.get_ref()).map(|(_, sign)| (sign, key.span())));
        in_value(value, wrong);
    }
}

fn in_value(value: &mut Spanned<DeValue<'_>>, wrong: &mut Wrong) {
    let place = value.span();
    match value.get_mut() {
        DeValue::String(words) => {
            wrong.extend(unseen(words).map(|(_, sign)| (sign, place)));
            if words.contains('\n') {
                *words = on_one_line(words).into();
            }
        }
        DeValue::Array(items) => items.iter_mut().for_each(|item| in_value(item, wrong)),
        DeValue::Table(table) => in_table(table, wrong),
        _ => {}
    }
}
