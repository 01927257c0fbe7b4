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

/// The codes of what is found on a page, in order.
fn codes(text: &str) -> Vec<&'static str> {
    let (_, found) = support::build(&support::page(text));
    let mine = found.iter().filter(|finding| finding.span.path.as_str() == "content/en/page.md");
    mine.map(|finding| finding.rule.code).collect()
}

#[test]
fn a_mistake_of_data_hides_nothing_else_on_its_page() {
    assert_eq!(codes("[Rinse][claim:none]. Wash prior to meals.\n"), ["unknown-id", "hard-word"]);
    assert_eq!(codes("Rinse [@none-2012]. Wash prior to meals.\n"), ["unknown-citation", "hard-word"]);
    assert_eq!(codes("Read [this] (index.md). Wash prior to meals.\n"), ["left-over-mark", "hard-word"]);
    assert_eq!(codes("Your folder is C:\\Users\\Anna.\n"), [""; 0], "a path is shown as it stands");
    assert_eq!(codes("Your folder is\u{a0}\\Users.\n"), ["left-over-mark"], "this is none");
    let excused = "+++\ntitle = \"A page\"\ndescription = \"A page that stands in for any other, with a description of a fair length.\"\nkind = \"page\"\nupdated = 2026-01-01\n[[allow]]\nrule = \"hard-word\"\nreason = \"It is meant.\"\nuntil = 2026-12-31\n+++\n[Rinse][claim:none]. Wash prior to meals.\n";
    assert_eq!(codes(excused), ["unknown-id"], "what is excused stays so beside other mistakes");
}

#[test]
fn on_a_page_that_was_pasted_the_fine_points_wait() {
    let pasted = "**Who is at risk?**\n\n• The elderly\n· Diabetics, prior to meals\n\n**What now?**\n\nAsk!!! Do\tit\nA\tB\n";
    let (_, found) = support::build(&support::page(pasted));
    let mine: Vec<_> =
        found.iter().filter(|finding| finding.span.path.as_str() == "content/en/page.md").collect();
    assert!(mine.iter().all(|finding| finding.rule.code == "looks-pasted"), "{mine:?}");
    let said: Vec<&str> = mine.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "a bold line stands where a heading belongs, and once more on this page",
            "`•` before words makes no list, and once more on this page",
            "tabs between words make no table, and once more on this page",
            "signs are repeated",
        ]
    );
    assert!(mine[0].help.as_ref().unwrap().contains("written anew"));
    // One place alone keeps nobody waiting.
    assert_eq!(
        codes("• The elderly eat prior to meals.\n"),
        ["looks-pasted", "people-labelled", "hard-word"]
    );
    for right in [
        "**Call for help now.**\n",
        "> [!WARNING]\n> **Stop here**\n",
        "Rest – or walk\n– for a while.\n",
        "It was in\n12. May of that year.\n",
        "Take rest.\n\n- **Bold item**\n",
        "Choose a) this or b) that.\n",
        "E. coli is a germ.\n",
    ] {
        assert!(!codes(right).contains(&"looks-pasted"), "{right}");
    }
    for wrong in [
        "– Rest\n– Walk\n",
        "-rest\n-walk\n",
        "a. Rest\nb. Walk\n",
        "Do it:\n2) Rest\n3) Walk\n",
        "○ Rest\n",
        "\u{f0b7} Rest\n",
        "***Where?***\n",
    ] {
        assert!(codes(wrong).contains(&"looks-pasted"), "{wrong}: {:?}", codes(wrong));
    }
}

#[test]
fn signs_that_nobody_sees_are_found_where_they_stand() {
    for wrong in [
        "Soap cle\u{ad}ans.\n",
        "Soap cle\u{200b}ans.\n",
        "Soap \u{2060}cleans.\n",
        "Soap cleans\u{202e}.\n",
        "Soap\u{feff} cleans.\n",
        "-\u{a0}Soap\n",
        "##\u{2009}Soap\n",
        "1.\u{202f}Soap\n",
        ">\u{a0}Soap\n",
        "Soap \u{a0}\n",
    ] {
        assert!(codes(wrong).contains(&"invisible-sign"), "{wrong:?}: {:?}", codes(wrong));
    }
    for right in [
        "Wash 20\u{a0}seconds.\n",
        "Wash\u{2014}and dry.\n",
        "כן\u{200f}, 20.\n",
        "می\u{200c}خواهم\n",
        "Don\u{2019}t.\n",
        "Press 1\u{fe0f}\u{20e3} now.\n",
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} England.\n",
        "\u{2764}\u{fe0f} you.\n",
    ] {
        assert!(!codes(right).contains(&"invisible-sign"), "{right:?}");
    }
    // Once each in a file, and judged as if it were not there.
    assert_eq!(codes("Wash pri\u{ad}or to me\u{ad}als.\n"), ["hard-word", "invisible-sign"]);
    assert_eq!(codes("Wash prior\u{a0}to meals, or prior\u{2009} to them.\n"), ["hard-word", "hard-word"]);
}

#[test]
fn unseen_signs_by_the_thousand_are_read_in_time() {
    let started = std::time::Instant::now();
    assert!(codes(&format!("Soap{}\n", " an\u{200f}".repeat(20_000))).contains(&"invisible-sign"));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn letters_that_are_not_what_they_look_like_are_found_and_judged() {
    for wrong in [
        "Soap сleans.\n",
        "Soap cl\u{3b5}ans.\n",
        "Soap αnd water.\n",
        "Soap c\u{336}l\u{336}eans.\n",
        "Soap \u{441}\u{43e}\u{440}\u{435} now.\n",
        "\u{1f1f8}\u{1f1f9}\u{1f1f4}\u{1f1f5} here.\n",
    ] {
        assert!(codes(wrong).contains(&"letters-disguised"), "{wrong:?}: {:?}", codes(wrong));
    }
    for right in [
        "Take 5 μg of it.\n",
        "An α-blocker, β-blockers and TNFα at 3 kΩ.\n",
        "Они моют руки с Word и x.\n",
        "Ελλάδα, עברית, العربية.\n",
        "\u{1f1ec}\u{1f1e7} English.\n",
        "H₂O in m², x\u{304}.\n",
    ] {
        assert!(!codes(right).contains(&"letters-disguised"), "{right:?}");
    }
    assert_eq!(codes("Wash рrior to meals.\n"), ["letters-disguised", "hard-word"]);
    assert_eq!(codes("Wash ⓟʀⁱor to meals.\n"), ["hard-word"]);
    assert_eq!(codes("Wash p̶r̶i̶o̶r̶ to meals.\n"), ["letters-disguised", "hard-word"]);
    assert_eq!(codes("Wash ~~prior to~~ meals.\n"), ["left-over-mark", "hard-word"]);
}

#[test]
fn words_in_a_drawing_are_read_too() {
    let drawing =
        "<svg viewBox=\"0 0 9 9\"><text><tspan>Wash prior</tspan> <tspan>to meals</tspan></text></svg>";
    let page = support::page("![Two hands under a tap](figures/words.svg \"Water runs.\")\n");
    let (_, found) = support::build(&support::put(&page, "content/en/figures/words.svg", drawing));
    let mine = found.iter().find(|finding| finding.rule.code == "hard-word").unwrap();
    assert_eq!(mine.span.path.as_str(), "content/en/page.md");
    assert!(mine.message.contains("prior to"), "{}", mine.message);
}
