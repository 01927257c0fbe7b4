//! `sounds-like-selling`

use serde::Deserialize;

use crate::language::Each;
use crate::phrase::Phrases;
use crate::prose::InlineKind;
use crate::rule;
use crate::rules::lists::Watched;
use crate::rules::{Context, PageView, Report, sentences};

/// Parts of addresses that pay someone for a visit.
const PAID: [&str; 7] = ["tag=", "aff=", "affid=", "affiliate", "ref=", "partner=", "awc="];
/// Shops, by a part of their hosts.
const SHOPS: [&str; 8] =
    ["amazon.", "ebay.", "etsy.", "walmart.", "aliexpress.", "alibaba.", "amzn.to", "shop."];

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// What shops say.
    selling: Phrases,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::SOUNDS_LIKE_SELLING.code));

/// What shops say.
pub(in crate::rules) fn words(language: &str) -> impl Iterator<Item = &'static str> {
    LISTS.of(language).into_iter().flat_map(|lists| lists.selling.iter())
}

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    const HELP: &str = "take it out: readers must be able to trust that nobody earns by this advice";
    let own = LISTS.of(&page.card.language).map(|lists| &lists.selling);
    let brands = &context.site.registry.wording.looked_for.brands;
    sentences::each(page, context, Watched::Selling, &mut |sentence, place| {
        if let Some(at) = own.and_then(|own| own.find(sentence)).or_else(|| brands.find(sentence)) {
            let words = &sentence[at.clone()];
            report.add(place(at), format!("`{words}` looks like selling"), HELP);
        }
    });
    for inline in page.prose.blocks.iter().flat_map(|block| &block.inlines) {
        let InlineKind::Link(target) = &inline.kind else {
            continue;
        };
        let target = target.to_lowercase();
        let Some((_, address)) = target.split_once("://") else {
            continue;
        };
        let (host, rest) = address.split_once('/').unwrap_or((address, ""));
        let query = rest.split_once('?').map_or("", |(_, query)| query);
        let is_paid = query.split('&').any(|part| PAID.iter().any(|start| part.starts_with(start)));
        let host = host.trim_start_matches("www.");
        if is_paid || SHOPS.iter().any(|shop| host.starts_with(shop)) {
            let message = format!("the link to `{host}` looks like selling");
            report.add(page.span(inline.source.clone()), message, HELP);
        }
    }
}
