//! What a page says in its own voice: not what it quotes, not terms that it explains in place.
//!
//! Such words are blanked, byte for byte, so that places stay what they are.

use std::ops::Range;

use super::lists::Mentions;
use super::sentences::{Source, Text};
use super::{Context, PageView, Report, data_files};
use crate::danger::Danger;
use crate::diagnostic::{Diagnostic, Span};
use crate::language;
use crate::page::Mark;
use crate::prose::{BlockKind, InlineKind, Role};

/// Words that stand together.
#[derive(Debug)]
pub(super) struct Passage {
    /// The words as they are written.
    pub(super) words: String,
    /// The same in small letters.
    pub(super) lowered: String,
    pub(super) source: Source,
    /// Which lists the text mentions, with what is blanked here.
    pub(super) mentions: Mentions,
}

/// Reads a page, its head first. Sections for clinicians are left out.
pub(super) fn read(page: &PageView<'_>) -> Vec<Passage> {
    let is_own_voice = |text: &&Text| match text.source {
        Source::Block(number) => {
            let block = &page.prose.blocks[number];
            !block.is_in(Role::Section("clinical")) && !block.is_in(Role::Quote)
        }
        Source::Head(_) | Source::Data(..) => true,
    };
    let passages = page.texts().iter().filter(is_own_voice).map(|text| {
        let words = text.words.as_str();
        let mut hidden = quoted(words);
        if let Source::Block(number) = text.source {
            let block = &page.prose.blocks[number];
            let terms = block.inlines.iter().filter(|inline| matches!(inline.kind, InlineKind::Term(_)));
            hidden.extend(terms.map(|term| term.text.clone()));
        }
        let (words, lowered) = (blanked(words, &hidden), blanked(&text.lowered, &hidden));
        Passage { words, lowered, source: text.source, mentions: text.mentions }
    });
    passages.collect()
}

impl Passage {
    /// Where some bytes of the words stand.
    pub(super) fn span(&self, at: Range<usize>, page: &PageView<'_>, context: &Context<'_>) -> Span {
        match self.source {
            Source::Head(key) => page.head(key, &self.words, at),
            Source::Block(number) => page.span(page.prose.blocks[number].source(at)),
            Source::Data(number, entry) => {
                let BlockKind::Mark(mark) = &page.prose.blocks[number].kind else {
                    return Span::file(&page.card.path);
                };
                let words = page.included(mark)[entry].words;
                data_files::place(context, &page.card.path, words, at)
            }
        }
    }

    /// The mark that brings the words in.
    pub(super) fn mark<'p>(&self, page: &'p PageView<'_>) -> Option<&'p Mark> {
        match self.source {
            Source::Data(number, _) => match &page.prose.blocks[number].kind {
                BlockKind::Mark(mark) => Some(mark),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether the words belong to a care card or an alert.
    pub(super) fn warns(&self, page: &PageView<'_>) -> bool {
        match self.source {
            Source::Block(number) => {
                page.prose.blocks[number].roles.iter().any(|role| matches!(role, Role::Alert(_)))
            }
            Source::Data(..) => matches!(self.mark(page), Some(Mark::Care { .. } | Mark::Cautions)),
            Source::Head(_) => false,
        }
    }
}

/// Words to avoid in a passage, and what to do.
pub(super) struct Instead<'h> {
    pub(super) passage: &'h Passage,
    pub(super) at: Range<usize>,
    /// What to say, in words of the page; nothing where no words can simply be put there.
    pub(super) say: Option<&'h str>,
    pub(super) help: String,
}

/// Reports words, and mends them where their place is exact.
pub(super) fn tell(
    hit: &Instead<'_>,
    page: &PageView<'_>,
    context: &Context<'_>,
    report: &mut Report<'_>,
    message: &str,
) {
    let words = &hit.passage.words[hit.at.clone()];
    let span = hit.passage.span(hit.at.clone(), page, context);
    let finding = report.finding(span, message.replace("{}", words)).help(&*hit.help);
    let finding = match hit.say {
        Some(say) => mended(finding, words, say, context),
        None => finding,
    };
    report.push(finding);
}

fn mended(finding: Diagnostic, words: &str, say: &str, context: &Context<'_>) -> Diagnostic {
    let range = finding.span.range.clone();
    let written = context.tree.get(&finding.span.path).and_then(|file| file.as_text().get(range.clone()));
    if written != Some(words) {
        return finding;
    }
    let (first, rest) = words.split_at(words.chars().next().map_or(0, char::len_utf8));
    let is_capital = first.chars().all(char::is_uppercase) && rest == rest.to_lowercase();
    let mut letters = say.chars();
    let say = match letters.next() {
        Some(first) if is_capital => first.to_uppercase().chain(letters).collect(),
        _ => say.to_owned(),
    };
    finding.fix(range, say)
}

/// Whether a page is in a language; where none is named, in the site's own.
pub(super) fn is_in(page: &PageView<'_>, language: Option<&str>) -> bool {
    let main = |code: &str| language::primary(code).to_lowercase();
    main(&page.card.language) == main(language.unwrap_or(&page.site.config.language))
}

/// What stands between double quotes.
pub(super) fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '"' | '“' | '”' | '«' | '»')) {
        match open.take() {
            Some(start) if matches!(c, '"' | '”' | '»') => found.push(start..at),
            _ => open = Some(at + c.len_utf8()),
        }
    }
    found
}

/// A text with spaces, byte for byte, in place of some parts of it.
pub(super) fn blanked(text: &str, hidden: &[Range<usize>]) -> String {
    let mut words = text.to_owned();
    for range in hidden {
        words.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    words
}

/// A word of a text, with its bytes.
pub(super) type Word<'t> = (Range<usize>, &'t str);

/// Shares of people in a text, such as `3 in 100` and `5 out of 1,000`, with how many they are shares of.
pub(super) fn shares(text: &str, page: &PageView<'_>) -> Vec<(Range<usize>, u64)> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let people = &Danger::of(&page.card.language).people;
    let words: Vec<Word<'_>> = crate::prose::words(text).collect();
    let number = |at: usize| words.get(at).and_then(|(_, word)| whole(word));
    let is = |at: usize, what: &str| words.get(at).is_some_and(|(_, word)| *word == what);
    let mut found = Vec::new();
    for at in 0..words.len() {
        let of = if is(at + 1, "in") {
            at + 2
        } else if is(at + 1, "out") && is(at + 2, "of") {
            at + 3
        } else {
            continue;
        };
        let followed = words.get(of + 1).map(|(_, word)| *word);
        if let (Some(count), Some(all)) = (number(at), number(of))
            && count < all
            && !(1900..2100).contains(&all)
            && (all >= 100 || followed.is_some_and(|word| people.iter().any(|whom| whom == word)))
        {
            found.push((words[at].0.start..words[of].0.end, all));
        }
    }
    found
}

/// A whole number in digits, with or without commas.
fn whole(word: &str) -> Option<u64> {
    word.starts_with(|c: char| c.is_ascii_digit())
        .then(|| word.replace(',', ""))?
        .split('.')
        .next()?
        .parse()
        .ok()
}
