//! Reading level: figures worked out by hand, and those of the widely used Python package textstat.

use std::collections::BTreeSet;

use plainleaf::reading::{Counts, Figures, Inflesz, Measure, Reading, sentences};
use serde::Deserialize;

use crate::support::{build, page_of_kind, put};

/// The largest differences from textstat that we allow, in grades: Flesch–Kincaid and SMOG. Measured: 0.48
/// and 0.29, where textstat takes the syllables of a word from its hyphenation (`colonoscopy`).
const ALLOWED: [f64; 2] = [0.5, 0.3];

/// The same for passages in which textstat ends sentences at `a.m.` or at the point of `1.5`. Measured: 1.08
/// and 0.94.
const ALLOWED_WHERE_IT_SPLITS: [f64; 2] = [1.1, 1.0];

fn read(text: &str) -> Reading {
    Measure::English.read(sentences(text).map(|range| &text[range]), &BTreeSet::new())
}

#[track_caller]
fn counts(text: &str, expected: Counts, grade: f64) {
    let raw = read(text).raw;
    assert_eq!(raw, expected);
    assert!((raw.flesch_kincaid() - grade).abs() < 0.05, "{}", raw.flesch_kincaid());
}

#[test]
fn gives_the_check_values() {
    counts(
        "Do not wear them in bed unless a nurse or doctor tells you to.",
        Counts { sentences: 1, words: 14, syllables: 16, long_words: 0 },
        3.4,
    );
    counts(
        "Compression socks may help your legs in the day. We do not know if they stop cramps at night.",
        Counts { sentences: 2, words: 19, syllables: 21, long_words: 1 },
        1.2,
    );
}

#[test]
fn an_explained_term_counts_as_one_syllable_beside_the_raw_figure() {
    let explained = BTreeSet::from(["osteoarthritis".to_owned()]);
    let reading = Measure::English.read(["Osteoarthritis of the knee", "It may hurt."], &explained);
    assert_eq!(reading.raw, Counts { sentences: 2, words: 7, syllables: 12, long_words: 1 });
    assert_eq!(reading.eased, Counts { sentences: 2, words: 7, syllables: 7, long_words: 0 });
}

#[test]
fn smog_needs_thirty_sentences() {
    let smog = |sentences| {
        let counts =
            Counts { sentences, words: 10 * sentences, syllables: 14 * sentences, long_words: sentences };
        match Measure::English.figures(&counts) {
            Figures::English { smog, .. } => smog,
            Figures::Spanish { .. } => None,
        }
    };
    assert_eq!(smog(29), None);
    let figure = smog(30).unwrap();
    assert!((figure - 8.8419).abs() < 0.001, "{figure}");
}

#[test]
fn counts_of_sections_add_up() {
    let (a, b) = ("Rest your knee.", "Then walk a little. Use a stick if it hurts.");
    assert_eq!(read(a) + read(b), read(&format!("{a} {b}")));
    assert_eq!(read("").raw, Counts::default());
    assert!(read("").raw.flesch_kincaid().abs() < f64::EPSILON);
}

#[test]
fn names_the_hardest_sentences_and_the_long_words() {
    let text = ["Rest.", "Medication reviews are recommended annually.", "Ask a nurse.", "Ask a friend."];
    let hardest = Measure::English.hardest(text, 3);
    assert_eq!(hardest.iter().map(|hard| hard.place).collect::<Vec<_>>(), [1, 2, 3]);
    let words = ["Medication is one thing.", "Take your medication.", "Ask for information on allergies."];
    let expected = [("medication", 2), ("allergies", 1), ("information", 1)];
    assert_eq!(Measure::English.long_words(words, 3), expected.map(|(word, times)| (word.to_owned(), times)));
}

#[test]
fn spanish_has_its_own_figures_and_other_languages_none() {
    assert_eq!(Measure::of("en-GB"), Some(Measure::English));
    assert_eq!(Measure::of("es"), Some(Measure::Spanish));
    assert_eq!(Measure::of("de"), None);
    let text = "Lávese las manos antes de comer.";
    let raw = Measure::Spanish.read([text], &BTreeSet::new()).raw;
    assert_eq!(raw, Counts { sentences: 1, words: 6, syllables: 11, long_words: 1 });
    let Figures::Spanish { fernandez_huerta, szigriszt, inflesz } = Measure::Spanish.figures(&raw) else {
        panic!("Spanish figures");
    };
    assert!((fernandez_huerta - 90.72).abs() < 0.005, "{fernandez_huerta}");
    assert!((szigriszt - 86.6183).abs() < 0.0005, "{szigriszt}");
    assert_eq!(inflesz, Inflesz::VeryEasy);
}

#[derive(Deserialize)]
struct Passages {
    passage: Vec<Passage>,
}

#[derive(Deserialize)]
struct Passage {
    title: String,
    text: String,
    sentences: usize,
    words: usize,
    syllables: usize,
    long_words: usize,
    flesch_kincaid: f64,
    smog: f64,
}

#[test]
fn agrees_with_textstat_on_twenty_passages() {
    let passages: Passages = toml::from_str(include_str!("reading/textstat.toml")).unwrap();
    assert_eq!(passages.passage.len(), 20);
    let mut split = Vec::new();
    for passage in &passages.passage {
        let raw = read(&passage.text).raw;
        let Passage { title, sentences, words, syllables, long_words, .. } = passage;
        let allowed = if raw.sentences == *sentences { ALLOWED } else { ALLOWED_WHERE_IT_SPLITS };
        if raw.sentences != *sentences {
            split.push(title.as_str());
        }
        let differences = [raw.flesch_kincaid() - passage.flesch_kincaid, raw.smog() - passage.smog];
        let is_near =
            differences.iter().zip(allowed).all(|(difference, allowed)| difference.abs() <= allowed);
        let theirs = format!("textstat {sentences} {words} {syllables} {long_words}");
        assert!(is_near, "{title} differs by {differences:.2?}: {raw:?}, {theirs}");
        assert_eq!(raw.words, *words, "{title}");
    }
    assert_eq!(split, ["Salt", "Sun and skin"]);
}

const HARD: &str =
    "Considerable preparation precedes comfortable washing. Gather everything necessary beforehand.";

/// What the rules of reading level say of a page of this kind.
fn judged(kind: &str, text: &str) -> Vec<&'static str> {
    let (_, found) = build(&page_of_kind(kind, text));
    let codes = found.iter().map(|finding| finding.rule.code);
    codes.filter(|code| ["reading-grade", "reading-smog", "section-hard"].contains(code)).collect()
}

#[test]
fn a_page_is_judged_by_what_its_readers_read() {
    let hard = HARD.repeat(9).replace(".Con", ". Con");
    // A link at the start keeps the stand-in page from putting a heading there.
    assert_eq!(judged("treatment", &format!("[Home](index.md). {hard}")), ["reading-grade"]);
    assert_eq!(judged("treatment", &format!("## One\n\n{hard}")), ["reading-grade", "section-hard"]);
    assert_eq!(judged("treatment", &format!("```\n{hard}\n```")), ["reading-grade", "section-hard"]);
    // Too little to judge; no health advice.
    assert_eq!(judged("treatment", HARD), [""; 0]);
    assert_eq!(judged("page", &hard), [""; 0]);
}

#[test]
fn a_language_without_a_measure_is_not_judged() {
    let tree = page_of_kind("treatment", &HARD.repeat(9));
    let page = tree.named("content/en/page.md").unwrap().as_text().to_owned();
    let strings = tree.named("content/en/strings.toml").unwrap().as_text().to_owned();
    let tree = put(&put(&tree, "content/de/page.md", &page), "content/de/strings.toml", &strings);
    let (_, found) = build(&tree);
    let judged = found.iter().filter(|finding| finding.rule.code == "reading-grade");
    let paths: Vec<&str> = judged.map(|finding| finding.span.path.as_str()).collect();
    assert_eq!(paths, ["content/en/page.md"]);
}

#[test]
fn a_grade_comes_with_its_three_hardest_sentences() {
    let text = format!(
        "{} Distribute the resulting mixture everywhere, especially underneath fingernails.",
        HARD.repeat(9)
    );
    let tree = page_of_kind("treatment", &text.replace(".Con", ". Con"));
    let (_, found) = build(&tree);
    let finding = found.iter().find(|finding| finding.rule.code == "reading-grade").unwrap();
    assert_eq!(finding.related.len(), 3);
    for (span, note) in &finding.related {
        let words = &tree.get(&span.path).unwrap().as_text()[span.range.clone()];
        assert!(note.ends_with(&format!("`{words}`")), "{note}: {words}");
    }
}

#[test]
fn a_site_sets_its_own_limit() {
    let tree = page_of_kind("treatment", &HARD.repeat(9).replace(".Con", ". Con"));
    let settings = tree.named("site.toml").unwrap().as_text().to_owned();
    let rules = "\n[rules]\nreading-grade = { limit = 30 }\nreading-smog = { limit = 30 }\n";
    let (_, found) = build(&put(&tree, "site.toml", &(settings + rules)));
    assert!(found.iter().all(|finding| !finding.rule.code.starts_with("reading")));
}
