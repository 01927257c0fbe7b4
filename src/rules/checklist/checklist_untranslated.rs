//! `checklist-untranslated`

use std::collections::BTreeSet;

use crate::checklist::PATH;
use crate::diagnostic::{SourcePath, Span};
use crate::output::OutputTree;
use crate::page::Kind;
use crate::rules::{Context, Report};
use crate::source::SourceTree;

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let Some(checklist) = &context.site.checklist else {
        return;
    };
    let pages = context.site.cards.iter().filter(|card| card.kind == Kind::Checklist);
    let languages: BTreeSet<&str> = pages.map(|card| card.language.as_str()).collect();
    let path = SourcePath::new(PATH);
    for part in checklist.words() {
        let own = context.site.config.language.as_str();
        for language in languages.iter().filter(|language| !part.words.has(language, own)) {
            let place = match &part.at {
                Some(at) => Span::new(&path, at.start..at.end.min(at.start + 12)),
                None => key(context.tree, &path, part.name.trim_matches('`')),
            };
            let message = format!("{} has no words for readers of `{language}`", part.name);
            let help = format!("write them for each language: `{{ {own} = \"…\", {language} = \"…\" }}`");
            report.add(place, message, help);
        }
    }
}

/// The last line of the file that begins with a key: those of buttons stand at the end.
pub(in crate::rules) fn key(tree: &SourceTree, path: &SourcePath, key: &str) -> Span {
    let text = tree.get(path).map(|file| file.as_text()).unwrap_or_default();
    let mut at = 0;
    let mut place = Span::file(path);
    for line in text.split_inclusive('\n') {
        if line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')) {
            place = Span::new(path, at..at + key.len());
        }
        at += line.len();
    }
    place
}
