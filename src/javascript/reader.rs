//! Reads a script sign by sign, without the grammar of the language.

use std::ops::Range;

use super::{Mistake, Script, Token};

/// Words after which a value is expected, so that a `/` begins a pattern.
const EXPECTING: [&str; 16] = [
    "await",
    "case",
    "delete",
    "do",
    "else",
    "extends",
    "finally",
    "in",
    "instanceof",
    "new",
    "return",
    "throw",
    "try",
    "typeof",
    "void",
    "yield",
];
/// Those of them, and signs, after which a `{` begins a block and not an object.
const BEFORE_BLOCK: [&str; 10] = ["", ";", ")", "{", "}", ">", "do", "else", "finally", "try"];
/// Words with a condition in brackets after which a statement begins.
const CONDITIONAL: [&str; 4] = ["if", "while", "for", "with"];

/// Reads a script to its end, or to the first thing that keeps a browser from reading it.
pub(super) fn read(code: &str) -> Script<'_> {
    let mut reader =
        Reader { code, at: 0, open: Vec::new(), last: "", is_value: false, script: Script::default() };
    reader.script.mistake = reader.run().err();
    reader.script
}

/// A bracket that is open.
struct Open {
    /// The byte that closes it.
    closed_by: u8,
    at: Range<usize>,
    /// Whether it opens code inside a template string.
    is_in_template: bool,
    /// Whether what it closes is a value.
    is_value: bool,
}

struct Reader<'a> {
    code: &'a str,
    at: usize,
    /// The brackets that are open, the innermost last.
    open: Vec<Open>,
    /// The word or sign that came last.
    last: &'a str,
    /// Whether it ended a value, so that a `/` divides.
    is_value: bool,
    script: Script<'a>,
}

impl<'a> Reader<'a> {
    fn run(&mut self) -> Result<(), Mistake> {
        while let Some(c) = self.rest().chars().next() {
            match c {
                _ if c.is_whitespace() || c == '\u{feff}' => self.at += c.len_utf8(),
                '/' if self.rest().starts_with("//") => self.comment(),
                '#' if self.at == 0 && self.code.starts_with("#!") => self.comment(),
                '/' if self.rest().starts_with("/*") => self.long_comment()?,
                '/' if !self.is_value && self.pattern() => {}
                '"' | '\'' => self.string(c)?,
                '`' => self.template(self.at)?,
                '0'..='9' => self.number(),
                '(' | '[' | '{' => self.open(c),
                ')' | ']' | '}' => self.close()?,
                '#' if self.rest()[1..].starts_with(is_in_name) => self.at += 1,
                _ if is_in_name(c) => self.word(),
                _ => self.sign(c),
            }
        }
        self.open.pop().map_or(Ok(()), |open| Err(self.not_closed(open)))
    }

    fn rest(&self) -> &'a str {
        &self.code[self.at..]
    }

    /// Goes on behind what fits.
    fn take(&mut self, fits: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|c| !fits(c)).unwrap_or(rest.len());
    }

    fn comment(&mut self) {
        let from = self.at;
        self.take(|c| !is_line_end(c));
        self.script.comments.push(from..self.at);
    }

    fn long_comment(&mut self) -> Result<(), Mistake> {
        let from = self.at;
        let Some(end) = self.rest()[2..].find("*/") else {
            return Err(mistake("this comment is not closed", from..self.code.trim_end().len()));
        };
        self.at += end + 4;
        self.script.comments.push(from..self.at);
        Ok(())
    }

    /// Goes on behind a pattern, where one is closed in its line; otherwise the `/` is a sign like others.
    fn pattern(&mut self) -> bool {
        let mut signs = self.rest().char_indices().skip(1).peekable();
        let mut is_in_class = false;
        while let Some((at, c)) = signs.next() {
            match c {
                _ if is_line_end(c) => return false,
                '\\' if signs.next_if(|(_, c)| !is_line_end(*c)).is_none() => return false,
                '[' => is_in_class = true,
                ']' => is_in_class = false,
                '/' if !is_in_class => {
                    self.at += at + 1;
                    // Its flags.
                    self.take(is_in_name);
                    (self.last, self.is_value) = ("/", true);
                    return true;
                }
                _ => {}
            }
        }
        false
    }

    fn string(&mut self, quote: char) -> Result<(), Mistake> {
        let from = self.at;
        let mut signs = self.rest().char_indices().skip(1).peekable();
        while let Some((at, c)) = signs.next() {
            match c {
                '\\' => {
                    // A line can go on behind a `\`; the end of a line may be two signs.
                    let next = signs.next();
                    signs.next_if(|(_, c)| next.is_some_and(|(_, next)| next == '\r') && *c == '\n');
                }
                '\n' | '\r' => return Err(mistake("this string is not closed", from..from + at)),
                _ if c == quote => {
                    self.at += at + 1;
                    self.quoted(from + 1..from + at);
                    return Ok(());
                }
                _ => {}
            }
        }
        Err(mistake("this string is not closed", from..self.code.trim_end().len().max(from + 1)))
    }

    /// Reads words of a template string, from its quote or from the `}` behind code in it.
    fn template(&mut self, from: usize) -> Result<(), Mistake> {
        let mut signs = self.code[from..].char_indices().skip(1).peekable();
        while let Some((at, c)) = signs.next() {
            match c {
                '\\' => _ = signs.next(),
                '`' => {
                    self.at = from + at + 1;
                    self.quoted(from + 1..from + at);
                    return Ok(());
                }
                '$' if signs.next_if(|(_, c)| *c == '{').is_some() => {
                    self.at = from + at + 2;
                    self.quoted(from + 1..from + at);
                    self.open.push(Open {
                        closed_by: b'}',
                        at: from + at..self.at,
                        is_in_template: true,
                        is_value: true,
                    });
                    (self.last, self.is_value) = ("${", false);
                    return Ok(());
                }
                _ => {}
            }
        }
        Err(mistake("this template string is not closed", from..self.code.trim_end().len().max(from + 1)))
    }

    fn quoted(&mut self, at: Range<usize>) {
        self.script.tokens.push(Token { text: &self.code[at.clone()], quoted: true, at: at.start });
        (self.last, self.is_value) = ("'", true);
    }

    fn number(&mut self) {
        let is_digit = |c: char| c.is_ascii_alphanumeric() || c == '_';
        self.take(is_digit);
        if self.rest().starts_with('.') {
            self.at += 1;
            self.take(is_digit);
        }
        (self.last, self.is_value) = ("0", true);
    }

    fn open(&mut self, c: char) {
        let at = self.at..self.at + 1;
        let (closed_by, is_value) = match c {
            '(' => (b')', !CONDITIONAL.contains(&self.last)),
            '[' => (b']', true),
            _ => (b'}', !self.is_value && !BEFORE_BLOCK.contains(&self.last)),
        };
        self.open.push(Open { closed_by, at, is_in_template: false, is_value });
        self.sign(c);
    }

    fn close(&mut self) -> Result<(), Mistake> {
        let (from, byte) = (self.at, self.code.as_bytes()[self.at]);
        match self.open.pop() {
            Some(open) if open.closed_by == byte && open.is_in_template => self.template(from),
            Some(open) if open.closed_by == byte => {
                self.at += 1;
                (self.last, self.is_value) = (&self.code[from..self.at], open.is_value);
                Ok(())
            }
            // An outer bracket is closed: the inner one was forgotten.
            Some(open) if self.open.iter().any(|outer| outer.closed_by == byte) => Err(self.not_closed(open)),
            _ => Err(mistake(format!("this `{}` closes nothing", char::from(byte)), from..from + 1)),
        }
    }

    fn not_closed(&self, open: Open) -> Mistake {
        mistake(format!("this `{}` is not closed", &self.code[open.at.clone()]), open.at)
    }

    fn word(&mut self) {
        let from = self.at;
        loop {
            self.take(is_in_name);
            // `\u{64}` is a `d`.
            let rest = self.rest();
            match rest.find('}') {
                Some(end) if rest.starts_with('{') && self.code[from..self.at].ends_with("\\u") => {
                    self.at += end + 1;
                }
                _ => break,
            }
        }
        let text = &self.code[from..self.at];
        self.script.tokens.push(Token { text, quoted: false, at: from });
        // After a dot every word is a name.
        let is_name = self.last == ".";
        self.is_value = is_name || !EXPECTING.contains(&text);
        self.last = if is_name { "name" } else { text };
    }

    fn sign(&mut self, c: char) {
        let from = self.at;
        self.at += c.len_utf8();
        // Behind `a++` a `/` divides, as it does behind `a`.
        let is_second = matches!(c, '+' | '-') && self.code[..from].ends_with(c) && self.last == "+";
        self.is_value &= is_second || matches!(c, '+' | '-') && self.rest().starts_with(c);
        self.last = if matches!(c, '+' | '-') { "+" } else { &self.code[from..self.at] };
    }
}

/// Whether a sign can stand in a name.
fn is_in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || "$_\\".contains(c) || !c.is_ascii() && !c.is_whitespace()
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

fn mistake(message: impl Into<String>, at: Range<usize>) -> Mistake {
    Mistake { message: message.into(), at }
}
