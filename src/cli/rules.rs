//! The table of all rules, which `RULES.md` also holds.

use serde::Serialize;

use crate::report::Format;
use crate::rule::{self, Severity};

#[derive(Serialize)]
struct Row {
    code: &'static str,
    level: Severity,
    looks_for: &'static str,
}

pub(super) fn table(format: Format) -> Result<String, String> {
    let rows: Vec<Row> = rule::ALL
        .iter()
        .map(|rule| Row { code: rule.code, level: rule.severity, looks_for: rule.summary() })
        .collect();
    match format {
        Format::Human => Ok(markdown(&rows)),
        Format::Json => {
            serde_json::to_string_pretty(&rows).map(|text| text + "\n").map_err(|error| error.to_string())
        }
        _ => Err("the rules are printed as Markdown, or with `--format json`".to_owned()),
    }
}

fn markdown(rows: &[Row]) -> String {
    let mut text = format!(
        "# Rules\n\n\
        {} rules, printed by `plainleaf rules`. `plainleaf explain RULE` prints one: what it looks for, why it \
        matters to a reader, how to mend it. An error keeps the site from being published; a warning does not.\n\n\
        | Rule | Level | What holds |\n| --- | --- | --- |\n",
        rows.len()
    );
    for row in rows {
        text += &format!(
            "| [`{0}`](src/rules/{0}.md) | {1} | {2} |\n",
            row.code,
            row.level.word(),
            row.looks_for.replace('|', "\\|")
        );
    }
    text
}
