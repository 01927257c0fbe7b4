//! `advice-hidden`

use super::{BuiltView, Context, Report};
use crate::document::Element;
use crate::page::Kind;

pub(super) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let (card, site) = (page.page.card, context.site);
    let Some(checklist) = site.checklist.as_ref().filter(|_| card.kind == Kind::Checklist) else {
        return;
    };
    let document = &page.document;
    let is_hidden = |e: &Element<'_>| {
        e.value("hidden").is_some() || e.value("aria-hidden") == Some("true") || e.name() == "template"
    };
    let main = document.named("main").next().or_else(|| document.named("body").next());
    let hidden: Vec<&Element<'_>> = document.elements.iter().filter(|e| is_hidden(e)).collect();
    let all = main.map(|main| document.text(main)).unwrap_or_default();
    let unseen: Vec<String> = hidden.iter().map(|e| document.text(e)).collect();
    for result in &checklist.results {
        let result = result.get_ref();
        let words =
            [&result.lead, &result.words].map(|words| words.get(&card.language, &site.config.language));
        let single = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let missing = words.into_iter().map(single).find(|words| {
            !words.is_empty()
                && all.matches(words.as_str()).count()
                    <= unseen.iter().map(|text| text.matches(words.as_str()).count()).sum::<usize>()
        });
        if let Some(words) = missing {
            let message = format!("the advice `{}` is not there for everyone to read", result.id);
            let help = "show every line of advice on the page; a tick may only mark the lines that fit";
            report.add(page.place(&words, context), message, help);
        }
    }
}
