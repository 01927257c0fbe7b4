//! Values that writers give: signs that nobody sees, addresses, days, and what becomes of them in other formats.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::support::{build, check, check_all, page, put, read, site, with};

const SIGN_OFFS: &str = r#"[[sign-off]]
page = "content/en/page.md"
name = "A. Tester"
role = "nurse"
date = 2026-02-01
words = "x"
original = "x"

[[minor-change]]
page = "content/en/page.md"
name = "A. Tester"
role = "nurse"
date = 2026-02-01
what = "A word."
words = "x"
"#;

const ATTESTATIONS: &str = r#"[[attestation]]
item = "discern-1"
page = "content/en/page.md"
name = "A. Tester"
role = "nurse"
date = 2026-02-01
met = true
words = "x"

[[does-not-apply]]
item = "cdc-20"
reason = "There is none."
"#;

const READER_TESTS: &str = r#"[[test]]
pages = ["content/en/page.md"]
date = 2026-02-01
people = 5
learnt = "Nothing."
"#;

const FRONT_MATTER: &str = r#"+++
title = "A page"
description = "A page that stands in for any other, with a description of a fair length."
kind = "page"
updated = 2026-01-01
nav = "Page"
short = "A page."
main_message = "Words."
changes = [{ date = 2026-01-01, what = "First." }]

[[allow]]
rule = "hard-word"
reason = "It is a name."
until = 2026-05-01
words = "a word"
+++

Hello.
"#;

/// Every data file of a site, and a page with all that front matter can hold.
fn full() -> plainleaf::source::SourceTree {
    let site = with(&read("minimal"), &format!("-- content/en/page.md --\n{FRONT_MATTER}"));
    let files = [
        ("content/sign-offs.toml", SIGN_OFFS),
        ("content/attestations.toml", ATTESTATIONS),
        ("content/reader-tests.toml", READER_TESTS),
    ];
    files.iter().fold(site, |site, (path, text)| put(&site, path, text))
}

#[test]
fn no_value_of_any_file_holds_a_sign_that_nobody_sees() {
    let site = full();
    let files: Vec<_> =
        site.files().filter(|file| ["toml", "md"].contains(&file.path.extension())).cloned().collect();
    let mut tried = BTreeSet::new();
    for file in files.iter().filter(|file| file.path.name() != "README.md") {
        let (path, text) = (file.path.as_str(), file.as_text());
        let end = text.rfind("+++").filter(|_| path.ends_with(".md")).unwrap_or(text.len());
        // Behind every quote that opens a text; a few of each file will do.
        let quotes: Vec<usize> = text[..end].match_indices(" \"").map(|(at, _)| at + 2).collect();
        for at in quotes.iter().step_by(1 + quotes.len() / 12) {
            let line = text[..*at].matches('\n').count() + 1;
            let broken = put(&site, path, &format!("{}\\u0001{}", &text[..*at], &text[*at..]));
            let said = check_all(&broken);
            let sign = "error[bad-value]: these words hold the sign U+0001, which no reader sees";
            let found = said
                .lines()
                .find(|found| found.contains(sign))
                .unwrap_or_else(|| panic!("{path}:{line}\n{said}"));
            assert!(found.starts_with(&format!("{path}:{line}:")), "{path}:{line}\n{said}");
            tried.insert(path.to_owned());
        }
    }
    for path in [
        "site.toml",
        "content/claims.toml",
        "content/glossary.toml",
        "content/en/strings.toml",
        "content/sign-offs.toml",
        "content/attestations.toml",
        "content/reader-tests.toml",
        "content/en/page.md",
        "content/red-flags.toml",
        "content/regions.toml",
        "content/cautions.toml",
    ] {
        assert!(tried.contains(path), "{path}: {tried:?}");
    }
}

#[test]
fn each_sign_that_nobody_sees_is_named_at_its_value() {
    for (written, name) in [
        ("\\u0000", "U+0000"),
        ("\\r", "U+000D"),
        ("\\u001B", "U+001B"),
        ("\\u007F", "U+007F"),
        ("\u{85}", "U+0085"),
        ("\\u0085", "U+0085"),
        ("\u{9b}", "U+009B"),
        ("\u{2028}", "U+2028"),
        ("\\u2029", "U+2029"),
        ("\u{fffe}", "U+FFFE"),
        ("\\uFFFF", "U+FFFF"),
        ("\\U0001FFFE", "U+1FFFE"),
        ("\\uFDD0", "U+FDD0"),
    ] {
        let broken = page(&FRONT_MATTER.replace("\"First.\"", &format!("\"Fi{written}rst.\"")));
        let place = "content/en/page.md:9:40";
        assert_eq!(
            check(&broken),
            format!("{place}: error[bad-value]: these words hold the sign {name}, which no reader sees\n")
        );
        // The name of a language is a key, and so is that of a text.
        let key = site(&format!(
            "-- content/en/strings.toml --\nmonths = [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\", \"11\", \"12\"]\n\"a{written}b\" = \"x\"\n"
        ));
        assert!(
            check(&key).contains(&format!(
                "content/en/strings.toml:2:1: error[bad-value]: these words hold the sign {name}"
            )),
            "{}",
            check(&key)
        );
    }
    // What people type stays: tabs, lines, accents by themselves, other scripts, signs beyond the first plane.
    for kept in ["\\t", "\t", "Zoe\u{308}", "日本語", "\\U0001F600", "\u{200d}", "\u{feff}"] {
        let said = check(&page(&FRONT_MATTER.replace("\"First.\"", &format!("\"Fi{kept}rst.\""))));
        assert!(!said.contains("bad-value"), "{kept}: {said}");
    }
}

#[test]
fn references_hold_no_sign_that_nobody_sees() {
    let yaml = |title: &str| {
        let text = format!(
            "example-a:\n  type: article\n  title: {title}\n  author: \"Gibbs, Sam\"\nexample-b:\n  type: web\n  title: B\n"
        );
        check(&put(&site(""), "content/references.yml", &text))
    };
    assert_eq!(yaml("\"A\\tB é\""), "");
    for (written, name) in [
        ("\"A\\0B\"", "U+0000"),
        ("\"A\\x1bB\"", "U+001B"),
        ("\"A\\NB\"", "U+0085"),
        ("\"A\\LB\"", "U+2028"),
        ("\"A\\uFFFEB\"", "U+FFFE"),
    ] {
        let said = yaml(written);
        assert!(
            said.contains(&format!(
                "content/references.yml:3:10: error[reference-broken]: these words hold the sign {name}"
            )),
            "{said}"
        );
    }
    let text = "@article{example-a,\n  title = {A\u{1}B},\n  author = {Gibbs, Sam},\n}\n@online{example-b,\n  title = {B},\n}\n";
    let bib = put(&put(&site(""), "content/references.yml", ""), "content/references.bib", text);
    let said = check(&bib);
    assert!(
        said.contains(
            "content/references.bib:2:13: error[reference-broken]: these words hold the sign U+0001"
        ),
        "{said}"
    );
}

/// The ids of a feed's entries, newest first; the feed must be XML.
fn ids(tree: &plainleaf::source::SourceTree) -> Vec<String> {
    assert_eq!(check(tree), "");
    let output = build(tree).0;
    let feed = std::str::from_utf8(&output.get("feed.xml").unwrap().bytes).unwrap();
    let mut reader = Reader::from_str(feed);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::GeneralRef(name) => {
                assert!(["lt", "gt", "amp", "quot", "apos"].contains(&&*name), "{name:?}")
            }
            _ => {}
        }
    }
    feed.match_indices("#changed-")
        .map(|(at, _)| feed[at + 9..].split('<').next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_change_has_an_id_that_stays() {
    let changes = |changes: &[(&str, &str)]| {
        let list: Vec<String> =
            changes.iter().map(|(day, what)| format!("{{ date = {day}, what = '{what}' }}")).collect();
        let front = FRONT_MATTER
            .replace("[{ date = 2026-01-01, what = \"First.\" }]", &format!("[{}]", list.join(", ")));
        page(
            &front
                .replace("updated = 2026-01-01", "updated = 2026-02-02")
                .replace("\"A page\"", "'A & <b> \"page\"'")
                .split("\n[[allow]]")
                .next()
                .map(|front| format!("{front}+++\n\nHello.\n"))
                .unwrap(),
        )
    };
    let old = [("2026-02-02", "C & <d>"), ("2026-01-01", "A")];
    assert_eq!(ids(&changes(&old)), ["2026-02-02", "2026-01-01"]);
    // Later ones of the same day leave the ids of the others alone.
    let more = [
        [("2026-02-02", "E"), ("2026-02-02", "C & <d>"), ("2026-02-02", "C & <d>")].as_slice(),
        &[("2026-01-01", "A")],
    ]
    .concat();
    assert_eq!(ids(&changes(&more)), ["2026-02-02-3", "2026-02-02-2", "2026-02-02", "2026-01-01"]);
    assert_eq!(ids(&changes(&more)), ids(&changes(&more)));
}

#[test]
fn words_of_several_lines_are_one_line_wherever_one_is_shown() {
    let front = FRONT_MATTER
        .replace("\"A page\"", "\"\"\"\nA\n  page\r\n\"\"\"")
        .replace("nav = \"Page\"", "nav = \"Pa\\nge\"");
    let tree =
        page(&front.split("\n[[allow]]").next().map(|front| format!("{front}+++\n\nHello.\n")).unwrap());
    assert_eq!(check(&tree), "");
    let html = String::from_utf8(build(&tree).0.get("page/index.html").unwrap().bytes.to_vec()).unwrap();
    assert!(html.contains("<title>A page |"), "{html}");
}

/// The minimal site at another address.
fn at(address: &str) -> plainleaf::source::SourceTree {
    let settings = site("").named("site.toml").unwrap().as_text().to_owned();
    let line = settings.lines().find(|line| line.starts_with("base_url")).unwrap();
    put(&site(""), "site.toml", &settings.replace(line, &format!("base_url = {address:?}")))
}

#[test]
fn an_address_is_the_same_wherever_it_is_written() {
    for (written, base) in [
        ("HTTPS://Hands.Example", "https://hands.example/"),
        ("https://köln.example/füße/a%20b/", "https://xn--kln-sna.example/f%C3%BC%C3%9Fe/a%20b/"),
        ("https://[2001:DB8::1]:8443/x/", "https://[2001:db8::1]:8443/x/"),
        ("https://hands.example./it's&so/", "https://hands.example./it's&so/"),
    ] {
        let tree = at(written);
        assert_eq!(check(&tree), "", "{written}");
        let output = build(&tree).0;
        let text = |path: &str| String::from_utf8(output.get(path).unwrap().bytes.to_vec()).unwrap();
        let (xml, html) = (
            base.replace('&', "&amp;").replace('\'', "&apos;"),
            base.replace('&', "&amp;").replace('\'', "&#39;"),
        );
        assert!(text("sitemap.xml").contains(&format!("<loc>{xml}</loc>")), "{}", text("sitemap.xml"));
        assert!(text("feed.xml").contains(&format!("<id>{xml}</id>")), "{}", text("feed.xml"));
        assert!(text("robots.txt").contains(&format!("Sitemap: {base}sitemap.xml\n")));
        let canonical = text("index.html");
        assert!(canonical.contains(&format!("<link rel=\"canonical\" href=\"{html}\">")), "{canonical}");
        let path = html.split("://").nth(1).unwrap().split_once('/').unwrap().1.to_owned();
        assert!(text("404.html").contains(&format!("href=\"/{path}\"")), "{}", text("404.html"));
    }
}

#[test]
fn a_wrong_address_is_one_mistake_at_its_place() {
    for written in [
        "https:///x",
        "https://user:pass@h/",
        "https://h:99999/",
        "https://h/a b/",
        "https://h/?q",
        "https://h/#f",
        "https://h/../x/",
        "https://h//x/",
        "https://h/%zz/",
        "h.example",
        "http:",
        "https://h/\nx/",
        "https://h/\t/",
        "https://h//evil.example/",
    ] {
        let tree = at(written);
        let settings = tree.named("site.toml").unwrap().as_text();
        let tree = put(&tree, "site.toml", &format!("# base_url and contact: see our guide\n{settings}"));
        let line = settings.lines().position(|line| line.starts_with("base_url")).unwrap() + 2;
        let said = check(&tree);
        assert!(
            said.starts_with(&format!("site.toml:{line}:12: error[bad-value]: `"))
                && said.lines().count() == 1,
            "{said}"
        );
    }
    let settings = site("").named("site.toml").unwrap().as_text().to_owned();
    let tree = put(&site(""), "site.toml", &format!("# contact\n{}", settings.replace("mailto:", "")));
    let said = check(&tree);
    assert!(
        said.contains(":11: error[bad-value]: `words@hands.example` is no way to reach you")
            && said.lines().count() == 1,
        "{said}"
    );
}

#[test]
fn a_day_that_has_not_come_is_told_at_its_place() {
    let late = FRONT_MATTER.split("\n[[allow]]").next().unwrap();
    let page_with = |from: &str, to: &str| check_page(&late.replace(from, to));
    assert_eq!(
        page_with("updated = 2026-01-01", "updated = 2026-03-02"),
        "content/en/page.md:5:1: error[date-in-future]: `2026-03-02` has not come yet\n"
    );
    assert_eq!(page_with("updated = 2026-01-01", "updated = 2026-03-01"), "");
    assert_eq!(
        page_with("date = 2026-01-01", "date = 2062-01-01"),
        "content/en/page.md:9:21: error[date-in-future]: `2062-01-01` has not come yet\n"
    );
    assert_eq!(
        page_with("updated = 2026-01-01", "updated = 1926-01-01"),
        "content/en/page.md:5:1: error[updated-before-change]: the page says that its words last changed on 1926-01-01, but also on 2026-01-01\n"
    );
    let claims = site("").named("content/claims.toml").unwrap().as_text().to_owned();
    let month = claims.find("checked = \"").unwrap() + 11;
    let later = put(
        &site(""),
        "content/claims.toml",
        &format!("{}2026-04{}", &claims[..month], &claims[month + 7..]),
    );
    assert!(
        check_all(&later).contains("error[date-in-future]: `2026-04` has not come yet"),
        "{}",
        check_all(&later)
    );
    let flags = site("").named("content/red-flags.toml").unwrap().as_text().to_owned();
    let gone =
        format!("{flags}\n[[withdrawn]]\nid = \"old\"\ndate = 2026-03-02\nreason = \"It was wrong.\"\n");
    let line = flags.lines().count() + 4;
    assert!(check_all(&put(&site(""), "content/red-flags.toml", &gone)).contains(&format!(
        "content/red-flags.toml:{line}:8: error[date-in-future]: `2026-03-02` has not come yet"
    )));
}

/// What is said of a page's days.
fn check_page(front: &str) -> String {
    let said = check_all(&page(&format!("{front}+++\n\nHello.\n")));
    let lines =
        said.lines().filter(|line| line.contains("date-in-future") || line.contains("updated-before"));
    lines.map(|line| format!("{line}\n")).collect()
}
