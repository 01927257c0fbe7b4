//! Every number on this site comes from its claims, or stands in a list here with the reason. The numbers of the
//! claims stand in `numbers.txt` once more: whoever changes one there has looked it up in its sources.

use std::collections::BTreeMap;

use plainleaf::source::SourceTree;
use toml::{Table, Value};

use crate::{pages, site};

/// Small numbers that are written as words. `One` is left out: it is mostly no number.
const WORDS: [&str; 11] =
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// What a page says beside its claims: where, which numbers with their next words, and why.
const ALLOWED: [(&str, &[&str], &str); 17] = [
    ("about.md", &["58 sources", "55 of"], "sources that were read, and those of references.yml"),
    ("about.md", &["2020"], "the day of the last search: claim socks-night-cramps"),
    ("about.md", &["four published"], "lists for good health pages"),
    ("about/quality.md", &["four published"], "lists for good health pages"),
    ("references/index.md", &["2020"], "the day of the last search: claim socks-night-cramps"),
    ("accessibility.md", &["26 november", "2026"], "the day of the test run"),
    ("accessibility.md", &["320 pixels", "400 percent"], "the screens of the test run"),
    (
        "privacy.md",
        &["30 days", "7 days"],
        "how long notes are kept: notes.js, and browsers that delete them",
    ),
    ("diary.md", &["14", "14 nights", "two weeks", "0 for", "10 for"], "the table, and its scale for pain"),
    ("diary.md", &["10 minutes"], "claim what-a-cramp-is"),
    ("now.md", &["five steps"], "steps on the page"),
    ("relief.md", &["five steps", "5", "two trials", "two weeks"], "steps, trials and a diary of the site"),
    ("wearing-socks.md", &["four steps", "two hands"], "steps on the page, and a picture"),
    ("evidence.md", &["three"], "claim socks-night-cramps"),
    ("how-socks-work.md", &["2 in"], "the name of a class"),
    ("glossary.md", &["two sentences"], "how long each text is"),
    ("cramps-or-something-else.md", &["five kinds", "five steps"], "parts of the page, and steps of another"),
];

/// The table of strengths, word for word from its sources: in it, only these.
const STRENGTHS: &str = "
| Support only | Not listed | Under 14 | Not listed |
| Class 1 | 18 to 21 | 14 to 17 | 15 to 20 |
| Class 2 | 23 to 32 | 18 to 24 | 20 to 30 |
| Class 3 | 34 to 46 | 25 to 35 | 30 to 40 |
| Class 4 | 49 or more | Not listed | Not listed |
";

/// What the data files say: numbers with their next words, and why.
const IN_DATA: [(&str, &[&str], &str); 5] = [
    ("red-flags.toml", &["10 minutes"], "a danger sign"),
    ("regions.toml", &["911", "999", "112"], "emergency numbers"),
    ("checklist.toml", &["10 minutes"], "a danger sign"),
    ("checklist.toml", &["1 or", "2 or", "3", "4 or", "3 months", "2 weeks"], "answers that a reader picks"),
    (
        "en/strings.toml",
        &["4 dots", "1 source", "0 to", "10", "14 nights", "7 days", "30", "30 days", "two formulas"],
        "marks of certainty, the diary, the quality sheet, and how long notes are kept",
    ),
];

/// The numbers in a text, each with the word after it in its sentence.
fn numbers(text: &str) -> Vec<String> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "|()[]\"“”/".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || WORDS.contains(&word);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let whole = bare(word);
        let (number, joined) = whole.split_once('-').unwrap_or((&whole, ""));
        if !is_number(number) {
            continue;
        }
        let goes_on = !word.ends_with(['.', ',', ';', ':', '?']);
        let next = words.get(at + 1).filter(|_| goes_on && joined.is_empty()).map(|word| bare(word));
        let next = next.filter(|next| !is_number(next)).unwrap_or_else(|| joined.to_owned());
        found.push(format!("{number} {next}").trim_end().to_owned());
    }
    found
}

/// What a claim lets a page say.
fn of_claim(claim: &Table) -> Vec<String> {
    let text = |key: &str| claim.get(key).and_then(Value::as_str).unwrap_or_default();
    let mut found = numbers(text("says"));
    found.extend(numbers(text("caveat")));
    for figure in claim.get("figures").and_then(Value::as_array).into_iter().flatten() {
        found.extend(numbers(figure["label"].as_str().unwrap()));
        found.push(format!("{} in", figure["count"]));
        found.push(format!("{}", figure["of"]));
    }
    found
}

fn claims(tree: &SourceTree) -> BTreeMap<String, Vec<String>> {
    let file: Table = tree.named("content/claims.toml").unwrap().as_text().parse().unwrap();
    let claims = file["claim"].as_array().unwrap().iter().filter_map(Value::as_table);
    claims.map(|claim| (claim["id"].as_str().unwrap().to_owned(), of_claim(claim))).collect()
}

/// Takes what `before` and `after` enclose out of a text.
fn cut(text: &mut String, before: &str, after: &str) -> Option<String> {
    let start = text.find(before)?;
    let end = start + text[start..].find(after)? + after.len();
    let part = text[start..end].to_owned();
    text.replace_range(start..end, " ");
    Some(part)
}

/// Where the bracket opens that closes at `end`.
fn opening(text: &str, end: usize) -> usize {
    let mut depth = 0;
    for (at, c) in text[..end].char_indices().rev() {
        match c {
            ']' => depth += 1,
            '[' if depth == 0 => return at,
            '[' => depth -= 1,
            _ => {}
        }
    }
    panic!("no bracket opens before `{}`", &text[end..]);
}

/// What is wrong with the numbers of a page: those in the words of a claim are of that claim, others are of a
/// claim that the page marks, or are allowed.
fn strangers(name: &str, page: &str, claims: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let (front, body) = page.trim_start_matches("+++\n").split_once("+++\n").unwrap();
    let front: Table = front.parse().unwrap();
    let mut text = body.replace(STRENGTHS, "\n");
    let (mut wrong, mut marked) = (Vec::new(), Vec::new());
    while let Some(end) = text.find("][claim:") {
        let start = opening(&text, end);
        let id = text[end + "][claim:".len()..].split(']').next().unwrap().to_owned();
        let said = &claims[&id];
        for number in numbers(&text[start..end]) {
            if !said.contains(&number) {
                wrong.push(format!("{name}: `{number}` is not in the claim `{id}`"));
            }
        }
        text.replace_range(start..end + "][claim:".len() + id.len() + 1, " ");
        marked.extend(said.iter().cloned());
    }
    while let Some(array) = cut(&mut text, "](icon-array:", " ") {
        let id = array.trim_end().trim_start_matches("](icon-array:");
        marked.extend(claims[id].iter().cloned());
        marked.extend(claims[id].iter().map(|number| number.replace(" in", " had")));
    }
    while cut(&mut text, "[@", "]").is_some() || cut(&mut text, "](", ")").is_some() {}
    let mut said: Vec<String> = text
        .lines()
        .map(|line| line.trim_start())
        .map(|line| match line.split_once(". ") {
            Some((number, rest)) if number.parse::<u8>().is_ok() => rest,
            _ => line,
        })
        .flat_map(numbers)
        .collect();
    for key in ["title", "description", "main_message", "short", "nav"] {
        said.extend(numbers(front.get(key).and_then(Value::as_str).unwrap_or_default()));
    }
    let allowed: Vec<&str> = ALLOWED
        .iter()
        .filter(|(page, _, _)| *page == name)
        .flat_map(|(_, numbers, _)| numbers.iter().copied())
        .collect();
    for number in said {
        if !marked.contains(&number) && !allowed.contains(&number.as_str()) {
            wrong.push(format!("{name}: nothing stands behind `{number}`"));
        }
    }
    wrong
}

#[test]
fn every_number_on_a_page_comes_from_a_claim_or_has_a_reason() {
    let tree = site();
    let claims = claims(&tree);
    let wrong: Vec<String> = pages(&tree)
        .flat_map(|file| strangers(&file.path.as_str()["content/en/".len()..], file.as_text(), &claims))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for (page, allowed, reason) in ALLOWED {
        let said = numbers(tree.named(&format!("content/en/{page}")).unwrap().as_text());
        let unused = allowed.iter().find(|number| !said.iter().any(|said| said == *number));
        assert_eq!(unused, None, "no longer on {page}: {reason}");
    }
    let strengths = tree.named("content/en/how-socks-work.md").unwrap().as_text();
    assert!(strengths.contains(STRENGTHS), "the strengths differ from those that were looked up");
}

#[test]
fn a_number_out_of_nowhere_is_seen() {
    let claims = BTreeMap::from([("soap".to_owned(), numbers("About 14 in 100 people, in 3 trials."))]);
    let page = |body: &str| format!("+++\ntitle = \"Soap\"\n+++\n\n1. {body}\n");
    assert_eq!(
        strangers("x.md", &page("[About 14 in 100 people][claim:soap], in 3 trials."), &claims),
        [""; 0]
    );
    for body in
        ["[About 15 in 100 people][claim:soap]", "About 14 in 100 people", "[Soap][claim:soap] in 4 trials"]
    {
        assert_eq!(
            strangers("x.md", &page(body), &claims).len(),
            if body.starts_with("About") { 2 } else { 1 }
        );
    }
}

/// All texts of a data file, by what they are called.
fn texts(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts(value, into)),
        Value::Table(table) => {
            let no_words = ["id", "kinds", "sources", "any", "only", "date", "level"];
            table
                .iter()
                .filter(|(key, _)| !no_words.contains(&key.as_str()))
                .for_each(|(_, v)| texts(v, into));
        }
        _ => {}
    }
}

#[test]
fn every_number_in_the_data_has_a_reason() {
    let tree = site();
    let names = ["red-flags", "cautions", "checklist", "glossary", "regions", "en/strings"];
    for name in names.map(|name| format!("{name}.toml")) {
        let table: Table = tree.named(&format!("content/{name}")).unwrap().as_text().parse().unwrap();
        let mut said = Vec::new();
        texts(&Value::Table(table), &mut said);
        let mut known =
            IN_DATA.iter().filter(|(file, _, _)| *file == name).flat_map(|(_, numbers, _)| *numbers);
        let strange: Vec<String> = said
            .iter()
            .flat_map(|text| numbers(text))
            .filter(|number| !known.clone().any(|known| known == number))
            .collect();
        assert!(strange.is_empty(), "{name}: nothing stands behind {strange:?}");
        let unused = known.find(|known| !said.iter().any(|text| numbers(text).iter().any(|n| n == *known)));
        assert_eq!(unused, None, "{name}");
    }
}

#[test]
fn claims_say_the_numbers_that_were_looked_up() {
    let said: String = claims(&site())
        .iter()
        .filter(|(_, numbers)| !numbers.is_empty())
        .map(|(id, numbers)| format!("{id}: {}\n", numbers.join(", ")))
        .collect();
    assert_eq!(said, include_str!("numbers.txt"), "look the number up in its sources, then mend numbers.txt");
}

#[test]
fn about_counts_the_references() {
    let tree = site();
    let references = tree.named("content/references.yml").unwrap().as_text();
    let entries = references
        .lines()
        .filter(|line| line.ends_with(':') && line.starts_with(|c: char| c.is_ascii_lowercase()));
    let about = tree.named("content/en/about.md").unwrap().as_text();
    let words = format!("and use {} of them.", entries.count());
    assert!(about.contains(&words), "the page about the site does not say `{words}`");
}
