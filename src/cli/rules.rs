//! The table of all rules, which `RULES.md` also holds.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::report::Format;
use crate::rule::{self, Family, Rule, Severity};
use crate::rules;

#[derive(Serialize)]
struct Row {
    code: &'static str,
    family: &'static str,
    level: Severity,
    excusable: bool,
    /// Those it has words for: none if it needs no words.
    languages: Vec<&'static str>,
    looks_for: &'static str,
}

pub(super) fn table(format: Format) -> Result<String, String> {
    match format {
        Format::Human => Ok(markdown()),
        Format::Json => json().map_err(|error| error.to_string()),
        _ => Err("the rules are printed as Markdown, or with `--format json`".to_owned()),
    }
}

fn json() -> serde_json::Result<String> {
    let rows = rule::ALL.iter().map(|rule| Row {
        code: rule.code,
        family: rule.family.word(),
        level: rule.severity,
        excusable: !rule.protected,
        languages: rules::languages(rule),
        looks_for: rule.summary(),
    });
    let text = serde_json::to_string_pretty(&rows.collect::<Vec<_>>())?;
    Ok(text + "\n")
}

fn markdown() -> String {
    let mut families: BTreeMap<Family, Vec<&Rule>> = BTreeMap::new();
    for rule in rule::ALL.iter() {
        families.entry(rule.family).or_default().push(rule);
    }
    let mut text = format!(
        "# Rules\n\n\
        What `plainleaf check` looks for: {} rules. This page is printed by `plainleaf rules`; \
        `plainleaf explain RULE` prints one of them: what it looks for, why it matters to a reader, how to mend it.\n\n\
        An error keeps the site from being published; a warning does so with `--strict`; a note never does. \
        A rule marked † protects readers: no site can lower it, and no page can be excused from it. \
        A rule that looks for words of a language says of which; in another language it says nothing of them.\n",
        rule::ALL.len()
    );
    for (family, rules) in families {
        let name = family.word();
        let (first, rest) = name.split_at(name.len().min(1));
        text += &format!(
            "\n## {}{rest}\n\n| Rule | Level | Words of | What holds |\n| --- | --- | --- | --- |\n",
            first.to_uppercase()
        );
        for rule in rules {
            let dagger = if rule.protected { " †" } else { "" };
            text += &format!(
                "| [`{}`]({}){dagger} | {} | {} | {} |\n",
                rule.code,
                rule.path,
                rule.severity.word(),
                rules::languages(rule).join(", "),
                rule.summary().replace('|', "\\|")
            );
        }
    }
    text
}
