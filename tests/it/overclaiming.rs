//! A typical article that promises too much: what the gate says of it.

use std::collections::{BTreeMap, BTreeSet};

use plainleaf::diagnostic::Severity;
use plainleaf::rule;

use crate::support;

/// What is wrong with the article, and the codes of the rules that must say so.
const WRONG: [(&str, &[&str]); 8] = [
    ("an effect without a claim", &["effect-without-claim"]),
    ("promises", &["overpromise"]),
    ("no care card", &["card-missing"]),
    ("hard to read", &["reading-grade", "reading-smog"]),
    ("hard sections", &["section-hard"]),
    ("a claim of a title that no page makes", &["effect-without-claim"]),
    ("no word stands for a cure", &["overpromise"]),
    ("every error at once", &["card-missing", "effect-without-claim", "overpromise", "reading-grade"]),
];

#[test]
fn an_article_that_promises_too_much_is_refused() {
    let tree = support::read("overclaiming");
    let (output, found) = support::build(&tree);
    assert!(found.has_errors() && output.iter().next().is_some());
}
