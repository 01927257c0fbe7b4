//! What a page and the claims of a site say of effects, read once for all rules that hold it against claims.

use std::ops::Range;

use super::lists::{Watched, options};
use super::{Context, PageView};
use crate::certainty::{Misfit, Options, Problem, Wording};
use crate::data::Words;
use crate::diagnostic::{Diagnostic, Span};
use crate::page::body::Mark;
use crate::prose::{Block, BlockKind, InlineKind};
use crate::reading::sentences;
use crate::registry::{Certainty, Claim, Direction};

/// What a page says of effects.
#[derive(Debug, Default)]
pub(super) struct Effects {
    pub(super) judged: Vec<Judged>,
    pub(super) unmarked: Vec<Unmarked>,
    pub(super) promised: Vec<Promised>,
}

/// Words that do not fit the claim they state.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) claim: String,
    pub(super) certainty: Certainty,
    pub(super) misfit: Misfit,
    pub(super) span: Span,
}

/// An effect of an option, said without a claim.
#[derive(Debug)]
pub(super) struct Unmarked {
    pub(super) option: String,
    pub(super) effect: String,
    pub(super) span: Span,
}

/// Words that promise too much.
#[derive(Debug)]
pub(super) struct Promised {
    pub(super) words: String,
    pub(super) say: String,
    pub(super) span: Span,
}

/// Reads a page: its text, and what its front matter says to readers.
pub(super) fn page(page: &PageView<'_>, context: &Context<'_>) -> Effects {
    let Some(wording) = Wording::of(&page.card.language) else {
        return Effects::default();
    };
    let Some(options) = context.lists.options.get(&page.card.language) else {
        return Effects::default();
    };
    let mut listener = Listener { wording, options, page, context, found: Effects::default() };
    listener.front_matter();
    for (number, block) in page.prose.blocks.iter().enumerate() {
        if !matches!(block.kind, BlockKind::Code | BlockKind::Mark(_)) {
            listener.claims(block);
            // What a picture shows is no text of the page, and is short.
            if page.text_of(number).is_none_or(|text| text.mentions.has(Watched::Effect)) {
                listener.between(block);
            }
        }
    }
    listener.found
}

struct Listener<'e> {
    wording: &'static Wording,
    options: &'e Options,
    page: &'e PageView<'e>,
    context: &'e Context<'e>,
    found: Effects,
}

impl<'e> Listener<'e> {
    /// Judges the claims that a block marks.
    fn claims(&mut self, block: &Block) {
        for inline in &block.inlines {
            let InlineKind::Claim(id) = &inline.kind else { continue };
            let at = inline.text.clone();
            if let Some(claim) = self.context.site.registry.claims.get(id) {
                for misfit in self.judge(claim, &block.text[at.clone()]) {
                    let range = at.start + misfit.range.start..at.start + misfit.range.end;
                    self.judged(claim, misfit, self.page.span(block.source(range)));
                }
            }
        }
        self.promises_in_claims(block);
    }

    /// What in words that state a claim does not fit it.
    fn judge(&self, claim: &Claim, words: &str) -> Vec<Misfit> {
        let says = claim.says.get(&self.page.card.language, &self.context.site.config.language);
        self.wording.judge(words, says, claim.certainty, claim.direction)
    }

    /// Listens to the words between the claims of a block.
    fn between(&mut self, block: &Block) {
        let mut between = block.text.clone();
        for inline in block.inlines.iter().filter(|inline| matches!(inline.kind, InlineKind::Claim(_))) {
            between.replace_range(inline.text.clone(), &" ".repeat(inline.text.len()));
        }
        for sentence in sentences(&between) {
            let (effect, promises) = self.wording.listen(&between[sentence.clone()], self.options);
            let place = |at: &Range<usize>| sentence.start + at.start..sentence.start + at.end;
            if let Some(said) = effect {
                let (option, effect) = (place(&said.option), place(&said.effect));
                let span = self.page.span(block.source(effect.clone()));
                self.unmarked(&block.text[option], &block.text[effect], span);
            }
            for promise in promises {
                let at = place(&promise.range);
                let span = self.page.span(block.source(at.clone()));
                self.promised(&block.text[at], promise.say, span);
            }
        }
    }

    /// A claim can promise too much too.
    fn promises_in_claims(&mut self, block: &Block) {
        for inline in &block.inlines {
            let InlineKind::Claim(id) = &inline.kind else { continue };
            let certainty = self.context.site.registry.claims.get(id).map(|claim| claim.certainty);
            let words = &block.text[inline.text.clone()];
            for promise in self.wording.promises(words, certainty) {
                let (start, at) = (inline.text.start, promise.range);
                let span = self.page.span(block.source(start + at.start..start + at.end));
                self.promised(&words[at], promise.say, span);
            }
        }
    }

    /// Listens to the title, the description and the main message. They can carry no marks: a claim about the
    /// same option somewhere on the page must be as sure.
    fn front_matter(&mut self) {
        let card = self.page.card;
        let main_message = card.main_message.as_deref().unwrap_or_default();
        for (key, words) in [
            ("title", card.title.as_str()),
            ("description", &card.description),
            ("main_message", main_message),
        ] {
            for sentence in sentences(words) {
                let sentence = &words[sentence];
                let (effect, promises) = self.wording.listen(sentence, self.options);
                for promise in promises {
                    let found = &sentence[promise.range];
                    self.promised(found, promise.say, self.place(key, found));
                }
                if let Some(said) = effect {
                    let (option, effect) = (&sentence[said.option], &sentence[said.effect]);
                    let span = self.place(key, effect);
                    match self.nearest_claim(sentence) {
                        None => self.unmarked(option, effect, span),
                        Some((claim, Some(misfit))) => self.judged(claim, misfit, span),
                        Some((_, None)) => {}
                    }
                }
            }
        }
    }

    /// The claim on this page that a sentence fits, or one about the same option with what does not fit. A sure
    /// fact about an option says nothing of its effects where other claims do.
    fn nearest_claim(&self, sentence: &str) -> Option<(&'e Claim, Option<Misfit>)> {
        let about = self.claims_on_page().into_iter().filter(|claim| {
            let options = self.wording.options(options(claim, &self.context.site.registry));
            self.wording.effect(sentence, &options).is_some()
        });
        let (facts, effects): (Vec<_>, Vec<_>) = about.partition(|claim| claim.direction == Direction::Fact);
        let about = if effects.is_empty() { facts } else { effects };
        let judged = about.into_iter().map(|claim| {
            let misfits = self.judge(claim, sentence);
            (claim, misfits.into_iter().find(|misfit| misfit.problem != Problem::Understated))
        });
        let judged: Vec<_> = judged.collect();
        judged.iter().find(|(_, misfit)| misfit.is_none()).or(judged.first()).cloned()
    }

    fn claims_on_page(&self) -> Vec<&'e Claim> {
        let claims = &self.context.site.registry.claims;
        let inlines = self.page.prose.blocks.iter().flat_map(|block| &block.inlines);
        let marked = inlines.filter_map(|inline| match &inline.kind {
            InlineKind::Claim(id) => claims.get(id),
            _ => None,
        });
        let shown = self.page.prose.marks().flat_map(|(mark, _)| {
            claims.iter().filter(move |claim| match mark {
                Mark::Certainty(id) => claim.id == *id,
                Mark::Claims(topics) => topics.is_empty() || topics.contains(&claim.topic),
                _ => false,
            })
        });
        marked.chain(shown).collect()
    }

    /// The place of words in a line of the front matter.
    fn place(&self, key: &str, words: &str) -> Span {
        let line = self.page.key(key);
        let text = self.page.file.as_text().get(line.range.clone()).unwrap_or_default();
        match text.find(words) {
            Some(at) => Span::new(&line.path, line.range.start + at..line.range.start + at + words.len()),
            None => line,
        }
    }

    fn judged(&mut self, claim: &Claim, misfit: Misfit, span: Span) {
        let (claim, certainty) = (claim.id.clone(), claim.certainty);
        self.found.judged.push(Judged { claim, certainty, misfit, span });
    }

    fn unmarked(&mut self, option: &str, effect: &str, span: Span) {
        self.found.unmarked.push(Unmarked { option: option.to_owned(), effect: effect.to_owned(), span });
    }

    fn promised(&mut self, words: &str, say: &str, span: Span) {
        self.found.promised.push(Promised { words: words.to_owned(), say: say.to_owned(), span });
    }
}

/// The claims of a site whose own words do not fit them.
pub(super) fn claims(context: &Context<'_>, problem: Problem) -> Vec<Judged> {
    let mut judged = Vec::new();
    for entry in context.site.registry.claims.entries() {
        let claim = &entry.value;
        for (wording, words) in spoken(&claim.says, context) {
            let misfits = wording.judge(words, words, claim.certainty, claim.direction);
            judged.extend(misfits.into_iter().filter(|misfit| misfit.problem == problem).map(|misfit| {
                let span = within(context, &entry.span, words, misfit.range.clone());
                Judged { claim: claim.id.clone(), certainty: claim.certainty, misfit, span }
            }));
        }
    }
    judged
}

/// Adds the words to say instead.
pub(super) fn mended(finding: Diagnostic, judged: &Judged) -> Diagnostic {
    let Judged { misfit, span, .. } = judged;
    let help = match &misfit.or_same {
        Some(same) => format!("say `{}`, or of two treatments that do the same `{same}`", misfit.say),
        None => format!("say `{}`", misfit.say),
    };
    let finding = finding.help(help);
    let is_exact = span.range.len() == misfit.found.len();
    if misfit.fits && is_exact { finding.fix(span.range.clone(), misfit.say.as_str()) } else { finding }
}

/// What the data of a site promises: its claims, danger signs, cautions and terms.
pub(super) fn promises(context: &Context<'_>) -> Vec<Promised> {
    let registry = &context.site.registry;
    let claims = registry.claims.entries().iter().flat_map(|entry| {
        let sure = Some(entry.value.certainty);
        [&entry.value.says, &entry.value.caveat].map(|words| (&entry.span, words, sure))
    });
    let levels = registry.red_flags.levels.entries().iter().flat_map(|entry| {
        [&entry.value.heading, &entry.value.action].map(|words| (&entry.span, words, None))
    });
    let flags =
        registry.red_flags.flags.entries().iter().map(|entry| (&entry.span, &entry.value.words, None));
    let cautions = registry
        .cautions
        .entries()
        .iter()
        .flat_map(|entry| [&entry.value.words, &entry.value.why].map(|words| (&entry.span, words, None)));
    let terms = registry.terms.entries().iter().map(|entry| (&entry.span, &entry.value.means, None));
    let mut promised = Vec::new();
    for (entry, all, certainty) in claims.chain(levels).chain(flags).chain(cautions).chain(terms) {
        for (wording, words) in spoken(all, context) {
            for sentence in sentences(words) {
                for promise in wording.promises(&words[sentence.clone()], certainty) {
                    let at = sentence.start + promise.range.start..sentence.start + promise.range.end;
                    let found = words[at.clone()].to_owned();
                    let span = within(context, entry, words, at);
                    promised.push(Promised { words: found, say: promise.say.to_owned(), span });
                }
            }
        }
    }
    promised
}

/// Words in each language of the site that they were written in and that is judged.
fn spoken<'w>(words: &'w Words, context: &Context<'w>) -> impl Iterator<Item = (&'static Wording, &'w str)> {
    let default = context.site.config.language.as_str();
    context.site.languages.keys().filter_map(move |language| {
        let is_written = words.has(language, default);
        is_written.then(|| Some((Wording::of(language)?, words.get(language, default))))?
    })
}

/// The place of some bytes of words that stand in an entry of a data file, or the entry.
fn within(context: &Context<'_>, entry: &Span, words: &str, at: Range<usize>) -> Span {
    let from = entry.range.start;
    let text = context.tree.get(&entry.path).and_then(|file| file.as_text().get(from..));
    match text.and_then(|text| text.find(words)) {
        Some(start) => Span::new(&entry.path, from + start + at.start..from + start + at.end),
        None => entry.clone(),
    }
}
