//! `section-hard`

use crate::reading::Figures;
use crate::rules::visible::{rounded, sections, with_hardest};
use crate::rules::{Context, PageView, Report};

/// Fewer words say little of a section.
const ENOUGH: usize = 50;

/// The INFLESZ scale: `normal` begins here.
const NORMAL: f64 = 55.0;

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let Some(read) = page.levels().filter(|read| page.card.kind.is_health() && read.sections.len() > 1)
    else {
        return;
    };
    let limit = context.limit(report.rule(), 8.0);
    for (at, reading) in read.sections.iter().enumerate().filter(|(_, reading)| reading.raw.words >= ENOUGH) {
        let level = match read.measure.figures(&reading.eased) {
            Figures::English { grade, .. } if rounded(grade) > limit => {
                format!("reads at grade {}; the limit is {limit}", rounded(grade))
            }
            Figures::Spanish { szigriszt, .. } if rounded(szigriszt) < NORMAL => {
                format!("has {} points on the INFLESZ scale; it needs {NORMAL}", rounded(szigriszt))
            }
            _ => continue,
        };
        let sections = sections(page);
        let section = &sections[at..=at];
        let (span, name) = match section[0].heading {
            Some(heading) => (page.span(heading.range.clone()), format!("the section `{}`", heading.text)),
            None => (page.key("title"), "what stands before the first heading".to_owned()),
        };
        let finding = report
            .finding(span, format!("{name} {level}"))
            .help("say its hardest sentence in shorter words, or in two sentences");
        report.push(with_hardest(finding, section, 1, page, context));
    }
}
