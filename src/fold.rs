//! A text as its reader sees it, in the signs of the keyboard.
//!
//! Two spellings that look the same are one word to a reader, so they are one to every rule: accents are composed
//! (Unicode NFC), spaces of any kind and number are one space, signs that are not seen are gone, and typographic
//! hyphens and quotes are plain. Pages are drawn from what was written; only what is judged is folded.

mod letters;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization as _, is_nfc};
use unicode_segmentation::UnicodeSegmentation as _;

pub use letters::{alike, flag_letter, is_stroke, mixed};
use letters::{is_flag_letter, is_ornament, is_spelt, push_plain};

use crate::language::built_in;

/// A part of a text, and what is seen of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    /// Its bytes.
    pub at: Range<usize>,
    /// What is seen: the bytes themselves, or others in their place, or nothing.
    pub seen: Cow<'t, str>,
}

/// What is known of a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sign {
    /// Not seen at all, with its name.
    Unseen(String),
    /// Seen as a space, with its name.
    Space(String),
    /// Seen as these signs of the keyboard.
    Plain(String),
}

/// Signs by code point, or by the first and last of some, such as `2010-2011`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    unseen: BTreeMap<String, String>,
    space: BTreeMap<String, String>,
    plain: BTreeMap<String, String>,
    alike: BTreeMap<String, char>,
}

static LISTED: LazyLock<Listed> =
    LazyLock::new(|| built_in("fold/signs.toml", include_str!("fold/signs.toml")));

fn code(text: &str) -> u32 {
    u32::from_str_radix(text, 16).expect("a code point is a hexadecimal number")
}

/// By the last sign of each group: the first, and what they are.
static SIGNS: LazyLock<BTreeMap<u32, (u32, Sign)>> = LazyLock::new(|| {
    let listed = &*LISTED;
    let group = |(range, sign): (&String, Sign)| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        (code(last), (code(first), sign))
    };
    let unseen = listed.unseen.iter().map(|(range, name)| (range, Sign::Unseen(name.clone())));
    let space = listed.space.iter().map(|(range, name)| (range, Sign::Space(name.clone())));
    let plain = listed.plain.iter().map(|(range, seen)| (range, Sign::Plain(seen.clone())));
    unseen.chain(space).chain(plain).map(group).collect()
});

/// What is known of a sign that is not seen as it is written.
pub fn sign(c: char) -> Option<&'static Sign> {
    let (_, (first, sign)) = SIGNS.range(u32::from(c)..).next()?;
    (*first <= u32::from(c)).then_some(sign)
}

/// Whether this is no character for readers: it steers machines, or Unicode keeps it free. XML 1.0 allows few of them.
pub fn is_no_character(c: char) -> bool {
    c.is_control() || u32::from(c) & 0xFFFE == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&c)
}

/// A text as its reader sees it.
pub fn seen(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(pieces(text).into_iter().map(|piece| piece.seen).collect())
}

/// The bytes of a text of which some bytes are seen.
pub fn place(text: &str, seen: Range<usize>) -> Range<usize> {
    if is_plain(text) {
        return seen;
    }
    let mut before = 0;
    let mut place: Option<Range<usize>> = None;
    for Piece { at, seen: shown } in pieces(text) {
        let here = before..before + shown.len();
        before = here.end;
        if here.end <= seen.start || seen.end <= here.start {
            continue;
        }
        // Within a part that is seen otherwise than written, all of it is meant.
        let is_exact = at.len() == shown.len();
        let from = if is_exact { at.start + seen.start.saturating_sub(here.start) } else { at.start };
        let to = if is_exact { at.end - here.end.saturating_sub(seen.end) } else { at.end };
        place = Some(place.map_or(from, |place| place.start)..to);
    }
    place.unwrap_or(0..text.len())
}

/// The parts of a text, in order, with what is seen of each; what is seen as it was written is as long as it can be.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    if is_plain(text) {
        return vec![Piece { at: 0..text.len(), seen: Cow::Borrowed(text) }];
    }
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut after_space = false;
    let mut mixed = mixed(text).into_iter().peekable();
    for at in clusters(text) {
        let (start, cluster) = (at.start, &text[at.clone()]);
        while mixed.peek().is_some_and(|word| word.end <= start) {
            mixed.next();
        }
        let is_mixed = mixed.peek().is_some_and(|word| word.contains(&start));
        let is_spelt = is_flag_letter(cluster.chars().next()) && is_spelt(text, &at);
        let mut shown = match cluster.chars().next() {
            _ if is_spelt => Cow::Owned(cluster.chars().filter_map(flag_letter).collect()),
            Some(first) if is_mixed => match alike(first) {
                Some(letter) => Cow::Owned(letter.to_string()),
                None => shown(cluster),
            },
            _ => shown(cluster),
        };
        if after_space && shown.starts_with(' ') {
            shown = Cow::Owned(shown.trim_start_matches(' ').to_owned());
        }
        after_space = shown.chars().next_back().map_or(after_space, |last| last == ' ');
        match pieces.last_mut() {
            Some(Piece { at: before, seen: Cow::Borrowed(words) })
                if shown == cluster && !words.is_empty() && before.end == start =>
            {
                before.end = at.end;
                *words = &text[before.clone()];
            }
            _ if shown == cluster => pieces.push(Piece { seen: Cow::Borrowed(&text[at.clone()]), at }),
            _ => pieces.push(Piece { at, seen: Cow::Owned(shown.into_owned()) }),
        }
    }
    pieces
}

/// Letters with their marks, and with signs after them that are not seen: an accent may follow those.
fn clusters(text: &str) -> Vec<Range<usize>> {
    let mut clusters: Vec<Range<usize>> = Vec::new();
    for (start, cluster) in text.grapheme_indices(true) {
        let end = start + cluster.len();
        let mut signs = cluster.chars();
        let goes_on =
            signs.next().is_some_and(|c| is_combining_mark(c) || matches!(sign(c), Some(Sign::Unseen(_))));
        match clusters.last_mut() {
            Some(before) if goes_on => before.end = end,
            _ => clusters.push(start..end),
        }
    }
    clusters
}

/// What is seen of a letter with its marks.
fn shown(cluster: &str) -> Cow<'_, str> {
    if cluster.len() == 1 && !cluster.contains(|c: char| c.is_ascii_whitespace() || c.is_ascii_control()) {
        return Cow::Borrowed(cluster);
    }
    let mut shown = String::with_capacity(cluster.len());
    for c in cluster.chars() {
        match sign(c) {
            Some(Sign::Unseen(_)) => {}
            Some(Sign::Space(_)) => shown.push(' '),
            Some(Sign::Plain(seen)) => shown.push_str(seen),
            None if c.is_whitespace() => shown.push(' '),
            None => push_plain(c, &mut shown),
        }
    }
    if !is_nfc(&shown) {
        shown = shown.nfc().collect();
    }
    // What is left of marks on such a letter is a stroke through it, or an ornament.
    if shown.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        shown.retain(|c| !is_ornament(c));
    }
    Cow::Owned(shown)
}

/// Whether a text is seen as it is written: nearly all are.
fn is_plain(text: &str) -> bool {
    text.is_ascii() && !text.contains("  ") && !text.bytes().any(|byte| byte.is_ascii_control())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (written, read) in [
            ("cu\u{ad}res", "cures"),
            ("400\u{202f}mg", "400 mg"),
            ("guaran\u{200b}teed", "guaranteed"),
            ("cafe\u{301}", "caf\u{e9}"),
            ("don\u{2019}t \u{201c}do\u{201d}", "don't \"do\""),
            ("low\u{2011}dose", "low-dose"),
            ("a \u{a0} b", "a b"),
            ("a\n  b", "a b"),
            ("bene\u{fb01}t", "benefit"),
            ("с\u{443}res \u{441}ures c\u{3c5}res", "cyres cures cures"),
            ("ⓒures 🄲🅄res 🅒🅤res ᴄᴜʀᴇs ᶜᵘʳᵉˢ", "cures CUres CUres cures cures"),
            ("⒞ures ⅽures", "(c)ures cures"),
            ("c\u{336}u\u{336}r\u{336}e\u{336}s\u{336}", "cures"),
            ("🇸🇹🇴🇵 🇬🇧 🇽", "STOP 🇬🇧 X"),
            ("5 ㎎ 5 ㎍ 5 ㎖ 37 ℃", "5 mg 5 µg 5 ml 37 °C"),
            ("ѕоре and more", "sope and more"),
            ("µg μg m² H₂O 1st ½ 10⁹ ®™", "µg μg m² H₂O 1st ½ 10⁹ ®™"),
            ("α-blocker β TNFα kΩ Δt IL-1β", "α-blocker β TNFα kΩ Δt IL-1β"),
            ("Русский и сор, Ελλάδα, עברית, العربية", "Русский и сор, Ελλάδα, עברית, العربية"),
            ("é 👍🏽 1\u{fe0f}\u{20e3}", "é 👍🏽 1"),
            ("\u{ff53}top", "stop"),
            ("5\u{2013}7 \u{2014} no", "5\u{2013}7 \u{2014} no"),
        ] {
            assert_eq!(seen(written), read);
            assert_eq!(seen(read), read, "folding twice is folding once");
        }
    }

    #[test]
    fn places_lead_back_to_what_was_written() {
        let written = "It cu\u{ad}res\u{a0}all  caf\u{65}\u{301}s.";
        let read = seen(written);
        for (words, expected) in [
            ("cures", "cu\u{ad}res"),
            ("res", "res"),
            ("cures all", "cu\u{ad}res\u{a0}all"),
            ("caf\u{e9}", "cafe\u{301}"),
        ] {
            let at = read.find(words).unwrap();
            assert_eq!(&written[place(written, at..at + words.len())], expected);
        }
    }

    #[test]
    fn signs_are_known_by_name() {
        assert_eq!(sign('\u{ad}'), Some(&Sign::Unseen("soft hyphen".to_owned())));
        assert_eq!(sign('\u{2009}'), Some(&Sign::Space("space of another width".to_owned())));
        assert_eq!(sign('a'), None);
        assert_eq!(sign('\u{2013}'), None);
        assert_eq!(sign('\u{10ffff}'), None);
    }

    proptest! {
        #[test]
        fn pieces_cover_the_text_and_places_stay_inside(text in "[a-e \u{a0}\u{ad}\u{301}\u{2019}\u{fb01}\u{200d}é😀\n\t-]{0,24}") {
            let pieces = pieces(&text);
            let mut end = 0;
            for piece in &pieces {
                prop_assert_eq!(piece.at.start, end);
                end = piece.at.end;
            }
            prop_assert_eq!(end, text.len());
            let read = seen(&text);
            prop_assert_eq!(seen(&read).into_owned(), read.clone().into_owned());
            for (at, c) in read.char_indices() {
                prop_assert!(text.get(place(&text, at..at + c.len_utf8())).is_some());
            }
        }
    }
}
