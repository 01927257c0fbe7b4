//! What a figure may be made of: SVG 1.1 and 2 without scripts, links, embedded files and movement.

use crate::diagnostic::did_you_mean;

pub(super) const SVG: &str = "http://www.w3.org/2000/svg";

/// What is to be done with an element.
pub(super) enum Verdict {
    /// It stays, under this name.
    Allowed(&'static str),
    /// What is wrong with it, and what to do.
    Refused(&'static str, &'static str),
    Unknown,
}

pub(super) const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "style",
    "switch",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "clipPath",
    "mask",
    "marker",
    "pattern",
    "linearGradient",
    "radialGradient",
    "stop",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feFuncR",
    "feFuncG",
    "feFuncB",
    "feFuncA",
    "feComposite",
    "feDropShadow",
    "feFlood",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
];

/// Elements whose white space and words are part of the drawing.
pub(super) const HOLD_TEXT: &[&str] = &["text", "tspan", "textPath", "title", "desc"];

/// An HTML parser reads these otherwise as soon as an element is inside them.
pub(super) const ONLY_TEXT: &[&str] = &["title", "desc", "style"];

pub(super) const ATTRIBUTES: &[&str] = &[
    "lang",
    "href",
    "transform",
    "viewBox",
    "preserveAspectRatio",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "dx",
    "dy",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "fx",
    "fy",
    "fr",
    "d",
    "points",
    "width",
    "height",
    "pathLength",
    "offset",
    "rotate",
    "textLength",
    "lengthAdjust",
    "startOffset",
    "method",
    "spacing",
    "side",
    "gradientUnits",
    "gradientTransform",
    "spreadMethod",
    "patternUnits",
    "patternContentUnits",
    "patternTransform",
    "clipPathUnits",
    "maskUnits",
    "maskContentUnits",
    "markerUnits",
    "markerWidth",
    "markerHeight",
    "refX",
    "refY",
    "orient",
    "filterUnits",
    "primitiveUnits",
    "in",
    "in2",
    "result",
    "type",
    "values",
    "mode",
    "operator",
    "k1",
    "k2",
    "k3",
    "k4",
    "radius",
    "stdDeviation",
    "edgeMode",
    "tableValues",
    "slope",
    "intercept",
    "amplitude",
    "exponent",
    "xml:space",
];

/// Attributes that CSS knows as properties, too; `style` may hold these and no others.
pub(super) const PRESENTATION: &[&str] = &[
    "alignment-baseline",
    "baseline-shift",
    "clip-path",
    "clip-rule",
    "color",
    "color-interpolation",
    "color-interpolation-filters",
    "direction",
    "display",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "fill-rule",
    "filter",
    "flood-color",
    "flood-opacity",
    "font-family",
    "font-size",
    "font-size-adjust",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "image-rendering",
    "letter-spacing",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
    "mask-type",
    "opacity",
    "overflow",
    "paint-order",
    "shape-rendering",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-decoration",
    "text-rendering",
    "transform-origin",
    "unicode-bidi",
    "vector-effect",
    "visibility",
    "white-space",
    "word-spacing",
    "writing-mode",
];

/// Attributes of the root that the page decides.
pub(super) const OF_ROOT: [&str; 4] = ["width", "height", "x", "y"];

/// Attributes that drop out, because they say nothing about how a drawing looks: what programs note for themselves,
/// leftovers of old versions, and what only a mouse or a screen reader would find, who read the page's words instead.
const DROPPED: &[&str] = &[
    "baseProfile",
    "content",
    "contentScriptType",
    "contentStyleType",
    "cursor",
    "enable-background",
    "externalResourcesRequired",
    "focusable",
    "nodetypes",
    "pointer-events",
    "requiredExtensions",
    "requiredFeatures",
    "role",
    "tabindex",
    "version",
    "zoomAndPan",
];

/// Elements that drop out with all they hold, because nobody sees them.
const LEFT_OUT: [&str; 3] = ["metadata", "view", "cursor"];

/// Properties that drop out of styles: they do nothing to the words and shapes of SVG, or only to how a program
/// breaks lines, and the lines are in the file as they were broken.
const MEANINGLESS: &[&str] = &[
    "block-progression",
    "color-rendering",
    "cursor",
    "enable-background",
    "font-feature-settings",
    "font-variant-alternates",
    "font-variant-caps",
    "font-variant-east-asian",
    "font-variant-ligatures",
    "font-variant-numeric",
    "font-variant-position",
    "font-variation-settings",
    "inline-size",
    "line-height",
    "pointer-events",
    "shape-inside",
    "shape-margin",
    "shape-padding",
    "solid-color",
    "solid-opacity",
    "text-align",
    "text-decoration-color",
    "text-decoration-line",
    "text-decoration-style",
    "text-indent",
    "text-orientation",
    "user-select",
    "white-space-collapse",
    "will-change",
];

/// Properties that drop out when they say what holds anyway.
const MOSTLY_UNSAID: [&str; 4] = ["isolation", "mix-blend-mode", "text-transform", "text-shadow"];

/// Whether HTML reads this as the name of one attribute or element, as XML does.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
}

pub(super) fn is_left_out(element: &str) -> bool {
    LEFT_OUT.contains(&element)
}

pub(super) fn is_dropped(attribute: &str) -> bool {
    DROPPED.contains(&attribute) || attribute.starts_with("aria-") || attribute.starts_with("data-")
}

/// Whether a declaration of a style can go.
pub(super) fn means_nothing(property: &str, value: &str) -> bool {
    // `-inkscape-font-specification` and its like mean nothing to a browser.
    property.starts_with('-') && !property.starts_with("--")
        || MEANINGLESS.contains(&property)
        || MOSTLY_UNSAID.contains(&property)
            && matches!(
                value,
                "auto" | "inherit" | "initial" | "none" | "normal" | "pass-through" | "passthrough"
            )
}

/// The attribute of this name.
pub(super) fn attribute(name: &str) -> Option<&'static str> {
    ATTRIBUTES.iter().chain(PRESENTATION).find(|known| **known == name).copied()
}

/// The property of this name.
pub(super) fn presentation(name: &str) -> Option<&'static str> {
    PRESENTATION.iter().find(|known| **known == name).copied()
}

pub(super) fn element(name: &str) -> Verdict {
    if let Some(known) = ELEMENTS.iter().find(|known| **known == name) {
        // Its one alternative is all that is left of it.
        return Verdict::Allowed(if *known == "switch" { "g" } else { known });
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
