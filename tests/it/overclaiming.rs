//! A typical article that promises too much, on a site that knows better: what the gate says of it.

use std::collections::BTreeSet;

use plainleaf::diagnostic::Severity;
use plainleaf::rule::Purpose;

use crate::support;

/// What is wrong with the article, and the code that must say so.
const WRONG: [(&str, &str); 18] = [
    ("no review date", "review-date-missing"),
    ("nobody signed it", "sign-off-missing"),
    ("nobody says who must ask first", "caution-missing"),
    ("medicines, but not to keep taking them", "medicine-without-warning"),
    ("something to buy", "sounds-like-selling"),
    ("nobody says who pays", "funding-hidden"),
    ("cites nothing", "cites-nothing"),
    ("an effect without a claim", "effect-without-claim"),
    ("words that promise too much", "overpromise"),
    ("no care card", "card-missing"),
    ("danger signs missing", "card-missing"),
    ("sleeping in what is for the day", "advice-unguarded"),
    ("no answer first", "main-message-missing"),
    ("nothing to do", "nothing-to-do"),
    ("a high grade", "reading-grade"),
    ("many long words", "reading-smog"),
    ("hard words", "hard-word"),
    ("unexplained terms", "term-unexplained"),
];

#[test]
fn an_article_that_promises_too_much_is_refused() {
    let tree = support::read("overclaiming");
    let (_, found) = support::build_for(&tree, Purpose::Release);
    assert!(found.has_errors());
    let said = found.iter().filter(|finding| finding.severity != Severity::Note);
    let codes: BTreeSet<&str> = said.map(|finding| finding.rule.code).collect();
    let silent: Vec<_> = WRONG.iter().filter(|(_, code)| !codes.contains(code)).collect();
    assert!(silent.is_empty(), "not found: {silent:?}, but {codes:?}");
}
