//! What stands inside attributes and styles, taken apart: words, and the ids they point to.

use super::allowed;
use crate::fold;

/// A part of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Words(String),
    /// An id of the drawing, without its `#`.
    Id(String),
}

impl Piece {
    pub(super) fn id(&self) -> Option<&str> {
        match self {
            Piece::Id(id) => Some(id),
            Piece::Words(_) => None,
        }
    }
}

/// What makes an address of something, and the escapes that can hide it.
const WAYS_OUT: [&str; 5] = ["\\", "javascript:", "vbscript:", "data:", "/*"];

/// How many times as high as it is wide a drawing may be, and as wide as it is high: a higher one pushes the page out of sight.
const STEEPEST: f64 = 4.0;
const FLATTEST: f64 = 20.0;

/// The width and height of a `viewBox`, if it is four numbers.
pub(super) fn view_box(value: &str) -> Option<(f64, f64)> {
    let numbers: Vec<Option<f64>> = value
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|n: &f64| n.is_finite()))
        .collect();
    match numbers[..] {
        [Some(_), Some(_), Some(width), Some(height)] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

/// Whether a drawing of this width and height has its place in a page.
pub(super) fn has_room((width, height): (f64, f64)) -> bool {
    height <= width * STEEPEST && width <= height * FLATTEST
}

/// The `viewBox` of a drawing that only says how wide and how high it is.
pub(super) fn view_box_of(width: Option<String>, height: Option<String>) -> Option<String> {
    let number = |value: Option<String>| Some(value?.trim().trim_end_matches("px").to_owned());
    let view = format!("0 0 {} {}", number(width)?, number(height)?);
    view_box(&view).is_some().then_some(view)
}

/// Whether a character has no place in a drawing: control characters, and those that are none at all.
pub(super) fn is_unseen(c: char) -> bool {
    fold::is_no_character(c) && !matches!(c, '\n' | '\t') || c == '\u{feff}'
}

/// The name of a character that cannot be shown.
pub(super) fn named(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Whether this is one plain word, as names of classes are.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// The pieces of a value, with every `url(#name)` taken apart; or what is wrong with it.
pub(super) fn pieces(value: &str) -> Result<Vec<Piece>, String> {
    let folded: String =
        value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    if let Some(way) = WAYS_OUT.iter().find(|way| folded.contains(**way)) {
        return Err(format!("`{way}` leads out of the drawing"));
    }
    let (mut pieces, mut rest) = (Vec::new(), value);
    while let Some((before, call, from)) = next_call(rest) {
        if !call.eq_ignore_ascii_case("url") {
            if !allowed::is_function(call) {
                return Err(format!("`{call}(` is not something that a drawing may call"));
            }
            pieces.push(Piece::Words(format!("{before}{call}(")));
            rest = from;
            continue;
        }
        let Some((inside, after)) = from.split_once(')') else {
            return Err(format!("`{call}({from}` is not closed"));
        };
        match inside.trim().trim_matches(['"', '\'']).strip_prefix('#') {
            Some(id) if !id.is_empty() && !id.contains([' ', '"', '\'', '(']) => {
                pieces.push(Piece::Words(format!("{before}url(#")));
                pieces.push(Piece::Id(id.to_owned()));
                rest = after;
                pieces.push(Piece::Words(")".to_owned()));
            }
            _ => return Err(format!("`{call}({inside})` leads out of the drawing")),
        }
    }
    pieces.push(Piece::Words(rest.to_owned()));
    Ok(pieces)
}

/// The first function that is called: what stands before it, its name, and what follows its `(`. To CSS no space may
/// stand before that; an `url` is taken for one all the same.
fn next_call(text: &str) -> Option<(&str, &str, &str)> {
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    text.match_indices('(').find_map(|(at, _)| {
        let head = text[..at].trim_end();
        let (before, name) = head.split_at(head.trim_end_matches(is_name).len());
        let is_call = head.len() == at && !name.is_empty() || name.eq_ignore_ascii_case("url");
        is_call.then(|| (before, name, &text[at + 1..]))
    })
}
