//! `banner-missing`

use serde::Deserialize;

use crate::asset::Style;
use crate::diagnostic::Span;
use crate::document::Element;
use crate::fold;
use crate::language::Each;
use crate::locale;
use crate::phrase;
use crate::rule;
use crate::rules::{BuiltView, Context, Report};
use crate::site::Site;
use crate::style::{self, Declaration};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let notices = &page.page.notices;
    let Some(language) = page.page.language.filter(|_| !notices.is_empty()) else {
        return;
    };
    let document = page.document;
    let hiding = &context.lists.hiding;
    let is_hidden =
        |element: &Element<'_>| element.is_hidden() || hiding.iter().any(|selector| fits(selector, element));
    let seen = document.named("body").map(|body| document.seen(body, is_hidden)).collect::<String>();
    for key in notices {
        let Some(words) = language.banner(key, page.page.card.review_by) else {
            let span = Span::file(&locale::strings_path(&language.code));
            let message = format!("`banner.{key}` has no words for readers");
            report.add(span, message, format!("add `{key} = \"…\"` under a line `[banner]`"));
            continue;
        };
        if *key == "draft" && !says_unchecked(&words, &language.code) {
            let span = Span::file(&locale::strings_path(&language.code));
            let message = format!("the banner `{words}` does not say that nobody has checked the page");
            report.add(span, message, "say it in words such as `Draft: not yet checked by a clinician`");
        }
        if !seen.contains(&words) {
            let message = format!("readers of this page do not see the banner `{words}`");
            let help = format!("show `t.banner.{key}` in the template, as it is and to everyone");
            report.add(page.place("<main", context), message, help);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    /// Words that tell a reader that nobody has checked a page.
    unchecked: Vec<String>,
}

static LISTS: Each<Lists> = Each::new(|folder| folder.of_rule(rule::BANNER_MISSING.code));

/// Whether words tell a reader that a page is not checked. In a language without a list, any word will do.
fn says_unchecked(words: &str, language: &str) -> bool {
    let lowered = phrase::lower(&fold::seen(words));
    match LISTS.of(language) {
        Some(lists) => lists.unchecked.iter().any(|unchecked| lowered.contains(unchecked)),
        None => lowered.split_whitespace().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1),
    }
}

/// The selectors by which the styles of a site hide something. Pages have no others: their policy stops them.
pub(in crate::rules) fn hiding(site: &Site) -> Vec<String> {
    let read = |style: &Style| -> Vec<String> {
        let hiding = style::read(&style.css)
            .into_iter()
            .filter(|style| hides(style) && !style.selectors.contains('('));
        hiding
            .flat_map(|style| style.selectors.split(','))
            .map(|selector| selector.trim().to_owned())
            .collect()
    };
    site.assets.styles.values().flat_map(read).collect()
}

/// Whether a declaration takes what it is for out of sight, on a screen or on paper.
fn hides(style: &Declaration<'_>) -> bool {
    let first = style.value.split([' ', '!']).next().unwrap_or_default();
    matches!(
        (&*style.property, first),
        ("display", "none") | ("visibility", "hidden" | "collapse") | ("opacity", "0")
    )
}

/// Whether the last part of a selector, such as `main p.draft`, names an element by its classes or its id. What asks
/// for more than these, or for less, may not be meant for a banner.
fn fits(selector: &str, element: &Element<'_>) -> bool {
    let last = selector.rsplit([' ', '>', '+', '~']).next().unwrap_or_default();
    let Some(start) = last.find(['.', '#']).filter(|_| !last.contains([':', '[', '*', '\\'])) else {
        return false;
    };
    let (name, mut marks) = last.split_at(start);
    while let Some(mark) = marks.chars().next() {
        let end = marks[1..].find(['.', '#']).map_or(marks.len(), |at| at + 1);
        let word = &marks[1..end];
        let has = if mark == '.' { element.has_class(word) } else { element.value("id") == Some(word) };
        if !has {
            return false;
        }
        marks = &marks[end..];
    }
    name.is_empty() || name == element.name()
}
