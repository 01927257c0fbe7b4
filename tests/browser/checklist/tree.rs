//! What assistive technology is told of the checklist, as text under version control.

use super::{MARKUP, PATIENCE, Reader};
use crate::accessibility;
use crate::browser::Result;
use std::path::Path;
use std::time::Instant;

/// Each group, the error, the summary and each question. `SNAPSHOTS=overwrite` renews what is on record.
pub(super) fn is_told_whole(reader: &mut Reader) -> Result<()> {
    let groups: Vec<String> = reader
        .words
        .groups()
        .filter_map(|group| group["id"].as_str().map(|id| format!("group-{id}")))
        .collect();
    for group in &groups {
        is_on_record(reader, group, &format!("#{group}"))?;
    }
    reader.press("make")?;
    is_on_record(reader, "error", "[role=alert]")?;
    is_on_record(reader, "error-at-the-group", &format!("#{}", groups[0]))?;
    reader.tick_fast(&["s-heart", "s-hands", "c-wake", "n-4", "m-pills", "t-stretch", "q-size"])?;
    reader.ask(1, MARKUP)?;
    reader.press_word("save")?;
    is_on_record(reader, "save-question", "#checklist-tools + .sure")?;
    reader.press("make")?;
    is_on_record(reader, "summary", "#checklist-summary")?;
    reader.press("clear")?;
    is_on_record(reader, "clear-question", "#checklist-tools + .sure")?;
    reader.press("clear_yes")?;
    is_on_record(reader, "status-once-cleared", "#checklist-status")
}

fn is_on_record(reader: &mut Reader, name: &str, part: &str) -> Result<()> {
    let record = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/browser/told/{name}.txt"));
    let on_record = std::fs::read_to_string(&record).unwrap_or_default();
    let started = Instant::now();
    // A browser tells of changes in its own time.
    let told = loop {
        let told = undated(&accessibility::told(reader.browser, part)?, reader.words.text("summary_date"));
        if told == on_record || started.elapsed() > PATIENCE {
            break told;
        }
    };
    let record = snapbox::Data::read_from(&record, None);
    let same = snapbox::Assert::new().action_env("SNAPSHOTS").try_eq(Some(&name), told.into(), record);
    if let Err(problem) = same {
        reader.found.push(problem.to_string());
    }
    Ok(())
}

/// What is told, without the date of today.
fn undated(told: &str, date: &str) -> String {
    let (before, _) = date.split_once("{date}").unwrap_or_default();
    let lines = told.lines().map(|line| match line.split_once(before).filter(|_| !before.is_empty()) {
        Some((start, _)) => format!("{start}{before}[DATE]\""),
        None => line.to_owned(),
    });
    lines.flat_map(|line| [line, "\n".to_owned()]).collect()
}
