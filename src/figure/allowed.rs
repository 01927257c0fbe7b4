//! What a figure may be made of: SVG 1.1 and 2 without scripts, links, embedded files and movement.

use crate::diagnostic::did_you_mean;

pub(super) const SVG: &str = "http://www.w3.org/2000/svg";

/// What is to be done with an element.
pub(super) enum Verdict {
    Allowed,
    Refused(&'static str),
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
    "id",
    "class",
    "role",
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
    "marker",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
    "mask-type",
    "mix-blend-mode",
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

pub(super) fn element(name: &str) -> Verdict {
    if ELEMENTS.contains(&name) {
        return Verdict::Allowed;
    }
    // HTML reads names in any case.
    Verdict::Refused(match name.to_ascii_lowercase().as_str() {
        "script" | "handler" | "listener" => "runs a program",
        "foreignobject" | "iframe" | "embed" | "object" | "video" | "audio" | "canvas" => {
            "holds something that is not a drawing"
        }
        "image" | "feimage" => "embeds a picture of points, which blurs when enlarged",
        "a" => "is a link, which readers do not find in a figure",
        "animate" | "animatecolor" | "animatemotion" | "animatetransform" | "set" | "mpath" | "discard" => {
            "moves or changes the drawing by itself"
        }
        _ => return Verdict::Unknown,
    })
}

pub(super) fn is_attribute(name: &str) -> bool {
    ATTRIBUTES.contains(&name) || PRESENTATION.contains(&name) || name.starts_with("aria-")
}

/// Attributes of the root that the page decides, and leftovers of old versions.
pub(super) fn of_root_only(name: &str) -> bool {
    matches!(
        name,
        "width"
            | "height"
            | "x"
            | "y"
            | "version"
            | "baseProfile"
            | "role"
            | "focusable"
            | "tabindex"
            | "enable-background"
            | "contentScriptType"
            | "contentStyleType"
            | "zoomAndPan"
    ) || name.starts_with("aria-")
}

/// "did you mean", or nothing.
pub(super) fn closest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    did_you_mean(wanted, known).unwrap_or_default()
}
