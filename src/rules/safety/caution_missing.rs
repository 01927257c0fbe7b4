//! `caution-missing`

use crate::diagnostic::SourcePath;
use crate::page::Mark;
use crate::phrase;
use crate::prose::InlineKind;
use crate::rules::{Context, PageView, Report, sentences};
use crate::url;

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let registry = &context.site.registry;
    let options = &registry.cautioned;
    let shows = |mark: &Mark| *mark == Mark::Cautions;
    if options.is_empty() || !page.card.kind.is_health() || page.prose.marks().any(|(mark, _)| shows(mark)) {
        return;
    }
    let title = phrase::lower(&page.card.title);
    let advises = page.card.kind.advises();
    let named = options.iter().find(|option| advises && option.find(&title).is_some());
    if let Some(option) = named {
        let message = format!("this page is about `{}`, but leaves out who must ask first", option.as_str());
        report.add(page.key("title"), message, "put `[cautions]` in a paragraph of its own, under a heading");
        return;
    }
    let about = |id: &&str| {
        let option = registry.claims.get(id).map(|claim| phrase::lower(&claim.option)).unwrap_or_default();
        options.iter().any(|cautioned| cautioned.as_str() == option)
    };
    let stated = page.prose.blocks.iter().flat_map(|block| &block.inlines);
    let mut stated =
        stated.filter(|inline| matches!(&inline.kind, InlineKind::Claim(id) if about(&id.as_str())));
    if let Some(claim) = stated.next()
        && sentences::claims(page).iter().any(about)
        && !links_to_cautions(page, context)
    {
        let message = "this page says what something does, but not who must ask first";
        let help = "put in `[cautions]`, or a link to the page that has it";
        report.add(page.span(claim.source.clone()), message, help);
    }
}

/// Whether a page links to one that shows all cautions.
fn links_to_cautions(page: &PageView<'_>, context: &Context<'_>) -> bool {
    let targets =
        page.prose.blocks.iter().flat_map(|block| &block.inlines).filter_map(|inline| match &inline.kind {
            InlineKind::Link(target) => target.split('#').next(),
            _ => None,
        });
    let mut pages = targets
        .filter_map(|target| url::join(page.card.path.folder(), target))
        .filter_map(|path| context.site.card(&SourcePath::new(&path)));
    pages.any(|card| card.names.marks.contains(&Mark::Cautions))
}
