//! `page-heavy`

use memchr::memmem;

use crate::diagnostic::Span;
use crate::rules::{BuiltView, Context, Report};

/// What a first answer of a server can carry (ten segments of 1,460 bytes, RFC 6928), less 600 for its headers.
const MOST: f64 = 14_000.0;

/// How many bytes of HTML become one at the least: the site's text is packed much better than this, so that
/// short pages need not be packed to know that they are light.
const LEAST_PACKED: f64 = 2.5;

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let most = context.limit(report.rule(), MOST);
    let html = page.document.html;
    let packed_already: usize = memmem::find_iter(html.as_bytes(), "base64,")
        .map(|at| html[at + "base64,".len()..].find(['"', '\'', ')']).unwrap_or(0))
        .sum();
    if (html.len() - packed_already) as f64 / LEAST_PACKED + packed_already as f64 <= most {
        return;
    }
    let weight = packed(html);
    if weight as f64 > most {
        let message = format!("this page weighs {weight} bytes packed; {most} come in one go");
        let help = "split the page, or make its pictures simpler";
        report.add(Span::file(&page.page.card.path), message, help);
    }
}

/// The bytes of a text as a host would send it: brotli at the quality that hosts use as they answer.
pub(in crate::rules) fn packed(text: &str) -> usize {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 5,
        lgwin: 18,
        size_hint: text.len(),
        ..Default::default()
    };
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    let _ = brotli::BrotliCompress(&mut text.as_bytes(), &mut bytes, &parameters);
    bytes.len()
}
