//! The words that a mark brings into a page from the site's data.

use crate::data::Words;
use crate::page::Card;
use crate::page::Mark;
use crate::site::Site;

/// Words from a data file, as they stand on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Included<'a> {
    /// The id of the entry that holds them, such as a red flag's.
    pub id: &'a str,
    /// The words.
    pub words: &'a str,
}

/// The words that a mark brings into a page, in the order in which they are read. Lists of other pages,
/// references and empty tables bring none of their own.
pub fn included<'a>(mark: &'a Mark, card: &Card, site: &'a Site) -> Vec<Included<'a>> {
    let registry = &site.registry;
    let mut all: Vec<(&str, &Words)> = Vec::new();
    match mark {
        Mark::Care { level, only } => {
            if let Some(level) = registry.red_flags.levels.get(level) {
                all.extend([(level.id.as_str(), &level.heading), (&level.id, &level.action)]);
            }
            let flags = registry.red_flags.shown(level, only, card.kind);
            all.extend(flags.map(|flag| (flag.id.as_str(), &flag.words)));
        }
        Mark::Cautions => {
            let cautions = registry.cautions.iter();
            all.extend(cautions.flat_map(|c| [(c.id.as_str(), &c.words), (c.id.as_str(), &c.why)]));
        }
        Mark::Certainty(id) => {
            let claim = registry.claims.get(id).into_iter();
            all.extend(claim.flat_map(|c| [(c.id.as_str(), &c.says), (c.id.as_str(), &c.caveat)]));
        }
        Mark::Claims(topics) => {
            let claims = registry.claims.iter().filter(|c| topics.is_empty() || topics.contains(&c.topic));
            for claim in claims {
                let searched = claim.search.iter().flat_map(|search| [&search.place, &search.words]);
                let words = [&claim.says, &claim.caveat].into_iter().chain(searched);
                all.extend(words.map(|words| (claim.id.as_str(), words)));
            }
        }
        Mark::Glossary => {
            let terms = registry.terms.iter();
            all.extend(
                terms.flat_map(|t| {
                    [&t.term, &t.short, &t.plain, &t.means].map(|words| (t.id.as_str(), words))
                }),
            );
        }
        Mark::Checklist => all.extend(site.checklist.iter().flat_map(checklist)),
        Mark::Contacts => {
            let shown = site.config.regions.iter().filter_map(|id| registry.regions.get(id));
            all.extend(shown.flat_map(|r| [&r.name, &r.urgent, &r.routine].map(|w| (r.id.as_str(), w))));
        }
        Mark::Funding => {
            let config = &site.config;
            all.extend([&config.publisher, &config.funding, &config.conflicts].map(|words| ("", words)));
        }
        Mark::References(_) | Mark::Pages | Mark::Changes | Mark::Quality | Mark::Diary(_) => {}
    }
    let default = site.config.language.as_str();
    let included =
        all.into_iter().map(|(id, words)| Included { id, words: words.get(&card.language, default) });
    included.filter(|part| !part.words.is_empty()).collect()
}

/// The words of a checklist, from top to bottom.
fn checklist(list: &crate::checklist::Checklist) -> Vec<(&str, &Words)> {
    let mut all = vec![("", &list.purpose), ("", &list.privacy)];
    for group in list.groups.iter().map(toml::Spanned::get_ref) {
        let id = group.id.as_str();
        all.extend([(id, &group.legend), (id, &group.hint)]);
        let items = group.items.iter().map(toml::Spanned::get_ref);
        all.extend(items.flat_map(|item| [(item.id.as_str(), &item.label), (item.id.as_str(), &item.hint)]));
        for choice in group.choices.iter().map(toml::Spanned::get_ref) {
            all.push((choice.id.as_str(), &choice.legend));
            all.extend(choice.options.iter().map(|answer| (answer.id.as_str(), &answer.label)));
            all.push((choice.id.as_str(), &choice.note));
        }
        all.push((id, &group.note));
    }
    let results = list.results.iter().map(toml::Spanned::get_ref);
    all.extend(results.flat_map(|line| [(line.id.as_str(), &line.lead), (line.id.as_str(), &line.words)]));
    all
}
