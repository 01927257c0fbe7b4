//! `contrast-low`

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{SourcePath, Span};
use crate::output::OutputTree;
use crate::rules::{Context, Report};
use crate::source::SITE_FILE;
use crate::style::{self, Declaration};

/// The least contrast of text (WCAG 2.2, criterion 1.4.6).
const TEXT: f64 = 7.0;
/// The least contrast of controls and of what drawings say (WCAG 2.2, criterion 1.4.11).
const CONTROLS: f64 = 3.0;

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let files: Vec<_> =
        context.tree.below("templates/").filter(|file| file.path.extension() == "css").collect();
    let sheets: Vec<_> = files.iter().map(|file| (&file.path, style::read(file.as_text()))).collect();
    let themes = themes(sheets.iter().flat_map(|(_, sheet)| sheet));
    let mut seen = BTreeSet::new();
    for (path, sheet) in &sheets {
        for (front, back) in pairs(sheet) {
            let place = Span::new(path, front.at.clone());
            judge(front.value, back.value, TEXT, &place, &themes, &mut seen, report);
        }
    }
    let site = SourcePath::new(SITE_FILE);
    let Some(text) = context.tree.get(&site).map(|file| file.as_text()) else {
        return;
    };
    let contrast = &context.site.config.contrast;
    let lists = [(&contrast.text, TEXT), (&contrast.controls, CONTROLS)];
    for (pair, least) in
        lists.into_iter().flat_map(|(list, least)| list.iter().map(move |pair| (pair, least)))
    {
        let quoted = format!("\"{pair}\"");
        let place = text
            .find(&quoted)
            .map_or_else(|| Span::file(&site), |at| Span::new(&site, at..at + quoted.len()));
        let Some((front, back)) = pair.split_once(" on ") else {
            let message = format!("`{pair}` is no pair of colors");
            report.add(
                place,
                message,
                "name two custom properties of the style sheet, such as `ink on paper`",
            );
            continue;
        };
        let [front, back] = [front, back].map(|name| format!("var(--{})", name.trim()));
        for name in [&front, &back] {
            if !themes.iter().any(|(_, colors)| color(name, colors, 0).is_some()) {
                let message = format!("the style sheet has no color `{}`", &name[6..name.len() - 1]);
                report.add(place.clone(), message, "name a custom property of `:root`, without its `--`");
            }
        }
        judge(&front, &back, least, &place, &themes, &mut seen, report);
    }
}

type Colors<'c> = BTreeMap<&'c str, &'c str>;

/// The custom properties of the light and the dark look.
fn themes<'c>(declarations: impl Iterator<Item = &'c Declaration<'c>>) -> [(&'static str, Colors<'c>); 2] {
    let (mut light, mut dark) = (Colors::new(), Colors::new());
    for found in declarations.filter(|found| found.selectors == ":root" && found.property.starts_with("--")) {
        let is_dark = found.conditions.contains("prefers-color-scheme") && found.conditions.contains("dark");
        if is_dark {
            dark.insert(&found.property[2..], found.value);
        } else if found.conditions.is_empty() {
            light.insert(&found.property[2..], found.value);
        }
    }
    let all = light.iter().chain(&dark).map(|(name, value)| (*name, *value)).collect();
    [("light", light), ("dark", all)]
}

/// The colors of text and of what is behind it that one block of declarations sets.
fn pairs<'d, 'c>(
    sheet: &'d [Declaration<'c>],
) -> impl Iterator<Item = (&'d Declaration<'c>, &'d Declaration<'c>)> {
    let is_seen =
        |found: &&Declaration<'_>| !found.is_for_print() && !found.conditions.contains("forced-colors");
    let fronts = sheet.iter().filter(is_seen).filter(|found| found.property == "color");
    fronts.filter_map(|front| {
        let is_back = |found: &&Declaration<'_>| {
            found.block == front.block
                && ["background", "background-color"].contains(&found.property.as_str())
        };
        Some((front, sheet.iter().find(is_back)?))
    })
}

fn judge(
    front: &str,
    back: &str,
    least: f64,
    place: &Span,
    themes: &[(&'static str, Colors<'_>); 2],
    seen: &mut BTreeSet<String>,
    report: &mut Report<'_>,
) {
    let bare = |value: &str| value.split('!').next().unwrap_or_default().trim().to_owned();
    let (front, back) = (bare(front), bare(back));
    for (theme, colors) in themes {
        let (Some(one), Some(other)) = (color(&front, colors, 0), color(&back, colors, 0)) else {
            continue;
        };
        let ratio = contrast(one, other);
        if ratio < least && seen.insert(format!("{front} {back} {least} {one:?} {other:?}")) {
            let message = format!(
                "`{front}` on `{back}` is {:.1} to 1 in the {theme} look",
                (ratio * 10.0).floor() / 10.0
            );
            report.add(
                place.clone(),
                message,
                format!("make one darker or lighter: {least} to 1 is the least"),
            );
        }
    }
}

/// A color as red, green and blue, where it is written as `#RGB`, `#RRGGBB` or a custom property of one.
fn color(value: &str, colors: &Colors<'_>, depth: usize) -> Option<[u8; 3]> {
    if let Some(name) = value.strip_prefix("var(--").and_then(|rest| rest.strip_suffix(')')) {
        return color(colors.get(name.trim())?, colors, depth + 1).filter(|_| depth < 8);
    }
    let digits = value.strip_prefix('#').filter(|digits| digits.is_ascii())?;
    let byte = |text: &str| u8::from_str_radix(text, 16).ok();
    match digits.len() {
        3 => {
            let mut short = digits.chars().map(|digit| byte(&format!("{digit}{digit}")));
            Some([short.next()??, short.next()??, short.next()??])
        }
        6 => Some([byte(&digits[..2])?, byte(&digits[2..4])?, byte(&digits[4..])?]),
        _ => None,
    }
}

/// The contrast of two colors (WCAG 2.2, definition of contrast ratio).
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How light a color is (WCAG 2.2, definition of relative luminance).
fn luminance(color: [u8; 3]) -> f64 {
    let [red, green, blue] = color.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let ratio = |a, b| (contrast(a, b) * 100.0).round() / 100.0;
        assert_eq!(ratio([0; 3], [255; 3]), 21.0);
        assert_eq!(ratio([255; 3], [0x77; 3]), 4.48);
        assert_eq!(ratio([9, 9, 9], [9, 9, 9]), 1.0);
    }
}
