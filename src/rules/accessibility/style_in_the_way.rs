//! `style-in-the-way`

use crate::diagnostic::Span;
use crate::output::OutputTree;
use crate::rules::{Context, Report};
use crate::style::{self, Declaration};

/// What draws a mark around what has the keyboard's focus.
const MARKS: [&str; 6] =
    ["box-shadow", "border", "border-color", "background", "background-color", "text-decoration"];

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let folders = ["templates/", "static/"].into_iter().flat_map(|folder| context.tree.below(folder));
    for file in folders.filter(|file| file.path.extension() == "css") {
        let declarations = style::read(file.as_text());
        for found in declarations.iter().filter(|found| !found.is_for_print()) {
            if let Some((problem, help)) = problem(found, &declarations) {
                let message = format!("`{}: {}` {problem}", found.property, found.value);
                report.add(Span::new(&file.path, found.at.clone()), message, help);
            }
        }
    }
}

/// How a declaration gets in the reader's way, and what to write instead.
fn problem(found: &Declaration<'_>, all: &[Declaration<'_>]) -> Option<(&'static str, &'static str)> {
    let value = found.value;
    let first = value.split([' ', '!']).next().unwrap_or_default();
    match found.property.as_str() {
        "text-align" if first == "justify" => {
            Some(("makes gaps between words, which are hard to read", "write `text-align: start`"))
        }
        "font-size" | "font" if in_pixels(value) => {
            Some(("keeps readers from making the text larger", "write the size in `rem` or `em`"))
        }
        "height" | "max-height" if in_pixels(value) && has_text(found, all) => {
            Some(("cuts off text that a reader makes larger", "write `min-height`, or take it out"))
        }
        "outline" | "outline-style" | "outline-width"
            if ["none", "0", "0px"].contains(&first) && !is_marked(found, all) =>
        {
            Some(("hides where the keyboard is", "take it out, or draw another mark in the same rule"))
        }
        _ => None,
    }
}

/// Whether a value names a length in pixels, other than inside `clamp()` and the like.
fn in_pixels(value: &str) -> bool {
    let words = value.split([' ', '/']);
    words
        .filter_map(|word| word.strip_suffix("px"))
        .any(|number| number.parse::<f64>().is_ok_and(|n| n > 0.0))
}

/// Whether the same block sets how text looks, so that what has the height holds text.
fn has_text(found: &Declaration<'_>, all: &[Declaration<'_>]) -> bool {
    let is_text = |property: &str| ["font", "font-size", "line-height", "color"].contains(&property);
    all.iter().any(|other| other.block == found.block && is_text(&other.property))
}

/// Whether the same block marks the focus in another way.
fn is_marked(found: &Declaration<'_>, all: &[Declaration<'_>]) -> bool {
    all.iter().any(|other| {
        other.block == found.block
            && MARKS.contains(&other.property.as_str())
            && !["none", "0", "transparent"].contains(&other.value)
    }) || !found.selectors.contains(":focus") && found.selectors.contains("tabindex=\"-1\"")
}
