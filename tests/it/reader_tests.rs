//! What people write down of readers who tried pages out, and what a release says where they did not.

use plainleaf::rule::Purpose;
use plainleaf::source::SourceTree;

use crate::support;

/// Seven pages that give advice, and what was written down of their readers.
fn site(tests: &str) -> SourceTree {
    let page = |n: usize| {
        format!(
            "-- content/en/p{n}.md --\n+++\ntitle = \"Page {n}\"\ndescription = \"Page {n} of a site that is tried out, with a description of a fair length.\"\nkind = \"diary\"\nupdated = 2026-01-01\n+++\n\nHello.\n"
        )
    };
    let pages: String = (1..=7).map(page).collect();
    support::put(&support::site(&pages), "content/reader-tests.toml", tests)
}

fn entry(pages: &[usize], date: &str, people: u32) -> String {
    let pages: Vec<String> = pages.iter().map(|n| format!("\"content/en/p{n}.md\"")).collect();
    format!(
        "[[test]]\npages = [{}]\ndate = {date}\npeople = {people}\nlearnt = \"One heading was not clear.\"\n\n",
        pages.join(", ")
    )
}

/// What a release says of readers.
fn said(tree: &SourceTree) -> Vec<String> {
    let found = support::build_for(tree, Purpose::Release).1;
    let asked = found.iter().filter(|finding| finding.rule.code == "readers-not-asked");
    asked.map(|finding| finding.message.clone()).collect()
}

#[test]
fn a_release_names_the_pages_that_no_reader_tried() {
    let all = "there is no record that readers tried out `content/en/p1.md`, `content/en/p2.md`, `content/en/p3.md`, \
        `content/en/p4.md`, `content/en/p5.md` and 2 more in the last 36 months";
    assert_eq!(said(&site("")), [all]);
    let late = entry(&[1, 2, 3, 4, 5], "2023-03-01", 5) + &entry(&[6, 7], "2023-02-28", 9);
    let old = "there is no record that readers tried out `content/en/p6.md`, `content/en/p7.md` in the last 36 months";
    assert_eq!(said(&site(&late)), [old]);
    assert_eq!(said(&site(&entry(&[1, 2, 3, 4, 5, 6, 7], "2026-03-01", 5))), [""; 0]);
    assert!(!support::check_all(&site("")).contains("readers-not-asked"), "a preview does not ask");
}

#[test]
fn what_cannot_be_is_named_at_its_place() {
    let says = |entry: &str, line: &str| {
        let said = support::check_all(&site(entry));
        assert!(said.contains(&format!("content/reader-tests.toml:{line}")), "{said}");
    };
    let good = entry(&[1, 2], "2026-02-01", 5);
    says(&good.replace("p2", "p9"), "2:30: error[unknown-id]: there is no page `content/en/p9.md`");
    says(
        &good.replace("2026-02", "2026-04"),
        "3:8: error[sign-off-in-future]: `2026-04-01` has not come yet",
    );
    says(&good.replace("= 5", "= 0"), "4:10: error[bad-value]: nobody tested the pages");
    says(&good.replace("2026-02-01", "2026-02-30"), "3:8: error[bad-date]");
    says(&good.replace("learnt", "learned"), "5:1: error[unknown-key]");
    says(&good.replace("people = 5\n", ""), "1:1: error[missing-key]: `people` is missing");
}

#[test]
fn the_passport_says_when_a_page_was_tried_last() {
    let tests =
        entry(&[1], "2024-02-01", 3) + &entry(&[1, 2], "2026-02-01", 5) + &entry(&[1], "2025-02-01", 4);
    let output = support::build(&site(&tests)).0;
    let passport: serde_json::Value =
        serde_json::from_slice(&output.get("passport.json").unwrap().bytes).unwrap();
    let tried = |address: &str| {
        let mut pages = passport["pages"].as_array().unwrap().iter();
        pages.find(|page| page["address"] == address).unwrap()["tried"].clone()
    };
    assert_eq!(tried("/p1/"), serde_json::json!({ "date": "2026-02-01", "people": 5 }));
    assert_eq!(tried("/p3/"), serde_json::Value::Null);
}
