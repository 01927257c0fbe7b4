//! What can be read of a script without running it: its words, its strings, its comments, and what it leaves open.

mod reader;
#[cfg(test)]
mod tests;

use std::ops::Range;

use reader::read;

/// A word or a string of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// Its text, without quotes.
    pub text: &'a str,
    /// Whether it stands in quotes.
    pub quoted: bool,
    /// Its byte in the script.
    pub at: usize,
}

impl Token<'_> {
    /// Its bytes in the script, without quotes.
    pub fn bytes(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }
}

/// Why no browser can run a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong.
    pub message: String,
    /// Where, in bytes.
    pub at: Range<usize>,
}

/// The words and strings of a script, without comments, numbers and signs. Code inside `${…}` of a template string is
/// read as code.
pub fn tokens(code: &str) -> Vec<Token<'_>> {
    read(code).tokens
}

/// What keeps a browser from running a script, if it is a thing that can be told without the language's grammar: a
/// string, a comment or a bracket that is not closed, or one that closes nothing.
pub fn mistake(code: &str) -> Option<Mistake> {
    read(code).mistake
}

/// A script without the comments that have lines of their own: they are for those who work on it, and its readers'
/// phones need not fetch them. A comment that begins with `/*!` stays.
pub fn without_comments(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut from = 0;
    for comment in read(code).comments {
        let start = code[..comment.start].rfind('\n').map_or(0, |at| at + 1);
        let end = code[comment.end..].find('\n').map_or(code.len(), |at| comment.end + at + 1);
        let is_alone = |rest: &str| rest.trim().is_empty();
        let has_lines = is_alone(&code[start..comment.start]) && is_alone(&code[comment.end..end]);
        if has_lines && start >= from && !code[comment.clone()].starts_with("/*!") {
            kept.push_str(&code[from..start]);
            from = end;
        }
    }
    kept.push_str(&code[from..]);
    kept.trim_end().to_owned()
}

/// What a script keeps on a reader's device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored<'a> {
    /// Where: `localStorage` and the like.
    pub store: Token<'a>,
    /// Under which name.
    pub key: Key<'a>,
}

/// The name under which a script keeps something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key<'a> {
    /// It stands there in quotes, or as a name.
    Named(Token<'a>),
    /// It is made as the script runs.
    Hidden,
    /// None is needed, as for the number of all that is kept.
    None,
}

/// Where a browser keeps what a script stores.
const STORES: [&str; 4] = ["localStorage", "sessionStorage", "indexedDB", "caches"];
/// What a script calls with a key.
const KEYED: [&str; 7] = ["setItem", "getItem", "removeItem", "open", "deleteDatabase", "delete", "match"];
/// What a script asks for without one.
const KEYLESS: [&str; 4] = ["clear", "length", "key", "keys"];

/// Every place at which a script turns to a storage.
pub fn stored(code: &str) -> Vec<Stored<'_>> {
    let tokens = tokens(code);
    let stores = tokens.iter().enumerate().filter(|(_, token)| !token.quoted && STORES.contains(&token.text));
    stores.map(|(at, store)| Stored { store: *store, key: key(&tokens[at + 1..]) }).collect()
}

/// The key that a script uses, from what stands after the store.
fn key<'a>(next: &[Token<'a>]) -> Key<'a> {
    match next {
        [method, ..] if !method.quoted && KEYLESS.contains(&method.text) => Key::None,
        [method, key, ..] if !method.quoted && KEYED.contains(&method.text) => {
            if key.quoted {
                Key::Named(*key)
            } else {
                Key::Hidden
            }
        }
        [key, ..] => Key::Named(*key),
        [] => Key::None,
    }
}

/// A script, read.
#[derive(Debug, Default)]
struct Script<'a> {
    tokens: Vec<Token<'a>>,
    comments: Vec<Range<usize>>,
    mistake: Option<Mistake>,
}
