//! `advice-unguarded`

use crate::danger::{Danger, Guard};
use crate::pattern::Tokens;
use crate::phrase;
use crate::prose::{Block, Role};
use crate::reading::without_asides;
use crate::rules::lists::Watched;
use crate::rules::sentences::{Source, Text};
use crate::rules::{Context, PageView, Report, sentences};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let wording = &context.site.registry.wording;
    let guards = wording.guards.iter().map(toml::Spanned::get_ref).zip(&wording.looked_for.guards);
    sentences::each(page, context, Watched::Guarded, &mut |sentence, place| {
        for (guard, (when, unless)) in guards.clone() {
            let is_meant = when.iter().all(|group| group.find(sentence).is_some());
            if is_meant && unless.find(sentence).is_none() {
                let message = format!("this sentence {}", guard.says);
                let help = format!("say it like this: `{}`", guard.instead);
                report.add(place(0..sentence.len()), message, help);
            }
        }
    });
    for text in page.texts().iter().filter(|text| text.mentions.has(Watched::Guarded)) {
        if matches!(text.source, Source::Block(number) if is_no_advice(number, page)) {
            continue;
        }
        for (guard, at) in unguarded(text, page, context) {
            let message = format!("this sentence {}", guard.says);
            let help = format!("say it like this: `{}`", guard.instead);
            report.add(text.span(at, page, context), message, help);
        }
    }
}

/// Whether a block is for clinicians, about their own work, or goes on with what leads to its list.
fn is_no_advice(number: usize, page: &PageView<'_>) -> bool {
    let block = &page.prose.blocks[number];
    let is_in_list = |block: &&Block| block.item.is_some();
    let lead = page.prose.blocks[..number].iter().rfind(|before| !is_in_list(before));
    let leads = &Danger::of(&page.card.language).leads;
    let is_led =
        lead.is_some_and(|lead| lead.text.ends_with(':') && leads.find(&phrase::lower(&lead.text)).is_some());
    block.is_in(Role::Section("clinical")) || block.item.is_some() && is_led
}

/// The sentences of a text that give such advice, each alone or with the one behind it.
fn unguarded(
    text: &Text,
    page: &PageView<'_>,
    context: &Context<'_>,
) -> Vec<(&'static Guard, std::ops::Range<usize>)> {
    let danger = Danger::of(&page.card.language);
    let names = [&danger.medicines, &context.site.registry.wording.looked_for.medicines];
    let mut found = Vec::new();
    let mut plain = text.lowered.clone();
    for sentence in &text.sentences {
        if let Some(aside) = without_asides(&plain[sentence.at.clone()]) {
            plain.replace_range(sentence.at.clone(), &aside);
        }
    }
    for (first, sentence) in text.sentences.iter().enumerate() {
        let read = |words, count: usize| {
            let sentences = text.sentences[first..].iter().take(count);
            Tokens::new(words, sentences.map(|sentence| sentence.at.clone()), &names)
        };
        let both = read(&text.lowered, 2);
        let without = (plain != text.lowered).then(|| read(&plain, 2));
        for guard in &danger.guards {
            let advice = [Some(&both), without.as_ref()]
                .into_iter()
                .flatten()
                .find_map(|said| guard.advice.when.each(said).find(|at| at.start < sentence.at.end));
            let reach = match advice {
                Some(advice) if advice.end <= sentence.at.end => 1,
                Some(_) => 2,
                None => continue,
            };
            if guard.advice.unless.find(&read(&text.lowered, reach)).is_none() {
                found.push((guard, sentence.at.start..text.sentences[first + reach - 1].at.end));
            }
        }
    }
    found
}
