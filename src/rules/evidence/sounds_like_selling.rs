//! `sounds-like-selling`

use std::sync::LazyLock;

use crate::phrase::Phrases;
use crate::prose::InlineKind;
use crate::rules::lists::Watched;
use crate::rules::{Context, PageView, Report, sentences};

/// What shops say, in small letters.
pub(in crate::rules) const SELLING: [&str; 32] = [
    "buy now",
    "order now",
    "shop now",
    "buy here",
    "order here",
    "add to cart",
    "add to basket",
    "discount",
    "discounts",
    "coupon",
    "coupons",
    "promo code",
    "voucher code",
    "special offer",
    "limited offer",
    "limited time",
    "free shipping",
    "free delivery",
    "money-back",
    "money back guarantee",
    "best price",
    "lowest price",
    "best-selling",
    "bestseller",
    "top-rated",
    "our shop",
    "our store",
    "our products",
    "affiliate link",
    "affiliate links",
    "sponsored by",
    "compre ahora",
];
static SELLS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(SELLING));
/// Parts of addresses that pay someone for a visit.
const PAID: [&str; 7] = ["tag=", "aff=", "affid=", "affiliate", "ref=", "partner=", "awc="];
/// Shops, by a part of their hosts.
const SHOPS: [&str; 8] =
    ["amazon.", "ebay.", "etsy.", "walmart.", "aliexpress.", "alibaba.", "amzn.to", "shop."];

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    const HELP: &str = "take it out: readers must be able to trust that nobody earns by this advice";
    let brands = &context.site.registry.wording.looked_for.brands;
    sentences::each(page, context, Watched::Selling, &mut |sentence, place| {
        if let Some(at) = SELLS.find(sentence).or_else(|| brands.find(sentence)) {
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
