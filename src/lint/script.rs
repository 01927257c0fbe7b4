//! The scripts that a page runs, and their words outside comments.

use super::{BuiltView, Context};
use crate::diagnostic::Span;
use crate::source::SourceFile;

/// A script of a page.
#[derive(Debug)]
pub(super) struct Script<'a> {
    /// What the browser runs.
    pub(super) code: &'a str,
    /// Its hash, where it is one of the site's own.
    pub(super) hash: Option<&'a str>,
    file: Option<&'a SourceFile>,
}

impl Script<'_> {
    /// Where something in it was written.
    pub(super) fn place(&self, token: &Token<'_>, page: &BuiltView<'_>, context: &Context<'_>) -> Span {
        let start = self.code[..token.at].rfind('\n').map_or(0, |at| at + 1);
        let end = self.code[token.at..].find('\n').map_or(self.code.len(), |at| token.at + at);
        let line = &self.code[start..end];
        // The file has comments that the page has not, but the same lines.
        let whole = self.file.and_then(|file| {
            let source = context.tree.get(&file.path)?.as_text();
            let before = self.code[..start].matches(line).count();
            let start = source.match_indices(line).nth(before)?.0 + (token.at - start);
            Some(Span::new(&file.path, start..start + token.text.len()))
        });
        whole.unwrap_or_else(|| page.place(line.trim(), context))
    }
}

/// The scripts that a page runs, inside it or beside it; data in script tags is none.
pub(super) fn scripts<'a>(page: &'a BuiltView<'_>, context: &Context<'a>) -> Vec<Script<'a>> {
    let mut found = Vec::new();
    let assets = &context.site.assets;
    for element in page.document.named("script") {
        let kind = element.value("type").unwrap_or_default();
        if !["", "module", "text/javascript"].contains(&kind) {
            continue;
        }
        if let Some(address) = element.value("src") {
            let own = assets.scripts.values().find(|script| address.ends_with(&script.url.as_str()[1..]));
            let fixed = || assets.files.iter().find(|(url, _)| address.ends_with(&url.as_str()[1..]));
            match own {
                Some(own) => {
                    found.push(Script { code: &own.code, hash: Some(&own.hash), file: Some(&*own.source) })
                }
                None => found.extend(fixed().map(|(_, file)| Script {
                    code: file.as_text(),
                    hash: None,
                    file: Some(&**file),
                })),
            }
            continue;
        }
        let code = page.document.inner(element);
        let own = assets.scripts.values().find(|script| script.code == code);
        let file = own.map(|own| &*own.source);
        found.push(Script { code, hash: own.map(|own| own.hash.as_str()), file });
    }
    found
}

/// A word or a string of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Its text, without quotes.
    pub(super) text: &'a str,
    /// Whether it stands in quotes.
    pub(super) quoted: bool,
    /// Its byte in the script.
    pub(super) at: usize,
}

/// The words and strings of a script, without comments, numbers and signs.
///
/// Whether `/` begins a pattern or divides is told by what stands before it, as most highlighters do. Code
/// inside `${…}` of a template string is read as code.
pub(super) fn tokens(code: &str) -> Vec<Token<'_>> {
    let bytes = code.as_bytes();
    let mut found: Vec<Token<'_>> = Vec::new();
    // How many braces are open inside each `${`.
    let mut templates: Vec<usize> = Vec::new();
    let mut before = b';';
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &code[at..];
        let next = match byte {
            b'/' if rest.starts_with("//") => at + rest.find('\n').unwrap_or(rest.len()),
            b'/' if rest.starts_with("/*") => at + rest.find("*/").map_or(rest.len(), |end| end + 2),
            b'/' if b"(,=:[!&|?{};+-*<>~^%".contains(&before) => pattern_end(bytes, at),
            b'"' | b'\'' => {
                let end = string_end(bytes, at + 1, byte);
                found.push(Token { text: &code[at + 1..end], quoted: true, at: at + 1 });
                end + 1
            }
            b'`' => template(code, at + 1, &mut templates, &mut found),
            b'}' if templates.last() == Some(&0) => {
                templates.pop();
                template(code, at + 1, &mut templates, &mut found)
            }
            _ if byte.is_ascii_alphabetic() || byte == b'_' || byte == b'$' || !byte.is_ascii() => {
                let is_inside = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
                let length = rest.find(|c| !is_inside(c)).unwrap_or(rest.len());
                let length = length.max(rest.chars().next().map_or(1, char::len_utf8));
                found.push(Token { text: &rest[..length], quoted: false, at });
                at + length
            }
            _ => {
                match (byte, templates.last_mut()) {
                    (b'{', Some(depth)) => *depth += 1,
                    (b'}', Some(depth)) => *depth -= 1,
                    _ => {}
                }
                at + 1
            }
        };
        if !byte.is_ascii_whitespace() && !rest.starts_with("//") && !rest.starts_with("/*") {
            before = byte;
        }
        at = next.min(bytes.len());
        while !code.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

fn string_end(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while at < bytes.len() && bytes[at] != quote && bytes[at] != b'\n' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

fn pattern_end(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut in_class) = (start + 1, false);
    while at < bytes.len() && bytes[at] != b'\n' && (in_class || bytes[at] != b'/') {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            _ => {}
        }
        at += 1;
    }
    at + 1
}

/// Reads the words of a template string up to its end or to `${`.
fn template<'a>(code: &'a str, start: usize, open: &mut Vec<usize>, found: &mut Vec<Token<'a>>) -> usize {
    let bytes = code.as_bytes();
    let mut at = start;
    while at < bytes.len() && bytes[at] != b'`' {
        if bytes[at] == b'$' && bytes.get(at + 1) == Some(&b'{') {
            open.push(0);
            return at + 2;
        }
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    let end = at.min(bytes.len());
    found.push(Token { text: code.get(start..end).unwrap_or_default(), quoted: true, at: start });
    end + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_words_from_strings_comments_and_patterns() {
        let code = "a = 'b \\' c'; // d\n/* e */ f(/g\"'[/]h/, `i ${j({k: 'l'})} m`) / n; é \"";
        let words: Vec<String> = tokens(code)
            .iter()
            .map(|t| if t.quoted { format!("\"{}\"", t.text) } else { t.text.into() })
            .collect();
        assert_eq!(words, ["a", "\"b \\' c\"", "f", "j", "k", "\"l\"", "\" m\"", "n", "é", "\"\""]);
    }
}
