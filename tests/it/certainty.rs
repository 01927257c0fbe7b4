//! The language of certainty: a corpus of sentences on many topics.

use plainleaf::certainty::{Problem, Wording};
use plainleaf::registry::{Certainty, Direction};

fn english() -> &'static Wording {
    Wording::of("en").unwrap()
}

/// The lines of a corpus, each cut at ` | `.
fn lines(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(" | ").collect())
}

fn rating(words: &str) -> (Certainty, Direction) {
    let (certainty, direction) = words.split_once(' ').unwrap();
    let certainty = match certainty {
        "none" => Certainty::None,
        "very-low" => Certainty::VeryLow,
        "low" => Certainty::Low,
        "moderate" => Certainty::Moderate,
        "high" => Certainty::High,
        other => panic!("{other}"),
    };
    let direction = match direction {
        "helps" => Direction::Helps,
        "harms" => Direction::Harms,
        "no-difference" => Direction::NoDifference,
        "unclear" => Direction::Unclear,
        "fact" => Direction::Fact,
        other => panic!("{other}"),
    };
    (certainty, direction)
}

fn word(problem: Problem) -> &'static str {
    match problem {
        Problem::Overstated => "overstated",
        Problem::Understated => "understated",
        Problem::NoEffect => "no-effect",
        Problem::Opposite => "opposite",
    }
}

#[track_caller]
fn none_wrong(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn words_that_fit_are_left_alone() {
    let corpus: Vec<Vec<&str>> = lines(include_str!("certainty/fits.txt")).collect();
    assert!(corpus.len() >= 60);
    let mut wrong = Vec::new();
    for line in &corpus {
        let (certainty, direction) = rating(line[0]);
        for misfit in english().judge(line[1], line[1], certainty, direction) {
            wrong.push(format!("{line:?}: {misfit:?}"));
        }
    }
    none_wrong(&wrong);
}

#[test]
fn words_that_do_not_fit_are_found_with_what_to_say() {
    let corpus: Vec<Vec<&str>> = lines(include_str!("certainty/misfits.txt")).collect();
    let count = |problem: &str| corpus.iter().filter(|line| line[1] == problem).count();
    assert!(corpus.len() - count("understated") >= 60);
    assert!(count("understated") >= 15 && count("no-effect") >= 10);
    let mut wrong = Vec::new();
    for line in &corpus {
        let (certainty, direction) = rating(line[0]);
        let misfits = english().judge(line[4], line[4], certainty, direction);
        let is_found = misfits.first().is_some_and(|misfit| {
            let range = &line[4][misfit.range.clone()];
            let parts: Vec<&str> = line[2].split(" … ").collect();
            let is_phrase = range.starts_with(parts[0]) && range.ends_with(parts[parts.len() - 1]);
            let is_whole = parts.len() > 1 || range == parts[0];
            word(misfit.problem) == line[1] && is_phrase && is_whole && misfit.say == line[3]
        });
        if !is_found || misfits.len() != 1 {
            wrong.push(format!("{line:?}: {misfits:?}"));
        }
    }
    none_wrong(&wrong);
}

#[test]
fn sentences_of_effect_are_told_from_others() {
    let options =
        english().options(["knee brace", "honey", "nose sprays", "walking", "vitamin D", "magnets"]);
    let mut wrong = Vec::new();
    for line in lines(include_str!("certainty/effects.txt")) {
        let sentence = line[line.len() - 1];
        let said = english().effect(sentence, &options);
        let found =
            said.as_ref().map(|said| (&sentence[said.option.clone()], &sentence[said.effect.clone()]));
        let expected = (line[0] == "yes").then(|| (line[1], line[2]));
        if found != expected {
            wrong.push(format!("{line:?}: {found:?}"));
        }
    }
    none_wrong(&wrong);
}

#[test]
fn promises_are_told_from_their_denial() {
    let mut wrong = Vec::new();
    for line in lines(include_str!("certainty/promises.txt")) {
        let found = english().promises(line[1], None);
        let words: Vec<&str> = found.iter().map(|promise| &line[1][promise.range.clone()]).collect();
        let expected: &[&str] = if line[0] == "-" { &[] } else { &line[..1] };
        if words.first() != expected.first() || words.len() > 2 {
            wrong.push(format!("{line:?}: {words:?}"));
        }
    }
    none_wrong(&wrong);
}

#[test]
fn a_language_without_words_is_not_judged() {
    assert!(Wording::of("de").is_none());
    assert!(Wording::of("en-GB").is_some());
}
