//! The rules of plain words and numbers on many small pages: what they must find, and good sentences on which
//! they must stay silent.

use crate::support;

/// Sentences of a page with what each must be told; `""` where nothing.
const SENTENCES: &[(&str, &str)] = &[
    ("hard-word", "Use soap prior to meals."),
    ("hard-word", "Numerous people wash."),
    ("hard-word", "Soap facilitates washing."),
    ("hard-word", "It may exacerbate\na dry skin."),
    ("", "A prior wash may help."),
    ("", "Keep all bottles in order."),
    ("", "It is called \"prior to\" in forms."),
    ("hard-word", "Type `cease` to end it."),
    ("hard-word", "```\nUse soap prior to meals.\n```"),
    ("hard-word", "![Soap prior to meals](figures/tap.svg \"Water runs.\")"),
    ("", "The use of soap is old."),
    ("", "Use enough soap, and use it before meals."),
    ("", "The thusly bar is no word."),
    ("figure-of-speech", "Soap works wonders."),
    ("figure-of-speech", "This is just the tip of the iceberg."),
    ("", "The walk in a park was long."),
    ("", "Put ice on the tip of the nose."),
    ("", "The lowest line of the table is blue."),
    ("", "Stand on your feet."),
    ("", "One size fits most hands."),
    ("people-labelled", "The elderly need soap."),
    ("people-labelled", "Diabetics should ask first."),
    ("people-labelled", "She suffers from dry skin."),
    ("", "Older people need soap."),
    ("", "A diabetic foot check is quick."),
    ("", "Your skin may suffer."),
    ("", "The blind spot is small."),
    ("", "A victim of theft called."),
    ("", "People with diabetes should ask first."),
    ("alarm-word", "The itch is excruciating."),
    ("alarm-word", "Germs are a silent killer."),
    ("", "> [!WARNING]\n> It can be an unbearable itch."),
    ("", "The itch can be very strong."),
    ("", "Painkillers may help."),
    ("", "An alarm clock may help."),
    ("", "She called it \"a nightmare\"."),
    ("", "The shock was small."),
    ("shouting", "Wash NOW."),
    ("shouting", "Do NOT rub."),
    ("shouting", "Wash your hands!"),
    ("shouting", "Wash *well*."),
    ("shouting", "Wash 🧼 well."),
    ("", "Wash **well**."),
    ("", "In the US, a PDF is fine."),
    ("", "She said \"STOP!\" and left."),
    ("", "Vitamin C and K2 are sold."),
    ("", "Write `!important` there."),
    ("", "I do. A B C is a song."),
    ("abbreviation-unexplained", "The HACCP plan is old."),
    ("abbreviation-unexplained", "Two UTIs are many."),
    ("", "Hazard analysis (HACCP) is old. HACCP helps."),
    ("", "NICE (a health body) agrees. NICE helps."),
    ("", "A PDF in the UK is fine."),
    ("", "Look for the word \"USP\"."),
    ("abbreviation-unexplained", "Type `HACCP`."),
    ("", "It was World War II."),
    ("percent-without-people", "Some 12% of people wash."),
    ("percent-without-people", "Some 12.5 per cent of all adults wash."),
    ("percent-without-people", "It gives a 20 % lower risk."),
    ("", "Some 12% of people wash, or 12 in 100 people."),
    ("", "The gel is 70% alcohol."),
    ("", "Fill the bottle to 50%."),
    ("", "Look for the sign % there."),
    ("", "Most is 80% water. People like it."),
    ("denominators-mixed", "About 3 in 100 people and 5 in 1,000 people."),
    ("denominators-mixed", "About 3 in 100 people and 5 out of 20 adults."),
    ("", "About 3 in 100 people and 10 in 100 people."),
    ("", "About 1 in 3 people and 10 in 100 people."),
    ("", "About 3 in 100 people and 58 in 2020."),
    ("", "About 3 in 100 people, with a score of 8 out of 10."),
    ("", "About 3 in 100 people and 9 in 12 weeks."),
    ("relative-without-absolute", "It is twice as likely with soap."),
    ("relative-without-absolute", "It is three times more likely: 3 in 100 people."),
    ("", "It is twice as likely: 2 in 100, and 1 in 100 without."),
    ("", "Use twice as much soap."),
    ("", "Wash twice a day."),
    ("", "Wash half of the towel."),
    ("", "It is as likely as not."),
    ("", "Wash three times more."),
    ("number-style", "Wash for 20-30 seconds."),
    ("number-style", "Wash for 20–30 seconds."),
    ("number-style", "It was on 3 Sept 2025."),
    ("number-style", "Wait for fifteen seconds."),
    ("", "Wash for 20 to 30 seconds."),
    ("", "Call 020-7946 or 555-0100-22."),
    ("", "COVID-19 and B12-15 are names."),
    ("", "It was on 2025-09-03."),
    ("", "Twenty people wash."),
    ("", "It took twenty-one days."),
    ("", "In March and May, wash."),
    ("", "The score was 3-2."),
    ("", "Version 1.2-3 is old."),
    ("sum-for-reader", "Multiply your weight by two."),
    ("sum-for-reader", "Then add up your points."),
    ("", "We add up all points."),
    ("", "Divide the soap in two."),
    ("", "Germs multiply on your hands."),
    ("", "A nurse may calculate a dose."),
    ("", "Work out in the morning."),
    ("term-unexplained", "Good hand hygiene matters."),
    ("", "Good [hand hygiene][term:hygiene] matters. Hand hygiene helps."),
    ("", "Clean hands (hand hygiene) matter."),
    ("", "Hand hygiene (the care of your hands) matters."),
    ("", "Hand hygiene means the care of your hands."),
    ("", "Look for the words \"hand hygiene\"."),
    ("", "A hand, hygiene and soap."),
];

const OURS: [&str; 13] = [
    "abbreviation-unexplained",
    "alarm-word",
    "denominators-mixed",
    "figure-of-speech",
    "hard-word",
    "names-mixed",
    "number-style",
    "people-labelled",
    "percent-without-people",
    "relative-without-absolute",
    "shouting",
    "sum-for-reader",
    "term-unexplained",
];

fn page(text: &str) -> plainleaf::source::SourceTree {
    support::page(text)
}

#[test]
fn sentences_are_told_what_is_wrong_with_them_and_no_more() {
    let mut wrong = String::new();
    for (code, sentence) in SENTENCES {
        let (_, found) = support::build(&page(sentence));
        let found = found.iter().map(|finding| finding.rule.code).filter(|code| OURS.contains(code));
        let mut found: Vec<&str> = found.collect();
        found.dedup();
        let expected: Vec<&str> = [*code].into_iter().filter(|code| !code.is_empty()).collect();
        if found != expected {
            wrong += &format!("{sentence}: {found:?}, not {expected:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Sentences of a site with names and words of its own.
const OWN_WORDS: &[(&str, &str)] = &[
    ("names-mixed", "Put on latex gloves."),
    ("names-mixed", "LATEX GLOVES help."),
    ("", "Put on rubber gloves."),
    ("", "Rubber gloves are also called latex gloves."),
    ("", "Latex is in gloves."),
    ("", "The label says \"latex gloves\"."),
    ("", "Type \"latex gloves\"."),
    ("hard-word", "Use the ablution."),
    ("", "Use the wash."),
];

#[test]
fn a_site_adds_its_own_words() {
    const WORDS: &str = "[[prefer]]\nterm = \"rubber gloves\"\nothers = [\"latex gloves\"]\n\n\
                         [[replace]]\nnot = [\"ablution\"]\nsay = \"wash\"\n";
    for (code, sentence) in OWN_WORDS {
        let tree = support::put(&page(sentence), "content/wording.toml", WORDS);
        let (_, found) = support::build(&tree);
        let found: Vec<&str> =
            found.iter().map(|finding| finding.rule.code).filter(|code| OURS.contains(code)).collect();
        let expected: Vec<&str> = [*code].into_iter().filter(|code| !code.is_empty()).collect();
        assert_eq!(found, expected, "{sentence}");
    }
}

#[test]
fn plain_words_are_offered_as_they_will_stand() {
    let fix = |text: &str| {
        let (_, found) = support::build(&page(text));
        let fixes = found.iter().filter(|finding| OURS.contains(&finding.rule.code));
        fixes.filter_map(|finding| finding.fix.as_ref().map(|fix| fix.text.clone())).collect::<Vec<_>>()
    };
    assert_eq!(fix("Prior to meals, wash."), ["Before"]);
    assert_eq!(fix("Wash prior to meals."), ["before"]);
    assert_eq!(fix("Wash for 20-30 seconds."), ["20 to 30"]);
    assert_eq!(fix("Wash prior\nto meals."), [""; 0]);
}
