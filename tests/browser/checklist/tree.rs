//! What assistive technology is told of the checklist, as text under version control.

use super::{MARKUP, Reader};
use crate::accessibility;
use crate::browser::Result;

/// Each group, the error and the summary. `SNAPSHOTS=overwrite` renews what is on record.
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
    Ok(())
}

fn is_on_record(reader: &mut Reader, name: &str, part: &str) -> Result<()> {
    let told = accessibility::told(reader.browser, part)?;
    let (before, _) = reader.words.text("summary_date").split_once("{date}").unwrap_or_default();
    let undated = told.lines().map(|line| match line.split_once(before).filter(|_| !before.is_empty()) {
        Some((start, _)) => format!("{start}{before}[DATE]\""),
        None => line.to_owned(),
    });
    let text: String = undated.flat_map(|line| [line, "\n".to_owned()]).collect();
    let record =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/browser/told/{name}.txt"));
    let same = snapbox::Assert::new().action_env("SNAPSHOTS").try_eq(
        Some(&name),
        text.into(),
        snapbox::Data::read_from(&record, None),
    );
    if let Err(problem) = same {
        reader.found.push(problem.to_string());
    }
    Ok(())
}
