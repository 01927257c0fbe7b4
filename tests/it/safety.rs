//! The rules of safety, cards and sources on many small pages: what they must find, and good sentences on
//! which they must stay silent.

use plainleaf::rule::Purpose;

use crate::support;

/// Sentences of a treatment page with what each must be told; `""` where nothing.
const SENTENCES: &[(&str, &str)] = &[
    // Words of `tests/sites/minimal/content/wording.toml`.
    ("advice-unguarded", "You can wear gloves in bed."),
    ("advice-unguarded", "Use a glove each night."),
    ("", "Do not wear gloves in bed."),
    ("", "Never use gloves at night."),
    ("", "Wear gloves at night only, unless a nurse says no."),
    ("", "Wear gloves in the day."),
    ("", "Some people sleep badly at night."),
    ("", "The bed of roses has glovers."),
    ("bare-emergency-number", "If you faint, call 911."),
    ("bare-emergency-number", "Dial 112 now."),
    ("bare-emergency-number", "Please phone 000 at once."),
    ("", "We asked 911 people."),
    ("", "Call your emergency number."),
    ("", "It took 112 days."),
    ("", "Call 9991 for spare parts."),
    ("", "A call to 20 people, of whom very many more than half had clean hands, and 112 answers."),
    ("medicine-without-warning", "Warfarin thins the blood."),
    ("", "Warfarin thins the blood. Do not stop a medicine without asking."),
    ("", "Do not stop a medicine without asking."),
    ("", "Ask about each medicine."),
    ("", "The warfarinists met."),
    ("", "A pill is small."),
    ("dose-outside-clinical", "Take 5 mg."),
    ("dose-outside-clinical", "Take 2.5mg a day."),
    ("dose-outside-clinical", "A sleeve of 15-20 mmHg squeezes."),
    ("dose-outside-clinical", "An ABPI of 0.8 is low."),
    ("", "Look for the letters mg."),
    ("", "Wait for 20 seconds."),
    ("", "Use a teaspoon of soap."),
    ("", "In 2008, 5 mgrs met."),
    ("", "Ask what your ABPI is."),
    ("sounds-like-diagnosis", "A dry patch means you have hand eczema."),
    ("sounds-like-diagnosis", "You probably have bad hand eczema."),
    ("", "A dry patch can be a sign of hand eczema."),
    ("", "It does not mean you have hand eczema."),
    ("", "This means you have a higher risk of hand eczema."),
    ("", "Ask first if you have hand eczema."),
    ("", "You must have clean hands."),
    ("sounds-like-selling", "Order now and save."),
    ("sounds-like-selling", "SOAPEX is a soap."),
    ("sounds-like-selling", "See [soap](https://www.amazon.com/dp/1)."),
    ("sounds-like-selling", "See [soap](https://soap.example/x?ref=us)."),
    ("", "Ask before you buy soap."),
    ("", "Shops sell soap in bars."),
    ("", "See [a study](https://office.example/x?href=us)."),
    ("", "Put the soap in good order."),
    ("", "The soap is free of scent."),
    ("skin-colour-unsaid", "Your hands turn red."),
    ("skin-colour-unsaid", "Look for pale or blue lips."),
    ("", "Your hands turn red, or darker than usual."),
    ("", "Lips can turn blue. On brown or black skin, look at the gums."),
    ("", "Wear a red coat."),
    ("", "Red blood cells reach the skin."),
    ("", "Red meat on your hands needs soap."),
    ("", "Skin that is infrared-lit dries."),
];

#[test]
fn sentences_are_told_what_is_wrong_with_them_and_no_more() {
    const OURS: [&str; 7] = [
        "advice-unguarded",
        "bare-emergency-number",
        "dose-outside-clinical",
        "medicine-without-warning",
        "skin-colour-unsaid",
        "sounds-like-diagnosis",
        "sounds-like-selling",
    ];
    for (code, sentence) in SENTENCES {
        let (_, found) = support::build(&support::page_of_kind("treatment", sentence));
        let found = found.iter().map(|finding| finding.rule.code).filter(|code| OURS.contains(code));
        let found: Vec<&str> = found.collect();
        let wanted: Vec<&str> = Some(*code).filter(|code| !code.is_empty()).into_iter().collect();
        assert_eq!(found, wanted, "{sentence}");
    }
}

/// Steps, lists and notes with what each must be told; `""` where nothing.
const BLOCKS: &[(&str, &str)] = &[
    ("rising-without-hold", "## How {.steps}\n\n1. **Stand** up.\n2. Wash."),
    ("rising-without-hold", "## How {.steps}\n\n1. Get out of bed.\n2. Wash."),
    ("", "## How {.steps}\n\n1. Stand slowly.\n2. Wash."),
    ("", "## How {.steps}\n\n1. Stand up.\n\n   Hold on to the sink.\n2. Wash."),
    ("", "## How {.steps}\n\n1. Wash the stand.\n2. Let it stand for a minute."),
    ("", "## How\n\n1. Stand up.\n2. Wash."),
    ("", "## How {.steps}\n\n1. Standard soap is fine.\n2. Wash."),
    ("dont-without-not", "## Do not {.dont}\n\n- Hurry.\n- Do not scrub."),
    ("dont-without-not", "## Do not {.dont}\n\n- Never hurry.\n- Do not scrub."),
    ("", "## Do not {.dont}\n\n- **Do not** hurry.\n- DO NOT scrub."),
    ("do-item-says-do", "## Do {.do}\n\n- Do rub.\n- Dry."),
    ("do-item-says-do", "## Do {.do}\n\n- Avoid scent.\n- Dry."),
    ("", "## Do {.do}\n\n- Dot the soap.\n- Dry."),
    ("do-list-single", "## Do {.do}\n\n- Rub."),
    ("", "## A list\n\n- Rub."),
    ("card-points-away", "## Care\n\n> [!WARNING]\n> Stop if you have any of these."),
    ("", "## Care\n\n> [!NOTE]\n> Soap does the following."),
    ("", "## Care\n\n> [!WARNING]\n> Stop if it hurts above the wrist."),
    ("notes-too-many", "## Care\n\n> [!NOTE]\n> a\n\nText.\n\n> [!TIP]\n> b\n\nText.\n\n> [!NOTE]\n> c"),
    ("", "## Care\n\n> [!NOTE]\n> a\n>\n> b\n>\n> c"),
];

#[test]
fn lists_and_notes_are_told_what_is_wrong_with_them() {
    const OURS: [&str; 6] = [
        "card-points-away",
        "do-item-says-do",
        "do-list-single",
        "dont-without-not",
        "notes-too-many",
        "rising-without-hold",
    ];
    for (code, text) in BLOCKS {
        let (_, found) = support::build(&support::page_of_kind("treatment", text));
        let found = found.iter().map(|finding| finding.rule.code).filter(|code| OURS.contains(code));
        let found: Vec<&str> = found.collect();
        let wanted: Vec<&str> = Some(*code).filter(|code| !code.is_empty()).into_iter().collect();
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn mistakes_in_the_wording_file_are_located() {
    let wording =
        |text: &str| support::check(&support::put(&support::site(""), "content/wording.toml", text));
    assert_eq!(wording(""), "");
    assert_eq!(
        wording("[[guard]]\nid = \"x\"\nwhen = [[]]\nunless = []\nsays = \"is bad\"\ninstead = \"Wait.\"\n"),
        "content/wording.toml:1:1: error[bad-value]: the guard `x` has a group without words\n"
    );
    let found = wording("[[medicine]]\nname = [\"x\"]\n");
    assert!(found.contains("wording.toml:2:1: error[unknown-key]: `name` is not a key here"), "{found}");
    let found = wording("brands = [\" \"]\n");
    assert!(
        found.contains("wording.toml:1:10: error[bad-value]: there are no words between the quotes"),
        "{found}"
    );
    let found = wording("[[replace]]\nnot = [\"utilise\"]\n");
    assert!(found.contains("error[missing-key]: `say` is missing"), "{found}");
}

#[test]
fn a_call_for_help_without_a_source_is_no_release() {
    let flags = support::site("").named("content/red-flags.toml").unwrap().as_text().to_owned();
    let (level, source) =
        (flags.replacen("sources = [\"example-b\"]\n", "", 1), "error[danger-sign-without-sources]");
    let said = |flags: &str, purpose| {
        let tree = support::put(&support::site(""), "content/red-flags.toml", flags);
        support::short(&support::build_for(&tree, purpose).1, &tree)
    };
    let line = format!("content/red-flags.toml:11:1: {source}: the danger sign `first-sign` ");
    assert!(said(&level, Purpose::Release).contains(&line), "{}", said(&level, Purpose::Release));
    let look = said(&level, Purpose::Preview);
    assert!(look.contains("warning[danger-sign-without-sources]") && !look.contains(source), "{look}");
    // Another level counts too, once its card shows whom to call.
    let call = flags.replace(
        "heading = \"Urgent: ask today if:\"\n",
        "heading = \"Urgent: ask today if:\"\ncall = true\n",
    );
    assert!(said(&call, Purpose::Release).contains("the danger sign `third-sign` "));
    assert!(!said(&flags, Purpose::Release).contains("danger-sign-without-sources"));
}
