//! `looks-pasted`

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::language::Each;
use crate::prose::{Block, BlockKind, Role};
use crate::rule;
use crate::rules::{Context, PageView, Report};

/// A bold line with more words is no heading.
const HEADING: usize = 12;

/// With so many places, a page was pasted as a whole, and what else is wrong with it can wait.
const WHOLE: usize = 3;

/// Signs that word processors put before the items of a list, and people before those that they type.
const BULLETS: [char; 12] = ['•', '·', '‣', '⁃', '▪', '▫', '■', '□', '●', '○', '◦', '\u{f0b7}'];

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    kinds(page).into_iter().for_each(|kind| report.push(kind.finding));
}

/// What is found on a page that was pasted as a whole, unless the page is excused from the rule.
pub(in crate::rules) fn state(page: &PageView<'_>, context: &Context<'_>) -> Diagnostics {
    let is_excused = page.page.allows.iter().any(|allow| allow.rule == &rule::LOOKS_PASTED);
    if is_excused || !context.is_on(&rule::LOOKS_PASTED) {
        return Diagnostics::default();
    }
    let kinds = kinds(page);
    let places: usize = kinds.iter().map(|kind| kind.places).sum();
    if kinds.len() < 2 && places < WHOLE {
        return Diagnostics::default();
    }
    let mut found: Vec<Diagnostic> = kinds.into_iter().map(|kind| kind.finding).collect();
    if let Some(first) = found.first_mut() {
        let help = first.help.take().unwrap_or_default();
        first.help = Some(format!(
            "{help}. What else is found on this page is said when this is done; a text made for paper mostly needs to be written anew, in short sentences and plain words"
        ));
    }
    found.into_iter().collect()
}

/// One kind of thing that looks like Markdown and is not, said once.
struct Kind {
    finding: Diagnostic,
    places: usize,
}

fn kinds(page: &PageView<'_>) -> Vec<Kind> {
    let mut headings = Vec::new();
    let mut items: Vec<(Range<usize>, String)> = Vec::new();
    let mut rows = Vec::new();
    let mut shouts = Vec::new();
    let mut parted = Vec::new();
    let mut spaced = Vec::new();
    for block in &page.prose.blocks {
        match block.kind {
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Definition => {}
            _ => continue,
        }
        if is_heading(block) {
            headings.push(block.range.clone());
        }
        items.extend(typed_items(page, block));
        rows.extend(typed_rows(page, block));
        parted.extend(parted_words(page, block));
        spaced.extend(spaced_words(block));
        let shout = block.text.find("!!").or_else(|| block.text.find("??"));
        shouts.extend(shout.map(|at| block.source(at..at + 2)));
    }
    let first = items.first().map(|(_, sign)| sign.clone()).unwrap_or_default();
    let items = items.into_iter().map(|(place, _)| place).collect();
    let list = if first.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        format!("`{first}` is typed before words, but makes no list")
    } else {
        format!("`{first}` before words makes no list")
    };
    [
        kind(page, headings, "a bold line stands where a heading belongs", "write `## ` before it, and take the stars out"),
        kind(page, items, &list, "begin each item with `- `, or with `1. ` where the order matters, and leave an empty line before the first"),
        kind(page, rows, "tabs between words make no table", "a table has `|` between its cells, a line such as `|---|---|` below its head, and a caption `Table: …` above"),
        kind(page, parted, "a word is parted at the end of a line, and readers would see a hyphen and a space in it", "write the word in one; in `low-dose` and its like, keep both parts on one line"),
        kind(page, spaced, "the letters of a word stand apart, so that it is read letter by letter", "write the word in one; `**bold**` makes it stand out"),
        kind(page, shouts, "signs are repeated", "one is enough, and a full stop is calmer"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn kind(page: &PageView<'_>, places: Vec<Range<usize>>, message: &str, help: &str) -> Option<Kind> {
    let first = places.first()?.clone();
    let more = match places.len() {
        1 => String::new(),
        2 => ", and once more on this page".to_owned(),
        n => format!(", and {} times more on this page", n - 1),
    };
    let finding =
        Diagnostic::new(&rule::LOOKS_PASTED, page.span(first), format!("{message}{more}")).help(help);
    Some(Kind { finding, places: places.len() })
}

/// Whether a paragraph is bold from its first word to its last, short, and no sentence.
fn is_heading(block: &Block) -> bool {
    let is_bold =
        block.runs.iter().all(|run| run.style.strong || block.text[run.text.clone()].trim().is_empty());
    let words = block.text.split_whitespace().count();
    let is_sentence =
        block.text.ends_with(['.', ',', ';']) || (block.text.ends_with('!') && !block.text.ends_with("!!"));
    block.kind == BlockKind::Paragraph
        && block.item.is_none()
        && block.inlines.is_empty()
        && is_bold
        && (1..=HEADING).contains(&words)
        && !is_sentence
        && !block.roles.iter().any(|role| matches!(role, Role::Alert(_)))
}

/// The lines of a block in the source, without what stands before its words.
fn lines<'p>(page: &'p PageView<'_>, block: &Block) -> Vec<(usize, &'p str)> {
    let text = page.file.as_text();
    let mut at = block.range.start;
    let lines = text[block.range.clone()].split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        let words = line.trim_start_matches([' ', '\t', '>']);
        (start + line.len() - words.len(), words.trim_end())
    });
    lines.collect()
}

/// The signs of a list that lines begin with, each with its place.
fn typed_items(page: &PageView<'_>, block: &Block) -> Vec<(Range<usize>, String)> {
    let lines = lines(page, block);
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let marked: Vec<Option<Marker>> = lines.iter().map(|(_, line)| marker(line)).collect();
    for (number, (start, line)) in lines.iter().enumerate() {
        let Some(marker) = &marked[number] else { continue };
        let beside = [number.checked_sub(1), Some(number + 1)];
        let has_fellow = beside.into_iter().flatten().any(|other| {
            marked.get(other).and_then(Option::as_ref).is_some_and(|other| other.kind == marker.kind)
        });
        // A dash that begins a paragraph, or an item typed twice, is no dash in a sentence.
        if marker.kind == MarkerKind::Bullet
            || has_fellow
            || (marker.kind == MarkerKind::Dash && number == 0 && block.kind == BlockKind::Paragraph)
        {
            let end = start + marker.length;
            found.push((*start..end, line[..marker.length].to_owned()));
        }
    }
    found
}

#[derive(PartialEq, Eq)]
enum MarkerKind {
    Bullet,
    Dash,
    Number,
    Letter,
}

struct Marker {
    kind: MarkerKind,
    /// In bytes, without the space behind it.
    length: usize,
}

/// What a line begins with, if that is typed before the items of a list.
fn marker(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    let behind = |length: usize| line[length..].chars().next();
    // Behind a number, another space than a plain one is the matter of `invisible-sign`.
    let is_apart = |length: usize| behind(length).is_some_and(|c| matches!(c, ' ' | '\t'));
    let length = first.len_utf8();
    // Word's bullet of the second level is the letter.
    if BULLETS.contains(&first) || (first == 'o' && behind(length) == Some('\t')) {
        return Some(Marker { kind: MarkerKind::Bullet, length });
    }
    if matches!(first, '-' | '*' | '+') {
        // With a plain space it is a list; with another, `invisible-sign` says so.
        let is_typed = first != '*' && behind(length).is_some_and(char::is_alphabetic);
        return is_typed.then_some(Marker { kind: MarkerKind::Dash, length });
    }
    if matches!(first, '–' | '—' | '−') {
        return behind(length)
            .is_some_and(char::is_whitespace)
            .then_some(Marker { kind: MarkerKind::Dash, length });
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (kind, length) = match first {
        '0'..='9' if digits < 3 => (MarkerKind::Number, digits),
        'a'..='z' => (MarkerKind::Letter, 1),
        _ => return None,
    };
    let is_ended = line[length..].starts_with(['.', ')']);
    (is_ended && is_apart(length + 1)).then_some(Marker { kind, length: length + 1 })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// Words between two that share an ending.
    joins: BTreeSet<String>,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::LOOKS_PASTED.code));

/// Words that a line's end parts behind a hyphen.
fn parted_words(page: &PageView<'_>, block: &Block) -> Vec<Range<usize>> {
    let lists = LISTS.of(&page.card.language);
    let lines = lines(page, block);
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let parted = pairs.filter_map(|((start, line), (next, rest))| {
        let word = line.strip_suffix(['-', '\u{2010}', '\u{2011}'])?;
        let first = word.len()
            - word.chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let is_parted = first < word.len()
            && rest.starts_with(char::is_lowercase)
            // `short-` and `long-term`
            && !lists.is_some_and(|lists| lists.joins.contains(&rest[..length]));
        is_parted.then_some(start + first..next + length)
    });
    parted.collect()
}

/// Words whose letters stand apart: `S T O P`, `c.u.r.e.s`.
fn spaced_words(block: &Block) -> Vec<Range<usize>> {
    /// Abbreviations are shorter.
    const FEWEST: usize = 4;
    let mut found = Vec::new();
    let letters: Vec<(usize, char)> = block.text.char_indices().collect();
    let mut at = 0;
    while at < letters.len() {
        let is_letter = |at: usize| letters.get(at).is_some_and(|(_, c)| c.is_alphabetic());
        let is_start = is_letter(at) && !(at > 0 && letters[at - 1].1.is_alphanumeric());
        let sign =
            letters.get(at + 1).map(|(_, c)| *c).filter(|c| matches!(c, ' ' | '.' | '-' | '·' | '_' | '*'));
        let Some(sign) = sign.filter(|_| is_start) else {
            at += 1;
            continue;
        };
        let mut end = at;
        while letters.get(end + 1).is_some_and(|(_, c)| *c == sign)
            && is_letter(end + 2)
            && !letters.get(end + 3).is_some_and(|(_, c)| c.is_alphanumeric())
        {
            end += 2;
        }
        let last = letters[end].0 + letters[end].1.len_utf8();
        // Letters that each lead somewhere are no word: `[A](a.md) [B](b.md)`.
        let is_linked =
            block.inlines.iter().any(|inline| inline.text.start < last && letters[at].0 < inline.text.end);
        if (end - at) / 2 + 1 >= FEWEST && !is_linked {
            found.push(block.source(letters[at].0..last));
        }
        at = end + 1;
    }
    found
}

/// Two lines or more with tabs between their words.
fn typed_rows(page: &PageView<'_>, block: &Block) -> Vec<Range<usize>> {
    let rows = lines(page, block);
    // One right behind the sign of an item is no cell.
    let has_cells =
        |line: &str| marker(line).map_or(line, |marker| &line[marker.length..]).trim().contains('\t');
    let rows: Vec<(usize, &str)> = rows.into_iter().filter(|(_, line)| has_cells(line)).collect();
    if rows.len() < 2 {
        return Vec::new();
    }
    rows.into_iter().map(|(start, line)| start..start + line.len()).collect()
}
