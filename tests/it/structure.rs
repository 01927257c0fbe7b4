//! The rules of structure and of plain sentences on many small pages: what they must find, and good text on
//! which they must stay silent.

use crate::support;

/// Rules that this table is about.
const RULES: [&str; 13] = [
    "sentence-long",
    "paragraph-long",
    "reader-not-addressed",
    "hard-to-follow",
    "headings-too-far",
    "list-too-long",
    "nothing-to-do",
    "step-too-long",
    "heading-question",
    "page-too-long",
    "key-points-long",
    "section-empty",
    "main-message-missing",
];

/// What follows a good beginning of a treatment page, with the rule that it breaks; `""` for none.
const TEXTS: &[(&str, &str)] = &[
    (
        "sentence-long",
        "Wash your hands with soap and warm water for a long while before you cook, and again before you sit down to eat.",
    ),
    (
        "",
        "Wash your hands with soap and well-warmed water for 20 seconds, then dry them on a towel of your own.",
    ),
    (
        "",
        "Dr. Example says: wash your hands at 7 a.m. and at 7 p.m. each day. Then dry them with care and go to bed.",
    ),
    (
        "",
        "## For clinicians {.clinical}\n\nThe randomised comparison of soap with water alone in 20 care homes found no difference in the number of infections that were seen over one winter.",
    ),
    ("", "Wet. Soap. Rub. Turn. Rinse. Shake. Dry. Then you are done."),
    (
        "",
        "Use soap, 1,000 ml of water and a towel. Ask at approx. 9 o'clock. Do it again. And again. Then rest.",
    ),
    ("reader-not-addressed", "Patients must wash their hands."),
    ("reader-not-addressed", "The patient should wash."),
    ("", "Some people must ask first."),
    ("", "Ask what other patients do."),
    ("", "> Patients should wash their hands."),
    ("", "Should patients ask? You can ask a nurse."),
    ("hard-to-follow", "It is not unusual to forget the soap."),
    ("hard-to-follow", "Use soap unless it stings, unless a nurse says so."),
    ("hard-to-follow", "No proof of harm is not proof of no harm."),
    ("", "Do not wear gloves in bed unless a nurse told you to."),
    ("", "This page has no ads, no cookies and no forms."),
    ("", "Do not rub, do not scratch and do not pick."),
    ("", "We do not know, as nobody has looked."),
    ("", "It is not under the sink."),
    ("", "Unless it stings, use soap. Use water unless it is cold."),
    ("heading-question", "## How do I wash?\n\nWith soap."),
    ("", "## How to wash\n\nIn a hurry? Wash all the same."),
    ("section-empty", "## Soap\n\n## Water\n\nUse water."),
    ("section-empty", "## Soap\n\nUse soap.\n\n### Bars\n\n## Water\n\nUse water."),
    ("", "## Soap\n\n### Bars\n\nUse a bar."),
    ("", "## Soap\n\n- Use a bar.\n- Rinse it."),
    ("", "## Soap\n\n[cautions]"),
    ("list-too-long", "- a\n- b\n- c\n- d\n- e\n- f\n- g\n- h"),
    ("", "- a\n- b\n- c\n- d\n- e\n- f\n- g"),
    ("", "- a\n- b\n- c\n  - d\n  - e\n  - f\n- g\n- h\n- i"),
    ("step-too-long", "## How {.steps}\n\n1. a\n2. b\n3. c\n4. d\n5. e\n6. f\n7. g\n8. h"),
    (
        "",
        "## How {.steps}\n\n1. **Wet** your hands. Take soap.\n2. **Dry** them.\n\n   Use a towel that is clean.",
    ),
    ("", "## How {.steps}\n\n- **Wet** your hands.\n- **Dry** them."),
    ("key-points-long", "## Key points {.key-points}\n\n- a\n- b\n- c\n- d\n- e\n- f"),
    ("", "## Key points {.key-points}\n\n- a\n- b\n- c\n- d\n- e"),
];

fn codes(kind: &str, text: &str) -> Vec<String> {
    let tree = support::page_of_kind(kind, text);
    let (_, found) = support::build(&tree);
    let codes = found.iter().map(|finding| finding.rule.code.to_owned());
    codes.filter(|code| RULES.contains(&code.as_str())).collect()
}

#[test]
fn finds_what_is_long_or_hard_and_nothing_else() {
    let mut wrong = String::new();
    for (code, text) in TEXTS {
        let found = codes("treatment", text);
        let expected: Vec<&str> = Some(*code).filter(|code| !code.is_empty()).into_iter().collect();
        if found != expected {
            wrong += &format!("{text}\n  expected {expected:?}, found {found:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn long_lists_belong_to_some_kinds() {
    let list = "- a\n- b\n- c\n- d\n- e\n- f\n- g\n- h\n- i\n- j\n- k\n- l";
    assert_eq!(codes("explainer", &format!("## Do {{.do}}\n\n{list}")), ["list-too-long"]);
    assert_eq!(codes("references", list), [""; 0]);
    assert_eq!(codes("glossary", list), [""; 0]);
}

#[test]
fn headings_and_cards_break_up_a_long_text() {
    let part = "Wash your hands with soap before you eat.\n\n".repeat(12);
    assert_eq!(codes("treatment", &format!("{part}{part}")), ["headings-too-far"]);
    assert_eq!(codes("treatment", &format!("{part}### Then\n\n{part}")), [""; 0]);
    assert_eq!(codes("diary", &format!("{part}[diary: 3]\n\n{part}")), [""; 0]);
}

#[test]
fn a_page_without_a_you_is_found_once_it_is_long() {
    // The text of a good beginning has a `your`, so this is a page of its own.
    let page = |times: usize| {
        let text = "Soap lifts dirt off the skin.\n\n".repeat(times);
        let head = "+++\ntitle = \"Soap\"\ndescription = \"How soap lifts dirt off the skin, and what stays there after all.\"\nkind = \"explainer\"\nupdated = 2026-01-01\nmain_message = \"Soap lifts dirt off the skin.\"\n+++\n\n";
        let (_, found) = support::build(&support::page(&format!("{head}{text}")));
        found.iter().filter(|finding| finding.rule.code == "reader-not-addressed").count()
    };
    assert_eq!([page(10), page(20)], [0, 1]);
}
