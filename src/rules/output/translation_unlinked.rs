//! `translation-unlinked`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let (site, document, card) = (context.site, &page.document, page.page.card);
    for other in site.translations(card) {
        let code = other.language.as_str();
        let address = site.canonical(&other.url);
        let is_told = document.named("link").any(|link| {
            link.value("rel") == Some("alternate")
                && link.value("hreflang") == Some(code)
                && link.value("href") == Some(&*address)
        });
        if !is_told {
            let message = format!("search engines are not told of this page in the language `{code}`");
            let help = "write a `<link rel=\"alternate\" hreflang=\"…\">` for each of `page.translations` in the head";
            report.add(page.place("<head>", context), message, help);
        }
        let Some(language) = site.language(other) else {
            continue;
        };
        let mut links = document.named("a").filter(|link| document.text(link) == language.name());
        let is_said = links.any(|link| {
            link.value("lang") == Some(code) && link.value("dir").unwrap_or("ltr") == language.direction()
        });
        if !is_said {
            let message = format!("readers of `{}` find no link to their language here", language.name());
            let help = "link to each of `page.translations` by its own name, with `lang` and `dir`";
            report.add(page.place("<nav", context), message, help);
        }
    }
}
