//! `advice-hidden`

use crate::document::Element;
use crate::page::Kind;
use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let (card, site) = (page.page.card, context.site);
    let Some(checklist) = site.checklist.as_ref().filter(|_| card.kind == Kind::Checklist) else {
        return;
    };
    let document = &page.document;
    let main = document.named("main").next().or_else(|| document.named("body").next());
    let seen = main.map(|main| document.seen(main, Element::is_hidden)).unwrap_or_default();
    for result in &checklist.results {
        let result = result.get_ref();
        let words =
            [&result.lead, &result.words].map(|words| words.get(&card.language, &site.config.language));
        let single = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let missing = words.into_iter().map(single).find(|words| !seen.contains(words.as_str()));
        if let Some(words) = missing {
            let message = format!("the advice `{}` is not there for everyone to read", result.id);
            let help = "show every line of advice on the page; a tick may only mark the lines that fit";
            report.add(page.place(&words, context), message, help);
        }
    }
}
