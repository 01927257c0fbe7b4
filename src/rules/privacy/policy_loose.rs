//! `policy-loose`

use std::borrow::Cow;

use crate::digest::Digest;
use crate::rules::script::scripts;
use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let document = &page.document;
    let is_policy = |value: &str| value.eq_ignore_ascii_case("content-security-policy");
    let mut metas = document.named("meta").filter(|meta| meta.value("http-equiv").is_some_and(is_policy));
    let Some(policy) = metas.next().and_then(|meta| meta.value("content")) else {
        let message = "the page does not tell the browser what it may load";
        let help = "write a Content-Security-Policy that begins with `default-src 'none'` in the head";
        report.add(page.place("<head>", context), message, help);
        return;
    };
    let place = || page.place("Content-Security-Policy", context);
    let directives: Vec<Vec<&str>> =
        policy.split(';').map(|part| part.split_ascii_whitespace().collect()).collect();
    let sources = |name: &str| {
        let found = directives.iter().find(|words| words.first() == Some(&name));
        found.map_or(&[] as &[&str], |words| &words[1..])
    };
    if sources("default-src") != ["'none'"] {
        let message = "the page's policy does not begin from nothing";
        report.add(place(), message, "begin it with `default-src 'none'`, then allow what the page needs");
    }
    for source in directives.iter().flat_map(|words| words.iter().skip(1)).filter(|source| is_loose(source)) {
        let message = format!("the page's policy allows `{source}`");
        report.add(place(), message, "take it out; allow a style or script by its hash");
    }
    let allows = |directive: &str, hash: &str| {
        sources(directive).iter().any(|source| source.trim_matches('\'') == hash)
    };
    for style in document.named("style") {
        let css = document.inner(style);
        let own = context.site.assets.styles.values().find(|own| own.css == css);
        let hash = own
            .map_or_else(|| Cow::Owned(Digest::of(css.as_bytes()).policy()), |own| Cow::Borrowed(&*own.hash));
        if !allows("style-src", &hash) {
            let message = "the page's policy stops a style of its own";
            report.add(page.place("<style>", context), message, "add the style's hash to `style-src`");
        }
    }
    for script in scripts(page, context) {
        let is_file = !document.html.contains(script.code);
        let hash = || {
            let own = script.hash.map(str::to_owned);
            own.unwrap_or_else(|| Digest::of(script.code.as_bytes()).policy())
        };
        let allowed = is_file && sources("script-src").contains(&"'self'") || allows("script-src", &hash());
        if !allowed {
            let message = "the page's policy stops a script of its own";
            report.add(page.place("<script", context), message, "add the script's hash to `script-src`");
        }
    }
}

/// Whether a source lets in more than this site's own files.
fn is_loose(source: &str) -> bool {
    let is_keyword = source.starts_with('\'');
    let is_strict = ["'none'", "'self'"].contains(&source) || source.starts_with("'sha") || source == "data:";
    !is_strict && (is_keyword || source.contains(['.', ':', '*']))
}
