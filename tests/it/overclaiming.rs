//! A typical article that promises too much, on a site that knows better: what the gate says of it.

use std::collections::BTreeSet;

use plainleaf::diagnostic::Severity;
use plainleaf::rule::Purpose;

use crate::support;

/// What is wrong with the article, and the code that must say so; none while no rule looks for it.
const WRONG: [(&str, Option<&str>); 18] = [
    ("no review date", Some("review-date-missing")),
    ("nobody signed it", Some("sign-off-missing")),
    ("nobody says who must ask first", Some("caution-missing")),
    ("medicines, but not to keep taking them", Some("medicine-without-warning")),
    ("something to buy", Some("sounds-like-selling")),
    ("nobody says who pays", Some("funding-hidden")),
    ("cites nothing", Some("cites-nothing")),
    ("an effect without a claim", Some("effect-without-claim")),
    ("words that promise too much", Some("overpromise")),
    ("no care card", Some("card-missing")),
    ("danger signs missing", Some("card-missing")),
    ("sleeping in what is for the day", Some("advice-unguarded")),
    ("no answer first", None),
    ("nothing to do", None),
    ("a high grade", Some("reading-grade")),
    ("many long words", Some("reading-smog")),
    ("hard words", Some("hard-word")),
    ("unexplained terms", Some("term-unexplained")),
];

#[test]
fn an_article_that_promises_too_much_is_refused() {
    let tree = support::read("overclaiming");
    let (_, found) = support::build_for(&tree, Purpose::Release);
    let errors = found.iter().filter(|finding| finding.severity == Severity::Error);
    let codes: BTreeSet<&str> = errors.map(|finding| finding.rule.code).collect();
    let silent: Vec<_> =
        WRONG.iter().filter(|(_, code)| code.is_some_and(|code| !codes.contains(code))).collect();
    assert!(silent.is_empty(), "not found: {silent:?}, but {codes:?}");
}
