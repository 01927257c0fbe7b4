//! What a page and the claims of a site say of effects, read once for all rules that hold it against claims.

mod data;

use std::ops::Range;

use super::lists::{Watched, options};
use super::passages::{blanked, quoted};
use super::sentences::head;
use super::{Context, PageView};
use crate::certainty::{Misfit, Options, Problem, Promise, Sourceless, Wording};
use crate::diagnostic::{Diagnostic, Span};
use crate::fold;
use crate::page::Kind;
use crate::page::Mark;
use crate::prose::{Block, BlockKind, InlineKind, Sentence};
use crate::reading::sentences;
use crate::registry::{Certainty, Claim, Direction};

pub(super) use data::claims;

/// A title of more words is no name.
const OWN: usize = 4;

/// What a page says of effects.
#[derive(Debug, Default)]
pub(super) struct Effects {
    pub(super) judged: Vec<Judged>,
    pub(super) unmarked: Vec<Unmarked>,
    /// Effects of treatments that no claim is about, and no source stands with.
    pub(super) unsourced: Vec<Unmarked>,
    /// How common something is, without a source.
    pub(super) frequencies: Vec<Frequency>,
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

/// Words that say how common something is.
#[derive(Debug)]
pub(super) struct Frequency {
    pub(super) words: String,
    pub(super) span: Span,
}

/// Words that promise too much.
#[derive(Debug)]
pub(super) struct Promised {
    pub(super) words: String,
    pub(super) say: String,
    pub(super) is_advert: bool,
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
    let treatments = context.lists.treatments.get(&page.card.language);
    let own = wording.options(own_treatments(page));
    let named: Vec<&Options> = [options, &own].into_iter().chain(treatments).collect();
    let mut listener = Listener { wording, options, named, page, context, found: Effects::default() };
    listener.front_matter();
    let mut before = "";
    for (number, block) in page.prose.blocks.iter().enumerate() {
        if !matches!(block.kind, BlockKind::Mark(_)) {
            listener.claims(block);
            // What a picture shows is no text of the page, and is short.
            let mentions = page.text_of(number).map(|text| text.mentions);
            let mentions = |watched| mentions.is_none_or(|mentions| mentions.has(watched));
            if mentions(Watched::Effect) {
                listener.between(block);
            }
            if mentions(Watched::Sourceless) || mentions(Watched::Digit) {
                listener.sourceless(block, before);
            }
            before = sentences(&block.text).last().map_or("", |last| &block.text[last]);
        }
    }
    listener.found
}

/// What a page is about, if that is a treatment: its short name, and its title up to the word that says what for.
fn own_treatments<'p>(page: &PageView<'p>) -> impl Iterator<Item = &'p str> {
    let card = page.card;
    let title = card.title.split(" for ").next().unwrap_or_default();
    let names = [card.nav.as_str(), title].map(str::trim);
    let is_name = |name: &&str| !name.is_empty() && name.split(' ').count() <= OWN && !name.ends_with('?');
    names.into_iter().filter(move |name| card.kind == Kind::Treatment && is_name(name))
}

struct Listener<'e> {
    wording: &'static Wording,
    options: &'e Options,
    /// All that this site and this page name as treatments.
    named: Vec<&'e Options>,
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

    /// The words of a block with spaces in place of its claims.
    fn unclaimed(block: &Block) -> String {
        let claims = block.inlines.iter().filter(|inline| matches!(inline.kind, InlineKind::Claim(_)));
        blanked(&block.text, &claims.map(|inline| inline.text.clone()).collect::<Vec<_>>())
    }

    /// Listens to the words between the claims of a block.
    fn between(&mut self, block: &Block) {
        let between = Self::unclaimed(block);
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
                self.promised(&block.text[at], &promise, span);
            }
        }
    }

    /// Listens to the same words for what needs a source, and has none in its sentence. What breaks a graver rule is
    /// told once.
    fn sourceless(&mut self, block: &Block, before: &str) {
        let unclaimed = Self::unclaimed(block);
        let between = blanked(&unclaimed, &quoted(&unclaimed));
        let mut last = 0..0;
        for at in sentences(&between) {
            let blank = between[at.clone()].len() - between[at.clone()].trim_start().len();
            let at = at.start + blank..at.end;
            let earlier = &block.text[last.start..at.start];
            last = at.clone();
            let before = if earlier.trim().is_empty() { before } else { earlier };
            let sentence = &between[at.clone()];
            let Some(said) = self.wording.sourceless(sentence, before, &self.named) else { continue };
            let is_cited = Sentence { block, at: at.clone() }
                .inlines()
                .any(|i| matches!(i.kind, InlineKind::Citation(_)));
            if is_cited || self.is_told_already(sentence) {
                continue;
            }
            let place = |inside: Range<usize>| at.start + inside.start..at.start + inside.end;
            let words = |inside: &Range<usize>| block.text[place(inside.clone())].to_owned();
            match said {
                Sourceless::Effect(said) => {
                    let (option, effect) = (words(&said.option), words(&said.effect));
                    let span = self.page.span(block.source(place(said.effect)));
                    self.found.unsourced.push(Unmarked { option, effect, span });
                }
                Sourceless::Frequency(inside) => {
                    let (words, span) = (words(&inside), self.page.span(block.source(place(inside))));
                    self.found.frequencies.push(Frequency { words, span });
                }
            }
        }
    }

    /// Whether a graver rule finds something in a sentence.
    fn is_told_already(&self, sentence: &str) -> bool {
        let (effect, promises) = self.wording.listen(sentence, self.options);
        effect.is_some() || !promises.is_empty()
    }

    /// The same in a line of the front matter. Something with a source that is about the same must stand on the page.
    fn sourceless_head(&mut self, sentence: &str, place: &dyn Fn(&Range<usize>) -> Span) {
        let is_body = |block: &Block| block.text.contains(sentence);
        if self.page.prose.blocks.iter().any(is_body) || self.is_told_already(sentence) {
            return;
        }
        match self.wording.sourceless(sentence, "", &self.named) {
            Some(Sourceless::Effect(said)) => {
                let (option, effect) = (&sentence[said.option], &sentence[said.effect.clone()]);
                let options = self.wording.options([option]);
                if !self.is_sourced(|words| self.wording.mentions(words, &options)) {
                    let span = place(&said.effect);
                    let (option, effect) = (option.to_owned(), effect.to_owned());
                    self.found.unsourced.push(Unmarked { option, effect, span });
                }
            }
            Some(Sourceless::Frequency(at)) => {
                let words = &sentence[at.clone()];
                let is_frequency = |words: &str| {
                    matches!(self.wording.sourceless(words, "", &[]), Some(Sourceless::Frequency(_)))
                };
                if !self.is_sourced(is_frequency) {
                    let (words, span) = (words.to_owned(), place(&at));
                    self.found.frequencies.push(Frequency { words, span });
                }
            }
            None => {}
        }
    }

    /// Whether words on this page that state a claim or have a source are about something.
    fn is_sourced(&self, is_about: impl Fn(&str) -> bool) -> bool {
        let language = (&self.page.card.language, &self.context.site.config.language);
        let says = self.claims_on_page().into_iter().map(|claim| claim.says.get(language.0, language.1));
        let marked = self.page.prose.sentences().filter(|sentence| {
            let mut inlines = sentence.inlines();
            inlines.any(|inline| matches!(inline.kind, InlineKind::Claim(_) | InlineKind::Citation(_)))
        });
        says.chain(marked.map(|sentence| sentence.text())).any(is_about)
    }

    /// A claim can promise too much too.
    fn promises_in_claims(&mut self, block: &Block) {
        for inline in &block.inlines {
            let InlineKind::Claim(id) = &inline.kind else { continue };
            let certainty = self.context.site.registry.claims.get(id).map(|claim| claim.certainty);
            let words = &block.text[inline.text.clone()];
            for promise in self.wording.promises(words, certainty) {
                let (start, at) = (inline.text.start, promise.range.clone());
                let span = self.page.span(block.source(start + at.start..start + at.end));
                self.promised(&words[at], &promise, span);
            }
        }
    }

    /// Listens to what the front matter says to readers. It can carry no marks: a claim about the
    /// same option somewhere on the page must be as sure.
    fn front_matter(&mut self) {
        for (key, words) in head(self.page.card) {
            let words = &*fold::seen(words);
            for at in sentences(words) {
                let sentence = &words[at.clone()];
                let place = |inside: &Range<usize>| {
                    self.page.head(key, words, at.start + inside.start..at.start + inside.end)
                };
                let (effect, promises) = self.wording.listen(sentence, self.options);
                for promise in promises {
                    let span = place(&promise.range);
                    self.promised(&sentence[promise.range.clone()], &promise, span);
                }
                let Some(said) = effect else {
                    self.sourceless_head(sentence, &place);
                    continue;
                };
                let (option, effect) = (&sentence[said.option], &sentence[said.effect.clone()]);
                let span = place(&said.effect);
                match self.nearest_claim(sentence) {
                    None => self.unmarked(option, effect, span),
                    Some((claim, Some(misfit))) => self.judged(claim, misfit, span),
                    Some((_, None)) => {}
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

    fn judged(&mut self, claim: &Claim, misfit: Misfit, span: Span) {
        let (claim, certainty) = (claim.id.clone(), claim.certainty);
        self.found.judged.push(Judged { claim, certainty, misfit, span });
    }

    fn unmarked(&mut self, option: &str, effect: &str, span: Span) {
        self.found.unmarked.push(Unmarked { option: option.to_owned(), effect: effect.to_owned(), span });
    }

    fn promised(&mut self, words: &str, promise: &Promise<'_>, span: Span) {
        let (words, say) = (words.to_owned(), promise.say.to_owned());
        self.found.promised.push(Promised { words, say, is_advert: promise.is_advert, span });
    }
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
