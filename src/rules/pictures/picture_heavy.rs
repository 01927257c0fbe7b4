//! `picture-heavy`

use crate::asset::{self, Picture};
use crate::diagnostic::Span;
use crate::output::OutputTree;
use crate::rules::{Context, Report};

/// Four seconds on a slow line of 400 kilobits. A photo of 1,600 points, twice as wide as any page shows it, weighs
/// less when it is saved as WebP or as JPEG.
const MOST: f64 = 200_000.0;

/// More points than this take a phone's memory, four bytes for each, however few bytes they come in.
const MOST_POINTS: u64 = 16_000_000;

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), MOST);
    let assets = &context.site.assets;
    for (path, picture) in &assets.pictures {
        let Picture::File(url) = picture else { continue };
        let Some(file) = assets.files.get(url) else { continue };
        let bytes = file.as_bytes();
        let Ok((width, height)) = asset::measure(bytes, path.extension()) else { continue };
        let is_large = u64::from(width) * u64::from(height) > MOST_POINTS;
        if bytes.len() as f64 > most || is_large {
            let weight = bytes.len().div_ceil(1000);
            let most = most / 1000.0;
            let message = format!(
                "this picture weighs {weight} kB, at {width} by {height} points; {most} kB are enough"
            );
            let help = "make it 1,600 points wide at the most and save it as WebP, or as JPEG at quality 75; what is drawn with lines is lighter as SVG";
            report.add(Span::file(path), message, help);
        }
    }
}
