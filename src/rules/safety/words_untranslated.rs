//! `words-untranslated`

use crate::data::Words;
use crate::page::Mark;
use crate::registry::Entry;
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let own = context.site.config.language.as_str();
    let (language, registry) = (page.card.language.as_str(), &context.site.registry);
    if language == own {
        return;
    }
    for (mark, _) in page.prose.marks() {
        let mut look = Look { language, own, report };
        match mark {
            Mark::Care { level, only } => {
                let signs: Vec<&str> = registry
                    .red_flags
                    .shown(level, only, page.card.kind)
                    .map(|flag| flag.id.as_str())
                    .collect();
                let levels =
                    registry.red_flags.levels.entries().iter().filter(|entry| entry.value.id == *level);
                let flags = registry.red_flags.flags.entries().iter();
                let flags = flags.filter(|entry| signs.contains(&entry.value.id.as_str()));
                look.at(levels, |l| (format!("the card `{}`", l.id), vec![&l.heading, &l.action]));
                look.at(flags, |flag| (format!("the danger sign `{}`", flag.id), vec![&flag.words]));
            }
            Mark::Cautions => look.at(registry.cautions.entries(), |caution| {
                (format!("the caution `{}`", caution.id), vec![&caution.words, &caution.why])
            }),
            Mark::Certainty(_) | Mark::Claims(_) => {
                let is_shown = |id: &String, topic: &String| match mark {
                    Mark::Certainty(shown) => shown == id,
                    Mark::Claims(topics) => topics.is_empty() || topics.contains(topic),
                    _ => false,
                };
                let claims = registry.claims.entries().iter();
                let claims = claims.filter(|entry| is_shown(&entry.value.id, &entry.value.topic));
                look.at(claims, |claim| {
                    (format!("the claim `{}`", claim.id), vec![&claim.says, &claim.caveat])
                });
            }
            Mark::Glossary => look.at(registry.terms.entries(), |term| {
                (format!("the term `{}`", term.id), vec![&term.plain, &term.means])
            }),
            Mark::Contacts => {
                let regions = registry.regions.entries().iter();
                let regions = regions.filter(|entry| context.site.config.regions.contains(&entry.value.id));
                look.at(regions, |region| {
                    (format!("the region `{}`", region.id), vec![&region.urgent, &region.routine])
                });
            }
            // What these show is pages and references, or has a rule of its own.
            Mark::Checklist
            | Mark::Funding
            | Mark::References(_)
            | Mark::Pages
            | Mark::Changes
            | Mark::Quality
            | Mark::Diary(_) => {}
        }
    }
}

/// Looks for words that a page in another language shows.
struct Look<'a, 'r> {
    language: &'a str,
    own: &'a str,
    report: &'a mut Report<'r>,
}

impl Look<'_, '_> {
    /// Each entry by its name, with what readers see of it.
    fn at<'e, T: 'e>(
        &mut self,
        entries: impl IntoIterator<Item = &'e Entry<T>>,
        shown: impl Fn(&'e T) -> (String, Vec<&'e Words>),
    ) {
        let Look { language, own, .. } = *self;
        let lacks = |words: &&Words| !words.is_empty() && !words.has(language, own);
        for entry in entries {
            let (name, words) = shown(&entry.value);
            if words.iter().any(lacks) {
                let message = format!("{name} has no words for readers of `{language}`");
                let help = format!(
                    "write all its words for each language: `{{ {own} = \"…\", {language} = \"…\" }}`"
                );
                self.report.add(entry.span.clone(), message, help);
            }
        }
    }
}
