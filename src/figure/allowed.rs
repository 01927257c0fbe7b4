//! What a figure may be made of: SVG 1.1 and 2 without scripts, links, embedded files and movement. The names are in
//! `allowed.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::diagnostic::did_you_mean;
use crate::language::built_in;

pub(super) const SVG: &str = "http://www.w3.org/2000/svg";

/// The lists of `allowed.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Names {
    pub(super) elements: Vec<String>,
    pub(super) attributes: Vec<String>,
    pub(super) properties: Vec<String>,
    left_out: Vec<String>,
    dropped: Vec<String>,
    meaningless: Vec<String>,
    mostly_unsaid: Vec<String>,
    functions: Vec<String>,
}

pub(super) static NAMES: LazyLock<Names> =
    LazyLock::new(|| built_in("figure/allowed.toml", include_str!("allowed.toml")));

/// What is to be done with an element.
pub(super) enum Verdict {
    /// It stays, under this name.
    Allowed(&'static str),
    /// What is wrong with it, and what to do.
    Refused(&'static str, &'static str),
    Unknown,
}

/// Elements whose white space and words are part of the drawing.
pub(super) const HOLD_TEXT: [&str; 3] = ["text", "tspan", "textPath"];

/// Attributes of the root that the page decides.
pub(super) const OF_ROOT: [&str; 4] = ["width", "height", "x", "y"];

/// What would move the drawing as a whole over the page around it, or draw there. Inside the drawing it is cut off at the edges.
pub(super) const NOT_OF_ROOT: [&str; 3] = ["transform", "transform-origin", "filter"];

/// Whether HTML reads this as the name of one attribute or element, as XML does.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
}

fn listed(names: &'static [String], name: &str) -> Option<&'static str> {
    names.iter().find(|known| *known == name).map(String::as_str)
}

pub(super) fn is_left_out(element: &str) -> bool {
    listed(&NAMES.left_out, element).is_some()
}

pub(super) fn is_dropped(attribute: &str) -> bool {
    listed(&NAMES.dropped, attribute).is_some()
        || attribute.starts_with("aria-")
        || attribute.starts_with("data-")
}

/// Whether a declaration of a style, or an attribute that is one, can go.
pub(super) fn means_nothing(property: &str, value: &str) -> bool {
    // `-inkscape-font-specification` and its like mean nothing to a browser.
    property.starts_with('-') && !property.starts_with("--")
        || listed(&NAMES.meaningless, property).is_some()
        || listed(&NAMES.mostly_unsaid, property).is_some() && is_unsaid(value)
        // Letters that are drawn over each other can read otherwise than they are written.
        || ["letter-spacing", "word-spacing"].contains(&property) && value.contains('-')
}

fn is_unsaid(value: &str) -> bool {
    matches!(
        value,
        "auto"
            | "inherit"
            | "initial"
            | "none"
            | "normal"
            | "pass-through"
            | "passthrough"
            | "ltr"
            | "lr"
            | "lr-tb"
            | "horizontal-tb"
    )
}

/// Why words may not be drawn so, and what to do.
pub(super) fn disorder(name: &str, value: &str, element: &str) -> Option<(String, &'static str)> {
    match name {
        "x" | "y" | "dx" | "dy"
            if HOLD_TEXT.contains(&element)
                && value.split([' ', ',']).filter(|n| !n.is_empty()).count() > 1 =>
        {
            let message =
                format!("`{name}` puts letters in their places one by one, and not as they are read");
            Some((message, "give the first place alone: one number"))
        }
        "rotate" => Some((
            "`rotate` turns letters one by one".to_owned(),
            "delete it, or turn the words with `transform`",
        )),
        "direction" | "unicode-bidi" | "writing-mode" => {
            let message = format!("`{name}` shows letters in another order than they are written in");
            Some((message, "delete it: words of every script find their direction by themselves"))
        }
        "text-decoration" if value.contains("line-through") => {
            Some(("these words are struck out".to_owned(), "take out the words that no longer hold"))
        }
        _ => None,
    }
}

/// The attribute of this name.
pub(super) fn attribute(name: &str) -> Option<&'static str> {
    listed(&NAMES.attributes, name).or_else(|| presentation(name))
}

/// The property of this name.
pub(super) fn presentation(name: &str) -> Option<&'static str> {
    listed(&NAMES.properties, name)
}

/// Whether a value may call this function.
pub(super) fn is_function(name: &str) -> bool {
    listed(&NAMES.functions, &name.to_ascii_lowercase()).is_some()
}

pub(super) fn element(name: &str) -> Verdict {
    if let Some(known) = listed(&NAMES.elements, name) {
        // Its one alternative is all that is left of it.
        return Verdict::Allowed(if known == "switch" { "g" } else { known });
    }
    // HTML reads names in any case.
    let (message, help) = match name.to_ascii_lowercase().as_str() {
        "script" | "handler" | "listener" => ("runs a program", "take it out of the drawing"),
        "foreignobject" => (
            "holds something that is not a drawing",
            "save the drawing with its words as plain text, not as HTML",
        ),
        "iframe" | "embed" | "object" | "video" | "audio" | "canvas" => {
            ("holds something that is not a drawing", "take it out of the drawing")
        }
        "image" | "feimage" => (
            "embeds a picture of points, which blurs when enlarged",
            "draw it with lines, or put the picture itself into the page instead of this drawing",
        ),
        "a" => (
            "is a link, which readers do not find in a figure",
            "take the link off, and put it into the text",
        ),
        "animate" | "animatecolor" | "animatemotion" | "animatetransform" | "set" | "mpath" | "discard" => {
            ("moves or changes the drawing by itself", "take it out of the drawing")
        }
        "flowroot" | "flowpara" | "flowregion" | "flowspan" => {
            ("holds words that no browser shows", "in the drawing program, turn flowed text into plain text")
        }
        "font" | "font-face" | "glyph" | "missing-glyph" => {
            ("brings a font of its own", "turn the words into shapes, or save without fonts")
        }
        _ => return Verdict::Unknown,
    };
    Verdict::Refused(message, help)
}

/// "did you mean", or else what to do.
pub(super) fn closest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>, otherwise: &str) -> String {
    did_you_mean(wanted, known).unwrap_or_else(|| otherwise.to_owned())
}
