//! Letters that are other ones than they look like.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

use super::{LISTED, Sign, code, sign};

/// By letters of other alphabets, those that they look like.
static ALIKE: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let letter = |(written, seen): (&String, &char)| Some((char::from_u32(code(written))?, *seen));
    LISTED.alike.iter().filter_map(letter).collect()
});

/// The letter of ours that one of another alphabet looks like.
pub fn alike(c: char) -> Option<char> {
    ALIKE.get(&c).copied()
}

/// Letters of another width, cut or height, and in circles, are the same letters; so are those of units. Raised and lowered
/// digits are not: they say powers, and what molecules are made of.
pub(super) fn push_plain(c: char, shown: &mut String) {
    let is_other = match c {
        '\u{1F150}'..='\u{1F169}' | '\u{1F170}'..='\u{1F189}' => {
            let first = if c < '\u{1F170}' { 0x1F150 } else { 0x1F170 };
            shown.extend(char::from_u32(u32::from('A') + u32::from(c) - first));
            return;
        }
        '²' | '³' | '¹' | '™' | '℠' | '\u{2070}' | '\u{2074}'..='\u{2079}' | '\u{2080}'..='\u{2089}' => {
            false
        }
        '\u{FF01}'..='\u{FF5E}' | '\u{1D400}'..='\u{1D7FF}' => true,
        _ => {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '(' | ')' | '°' | 'μ');
            !matches!(c, 'µ' | 'μ') && !c.is_ascii() && std::iter::once(c).nfkc().all(is_plain)
        }
    };
    if is_other {
        shown.extend(std::iter::once(c).nfkc().map(|c| if c == 'μ' { 'µ' } else { c }));
    } else {
        shown.push(c);
    }
}

/// Marks that stand over, under or through a letter.
pub(super) fn is_ornament(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20F0}')
}

/// Whether a mark strikes a letter out.
pub fn is_stroke(c: char) -> bool {
    matches!(
        c,
        '\u{335}'
            ..='\u{338}'
                | '\u{20D2}'
                | '\u{20D3}'
                | '\u{20D8}'
                | '\u{20E5}'
                | '\u{20E6}'
                | '\u{20EA}'
                | '\u{20EB}'
    )
}

/// The letter of which two make a flag.
pub fn flag_letter(c: char) -> Option<char> {
    let at = u32::from(c).checked_sub(0x1F1E6).filter(|at| *at < 26)?;
    char::from_u32(u32::from('A') + at)
}

pub(super) fn is_flag_letter(c: Option<char>) -> bool {
    c.and_then(flag_letter).is_some()
}

/// Whether letters of flags stand beside these, or are alone: then they are read as letters.
pub(super) fn is_spelt(text: &str, at: &Range<usize>) -> bool {
    text[at.clone()].chars().count() == 1
        || is_flag_letter(text[..at.start].chars().next_back())
        || is_flag_letter(text[at.end..].chars().next())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Latin,
    Greek,
    Other,
}

/// The alphabet of a letter, of those that have letters in common to look at.
fn alphabet(c: char) -> Option<Alphabet> {
    match c {
        'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Some(Alphabet::Latin),
        '\u{370}'..='\u{3FF}' => Some(Alphabet::Greek),
        '\u{400}'..='\u{52F}' | '\u{531}'..='\u{587}' | '\u{13A0}'..='\u{13F5}' => Some(Alphabet::Other),
        _ => None,
    }
}

/// Words with letters of two alphabets, or with letters that only look like those of the words around.
pub fn mixed(text: &str) -> Vec<Range<usize>> {
    if text.is_ascii() || !text.contains(|c| matches!(alphabet(c), Some(Alphabet::Greek | Alphabet::Other))) {
        return Vec::new();
    }
    // Where another alphabet is written, some letter is that looks like none of ours.
    let is_foreign = |c: char| matches!(alphabet(c), Some(Alphabet::Other)) && !ALIKE.contains_key(&c);
    let is_latin = text.contains(|c| alphabet(c) == Some(Alphabet::Latin)) && !text.contains(is_foreign);
    let is_letter =
        |c: char| c.is_alphanumeric() || is_ornament(c) || matches!(sign(c), Some(Sign::Unseen(_)));
    let mut words = Vec::new();
    let mut start = 0;
    for (end, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_letter(c) {
            continue;
        }
        let letters: Vec<char> = text[start..end].chars().filter(|c| alphabet(*c).is_some()).collect();
        if is_mixed(&letters) || is_latin && is_imitation(&letters) {
            words.push(start..end);
        }
        start = end + c.len_utf8();
    }
    words
}

fn is_mixed(letters: &[char]) -> bool {
    let has = |wanted| letters.iter().any(|c| alphabet(*c) == Some(wanted));
    if !has(Alphabet::Latin) {
        return false;
    }
    has(Alphabet::Other)
        || letters.iter().enumerate().any(|(at, c)| {
            // `µg`, `kΩ`, `TNFα`: signs of units, and letters beside capitals, are meant.
            let is_meant = at == 0 && *c == 'μ' || c.is_uppercase() && !ALIKE.contains_key(c);
            let beside =
                [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| letters.get(at));
            let is_in_word =
                beside.into_iter().any(|c| alphabet(*c) == Some(Alphabet::Latin) && c.is_lowercase());
            alphabet(*c) == Some(Alphabet::Greek) && !is_meant && (is_in_word || c.is_uppercase())
        })
}

/// Whether a word is written in letters of another alphabet that all look like ours.
fn is_imitation(letters: &[char]) -> bool {
    letters.len() > 2
        && letters.iter().all(|c| alphabet(*c) == Some(Alphabet::Other) && ALIKE.contains_key(c))
}
