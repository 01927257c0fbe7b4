//! `source-unused`

use std::collections::BTreeSet;

use crate::bibliography;
use crate::diagnostic::Span;
use crate::output::OutputTree;
use crate::rules::{Context, Report};

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    if context.site.broken().next().is_some() {
        return; // a page that cannot be read may be the one
    }
    let registry = &context.site.registry;
    let claims = registry.claims.iter().map(|claim| &claim.sources);
    let cautions = registry.cautions.iter().map(|caution| &caution.sources);
    let signs = registry.red_flags.flags.iter().map(|flag| &flag.sources);
    let mut used: BTreeSet<&str> =
        claims.chain(cautions).chain(signs).flatten().map(String::as_str).collect();
    if context.site.library.iter().all(|source| used.contains(source.key.as_str())) {
        return;
    }
    used.extend(context.site.named(|names| &names.sources));
    let files: Vec<_> = bibliography::PATHS.iter().filter_map(|path| context.tree.named(path)).collect();
    for source in context.site.library.iter().filter(|source| !used.contains(source.key.as_str())) {
        let key = &source.key;
        let place = files.iter().find(|file| {
            file.as_text().get(source.range.clone()).is_some_and(|text| text.contains(key.as_str()))
        });
        let Some(file) = place else {
            continue;
        };
        let message = format!("nothing rests on the source `{key}`");
        let help = format!("cite it with `[@{key}]` or in a claim's `sources`, or take it out");
        report.add(Span::new(&file.path, source.range.clone()), message, help);
    }
}
