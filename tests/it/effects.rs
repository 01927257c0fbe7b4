//! What pages and data say of effects: what the gate must see, and what it must leave alone.

use crate::support::{build, put, site};

const CLAIMS: &str = r#"
[[claim]]
id = "gargle"
says = "Gargling may ease a sore throat."
option = "gargling"
outcome = "sore throat"
direction = "helps"
certainty = "low"
rated_by = "review"
sources = ["example-a"]
checked = "2026-01"

[[claim]]
id = "honey"
says = "Honey or lemon tea probably does not stop a cough."
option = "honey and lemon tea"
outcome = "cough"
direction = "no-difference"
certainty = "moderate"
rated_by = "review"
sources = ["example-a"]
checked = "2026-01"

[[claim]]
id = "humming"
says = "We found no study of humming."
option = "humming"
outcome = "sore throat"
direction = "unclear"
certainty = "none"
rated_by = "ours"
checked = "2026-01"
search = { where = "an example list", until = "2025-12", words = "humming" }
"#;

const RULES: [&str; 6] = [
    "claim-overstated",
    "claim-reversed",
    "claim-understated",
    "effect-without-claim",
    "no-effect-claimed",
    "overpromise",
];

/// What these rules find on a page: code and words.
fn found(front: &str, text: &str) -> Vec<String> {
    let tree = put(&site(""), "content/claims.toml", CLAIMS);
    let description = if front.contains("description") {
        ""
    } else {
        "description = \"What people try for a sore throat, and how sure we are of each of these.\"\n"
    };
    let title = if front.contains("title") { "" } else { "title = \"A sore throat\"\n" };
    let page =
        format!("+++\n{title}{description}kind = \"page\"\nupdated = 2026-01-01\n{front}+++\n\n{text}\n");
    let tree = put(&tree, "content/en/page.md", &page);
    let (_, found) = build(&tree);
    let ours = found.iter().filter(|finding| RULES.contains(&finding.rule.code));
    let words = |path, range: std::ops::Range<usize>| tree.get(path).unwrap().as_text()[range].to_owned();
    ours.map(|f| format!("{}: {}", f.rule.code, words(&f.span.path, f.span.range.clone()))).collect()
}

#[test]
fn says_what_is_wrong_at_the_words() {
    for (text, expected) in [
        ("Gargling eases a sore throat.", "effect-without-claim: eases"),
        ("Lemon tea stops a cough.", "effect-without-claim: stops"),
        ("[Gargling **eases** a sore throat.][claim:gargle]", "claim-overstated: eases"),
        (
            "[Gargling may ease a sore throat][claim:gargle], and humming cures it.",
            "effect-without-claim: cures",
        ),
        ("- Rest.\n- [Humming may help.][claim:humming]", "claim-overstated: may help"),
        ("[Humming does not help.][claim:humming]", "no-effect-claimed: does not help"),
        ("[Honey stops a cough.][claim:honey]", "claim-reversed: stops"),
        ("> It is a miracle cure.", "overpromise: miracle cure"),
    ] {
        let found = found("", text);
        assert!(found.iter().any(|found| found == expected), "{text}: {found:?}");
    }
}

#[test]
fn front_matter_is_held_against_the_claims_of_its_page() {
    let text = "[Gargling may ease a sore throat.][claim:gargle]";
    let title = |title: &str| format!("title = \"{title}\"\n");
    assert_eq!(found(&title("Gargling may ease a sore throat"), text), [""; 0]);
    assert_eq!(found(&title("Gargling eases a sore throat"), text), ["claim-overstated: eases"]);
    assert_eq!(found(&title("Honey may stop a cough"), text), ["effect-without-claim: may stop"]);
    assert_eq!(found(&title("What eases a sore throat?"), text), [""; 0]);
    let description = "description = \"Gargling cures every sore throat at once. Read how to do it at home and what else people try.\"\n";
    assert_eq!(found(description, text), ["claim-overstated: cures", "overpromise: cures"]);
}

#[test]
fn leaves_these_alone() {
    for text in [
        // No effect is said.
        "Does gargling ease a sore throat?",
        "Gargle with warm water to ease a sore throat.",
        "Ask a pharmacist if gargling helps.",
        "We do not know if humming helps.",
        "Gargling takes two minutes.",
        "Honey jars make it easier to pour.",
        "The honey study helped us learn more.",
        "Do not use honey for a small child.",
        "Stop gargling if it hurts.",
        // Nothing that a claim is about.
        "Rest may help.",
        "A nurse can help you.",
        // As sure as the claim.
        "[Gargling may help.][claim:gargle]",
        "[Gargling seems to ease a sore throat.][claim:gargle]",
        "[In one trial, people who gargled had less pain.][claim:gargle]",
        "[Honey probably does not help a cough.][claim:honey]",
        "[We found no study of humming. We do not know if it helps.][claim:humming]",
        // Promises that nobody makes.
        "There is no cure.",
        "Nothing is 100 % safe.",
        "Beware of shops that promise a miracle.",
        "Is it proven?",
        "Cured meat has a lot of salt.",
    ] {
        let found = found("", text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

/// A claim with one direction for two treatments: both may help, and neither more than the other.
#[test]
fn a_claim_of_two_treatments_can_be_told_in_many_ways() {
    let claims = r#"
[[claim]]
id = "same"
says = "A soft collar probably helps no more than a hard one."
option = "soft collars and hard collars"
outcome = "neck pain"
direction = "no-difference"
certainty = "moderate"
rated_by = "review"
sources = ["example-a"]
checked = "2026-01"
"#;
    let tree = put(&site(""), "content/claims.toml", claims);
    let helps = |text: &str| -> Vec<String> {
        let page = format!(
            "+++\ntitle = \"Collars\"\ndescription = \"What two kinds of collars do for a sore neck, and how sure we are of that.\"\nkind = \"page\"\nupdated = 2026-01-01\n+++\n\n[{text}][claim:same]\n"
        );
        let (_, found) = build(&put(&tree, "content/en/page.md", &page));
        let ours = found.iter().filter(|finding| RULES.contains(&finding.rule.code));
        ours.map(|f| format!("{}: {}", f.rule.code, f.help.as_deref().unwrap_or_default())).collect()
    };
    for text in [
        "Hard collars probably help no more than soft ones.",
        "Soft collars probably help about as much as hard ones.",
        "Soft and hard collars probably help about the same.",
        "There is probably no difference between soft and hard collars.",
        "Both kinds probably ease neck pain equally well.",
    ] {
        assert_eq!(helps(text), [""; 0], "{text}");
    }
    for text in ["Hard collars probably help more than soft ones.", "Hard collars help."] {
        assert_eq!(helps(text), ["claim-reversed: say `probably help about the same`"], "{text}");
    }
}
