//! `letters-disguised`

use std::ops::Range;

use crate::diagnostic::Span;
use crate::fold;
use crate::output::OutputTree;
use crate::rules::{Context, Report};
use crate::source::SourceFile;

/// In a file that holds more, the first ones are enough.
const MOST: usize = 20;

pub(in crate::rules) fn check(_: &OutputTree, context: &Context<'_>, report: &mut Report<'_>) {
    let files = context.tree.files().filter(|file| !file.as_text().is_ascii());
    for file in files.filter(|file| !file.path.as_str().starts_with("static/")) {
        let mut start = 0;
        let mut found = Vec::new();
        for line in file.as_text().split_inclusive('\n') {
            if !line.is_ascii() {
                let words = disguised(line).into_iter();
                found.extend(words.map(|(at, what)| (start + at.start..start + at.end, what)));
            }
            start += line.len();
        }
        found.into_iter().take(MOST).for_each(|(at, what)| tell(file, at, what, report));
    }
}

fn tell(file: &SourceFile, at: Range<usize>, what: &str, report: &mut Report<'_>) {
    let word = &file.as_text()[at.clone()];
    let plain = fold::seen(word);
    let message = format!("`{plain}` {what}");
    let help = format!("type it anew, in letters of one kind: `{plain}`");
    report.push(report.finding(Span::new(&file.path, at), message).help(help));
}

/// Words whose letters are not what they look like, and how.
fn disguised(line: &str) -> Vec<(Range<usize>, &'static str)> {
    let mixed =
        fold::mixed(line).into_iter().map(|at| (at, "has letters of another alphabet that look like these"));
    let struck = runs(line, |c| !c.is_whitespace(), fold::is_stroke);
    let struck = struck.into_iter().map(|at| (at, "has strokes through its letters"));
    let flags = runs(line, |c| fold::flag_letter(c).is_some(), |c| fold::flag_letter(c).is_some());
    let flags = flags.into_iter().filter(|at| line[at.clone()].chars().count() != 2);
    mixed.chain(struck).chain(flags.map(|at| (at, "is spelt in letters that make flags"))).collect()
}

/// Runs of signs, as long as they can be, that hold a certain one.
fn runs(line: &str, belongs: impl Fn(char) -> bool, wanted: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut is_wanted) = (None, false);
    for (at, c) in line.char_indices().chain([(line.len(), '\n')]) {
        if belongs(c) {
            start = start.or(Some(at));
            is_wanted |= wanted(c);
        } else if let Some(start) = start.take()
            && std::mem::take(&mut is_wanted)
        {
            found.push(start..at);
        }
    }
    found
}
