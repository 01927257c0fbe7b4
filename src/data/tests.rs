use serde::Deserialize;

use super::*;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    words: Words,
    day: Option<Day>,
    count: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rest {}

fn read(text: &str) -> (Vec<String>, usize) {
    let path = SourcePath::new("x.toml");
    let origin = Origin { path: &path, offset: 0 };
    let Found((_, items), found) = entries::<Rest, Entry>(text, "entry", &origin);
    let found = found.sorted();
    let lines = found.iter().map(|d| {
        let line = text[..d.span.range.start].matches('\n').count() + 1;
        format!("{line} {}: {}", d.rule.code, d.message)
    });
    (lines.collect(), items.len())
}

#[test]
fn reads_dates_and_words_in_both_forms() {
    let text = "[[entry]]\nid='a'\nwords='x'\nday=2026-03-01\n[[entry]]\nid='b'\nwords={en='x',es='y'}\nday='2026-03-01'\n";
    assert_eq!(read(text), (vec![], 2));
}

#[test]
fn a_colon_is_one_mistake() {
    let (lines, _) = read("[[entry]]\nid: a\nwords = 'x'\nday = 2026-03-01\n");
    assert_eq!(lines, ["2 toml-syntax: `id` has a colon where `=` belongs"]);
    let (lines, _) = read("[[entry]]\nid = “a”\nwords = true\n");
    assert_eq!(lines[0], "2 toml-syntax: `“a”` stands in curved quotes");
    let (lines, _) = read("[[entry]]\nid = 'a'\nwords = 'x'\nday = 1/3/2026\n");
    assert_eq!(lines, ["4 bad-date: `1/3/2026` is not how a day is written here"]);
}

#[test]
fn words_cannot_be_struck_out() {
    let (lines, read) = read("[[entry]]\nid = 'a'\nwords = { en = 'It ~~hurts~~ helps', es = 'H~2~O' }\n");
    assert_eq!(
        lines,
        [
            "3 left-over-mark: `~~hurts~~` would be shown to readers as it stands",
            "3 left-over-mark: `~2~` would be shown to readers as it stands",
        ]
    );
    assert_eq!(read, 1, "the rest of the entry is read");
    for right in [
        "~20 minutes",
        "~20 or ~30 minutes",
        "https://a.example/~b/~c",
        "______ ~~~~~~ ______",
        "a ~ b ~ c",
        "~~",
    ] {
        assert_eq!(struck(right), None, "{right}");
    }
}

#[test]
fn names_every_mistake_with_its_line() {
    let text = "[[entry]]\nid = 1\nwrds = 'x'\nday = '2026-02-30'\nwords = 'x'\n[[entry]]\nid = 'b'\n[[entry]]\n[[entry]]\nid = 'c'\nwords = 'y'\nday = 2026-01-01T10:00:00\n";
    let (lines, read) = read(text);
    assert_eq!(read, 0);
    assert_eq!(
        lines,
        [
            "2 bad-value: this is the number `1`, but words in quotes are needed",
            "3 unknown-key: `wrds` is not a key here",
            "4 bad-date: `2026-02-30` is not a day of the calendar",
            "6 missing-key: `words` is missing",
            "8 missing-key: `id` is missing",
            "8 missing-key: `words` is missing",
            "12 bad-date: `2026-01-01T10:00:00` has a time",
        ]
    );
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "only its mistakes are looked at")]
struct Whole {
    kind: Certainty,
    on: bool,
    list: Vec<Spanned<Entry>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Certainty {
    High,
    Low,
}

fn read_whole(text: &str) -> Vec<String> {
    let path = SourcePath::new("x.toml");
    let Found(_, found) = table::<Whole>(text, &Origin { path: &path, offset: 0 });
    found.sorted().iter().map(|d| format!("{} {}: {}", d.span.range.start, d.rule.code, d.message)).collect()
}

#[test]
fn finds_mistakes_in_nested_tables_too() {
    let text = "on = true\n[[list]]\nid = 1\nwrds = 'x'\n[[list]]\nday = 2026-02-30\nid = 'b'\n";
    assert_eq!(
        read_whole(text),
        [
            "0 missing-key: `kind` is missing",
            "24 bad-value: this is the number `1`, but words in quotes are needed",
            "26 unknown-key: `wrds` is not a key here",
            "37 missing-key: `words` is missing",
            "52 bad-date: `2026-02-30` is not a day of the calendar",
        ]
    );
}

#[test]
fn says_each_slip_of_the_pen_once() {
    let text = "kind = 'lo'\non = yes\nlist = []\nlist = []\n";
    assert_eq!(
        read_whole(text),
        [
            "7 bad-value: `lo` is not one of the words allowed here",
            "17 toml-syntax: `yes` stands without quotes",
            "31 toml-syntax: `list` is there twice",
        ]
    );
}
