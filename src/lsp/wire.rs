//! Messages as they come over the wire: a head with their length, and JSON.
//!
//! `lsp-server` has a reader too, but it gives up at the first message it cannot read, and takes as much memory
//! as a message says it has. This one passes a message over as long as it is clear where the next one starts.

use std::io::{BufRead, Read as _};

use lsp_server::{ErrorCode, Message, RequestId};
use serde::Deserialize;

/// The most bytes of a head.
const HEAD: u64 = 4096;
/// The most bytes of a message: many times what a page can have.
const BODY: u64 = 64 << 20;

/// What an editor sends.
#[derive(Debug)]
pub(super) enum Frame {
    /// A message.
    Message(Message),
    /// Something that is none: the request that it seems to be, what is wrong, and the code for that.
    Unreadable(Option<RequestId>, ErrorCode, String),
}

/// Reads what comes next: nothing if the editor is gone.
///
/// # Errors
/// If nobody can tell where the next message starts.
pub(super) fn read(input: &mut impl BufRead) -> Result<Option<Frame>, String> {
    let Some(head) = head(input)? else {
        return Ok(None);
    };
    let mut body = Vec::new();
    let read = input.take(head.length).read_to_end(&mut body);
    if !read.is_ok_and(|_| u64::try_from(body.len()) == Ok(head.length)) {
        return Err("it ends in the middle of a message".to_owned());
    }
    // What is no text is read as far as it is one, so that a page with one bad sign is still looked at.
    let text = with_whole_pairs(&String::from_utf8_lossy(&body));
    let message = match (head.charset, serde_json::from_str(&text)) {
        (None, Ok(message)) => return Ok(Some(Frame::Message(message))),
        (Some(charset), _) => format!("a message in the encoding `{charset}` cannot be read: send UTF-8"),
        (None, Err(error)) => format!("this message cannot be read: {error}"),
    };
    // serde skips whatever else there is, however deep.
    #[derive(Deserialize)]
    struct Asked {
        id: RequestId,
    }
    let asked = serde_json::from_str(&text).ok().map(|asked: Asked| asked.id);
    let is_json = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
    let code = if is_json { ErrorCode::InvalidRequest } else { ErrorCode::ParseError };
    Ok(Some(Frame::Unreadable(asked, code, message)))
}

/// What stands before a message.
struct Head {
    length: u64,
    /// Its encoding, if that is another one than UTF-8.
    charset: Option<String>,
}

fn head(input: &mut impl BufRead) -> Result<Option<Head>, String> {
    let (mut length, mut charset) = (None, None);
    let mut input = input.take(HEAD);
    loop {
        let mut line = Vec::new();
        input.read_until(b'\n', &mut line).map_err(|error| error.to_string())?;
        let line = String::from_utf8_lossy(&line);
        if line.is_empty() && input.limit() == HEAD {
            return Ok(None);
        }
        if !line.ends_with('\n') {
            return Err("the head of a message has no end".to_owned());
        }
        let line = line.trim_end();
        if line.is_empty() {
            let length = length.ok_or("a message does not say how long it is (`Content-Length: …`)")?;
            return Ok(Some(Head { length, charset }));
        }
        let (name, value) = line
            .split_once(':')
            .ok_or_else(|| format!("`{}` is no head of a message", line.escape_debug()))?;
        let value = value.trim();
        if name.eq_ignore_ascii_case("Content-Length") {
            let known = value.parse().ok().filter(|length| *length <= BODY);
            let wrong = || {
                format!(
                    "a message cannot have the length `{}`: it has {BODY} bytes at most",
                    value.escape_debug()
                )
            };
            length = Some(known.ok_or_else(wrong)?);
        } else if name.eq_ignore_ascii_case("Content-Type") {
            let said = value.to_ascii_lowercase();
            let said = said.split_once("charset=").map_or("utf-8", |(_, said)| said).trim_matches('"');
            charset = (!["utf-8", "utf8"].contains(&said)).then(|| said.escape_debug().to_string());
        }
    }
}

/// JSON in which half of a surrogate pair, which is no character, is the sign for what is none.
fn with_whole_pairs(json: &str) -> String {
    let mut whole = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        whole.push_str(before);
        let unit = |at: usize| {
            let digits = escape.get(at..)?.strip_prefix("\\u")?.get(..4)?;
            u16::from_str_radix(digits, 16).ok()
        };
        let length = match (unit(0), unit(6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                whole.push(char::REPLACEMENT_CHARACTER);
                rest = &escape[6..];
                continue;
            }
            // The sign after a backslash starts no escape of its own.
            _ => escape.ceil_char_boundary(2),
        };
        whole.push_str(&escape[..length]);
        rest = &escape[length..];
    }
    whole.push_str(rest);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_pair_is_no_character() {
        for (json, whole) in [
            (r#""a\ud800b""#, "\"a\u{fffd}b\""),
            (r#""\udc00\ud83d\ude00\ud83d""#, "\"\u{fffd}\\ud83d\\ude00\u{fffd}\""),
            (r#""\\ud800 \\\ud800 \u00e9é\""#, "\"\\\\ud800 \\\\\u{fffd} \\u00e9é\\\""),
            ("\"\\", "\"\\"),
            (r#""\ud8""#, r#""\ud8""#),
            ("\"\\é", "\"\\é"),
        ] {
            assert_eq!(with_whole_pairs(json), whole);
        }
    }
}
