//! Signs of Markdown that are left over as words: a reader would see the brackets.
//!
//! Any bracket or brace can be shown on purpose: with `\` before it, it is text.

use std::ops::Range;

use super::Builder;
use crate::data::{STRUCK_HELP, struck};
use crate::fold::{self, Sign};
use crate::rule::{self, Rule};

/// What is wrong, and what to do.
type Told = (&'static Rule, Range<usize>, String, String);

impl Builder<'_> {
    /// Reports the signs that are left over in some words.
    pub(super) fn left_over(&mut self, place: Range<usize>) {
        let file = self.file;
        let text = file.as_text();
        let mut start = place.start;
        for line in text[place].split_inclusive('\n') {
            let end = start + line.trim_end().len();
            let whole = line_around(text, start);
            // What was told of may reach over words in bold or into other lines.
            let mut from = start.max(self.told);
            while from < end
                && let Some((rule, range, message, help)) = self.first_left_over(text, from..end, &whole)
            {
                from = range.end.max(from + 1);
                self.told = from;
                self.report(rule, range, message, &help);
            }
            start += line.len();
        }
    }

    fn first_left_over(&self, text: &str, words: Range<usize>, line: &Range<usize>) -> Option<Told> {
        let slice = &text[words.clone()];
        if slice
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'.' | b',' | b'\''))
        {
            return None; // as most words are
        }
        let start =
            line.start + text[line.clone()].len() - text[line.clone()].trim_start_matches([' ', '>']).len();
        if words.start == start
            && let Some(told) = at_line_start(text, words.start..line.end)
        {
            return Some(told);
        }
        for (at, c) in slice.char_indices() {
            let at = words.start + at;
            let backslashes = text[..at].len() - text[..at].trim_end_matches('\\').len();
            let is_sign = backslashes.is_multiple_of(2);
            let to_end = at..line.end;
            let told = match c {
                // With the first bracket escaped, the second closes nothing.
                ']' if text[line.start..at].contains("\\[") => None,
                '[' | ']' if is_sign && !self.is_answered(at) => Some(bracket(text, to_end, line)),
                '(' if is_sign && text[at..].starts_with("(@") => round_citation(text, to_end),
                '{' | '}' if is_sign => brace(text, to_end),
                '~' if is_sign => struck_out(text, to_end).or_else(|| doubled(text, at, line)),
                '*' | '_' | '=' if is_sign => doubled(text, at, line),
                '`' if is_sign => Some(left(text, at..at + 1, "close it with a second one, or take it out")),
                '&' if is_sign => entity(text, to_end),
                '|' if is_sign => row(text, line),
                '\\' if is_sign => backslash(text, to_end),
                _ => None,
            };
            if told.is_some() {
                return told;
            }
        }
        None
    }

    /// Whether it was already said what is wrong with the brackets here.
    fn is_answered(&self, at: usize) -> bool {
        self.answered.iter().any(|range| range.contains(&at))
    }
}

/// The line that a byte stands on.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..start + text[start..end].trim_end().len().max(at - start)
}

/// Signs that a reader would see.
fn left(text: &str, range: Range<usize>, help: &str) -> Told {
    let message = format!("`{}` would be shown to readers as it stands", &text[range.clone()]);
    (&rule::LEFT_OVER_MARK, range, message, help.to_owned())
}

/// What begins a line and would make something of it, if it were written as Markdown has it.
fn at_line_start(text: &str, line: Range<usize>) -> Option<Told> {
    let words = &text[line.clone()];
    let signs = words.len() - words.trim_start_matches('#').len();
    if (1..=6).contains(&signs) && words[signs..].starts_with(|c: char| c.is_alphanumeric()) {
        let help = format!("a heading has a space after its signs: `{} …`", &words[..signs]);
        return Some(left(text, line.start..line.start + signs, &help));
    }
    if words.starts_with(":::") || words.starts_with("!!! ") {
        let help = "a note that stands out is a quote: `> [!NOTE]`, and `> ` before each of its lines";
        return Some(left(text, line.start..line.start + 3, help));
    }
    None
}

fn bracket(text: &str, range: Range<usize>, line: &Range<usize>) -> Told {
    const SHOWN: &str = "to show brackets, put `\\` before each";
    let words = &text[range.clone()];
    let before = &text[line.start..range.start];
    let end = |sign: &str| words.find(sign).map(|at| range.start + at + sign.len());
    if words.starts_with("[^") && end("]").is_some() {
        let label = &words[..=words.find(']').unwrap_or_default()];
        let range = range.start..range.start + label.len();
        let message = format!("the footnote `{label}` is not defined");
        return (&rule::BROKEN_FOOTNOTE, range, message, format!("add a line `{label}: words`"));
    }
    if words.starts_with("[@") {
        return match end("]") {
            Some(end) => {
                left(text, range.start..end, "write `[@key]`, with letters, digits and hyphens in the key")
            }
            None => {
                let message = "this citation has no closing bracket".to_owned();
                (&rule::UNKNOWN_CITATION, range.start..range.start + 2, message, "write `[@key]`".to_owned())
            }
        };
    }
    if words.starts_with("[!") {
        let end = end("]").unwrap_or(range.end);
        let help = "a note that stands out begins with `> [!NOTE]`, alone on its line; it can also be `TIP`, `IMPORTANT`, `WARNING` or `CAUTION`";
        return left(text, range.start..end, help);
    }
    if words.starts_with("[[") {
        let end = end("]]").unwrap_or(range.end);
        return left(text, range.start..end, "a link is written `[words](page.md)`");
    }
    if words.starts_with("[ ]") || words.starts_with("[x]") || words.starts_with("[X]") {
        let help = "a list to tick is made in `content/checklist.toml`; take the box out";
        return left(text, range.start..range.start + 3, help);
    }
    if let Some(middle) = words.find("](") {
        let target = &words[middle + 2..];
        let close = target.find(')').map(|at| range.start + middle + 2 + at + 1);
        let address = target.split(')').next().unwrap_or_default();
        let help = if address.contains(['“', '”', '„', '«']) {
            "a link has an address and no title: take out the words in quotes"
        } else if address.contains('"') {
            "a link has an address and no title: take out the words in quotes, or write them between the first brackets"
        } else if address.contains(char::is_whitespace) {
            "an address has no spaces: rename the file, or put the address between `<` and `>`"
        } else {
            "a link is written `[words](page.md)`, in one paragraph"
        };
        return left(text, range.start..close.unwrap_or(range.end), help);
    }
    if let Some(middle) = words.find(']').filter(|_| words.starts_with('[')) {
        let rest = &words[middle + 1..];
        if rest.trim_start().starts_with('(') && rest.starts_with(char::is_whitespace) {
            let close = rest.find(')').map_or(range.end, |at| range.start + middle + 1 + at + 1);
            if looks_like_address(&rest.trim_start()[1..]) {
                return left(
                    text,
                    range.start..close,
                    "no space may stand between the two pairs of brackets of a link",
                );
            }
        }
        if before.ends_with(')') && looks_like_address(&words[1..]) {
            let open = before.rfind('(').map_or(range.start, |at| line.start + at);
            let help = "the brackets of a link are the other way round: `[words](page.md)`";
            return left(text, open..range.start + middle + 1, help);
        }
        let help = format!("a link is written `[words](page.md)`; {SHOWN}");
        return left(text, range.start..range.start + middle + 1, &help);
    }
    left(text, range.start..range.start + 1, &format!("its other bracket is missing on this line; {SHOWN}"))
}

fn looks_like_address(words: &str) -> bool {
    let address = words.split([')', ']']).next().unwrap_or_default();
    address.contains(['.', '/', '#', ':']) && !address.contains(char::is_whitespace)
}

/// `(@key)`, which a reader would see as it stands.
fn round_citation(text: &str, range: Range<usize>) -> Option<Told> {
    let length = text[range.clone()].find(')')? + 1;
    let written = &text[range.start..range.start + length];
    let message = format!("`{written}` stands in round brackets");
    let help = format!("a source is cited in square ones: `[{}]`", &written[1..length - 1]);
    Some((&rule::UNKNOWN_CITATION, range.start..range.start + length, message, help))
}

fn brace(text: &str, range: Range<usize>) -> Option<Told> {
    let words = &text[range.clone()];
    let end = words.find('}').map_or(range.start + 1, |at| range.start + at + 1);
    let after = text[end..].chars().next();
    // That a sign stands behind it that nobody sees is the matter of `invisible-sign`.
    if after.is_some_and(|c| matches!(fold::sign(c), Some(Sign::Space(_) | Sign::Unseen(_)))) {
        return None;
    }
    let help = if words.starts_with("{.") || words.starts_with("{#") {
        "a role or an anchor stands at the very end of a heading: `## Words {.do}`"
    } else {
        "take it out; to show a brace, put `\\` before it"
    };
    Some(left(text, range.start..end, help))
}

/// Words between signs that strike them out in other programs. Here they are shown, and judged, like any others.
fn struck_out(text: &str, range: Range<usize>) -> Option<Told> {
    let at = struck(&text[range.clone()]).filter(|at| at.start == 0)?;
    Some(left(text, range.start..range.start + at.end, STRUCK_HELP))
}

/// Two signs of emphasis that hold nothing.
fn doubled(text: &str, at: usize, line: &Range<usize>) -> Option<Told> {
    let sign = &text[at..at + 1];
    let is_double = text[at + 1..line.end].starts_with(sign) && !text[..at].ends_with(sign);
    let run = text[at..line.end].len() - text[at..line.end].trim_start_matches(sign).len();
    // A line to write on is a run of many.
    let help =
        "bold words have no space inside their signs: `**so**`; to show the sign, put `\\` before each";
    (is_double && run == 2).then(|| left(text, at..at + 2, help))
}

/// `&name;` that is no character.
fn entity(text: &str, range: Range<usize>) -> Option<Told> {
    let name = text[range.start + 1..range.end].split(';').next()?;
    let end = range.start + 1 + name.len() + 1;
    let is_name = (2..=31).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
        && end <= range.end;
    // The parser has replaced those that it knows.
    is_name.then(|| left(text, range.start..end, "type the sign itself"))
}

/// A `\` before a letter, which needs none.
fn backslash(text: &str, range: Range<usize>) -> Option<Told> {
    let next = text[range.start + 1..range.end].chars().next()?;
    let before = text[..range.start].rsplit(char::is_whitespace).next().unwrap_or_default();
    // Paths of Windows are written so: `C:\Users`.
    let drive = before.trim_start_matches(['(', '"']).get(1..).unwrap_or_default();
    let is_path = drive == ":" || drive.starts_with(":\\");
    (next.is_alphanumeric() && !is_path)
        .then(|| left(text, range.start..range.start + 1 + next.len_utf8(), "take the `\\` out"))
}

/// A row of a table that is none.
fn row(text: &str, line: &Range<usize>) -> Option<Told> {
    let words = &text[line.clone()];
    let before = text[..line.start].trim_end_matches(['\n', '\r']).rsplit('\n').next().unwrap_or_default();
    let is_row = |line: &str| line.matches('|').count() > 1;
    // Of the rows of one table the first is enough.
    if !is_row(words) || is_row(before) {
        return None;
    }
    let next = text[line.end..].trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default();
    let is_rule =
        |line: &str| line.contains('-') && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '));
    let cells = super::lost::cells;
    let help = if is_rule(next) && cells(next) != cells(words) {
        format!(
            "this is no table: its head has {}, the line of dashes below it {}",
            cells(words),
            cells(next)
        )
    } else {
        "a table has a head, a line such as `|---|---|` right below it, and a caption `Table: …` above"
            .to_owned()
    };
    Some(left(text, line.clone(), &help))
}
