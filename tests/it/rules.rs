//! The examples in every rule's document: a bad one breaks that rule and no other, a good one none.

use std::collections::BTreeSet;
use std::path::Path;

use plainleaf::rule::{self, Purpose};
use plainleaf::rules::{self, Check};
use plainleaf::source::SourceTree;

use crate::support;

/// Rules about the disk and about bytes: no text can show what they look for, so they are tested where it is read.
const WITHOUT_EXAMPLES: [&str; 6] =
    ["linked-file", "not-utf8", "picture-broken", "picture-heavy", "too-large", "unreadable-file"];

/// What checks share, in a folder of its own.
const SHARED: &str = "src/rules/effects/";

/// Every file of a family's folder on disk with this extension, by its path in the repository.
fn in_families(extension: &str) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = walkdir::WalkDir::new(root.join("src/rules")).min_depth(2).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|e| e == extension));
    let paths = files.map(|entry| entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned());
    paths.filter(|path| !path.starts_with(SHARED)).collect()
}

#[test]
fn every_document_is_a_rule_and_every_rule_in_its_family() {
    let listed: BTreeSet<String> = rule::ALL.iter().map(|rule| rule.path.to_owned()).collect();
    assert_eq!(in_families("md"), listed);
    assert!(rule::ALL.is_sorted_by_key(|rule| rule.code), "rules are listed by code");
    for rule in rule::ALL.iter() {
        let folder = rule.family.word().replace([' ', '-'], "_");
        assert_eq!(rule.path, format!("src/rules/{folder}/{}.md", rule.code.replace('-', "_")));
    }
}

#[test]
fn every_check_is_a_file_and_every_file_a_check() {
    let has_file = rules::LINTS.iter().filter(|lint| !matches!(lint.check, Check::Words));
    let checks: BTreeSet<String> = has_file.map(|lint| lint.rule.path.replace(".md", ".rs")).collect();
    assert_eq!(in_families("rs"), checks);
}

#[test]
fn every_protected_rule_is_out_of_reach() {
    let site = support::read("minimal");
    let settings = site.named("site.toml").unwrap().as_text();
    let protected: Vec<&str> = rule::ALL.iter().filter(|rule| rule.protected).map(|rule| rule.code).collect();
    let levels: String = protected.iter().map(|code| format!("{code} = \"off\"\n")).collect();
    let said = support::check(&support::put(&site, "site.toml", &format!("{settings}\n[rules]\n{levels}")));
    assert_eq!(said.matches("no site may lower it").count(), protected.len(), "{said}");
    for code in protected {
        assert!(said.lines().any(|line| line.contains(&format!("`{code}`"))), "{code}\n{said}");
    }
}

/// A fenced example of a document.
struct Example {
    good: bool,
    info: String,
    text: String,
}

impl Example {
    /// The minimal site with the example in it: as the file it names, as several files, as what follows the
    /// beginning of a good page of the kind it names, or as a page.
    fn site(&self) -> SourceTree {
        match self.info.split(' ').nth(2) {
            Some(path) if path.contains('.') => support::put(&support::site(""), path, &self.text),
            Some(kind) if kind != "release" => support::page_of_kind(kind, &self.text),
            _ if self.info.starts_with("site ") => support::site(&self.text),
            _ => support::page(&self.text),
        }
    }
}

fn examples(document: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut open = false;
    for line in document.split_inclusive('\n') {
        if let Some(info) = line.strip_prefix("```") {
            open = !open;
            if open {
                let info = info.trim().to_owned();
                let word = info.split(' ').nth(1).unwrap_or_default();
                assert!(["good", "bad"].contains(&word), "`{info}` says neither good nor bad");
                examples.push(Example { good: word == "good", info, text: String::new() });
            }
        } else if open && let Some(example) = examples.last_mut() {
            example.text.push_str(line);
        }
    }
    assert!(!open, "an example has no end");
    examples
}

#[test]
fn every_document_says_what_its_rule_is() {
    for rule in rule::ALL.iter() {
        let first = rule.document.lines().next().unwrap_or_default();
        assert!(first.starts_with(&format!("# {}: ", rule.code)), "{first}");
        assert!((20..=80).contains(&rule.summary().len()), "{first}");
        for heading in ["## What it looks for", "## Why it matters", "## How to mend it"] {
            assert!(rule.document.contains(heading), "{}: no `{heading}`", rule.code);
        }
    }
}

/// Rules about what a page or a site has somewhere, which an example of another rule need not have.
const WHOLE: [&str; 8] = [
    "claim-unused",
    "danger-sign-unused",
    "key-points-missing",
    "main-message-missing",
    "not-promised",
    "nothing-to-do",
    "options-few",
    "readers-not-asked",
];

#[test]
fn every_example_is_what_it_says() {
    let mut wrong = String::new();
    for rule in rule::ALL.iter() {
        for example in examples(rule.document) {
            let tree = example.site();
            let for_release = example.info.split(' ').nth(2) == Some("release");
            let purpose = if for_release { Purpose::Release } else { Purpose::Preview };
            let (_, found) = support::build_for(&tree, purpose);
            // An example is a part of a page: what only a whole page has is not asked of it.
            let is_around = |code: &str| WHOLE.contains(&code) && code != rule.code;
            let codes = found.iter().map(|finding| finding.rule.code);
            let codes: Vec<&str> = codes.filter(|code| !is_around(code)).collect();
            let only = codes.iter().all(|code| *code == rule.code);
            if !only || codes.is_empty() != example.good {
                wrong += &format!(
                    "{}: this `{}` example gives {codes:?}:\n{}\n{}\n",
                    rule.code,
                    example.info,
                    example.text,
                    support::check_all(&tree)
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_shows_good_and_bad() {
    for rule in rule::ALL.iter() {
        let examples = examples(rule.document);
        let shown = [true, false].map(|good| examples.iter().any(|example| example.good == good));
        assert_eq!(shown, [!WITHOUT_EXAMPLES.contains(&rule.code); 2], "{}", rule.code);
    }
}
