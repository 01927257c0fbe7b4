//! Words that reach readers from data files and front matter: the rules that protect readers read them all.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use plainleaf::data::{self, Value};
use plainleaf::diagnostic::{Diagnostics, SourcePath};
use plainleaf::disk;
use plainleaf::page;
use plainleaf::source::SourceTree;

use crate::support::{build as build_site, check_all, frozen, page as page_with, put, with, with_templates};

/// Sentences that no reader may meet.
const DANGERS: [&str; 2] = ["Stop your statin now.", "Garlic cures cancer."];

/// What the starter has no example of.
const MORE: &str = r#"
-- content/en/quality.md --
+++
title = "How good is this site?"
nav = "Quality"
short = "What we looked at."
description = "What we looked at to see how good this site is, and what we found when we did."
kind = "report"
updated = 2026-01-01
changes = [{ date = 2026-01-01, what = "First published." }]
+++

[quality]
-- content/attestations.toml --
[[does-not-apply]]
item = "dcp-numbers-words"
reason = "This site has no numbers."
-- content/reader-tests.toml --
[[test]]
pages = ["content/en/index.md"]
date = 2026-01-01
people = 5
learnt = "Two of them missed the second card."
"#;

/// The starter, with the templates that go with it, and more.
fn site() -> SourceTree {
    let starter = disk::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/starter")).unwrap().0;
    let frozen = frozen();
    let quality = frozen.named("content/en/quality.toml").unwrap();
    let tree = with_templates(starter).with(&quality.path, Some(Arc::clone(quality)));
    with(&tree, MORE.trim_start())
}

/// Every file with strings for readers, with the strings.
fn files(tree: &SourceTree) -> Vec<(SourcePath, Vec<Value>)> {
    let toml = tree.files().filter(|file| file.path.extension() == "toml");
    let toml = toml.map(|file| (file.path.clone(), data::values(file.as_text())));
    let pages = tree.below("content/en/").filter(|file| file.path.extension() == "md");
    toml.chain(pages.map(|file| (file.path.clone(), page::values(file)))).collect()
}

/// A site with a sentence in the place of some strings of a file, and where it stands then.
fn changed(
    tree: &SourceTree,
    path: &SourcePath,
    values: &[&Value],
    danger: &str,
) -> (SourceTree, Vec<Range<usize>>) {
    let text = tree.get(path).unwrap().as_text();
    let (mut written, mut places, mut from) = (String::new(), Vec::new(), 0);
    for value in values {
        written += &text[from..value.at.start];
        places.push(written.len()..written.len() + danger.len());
        written += danger;
        from = value.at.end;
    }
    (put(tree, path.as_str(), &(written + &text[from..])), places)
}

/// Whether a rule that protects readers points into a place.
fn is_told(found: &Diagnostics, path: &SourcePath, place: &Range<usize>) -> bool {
    found.iter().any(|finding| {
        let at = &finding.span.range;
        let is_inside = place.start <= at.start && at.start < at.end && at.end <= place.end;
        finding.rule.protected && finding.span.path == *path && is_inside
    })
}

#[test]
fn no_string_reaches_readers_unread() {
    let tree = site();
    let mut unread = Vec::new();
    for (path, values) in files(&tree) {
        for (turn, danger) in DANGERS.into_iter().enumerate() {
            // Each string says one of them. All at once first, as most are found that way; those that are not, one by one.
            let values: Vec<&Value> = values.iter().skip(turn).step_by(DANGERS.len()).collect();
            let (all, places) = changed(&tree, &path, &values, danger);
            let found = build_site(&all).1;
            let missed = values.iter().zip(&places).filter(|(_, place)| !is_told(&found, &path, place));
            for (value, _) in missed {
                let (one, places) = changed(&tree, &path, &[value], danger);
                let (output, found) = build_site(&one);
                let is_shown = || {
                    output
                        .iter()
                        .any(|(_, file)| memchr::memmem::find(&file.bytes, danger.as_bytes()).is_some())
                };
                if !is_told(&found, &path, &places[0]) && is_shown() {
                    unread.push(format!("{path}: {} = {}", value.keys.join("."), value.words));
                }
            }
        }
    }
    assert!(unread.is_empty(), "nobody reads:\n{}", unread.join("\n"));
}

#[test]
fn what_is_only_heard_is_read() {
    for text in [
        "Wash your hands [@example-a, stop your statin].",
        "![Stop your statin now.](figures/a.svg)",
        "![A hand under a tap](figures/a.svg \"Stop your statin now.\")",
        "Wash your hands [first](a.md \"Stop your statin now.\").",
        "`Stop your statin now.`",
    ] {
        let found = check_all(&page_with(text));
        let at = text.to_lowercase().find("stop your statin").unwrap();
        assert!(
            found.lines().any(|line| line.contains("page.md")
                && (line.contains("advice-unguarded") || line.contains("words-lost"))),
            "{text} at {at}: {found}"
        );
    }
}

#[test]
fn the_banner_of_a_draft_says_so() {
    let tree = page_with("Wash your hands [@example-a].");
    let strings = tree.named("content/en/strings.toml").unwrap().as_text();
    for (words, is_good) in [
        (".", false),
        ("\u{200b}", false),
        ("Checked by doctors", false),
        ("Approved", false),
        ("Draft. Ask a nurse first.", true),
        ("Not yet looked at by a doctor", true),
    ] {
        let strings = strings.replace("Nobody has checked this page yet.", words);
        let found = check_all(&put(&tree, "content/en/strings.toml", &strings));
        assert_eq!(!found.contains("banner-missing"), is_good, "{words}: {found}");
    }
}

#[test]
fn a_sentence_out_of_capitals_keeps_its_first() {
    let (_, found) = build_site(&page_with("NEVER STAY IN BED. You must NEVER STOP."));
    let help: Vec<String> =
        found.iter().filter(|f| f.rule.code == "shouting").map(|f| format!("{:?}", f.help)).collect();
    assert!(help.iter().any(|help| help.contains("`Never stay in bed`")), "{help:?}");
    assert!(help.iter().any(|help| help.contains("`never stop`")), "{help:?}");
}
