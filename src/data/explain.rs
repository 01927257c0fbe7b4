//! What the parser and serde say, in a writer's words.

use std::ops::Range;

use super::Origin;
use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::rule;

/// Quotes as word processors write them.
const CURVED: [char; 5] = ['“', '”', '„', '«', '»'];

/// Turns the parser's words into a writer's.
pub(super) fn unreadable(
    text: &str,
    message: String,
    range: Range<usize>,
    origin: &Origin<'_>,
) -> Diagnostic {
    let rest = text.get(range.start..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_end();
    let word: String = rest.chars().take_while(|c| !" ,]}#=".contains(*c)).collect();
    if message.starts_with("invalid date") {
        return bad_date(&format!("`{word}` is not a day of the calendar"), {
            origin.span(range.start..range.start + word.len())
        });
    }
    if word.split(['/', '.', '-']).filter(|part| part.parse::<u16>().is_ok()).count() == 3 {
        let place = origin.span(range.start..range.start + word.len());
        return bad_date(&format!("`{word}` is not how a day is written here"), place);
    }
    let (message, help) = in_words(message, rest, word);
    Diagnostic::new(&rule::TOML_SYNTAX, origin.span(range), message).help(help)
}

/// What the parser says of the rest of a line, in a writer's words, and what to write instead.
fn in_words(message: String, rest: &str, word: String) -> (String, String) {
    let is_bare = message.contains("must be quoted") || message.starts_with("invalid boolean");
    let (message, help) = if let Some(words) = rest.strip_prefix(CURVED) {
        let words = words.trim_end_matches(CURVED);
        let help = format!("use straight ones, as a plain text editor writes them: `\"{words}\"`");
        return (format!("`{rest}` stands in curved quotes"), help);
    } else if is_bare && rest.is_empty() {
        ("there is nothing after the `=`".to_owned(), "write a value, or take the line out")
    } else if is_bare {
        (format!("`{rest}` stands without quotes"), "put double quotes around words: `key = \"words\"`")
    } else if message.starts_with("duplicate key") {
        (format!("`{word}` is there twice"), "remove one of the two lines")
    } else if message.starts_with("missing comma") {
        (
            "a comma is missing before this".to_owned(),
            "put one between the words of a list: `[\"one\", \"two\"]`",
        )
    } else if message.starts_with("invalid")
        && message.contains("string")
        && message.contains("expected `\"`")
    {
        ("these words have no closing quote".to_owned(), "put a double quote `\"` at their end")
    } else {
        (message, "a line is `key = \"words\"`; words stand in double quotes")
    };
    (message, help.to_owned())
}

/// A line such as `kind: treatment`, with its key and its value.
pub(super) fn with_colon(text: &str, at: usize) -> Option<(Range<usize>, &str, &str)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next()?.trim_end();
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_ ".contains(c));
    is_key.then(|| (start..start + line.len(), key.trim(), value.trim().trim_matches('"')))
}

/// The words between backticks.
pub(super) fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

pub(super) fn bad_date(message: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&rule::BAD_DATE, span, message)
        .help("write a day of the calendar as year-month-day, such as `2026-03-01`")
}

/// Turns serde's words into a writer's; for an unknown key also says which one was meant, if that is clear.
pub(super) fn explain(message: &str, lists: &[&str], span: Span) -> (Diagnostic, Option<String>) {
    let message = first_line(message);
    if message.starts_with("unknown field") {
        let mut words = quoted(&message);
        let word = words.next().unwrap_or_default();
        let known: Vec<&str> = words.chain(lists.iter().copied()).collect();
        let list = known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
        let meant = nearest(word, known.iter().copied());
        let help = match known.as_slice() {
            [only] => format!("the only key is {only}"),
            _ => format!("the keys are {list}"),
        };
        let diagnostic = Diagnostic::new(&rule::UNKNOWN_KEY, span, format!("`{word}` is not a key here"));
        let diagnostic = diagnostic.help(help).meant(word, meant);
        return (diagnostic, meant.map(str::to_owned));
    }
    if message.starts_with("unknown variant") {
        let mut words = quoted(&message);
        let word = words.next().unwrap_or_default();
        let known: Vec<&str> = words.collect();
        let list = known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
        let meant = nearest(word, known.iter().copied());
        let message = format!("`{word}` is not one of the words allowed here");
        let diagnostic = Diagnostic::new(&rule::BAD_VALUE, span, message).meant(word, meant);
        let help = match meant {
            Some(meant) => format!("did you mean `{meant}`? It can be {list}"),
            None => format!("it can be {list}"),
        };
        return (diagnostic.help(help), None);
    }
    if let Some(rest) = message.strip_prefix("date: ") {
        return (bad_date(rest, span), None);
    }
    if let Some((wrong, help)) = message.strip_prefix("name: ").and_then(|rest| rest.rsplit_once("; ")) {
        return (Diagnostic::new(&rule::BAD_VALUE, span, wrong).help(help), None);
    }
    let Some((is, wanted)) =
        message.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    else {
        return (Diagnostic::new(&rule::BAD_VALUE, span, message), None);
    };
    let wanted = plain(wanted);
    let verb = if wanted.starts_with("words") { "are" } else { "is" };
    let diagnostic =
        Diagnostic::new(&rule::BAD_VALUE, span, format!("this is {}, but {wanted} {verb} needed", plain(is)));
    let help = if wanted.starts_with("words") {
        Some("put double quotes around it")
    } else if wanted.starts_with("a list") {
        Some("put square brackets around it: `[\"…\"]`")
    } else if wanted.starts_with("`true`") {
        Some("write one of the two, without quotes")
    } else if wanted.contains("number") {
        Some("write it in digits, without quotes")
    } else {
        None
    };
    (diagnostic.maybe_help(help.filter(|_| !is.starts_with("sequence")).map(str::to_owned)), None)
}

/// What serde calls a value or a type, in a writer's words.
fn plain(words: &str) -> String {
    if let Some(text) = words.strip_prefix("string ") {
        return format!("`{text}`");
    }
    words
        .replace("a string", "words in quotes")
        .replace("a sequence", "a list")
        .replace("sequence", "a list")
        .replace("a boolean", "`true` or `false`")
        .replace("boolean ", "")
        .replace("integer", "the number")
        .replace("floating point", "the number")
        .replace("usize", "a whole number")
        .replace("i64", "a whole number")
        .replace("u32", "a whole number")
}

pub(super) fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}
