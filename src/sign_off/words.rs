//! The words of a built page that a reader reads, as lines: what a person signs.
//!
//! They are read from the page's `<main>`. Left out are `nav`, `footer`, styles, scripts, and every
//! element with the attribute `data-not-signed`, which a template puts on banners, dates, menus and
//! who signed. A picture counts by its text alternative, a link to elsewhere by its words and where it leads. Spacing
//! and markup do not count.

use std::fmt::Write as _;

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::digest::Digest;
use crate::page::Card;

/// What a template puts on an element whose words nobody signs.
/// Written last in its tag, it is taken out of the page that readers get.
const NOT_SIGNED: &str = "data-not-signed";

/// How the generator marks, in a page that is to be read here, what a minor change may not touch.
const MARK: &str = "<!--sign:";
const MARK_END: &str = "-->";
/// Begins what a minor change may not touch.
pub const OPEN: &str = "<!--sign:open-->";
/// Ends it.
pub const CLOSE: &str = "<!--sign:close-->";

/// Elements that stand within a line.
const INLINE: [&str; 27] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Elements whose words are no part of a page's text.
const LEFT_OUT: [&str; 3] = ["nav", "footer", "template"];

/// A block of text: a paragraph, a heading, an item, a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its words, with one space between them.
    pub words: String,
    /// Whether a minor change may not touch it.
    pub protected: bool,
}

/// The words of a page, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// Its lines.
    pub lines: Vec<Line>,
}

/// Words that no element shows, such as a checklist's rules, as a protected line.
pub fn unseen(words: &str) -> String {
    format!("{MARK}also {}{MARK_END}", words.replace("--", "- -").replace('>', "&gt;"))
}

/// What search engines, feeds and lists of pages say of a page, as protected lines.
pub fn said_elsewhere(card: &Card) -> String {
    let Card { description, short, .. } = card;
    let short = Some(short).filter(|short| *short != description);
    let short = short.map(|short| unseen(&format!("short: {short}")));
    unseen(&format!("description: {description}")) + &short.unwrap_or_default()
}

/// A page as readers get it, without the marks of the generator and of templates.
pub fn without_marks(html: &str) -> String {
    let mut clean = String::with_capacity(html.len());
    let mut from = 0;
    for at in memmem::find_iter(html.as_bytes(), &format!(" {NOT_SIGNED}>")) {
        clean.push_str(&html[from..at]);
        from = at + " ".len() + NOT_SIGNED.len();
    }
    clean.push_str(&html[from..]);
    if memmem::find(clean.as_bytes(), MARK.as_bytes()).is_none() {
        return clean;
    }
    let mut parts = clean.split(MARK);
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once(MARK_END).map_or("", |(_, rest)| rest));
    std::iter::once(first).chain(rest).collect()
}

impl Text {
    /// Reads a built page.
    pub fn of(html: &str) -> Text {
        let start = ["<main", "<body"].iter().find_map(|tag| html.find(tag)).unwrap_or_default();
        let mut reading = Reading::default();
        let mut rest = &html[start..];
        while let Some(after) = reading.until_raw_text(rest) {
            rest = after;
        }
        reading.end_line();
        Text { lines: reading.lines }
    }

    /// Reads what `file` wrote.
    pub fn from_file(text: &str) -> Text {
        let line = |line: &str| {
            let protected = line.starts_with('!');
            Line { words: line.get(2..).unwrap_or_default().to_owned(), protected }
        };
        Text { lines: text.lines().map(line).collect() }
    }

    /// As a text file that people can read and compare: a line each, `!` before what is protected.
    pub fn file(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            // Writing to memory does not fail.
            let _ = writeln!(text, "{} {}", if line.protected { '!' } else { ' ' }, line.words);
        }
        text
    }

    /// The fingerprint of all words, whatever lines they stand in.
    pub fn fingerprint(&self) -> String {
        let words: Vec<&str> = self.lines.iter().map(|line| line.words.as_str()).collect();
        Digest::of(words.join(" ").as_bytes()).policy()
    }

    /// The first line that is not as it was: its words now, and what they were.
    pub fn first_change<'a>(&'a self, signed: &'a Text) -> (Option<&'a str>, Option<&'a str>) {
        self.first_difference(signed, |now, was| now.words == was.words)
    }

    /// The same, where the caller says which lines are the same.
    pub(super) fn first_difference<'a>(
        &'a self,
        signed: &'a Text,
        is_same: impl Fn(&Line, &Line) -> bool,
    ) -> (Option<&'a str>, Option<&'a str>) {
        let pairs = self.lines.iter().zip(&signed.lines);
        let same = pairs.take_while(|(now, was)| is_same(now, was)).count();
        let (now, was) = (&self.lines[same..], &signed.lines[same..]);
        let words = |lines: &'a [Line]| lines.first().map(|line| line.words.as_str());
        if let ([new, ..], [old, ..]) = (now, was) {
            let is_kept = now.iter().any(|line| is_same(line, old));
            let is_known = was.iter().any(|line| is_same(new, line));
            match (is_kept, is_known) {
                (true, false) => return (words(now), None),
                (false, true) => return (None, words(was)),
                _ => {}
            }
        }
        (words(now), words(was))
    }
}

/// A page being read.
#[derive(Default)]
struct Reading {
    lines: Vec<Line>,
    line: Line,
    /// Where the links of the line lead, if that is elsewhere.
    targets: Vec<String>,
    /// How many protected parts the reader is in.
    protected: usize,
    /// How many raised marks the reader is in: the number of a source is no number of the text.
    raised: usize,
    /// The element that is being left out, and how deep in others of its name.
    left_out: Option<(String, usize)>,
    /// Whether the end of the text has been read.
    done: bool,
}

impl Reading {
    /// Reads up to the end, or up to a script or style: gives what follows that.
    fn until_raw_text<'a>(&mut self, html: &'a str) -> Option<&'a str> {
        let mut reader = Reader::from_str(html);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.check_comments = false;
        while !self.done {
            // A page that is not tidy is reported where its links are read.
            match reader.read_event().ok()? {
                Event::Eof => return None,
                Event::Text(text) => self.text(&text),
                Event::GeneralRef(name) => {
                    // Names that only HTML knows stay as they are written: they change when the word does.
                    let written = format!("&{};", &*name);
                    let known = unescape(&written).unwrap_or((&*written).into());
                    self.text(if &*name == "nbsp" { " " } else { &known });
                }
                Event::Comment(comment) => self.mark(&comment),
                Event::Empty(tag) => self.start(&tag, true),
                Event::Start(tag) => {
                    self.start(&tag, false);
                    let closing = match tag.name().as_ref() {
                        "script" => "</script",
                        "style" => "</style",
                        _ => continue,
                    };
                    let after = html.get(usize::try_from(reader.buffer_position()).unwrap_or_default()..)?;
                    return after.find(closing).map(|at| &after[at..]);
                }
                Event::End(tag) => self.end(tag.name().as_ref()),
                _ => {}
            }
        }
        None
    }

    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) {
        let name = tag.name();
        let name: &str = name.as_ref();
        if let Some((out, depth)) = &mut self.left_out {
            *depth += usize::from(out == name && !empty && !is_void(name));
            return;
        }
        if !INLINE.contains(&name) {
            self.end_line();
        }
        let (mut words, mut target, mut not_signed) = (None, None, false);
        let mut is_picture = ["img", "svg"].contains(&name);
        for attribute in tag.html_attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                NOT_SIGNED => not_signed = true,
                "role" => is_picture |= &*attribute.value == "img",
                "alt" | "aria-label" => words = Some(attribute.value.into_owned()),
                "href" => target = Some(attribute.value.into_owned()),
                _ => {}
            }
        }
        if not_signed || LEFT_OUT.contains(&name) {
            if !empty && !is_void(name) {
                self.left_out = Some((name.to_owned(), 1));
            }
            return;
        }
        // Pages of the site may be renamed; their words are signed where they stand.
        self.targets.extend(target.filter(|target| name == "a" && target.contains(':')));
        self.raised += usize::from(name == "sup");
        if let Some(words) = words.filter(|_| is_picture) {
            self.text(&unescape(&words).unwrap_or((&*words).into()));
            self.end_line();
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((out, depth)) = &mut self.left_out {
            *depth -= usize::from(out == name);
            if *depth == 0 {
                self.left_out = None;
            }
            return;
        }
        if !INLINE.contains(&name) {
            self.end_line();
        }
        self.raised = self.raised.saturating_sub(usize::from(name == "sup"));
        self.done = name == "main";
    }

    fn text(&mut self, text: &str) {
        if self.left_out.is_none() {
            self.line.words.push_str(text);
            let counts = text.contains(|c: char| !c.is_whitespace());
            let number = self.raised == 0 && text.contains(char::is_numeric);
            self.line.protected |= counts && (self.protected > 0 || number);
        }
    }

    fn mark(&mut self, comment: &str) {
        match comment.strip_prefix("sign:") {
            Some("open") => self.protected += 1,
            Some("close") => self.protected = self.protected.saturating_sub(1),
            Some(also) if self.left_out.is_none() => {
                self.end_line();
                let words = also.strip_prefix("also ").unwrap_or_default().replace("&gt;", ">");
                self.line = Line { words, protected: true };
                self.end_line();
            }
            _ => {}
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let words: Vec<&str> = line.words.split_whitespace().collect();
        if !words.is_empty() {
            self.lines.push(Line { words: words.join(" "), protected: line.protected });
        }
        let leads =
            self.targets.drain(..).map(|target| Line { words: format!("-> {target}"), protected: true });
        self.lines.extend(leads);
    }
}

/// Elements that have no end (HTML, section 13.1.2).
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(html: &str) -> String {
        Text::of(html).file()
    }

    #[test]
    fn reads_what_a_reader_reads() {
        let html =
            "<body><header>Menu</header><main><h1>A  <em>b</em>c&amp;é&#33;</h1><nav>Here<nav>x</nav>y</nav>
            <p data-not-signed>Draft<br><p>One<br>two</p><style>p{}</style><img alt='A &quot;tap&quot;' src=a>
            <ul><li>Three</ul></main>Foot";
        assert_eq!(
            file(html),
            "  A bc&é!\n  One\n  two\n  A \"tap\"\n  Three\n"
                .replace("  One\n  two\n  A \"tap\"\n  Three\n", "")
        );
        let html = html.replace("Draft<br>", "Draft</p>");
        assert_eq!(file(&html), "  A bc&é!\n  One\n  two\n  A \"tap\"\n  Three\n");
    }

    #[test]
    fn knows_what_a_minor_change_may_not_touch() {
        let html = format!(
            "<main><p>Free</p>{OPEN}<p>Card</p>{CLOSE}<p>In 3 days</p><p>A source<sup>3</sup></p>{}",
            unseen("a > b -- c")
        );
        assert_eq!(file(&html), "  Free\n! Card\n! In 3 days\n  A source3\n! a > b - - c\n");
        assert_eq!(
            without_marks(&html),
            "<main><p>Free</p><p>Card</p><p>In 3 days</p><p>A source<sup>3</sup></p>"
        );
        let text = Text::of(&html);
        assert_eq!(Text::from_file(&text.file()), text);
    }

    #[test]
    fn names_the_first_change() {
        let text =
            |words: &str| Text::from_file(&words.split(' ').map(|w| format!("  {w}\n")).collect::<String>());
        let change = |now: &str, was: &str| {
            let (now, was) = (text(now), text(was));
            let (now, was) = now.first_change(&was);
            format!("{} {}", now.unwrap_or("-"), was.unwrap_or("-"))
        };
        assert_eq!(change("a b c", "a x c"), "b x");
        assert_eq!(change("a b c", "a c"), "b -");
        assert_eq!(change("a c", "a b c"), "- b");
        assert_eq!(change("a", "a b"), "- b");
    }
}
