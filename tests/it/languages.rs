//! What the generator knows of languages: data, a folder for each, and no words in the code.

use std::collections::BTreeSet;

use plainleaf::language::FOLDERS;
use plainleaf::rule::{self, Purpose};
use plainleaf::rules::{self, Check, LINTS};
use plainleaf::source::SourceTree;

use crate::{architecture, support};

/// More words than this in a row are a list.
const LIST: usize = 4;

/// Files whose lists are no words of a language: names that the web, a format, or this program gives to things.
const NAMES: [(&str, &str); 28] = [
    ("asset.rs", "endings of files"),
    ("bibliography/fields.rs", "keys and types of references"),
    ("config.rs", "roles that sign, which are names in `site.toml`"),
    ("data.rs", "keys of data files"),
    ("document.rs", "elements of HTML"),
    ("figure/hostile.rs", "pieces of markup"),
    ("javascript.rs", "functions of the browser"),
    ("javascript/reader.rs", "words of JavaScript"),
    ("page/mark.rs", "marks"),
    ("page/markdown/heading.rs", "marks of sections"),
    ("relative.rs", "names that Windows keeps for devices"),
    ("rules/accessibility/aria_broken.rs", "attributes of HTML"),
    ("rules/accessibility/skip_link_missing.rs", "elements of HTML"),
    ("rules/accessibility/style_in_the_way.rs", "properties of CSS"),
    ("rules/dates_and_sign_off/banner_missing.rs", "properties and values of CSS"),
    ("rules/evidence/sounds_like_selling.rs", "hosts, and keys of addresses"),
    ("rules/links/file_link_unlabelled.rs", "endings of files"),
    ("rules/links/link_tracked.rs", "keys of addresses"),
    ("rules/output/address_from_root.rs", "attributes of HTML"),
    ("rules/output/html_untidy.rs", "elements of HTML"),
    ("rules/pictures/picture_words_useless.rs", "endings of files"),
    ("rules/privacy/form_asks_who.rs", "types of fields in HTML"),
    ("rules/privacy/loads_from_elsewhere.rs", "elements of HTML, and starts of addresses"),
    ("rules/privacy/script_sends.rs", "functions of the browser"),
    ("rules/privacy/tracker_named.rs", "elements of HTML, and hosts"),
    ("source.rs", "endings of files"),
    ("stray.rs", "endings of files"),
    ("style.rs", "rules of CSS"),
];

/// The longest row of texts in quotes with nothing but commas, bars and brackets between them.
fn longest_list(code: &str) -> Vec<String> {
    let mut longest: Vec<String> = Vec::new();
    let mut row: Vec<String> = Vec::new();
    // Parts in turn outside and inside of quotes; an escaped quote is in neither.
    let plain = code.replace("\\\\", "").replace("\\\"", "").replace("'\"'", "");
    for (number, part) in plain.split('"').enumerate() {
        if number % 2 == 1 {
            if part.chars().filter(|c| c.is_alphabetic()).count() > 1 {
                row.push(part.to_owned());
            }
            if row.len() > longest.len() {
                longest.clone_from(&row);
            }
        } else if number > 0 && !part.chars().all(|c| c.is_whitespace() || ",|()[]&".contains(c)) {
            row.clear();
        }
    }
    longest
}

#[test]
fn finds_lists_in_code() {
    assert_eq!(longest_list("[\"and\", \"or\", \"to\"]; f(\"x\")"), ["and", "or", "to"]);
    assert_eq!(longest_list("matches!(word, \"one\" | \"two\"); (\"three\", \"four\")").len(), 2);
}

#[test]
fn no_list_of_words_is_code() {
    let files = architecture::modules();
    let lists = files.iter().map(|(path, code)| (path.as_str(), longest_list(code)));
    let lists: Vec<_> = lists.filter(|(_, list)| list.len() > LIST).collect();
    let excused: BTreeSet<&str> = NAMES.iter().map(|(path, _)| *path).collect();
    let words: Vec<_> = lists.iter().filter(|(path, _)| !excused.contains(path)).collect();
    assert!(words.is_empty(), "lists of words belong into src/language: {words:#?}");
    let found: BTreeSet<&str> = lists.iter().map(|(path, _)| *path).collect();
    assert_eq!(excused.difference(&found).collect::<Vec<_>>(), Vec::<&&str>::new(), "excused without need");
}

#[test]
fn every_list_says_where_it_comes_from() {
    for (path, text) in architecture::sources("toml").into_iter().chain(architecture::sources("txt")) {
        let Some(name) = path.strip_prefix("language/") else { continue };
        let head = text.lines().map_while(|line| line.strip_prefix('#')).collect::<String>().to_lowercase();
        assert!(["written for this project", "taken from"].iter().any(|said| head.contains(said)), "{name}");
    }
}

#[test]
fn every_table_of_words_is_that_of_a_rule() {
    for folder in FOLDERS {
        for code in folder.tables("rules.toml").iter().chain(&folder.tables("instead.toml")) {
            assert!(rule::named(code).is_some(), "{}: no rule is called `{code}`", folder.code);
        }
        for code in folder.tables("instead.toml") {
            let lint = LINTS.iter().find(|lint| lint.rule.code == code);
            assert!(lint.is_some_and(|lint| matches!(lint.check, Check::Words)), "{}: `{code}`", folder.code);
        }
    }
    let avoids = LINTS.iter().filter(|lint| matches!(lint.check, Check::Words));
    for lint in avoids {
        let has = FOLDERS
            .iter()
            .any(|folder| folder.tables("instead.toml").iter().any(|code| code == lint.rule.code));
        assert!(has, "`{}` has words in no language", lint.rule.code);
    }
}

/// A site whose only language has this code.
fn in_language(code: &str, tree: &SourceTree) -> SourceTree {
    let settings = tree.named("site.toml").unwrap().as_text();
    assert!(settings.contains("language = \"en\""));
    let settings = settings.replace("language = \"en\"", &format!("language = \"{code}\""));
    let mut site = support::put(tree, "site.toml", &settings);
    if code != "en" {
        for file in tree.below("content/en/") {
            let path = file.path.as_str().replace("content/en/", &format!("content/{code}/"));
            site = support::put(&site.with(&file.path, None), &path, file.as_text());
        }
    }
    site
}

/// Every list of every language is read when a site is in it.
#[test]
fn a_site_in_any_language_is_checked() {
    for code in FOLDERS.iter().map(|folder| folder.code).chain(["xx"]) {
        let site = in_language(code, &support::read("minimal"));
        // Of a list that cannot be read the build itself would tell.
        assert!(!support::build_for(&site, Purpose::Preview).0.is_empty(), "{code}");
    }
}

#[test]
fn a_rule_without_words_for_a_language_says_nothing() {
    let page = support::page(
        "Utilise soap prior to meals. The elderly are sufferers, and that is terrifying. It is not uncommon. Order \
        now: your risk is twice as likely. Read more [here](index.md). Patients should add up your points.\n",
    );
    let words = |code: &str| -> BTreeSet<&'static str> {
        let found = support::build_for(&in_language(code, &page), Purpose::Preview).1;
        let rules = found.iter().map(|finding| finding.rule);
        rules.filter(|rule| !rules::languages(rule).is_empty()).map(|rule| rule.code).collect()
    };
    let said = words("en");
    let looked_for = ["hard-word", "people-labelled", "alarm-word", "hard-to-follow", "sounds-like-selling"];
    let also = ["relative-without-absolute", "link-text-vague", "sum-for-reader"];
    for code in looked_for.into_iter().chain(also) {
        assert!(said.contains(code), "{code}: {said:?}");
    }
    assert_eq!(words("xx"), BTreeSet::new());
}

#[test]
fn the_table_says_for_which_languages_a_rule_has_words() {
    let of = |rule: &rule::Rule| rules::languages(rule);
    assert_eq!(of(&rule::HARD_WORD), ["en"]);
    assert_eq!(of(&rule::LINK_TEXT_VAGUE), ["de", "en", "es", "fr"]);
    assert_eq!(of(&rule::READING_GRADE), ["en", "es"]);
    assert_eq!(of(&rule::OVERPROMISE), ["en"]);
    assert!(of(&rule::BROKEN_LINK).is_empty());
}

/// German and French have a folder with one file: two tables are all that these rules need.
#[test]
fn a_language_may_know_little() {
    let codes = |code: &str, text: &str| -> BTreeSet<&str> {
        let found = support::build_for(&in_language(code, &support::page(text)), Purpose::Preview).1;
        found.iter().map(|finding| finding.rule.code).collect()
    };
    for (code, vague, parted) in
        [("de", "hier", "Kurz- \nund langfristig."), ("fr", "ici", "Court-\net long.")]
    {
        assert!(codes(code, &format!("[{vague}](index.md)\n")).contains("link-text-vague"), "{code}");
        assert!(!codes("xx", &format!("[{vague}](index.md)\n")).contains("link-text-vague"), "{code}");
        assert!(!codes(code, parted).contains("looks-pasted"), "{code}");
        assert!(codes("xx", parted).contains("looks-pasted"), "{code}");
    }
}
