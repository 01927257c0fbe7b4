//! `link-not-allowed`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let allowed = &context.site.config.allowed_sites;
    if allowed.is_empty() {
        return;
    }
    for link in page.document.named("a").filter_map(|link| link.value("href")) {
        let Some((_, rest)) =
            link.split_once("//").filter(|(scheme, _)| ["https:", "http:"].contains(scheme))
        else {
            continue;
        };
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
        let is_in = |site: &String| {
            host == *site || host.strip_suffix(site.as_str()).is_some_and(|h| h.ends_with('.'))
        };
        let is_own = link.starts_with(&context.site.config.base_url);
        if !is_own && !allowed.iter().any(is_in) {
            let message = format!("`{host}` is not among the sites that this one may link to");
            let help =
                "link to another site, or have this one agreed and add it to `allowed_sites` in `site.toml`";
            report.add(page.place(link, context), message, help);
        }
    }
}
