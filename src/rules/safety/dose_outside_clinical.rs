//! `dose-outside-clinical`

use std::ops::Range;

use crate::danger::Danger;
use crate::pattern::Tokens;
use crate::phrase::Phrases;
use crate::prose::{BlockKind, Role};
use crate::rules::lists::Watched;
use crate::rules::sentences::{Source, Text};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    const ON_A_PAGE: &str = "move it to a section `{.clinical}`, or say it without the number";
    const IN_DATA: &str = "say it without the number: a page can tell it in a section `{.clinical}`";
    let danger = Danger::of(&page.card.language);
    let names = [&danger.medicines, &context.site.registry.wording.looked_for.medicines];
    let texts: Vec<&Text> = page.texts().iter().filter(|text| !is_clinical(text, page)).collect();
    for row in texts.chunk_by(|text, next| row(text, page).is_some() && row(text, page) == row(next, page)) {
        let is_data = page.card.path.extension() == "toml" || matches!(row[0].source, Source::Data(..));
        for (text, at) in figures(row, danger, &names, is_data) {
            let message = format!("`{}` is a figure for clinicians", &text.lowered[at.clone()]);
            let help = if is_data { IN_DATA } else { ON_A_PAGE };
            report.add(text.span(at, page, context), message, help);
        }
    }
}

fn is_clinical(text: &Text, page: &PageView<'_>) -> bool {
    matches!(text.source, Source::Block(number) if page.prose.blocks[number].is_in(Role::Section("clinical")))
}

/// The table and row that a text is a cell of.
fn row(text: &Text, page: &PageView<'_>) -> Option<(usize, usize)> {
    match text.source {
        Source::Block(number) => match page.prose.blocks[number].kind {
            BlockKind::Cell { table, row, .. } => Some((table, row)),
            _ => None,
        },
        _ => None,
    }
}

/// The figures of a text, or of a row of a table: in its cells, or else in the row read as one sentence.
fn figures<'t>(
    row: &[&'t Text],
    danger: &Danger,
    names: &[&Phrases],
    is_data: bool,
) -> Vec<(&'t Text, Range<usize>)> {
    const LISTS: [Watched; 3] = [Watched::Digit, Watched::Dose, Watched::Medicine];
    let is_read = |text: &&&Text| LISTS.into_iter().any(|list| text.mentions.has(list));
    let find = |text: &str, at| {
        let tokens = Tokens::new(text, std::iter::once(at), names);
        let is_told = !is_data || danger.dose_told.find(&tokens).is_some();
        if is_told { danger.doses.apart(&tokens) } else { Vec::new() }
    };
    let mut found = Vec::new();
    for text in row.iter().filter(is_read) {
        let sentences = text.sentences.iter().flat_map(|sentence| find(&text.lowered, sentence.at.clone()));
        found.extend(sentences.map(|at| (*text, at)));
    }
    if found.is_empty() && row.len() > 1 && row.iter().any(|text| is_read(&text)) {
        let words: Vec<&str> = row.iter().map(|text| text.lowered.as_str()).collect();
        let words = words.join(" ");
        found.extend(find(&words, 0..words.len()).first().and_then(|at| last_cell(row, at)));
    }
    found
}

/// The cell in which some bytes of a row end, with those of them that are its own.
fn last_cell<'t>(row: &[&'t Text], at: &Range<usize>) -> Option<(&'t Text, Range<usize>)> {
    let mut start = 0;
    row.iter().find_map(|text| {
        let cell = start..start + text.lowered.len();
        start = cell.end + 1;
        let is_last = cell.start < at.end && at.end <= cell.end;
        is_last.then(|| (*text, at.start.saturating_sub(cell.start)..at.end - cell.start))
    })
}
