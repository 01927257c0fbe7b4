//! What every health page must have a source for: the effect of any treatment, and how common something is.

use crate::support::{build, page_of_kind, put, site};

const RULES: [&str; 4] = ["effect-unsourced", "effect-without-claim", "frequency-unsourced", "overpromise"];

/// What these rules find on a health page that goes on with this text.
fn found(text: &str) -> Vec<String> {
    let (_, found) = build(&page_of_kind("treatment", text));
    let codes = found.iter().map(|finding| finding.rule.code).filter(|code| RULES.contains(code));
    codes.map(str::to_owned).collect()
}

/// Each line of a list is a text of its own.
#[track_caller]
fn each(list: &str, expected: &[&str]) {
    let lines: Vec<&str> = list.lines().collect();
    assert!(lines.len() >= 10);
    let found = lines.iter().map(|line| (line, found(line))).filter(|(_, found)| found != expected);
    let wrong: Vec<String> = found.map(|(line, found)| format!("{line} {found:?}")).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), lines.len(), wrong.join("\n"));
}

#[test]
fn effects_of_treatments_are_found() {
    each(include_str!("wrong/effect-unsourced.txt"), &["effect-unsourced"]);
}

#[test]
fn what_says_no_effect_of_a_treatment_passes() {
    each(include_str!("right/effect-unsourced.txt"), &[]);
}

#[test]
fn how_common_something_is_is_found() {
    each(include_str!("wrong/frequency-unsourced.txt"), &["frequency-unsourced"]);
}

#[test]
fn what_says_no_share_passes() {
    each(include_str!("right/frequency-unsourced.txt"), &[]);
}

#[test]
fn a_source_in_the_sentence_is_enough() {
    for text in [
        "A splint eases the pain [@example-a].",
        "A splint eases the pain. [@example-a] Wear it at night.",
        "About 1 in 10 people get it [@example-a].",
        "[A splint eases the pain.][claim:soap]",
        "[It is common.][claim:soap] Rest your arm.",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
    for text in [
        "A splint eases the pain. Wear it at night [@example-a].",
        "Wear it at night [@example-a]. A splint eases the pain.",
        "[A splint may help][claim:soap], and tablets ease the pain.",
    ] {
        assert_eq!(found(text), ["effect-unsourced"], "{text}");
    }
}

#[test]
fn a_sentence_is_told_once() {
    assert_eq!(found("Steroid injections always work."), ["overpromise"]);
    assert_eq!(found("Your insoles will make the pain go away in 3 months."), ["overpromise"]);
    assert_eq!(found("A nose spray works for most people with hay fever."), ["effect-unsourced"]);
}

#[test]
fn a_pronoun_stands_for_what_was_named_in_the_item_before() {
    assert_eq!(found("- Wear insoles.\n- They cushion the heel."), ["effect-unsourced"]);
    assert_eq!(found("- Ask a nurse.\n- They know what fits."), [""; 0]);
}

/// What is said of health is held to it on a page of any kind.
#[test]
fn pages_of_every_kind_are_held_to_it() {
    let text = "A splint eases the pain. It is common.";
    let page = |kind: &str| {
        format!(
            "+++\ntitle = \"Splints\"\ndescription = \"What a splint is, and where you can get one that fits you well.\"\nkind = \"{kind}\"\nupdated = 2026-01-01\n+++\n\n{text}\n"
        )
    };
    let codes = |kind| {
        let (_, found) = build(&put(&site(""), "content/en/page.md", &page(kind)));
        found.iter().filter(|finding| RULES.contains(&finding.rule.code)).count()
    };
    assert_eq!((codes("page"), codes("explainer")), (2, 2));
}

/// The page of a treatment that no list knows, with this title, description and text.
fn own(title: &str, description: &str, text: &str) -> Vec<String> {
    let page = format!(
        "+++\ntitle = \"{title}\"\nnav = \"Foot baths\"\ndescription = \"{description}\"\nkind = \"treatment\"\nupdated = 2026-01-01\nmain_message = \"Soak your feet.\"\n+++\n\nSoak your feet.\n\n{text}\n"
    );
    let terms = "[[term]]\nid = \"orthosis\"\nterm = \"calceolum\"\nplain = \"shoe insole\"\nmeans = \"An insole that is made for one foot.\"\n";
    let tree = put(&put(&site(""), "content/en/page.md", &page), "content/glossary.toml", terms);
    let (_, found) = build(&tree);
    let ours = found.iter().filter(|finding| RULES.contains(&finding.rule.code));
    ours.map(|finding| finding.message.split(',').next().unwrap_or_default().to_owned()).collect()
}

const PLAIN: &str = "How to soak your feet at home, what you need for it, and what to look out for.";

#[test]
fn a_page_and_a_glossary_name_treatments_of_their_own() {
    assert_eq!(own("Foot baths", PLAIN, "A foot bath eases pain."), ["`eases` is said of `foot bath`"]);
    assert_eq!(own("Foot baths", PLAIN, "A hip bath eases pain."), [""; 0]);
    assert_eq!(own("Foot baths", PLAIN, "A calceolum eases pain."), ["`eases` is said of `calceolum`"]);
}

#[test]
fn a_line_of_the_head_needs_its_source_on_the_page() {
    let title = "Foot baths ease sore feet";
    assert_eq!(own(title, PLAIN, "Sit down."), ["`ease` is said of `Foot baths`"]);
    assert_eq!(own(title, PLAIN, "A foot bath is nice [@example-a]."), [""; 0]);
    let description = "Sore feet are very common. Here is how to soak them at home, and what you need.";
    assert_eq!(
        own("Foot baths", description, "Sit down."),
        ["`are very common` says how common something is"]
    );
    assert_eq!(own("Foot baths", description, "Sore feet are common [@example-a]."), [""; 0]);
}
