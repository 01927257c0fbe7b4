//! The front matter of a page: TOML between two lines of `+++`.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::{Allow, Change, Kind};
use crate::data::{self, Day, Origin};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, Span, did_you_mean};
use crate::rule;
use crate::source::SourceFile;
use crate::url::{self, UrlPath};

/// Front matter that holds what every page must have.
#[derive(Debug)]
pub(super) struct FrontMatter {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) kind: Kind,
    pub(super) order: Option<i64>,
    pub(super) nav: Option<String>,
    pub(super) short: Option<String>,
    pub(super) updated: Day,
    pub(super) review_by: Option<Day>,
    pub(super) main_message: Option<String>,
    pub(super) aliases: Vec<(UrlPath, Span)>,
    pub(super) draft: bool,
    pub(super) noindex: bool,
    pub(super) changes: Vec<Change>,
    pub(super) allows: Vec<Allow>,
    /// The bytes of the Markdown below it.
    pub(super) text: Range<usize>,
}

/// What stands between the lines of `+++`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    title: Spanned<String>,
    description: String,
    kind: Kind,
    order: Option<i64>,
    nav: Option<String>,
    short: Option<String>,
    updated: Day,
    review_by: Option<Day>,
    main_message: Option<String>,
    #[serde(default)]
    aliases: Vec<Spanned<String>>,
    #[serde(default)]
    draft: bool,
    #[serde(default)]
    noindex: bool,
    #[serde(default)]
    changes: Vec<WrittenChange>,
    #[serde(default)]
    allow: Vec<WrittenAllow>,
}

/// One of `changes`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenChange {
    date: Spanned<Day>,
    what: String,
}

/// One `[[allow]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAllow {
    rule: Spanned<String>,
    reason: Spanned<String>,
    until: Day,
    words: Option<String>,
}

const FENCE: &str = "+++";

/// Reads the front matter of a page.
pub(super) fn parse(file: &SourceFile) -> Found<Option<FrontMatter>> {
    let text = file.as_text();
    let mut found = Diagnostics::default();
    let Some((head, body)) = split(text) else {
        let opened = first_line(text).trim_end() == FENCE;
        let (message, help) = if opened {
            ("the front matter has no end", "close it with a line `+++`")
        } else {
            (
                "this page has no front matter",
                if first_line(text).trim_end() == "---" {
                    "write `+++` where `---` stands, and `key = \"words\"` in each line between"
                } else {
                    "start the file with a line `+++`, then lines `title = \"…\"`, `description = \"…\"`, `kind = \"…\"` and `updated = 2026-01-31`, then `+++` again"
                },
            )
        };
        let first = 0..first_line(text).trim_end().len();
        found.push(
            Diagnostic::new(&rule::FRONT_MATTER_MISSING, Span::new(&file.path, first), message).help(help),
        );
        return Found(None, found);
    };
    let origin = Origin { path: &file.path, offset: head.start };
    let Some(written) = found.absorb(data::table::<Written>(&text[head], &origin)) else {
        return Found(None, found);
    };
    let title = written.title.get_ref().trim();
    if title.is_empty() {
        let span = origin.span(written.title.span());
        found.push(
            Diagnostic::new(&rule::BAD_VALUE, span, "the title is empty")
                .help("say in a few words what the page is about"),
        );
        return Found(None, found);
    }
    let front = FrontMatter {
        title: title.to_owned(),
        description: written.description,
        kind: written.kind,
        order: written.order,
        nav: written.nav,
        short: written.short,
        updated: written.updated,
        review_by: written.review_by,
        main_message: written.main_message,
        aliases: found.absorb(aliases(written.aliases, &origin)),
        draft: written.draft,
        noindex: written.noindex,
        changes: written.changes.into_iter().map(|change| change.placed(&origin)).collect(),
        allows: found.absorb(allows(written.allow, &origin)),
        text: body,
    };
    Found(Some(front), found)
}

impl WrittenChange {
    fn placed(self, origin: &Origin<'_>) -> Change {
        let span = origin.span(self.date.span());
        Change { date: self.date.into_inner(), what: self.what, span }
    }
}

/// The addresses that a page used to have.
fn aliases(written: Vec<Spanned<String>>, origin: &Origin<'_>) -> Found<Vec<(UrlPath, Span)>> {
    let mut found = Diagnostics::default();
    let mut aliases = Vec::new();
    for alias in written {
        let span = origin.span(alias.span());
        let path = alias.into_inner();
        if is_address(&path) {
            aliases.push((UrlPath::new(&path), span));
        } else {
            let message = format!("`{}` is not an address of this site", path.escape_debug());
            found.push(
                Diagnostic::new(&rule::BAD_ADDRESS, span, message)
                    .help("write it as `/old-name/`, in small letters, digits and hyphens"),
            );
        }
    }
    Found(aliases, found)
}

/// Whether a page can have had this address: `/old/name/` or `/old/name.html`.
fn is_address(path: &str) -> bool {
    let inner = path.strip_prefix('/');
    let inner = inner.and_then(|inner| inner.strip_suffix('/').or_else(|| inner.strip_suffix(".html")));
    inner.is_some_and(|inner| inner.split('/').all(url::is_slug))
}

/// The exceptions that a page asks for; those that cannot be had are findings.
fn allows(written: Vec<WrittenAllow>, origin: &Origin<'_>) -> Found<Vec<Allow>> {
    let mut found = Diagnostics::default();
    let mut allows = Vec::new();
    for allow in written {
        let span = origin.span(allow.rule.span());
        let code = allow.rule.get_ref();
        if allow.reason.get_ref().trim().is_empty() {
            let place = origin.span(allow.reason.span());
            found.push(
                Diagnostic::new(&rule::BAD_VALUE, place, "the reason is empty")
                    .help("say why this page may break the rule"),
            );
            continue;
        }
        let finding = match rule::named(code) {
            Some(rule) if !rule.protected => {
                let reason = allow.reason.into_inner();
                allows.push(Allow { rule, reason, until: allow.until, words: allow.words, span });
                continue;
            }
            Some(_) => Diagnostic::new(
                &rule::RULE_NOT_EXCUSABLE,
                span,
                format!("no page may be excused from `{code}`"),
            )
            .help("mend what the rule finds, and take this exception out"),
            None => Diagnostic::new(&rule::UNKNOWN_ID, span, format!("there is no rule `{code}`"))
                .help("`plainleaf explain` lists them all")
                .maybe_help(did_you_mean(code, rule::ALL.iter().map(|rule| rule.code))),
        };
        found.push(finding);
    }
    Found(allows, found)
}

/// The byte ranges of the front matter and of the text below it.
pub(super) fn split(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let first = first_line(text);
    if first.trim_end() != FENCE {
        return None;
    }
    let head = first.len();
    let mut at = head;
    for line in text[head..].split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some((head..at, at + line.len()..text.len()));
        }
        at += line.len();
    }
    None
}

fn first_line(text: &str) -> &str {
    text.split_inclusive('\n').next().unwrap_or_default()
}
