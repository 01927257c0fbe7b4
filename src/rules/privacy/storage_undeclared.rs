//! `storage-undeclared`

use crate::diagnostic::{SourcePath, Span};
use crate::javascript::{Key, Stored, stored};
use crate::offline;
use crate::output::OutputTree;
use crate::page::Kind;
use crate::rules::script::scripts;
use crate::rules::{BuiltView, Context, Report};
use crate::source::SITE_FILE;

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    for script in scripts(page, context) {
        for Stored { store, key } in stored(script.code) {
            let key = match key {
                Key::None => continue,
                Key::Hidden => {
                    let message = format!("one cannot see what this script stores in `{}`", store.text);
                    let help =
                        "write the key as words in quotes where it is used, and name it on the privacy page";
                    report.add(script.place(store.bytes(), page, context), message, help);
                    continue;
                }
                Key::Named(key) => key,
            };
            if !is_declared(key.text, context) {
                let message =
                    format!("`{}` is stored on the reader's device, and no statement says so", key.text);
                let help = format!(
                    "name `{}` in backticks on the privacy page: what for, how long, and how to delete it",
                    key.text
                );
                report.add(script.place(key.bytes(), page, context), message, help);
            }
        }
    }
}

/// What a worker keeps is said, too.
pub(in crate::rules) fn check_site(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    if context.site.config.offline == Some(true) && !is_declared(offline::KEPT, context) {
        let key = offline::KEPT;
        let message = "the site keeps pages on the reader's device, and no statement says so";
        let help = format!(
            "name `{key}` in backticks on the privacy page: what for, how long, and how to delete it"
        );
        let path = SourcePath::new(SITE_FILE);
        let text = context.tree.get(&path).map_or("", |file| file.as_text());
        let at = text.find("\noffline").map_or(0, |at| at + 1);
        report.add(Span::new(&path, at..at + "offline".len()), message, help);
    }
}

/// Whether a statement of the site names a key.
fn is_declared(key: &str, context: &Context<'_>) -> bool {
    let statements = context.site.cards.iter().filter(|card| card.kind == Kind::Statement);
    let mut texts = statements.filter_map(|card| context.tree.get(&card.path));
    texts.any(|file| file.as_text().contains(&format!("`{key}`")))
}
