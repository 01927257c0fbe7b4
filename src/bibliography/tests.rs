//! What a writer gets for a references file, right or wrong.

use super::*;
use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::Style;
use proptest::prelude::*;

fn sound(text: &str) -> Bibliography {
    let (bibliography, problems) = parse(text);
    assert_eq!(problems, []);
    bibliography
}

/// The problems of a file, each as `offending text | message | help`.
fn report(text: &str) -> Vec<String> {
    describe(text, parse(text).1)
}

fn describe(text: &str, problems: Vec<Diagnostic>) -> Vec<String> {
    let line = |p: Diagnostic| {
        let help = p.help.map(|help| format!(" | {help}")).unwrap_or_default();
        format!("{} | {}{help}", &text[p.span.range], p.message)
    };
    problems.into_iter().map(line).collect()
}

fn html(text: &str) -> String {
    sound(text).iter().map(|r| r.html.as_str()).collect()
}

fn text(text: &str) -> String {
    sound(text).iter().map(|r| r.text.as_str()).collect()
}

#[test]
fn our_style_is_hayagrivas() {
    let Style::Independent(theirs) = ArchivedStyle::AmericanMedicalAssociation.get() else {
        panic!("the style of the archive stands on another")
    };
    assert_eq!(ama::STYLE.as_ref(), Some(&theirs));
}

#[test]
fn our_words_are_hayagrivas() {
    let english = |l: &hayagriva::citationberg::Locale| l.lang.as_ref().is_some_and(|lang| lang.0 == "en-US");
    let full: Vec<_> = locales().into_iter().filter(english).collect();
    let kinds = ["article", "book", "chapter", "anthos", "report", "thesis", "web", "patent"];
    let more = ["case", "legislation", "video", "audio", "conference", "newspaper", "entry"];
    for kind in kinds.iter().chain(&more) {
        for parent in ["periodical", "book", "proceedings", "conference", "web", "anthology"] {
            let yaml = format!(
                "{{type: {kind}, title: T, author: ['A, Bea', others], date: 2020-03-02, \
                 edition: 2, volume: 3, chapter: 4, genre: Thesis, publisher: {{name: P, location: L}}, \
                 page-range: 3-9, editor: ['E, Fay', 'G, Hal'], url: {{value: 'https://a.example/', date: 2021-05-11}}, \
                 affiliated: [{{role: translator, names: ['T, Una']}}, {{role: director, names: ['D, Una']}}], \
                 parent: {{type: {parent}, title: Q, edition: 3, volume: 2, editor: ['I, Jo'], publisher: R}}}}"
            );
            let library = hayagriva::io::from_yaml_str(&format!("k: {yaml}")).unwrap();
            let entry = library.get("k").unwrap();
            let set = |locales: &[_]| ama::text(entry, locales).unwrap();
            assert_eq!(set(&ama::LOCALE), set(&full), "{yaml}");
        }
    }
}

#[test]
fn escapes_what_looks_like_markup() {
    let yaml = r#"
k:
  type: article
  title: "<b>Bold & \"quoted\"</b>"
  author: "<i>, X"
  url: 'https://a.example/?a=1&b="><script>'
  parent: { type: periodical, title: "<u>" }
"#;
    assert_eq!(
        html(yaml),
        r#"&lt;i&gt; X. &lt;b&gt;Bold &amp; "quoted"&lt;/b&gt;. <cite>&lt;u&gt;</cite>. <a href="https://a.example/?a=1&amp;b=%22%3E%3Cscript%3E" rel="noreferrer">https://a.example/?a=1&amp;b=%22%3E%3Cscript%3E</a>"#
    );
    let doi = "k: {type: web, title: T, serial-number: {doi: '10.1002/(SICI)1<1::AID>3.0;2-\"#'}}";
    assert!(html(doi).contains(r#"href="https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0;2-%22%23""#));
}

#[test]
fn authors_left_out_are_et_al() {
    let of = |authors: &str| text(&format!("k: {{type: web, title: T, author: {authors}}}"));
    assert_eq!(of("['A, B', others]"), "A B, et al. T.");
    assert_eq!(of("['A, B', 'C, D', 'E, F', 'G, H', others]"), "A B, C D, E F, et al. T.");
    assert_eq!(of("['A, B', 'C, D', 'E, F', 'G, H', 'I, J', 'K, L']"), "A B, C D, E F, G H, I J, K L. T.");
    assert_eq!(of("['van der A, B', {name: de C, given-name: D}]"), "van der A B, de C D. T.");
}

#[test]
fn a_doi_goes_before_an_address_and_an_address_before_pubmed() {
    let of = |rest: &str| {
        sound(&format!("k: {{type: web, title: T, {rest}}}")).get("k").unwrap().url.clone().unwrap()
    };
    assert_eq!(of("url: 'https://a.example/', serial-number: {doi: 10.1/x}"), "https://doi.org/10.1/x");
    assert_eq!(of("url: 'https://a.example/', serial-number: {pmid: 12}"), "https://a.example/");
    assert_eq!(of("serial-number: {pmid: 12}"), "https://pubmed.ncbi.nlm.nih.gov/12/");
    assert_eq!(of("serial-number: {pmcid: PMC12}"), "https://pmc.ncbi.nlm.nih.gov/articles/PMC12/");
}

#[test]
fn notes_are_kept_but_not_printed() {
    let file = sound("k:\n  type: web\n  title: 1984\n  date: 1949\n  note: Check the pages.\n");
    let reference = file.get("k").unwrap();
    assert_eq!(reference.note.as_deref(), Some("Check the pages."));
    assert_eq!((reference.text.as_str(), reference.year), ("1984. 1949.", Some(1949)));
}

#[test]
fn names_unknown_fields_at_every_depth() {
    let yaml = "é-2020:\n  type: article\n  title: T\n  auhtor: [A]\n  serial-number: { dio: 10.1/x }\n  parent:\n    titel: J\n    colour: red\n";
    let found = report(yaml);
    assert_eq!(found[0], "auhtor | there is no field `auhtor` | did you mean `author`?");
    assert_eq!(found[1], "dio | there is no field `dio` | did you mean `doi`?");
    assert_eq!(found[2], "titel | there is no field `titel` | did you mean `title`?");
    assert!(found[3].starts_with("colour | there is no field `colour` | the fields here are `type`"));
    assert_eq!(found.len(), 4);
}

#[test]
fn reports_what_is_there_twice() {
    let yaml =
        "a: {type: web, title: One}\nb: {type: web, title: Two, title: Three}\na: {type: web, title: Four}\n";
    assert_eq!(
        report(yaml),
        [
            "title | `title` is there twice | remove one of them",
            "a | `a` is there twice | it is first in line 1; rename or remove one of them",
        ]
    );
    assert_eq!(parse(yaml).0.get("a").unwrap().title, "One");
}

#[test]
fn one_broken_entry_leaves_the_others() {
    let yaml = "# list\na:\n  type: web\n  title: 'One\nb:\n  type: web\n  title: Two\nc:\n  type: web\n  title: [Three\n\nd:\n  type: web\n  title: Four: five\n";
    let (bibliography, problems) = parse(yaml);
    assert_eq!(bibliography.iter().map(|r| r.title.as_str()).collect::<Vec<_>>(), ["Two"]);
    assert!(problems.iter().all(|p| p.message.starts_with("not valid YAML: ")), "{problems:#?}");
    let lines: Vec<_> =
        problems.iter().map(|p| yaml[..p.span.range.start].matches('\n').count() + 1).collect();
    assert_eq!(lines, [4, 10, 14], "{:#?}", describe(yaml, problems));
}

#[test]
fn refuses_values_that_cannot_be_read() {
    let yaml = "\
a: {type: web, title: T, date: 2024-13}
b: {type: web, title: T, date: 2023-02-30}
c: {type: web, title: T, date: May 2024}
d: {type: artcle, title: T, language: '?'}
e: {type: web, title: T, url: 'javascript:alert(1)', serial-number: {doi: 'https://doi.org/10.1/x'}}
f: {type: web, title: T, author: ['A, B, C, D, E', others, 'F, G']}
g: {title:, author: et al}
h: words
i j: {type: web, title: T}
";
    let found = report(yaml);
    for (at, expected) in [
        "2024-13 | `2024-13` cannot be read as `date` | write `2024`, `2024-05` or `2024-05-14`, a day that exists",
        "2023-02-30 | `2023-02-30` cannot be read as `date`",
        "May 2024 | `May 2024` cannot be read as `date`",
        "artcle | `artcle` cannot be read as `type` | did you mean `article`?",
        "'?' | `?` cannot be read as `language`",
        "'javascript:alert(1)' | `javascript:alert(1)` cannot be read as `url` | write the whole address",
        "'https://doi.org/10.1/x' | `https://doi.org/10.1/x` cannot be read as `doi` | write only the part",
        "'A, B, C, D, E' | `A, B, C, D, E` cannot be read as `author`",
        "others | `others` stands for more names after the ones listed",
        "g | `g` has no type",
        " | `title` is empty",
        "et al | `et al` cannot be read as `author`",
        "h | `h` has no fields",
        "i j | `i j` cannot be cited",
    ]
    .iter()
    .enumerate()
    {
        assert!(found[at].starts_with(expected), "{at}: {}", found[at]);
    }
    assert_eq!(found.len(), 14, "{found:#?}");
    // A bad value costs its field, not its entry.
    assert_eq!(parse(yaml).0.get("a").unwrap().text, "T.");
}

#[test]
fn says_where_a_field_holds_what_it_cannot() {
    let yaml = "\
a:
  type: web
  title: [T]
  volume: {value: 1}
  publisher: {name: [P]}
  url: {value: x, dat: 2020-01-01}
  date: {year: soon}
  affiliated: [{names: [et al], role: translator}]
  parent: {type: perodical, title: {value: Q, verbatim: perhaps}}
";
    let expected = [
        "[T] | `title` does not take this kind of value",
        "{value: 1} | `volume` does not take this kind of value",
        "[P] | `name` does not take this kind of value",
        "x | `x` cannot be read as `url`",
        "dat | there is no field `dat` | did you mean `date`?",
        "soon | `soon` cannot be read as `year` | write a whole number",
        "et al | `et al` cannot be read as `names`",
        "perodical | `perodical` cannot be read as `type` | did you mean `periodical`?",
        "perhaps | `perhaps` cannot be read as `verbatim` | write `true` or `false`",
    ];
    let found = report(yaml);
    assert!(found.iter().zip(expected).all(|(found, start)| found.starts_with(start)), "{found:#?}");
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

#[test]
fn reports_a_missing_title_and_an_odd_file() {
    assert_eq!(report("k: {type: web}"), ["k | `k` has no title | write `title: …`"]);
    assert!(report("- a\n- b\n")[0].contains("not a list of keys"));
    assert!(report("a: {type: web, title: T}\n---\nb: 1\n")[0].contains("second YAML document"));
    assert!(report("a: &x {type: web, title: T}\nb: *x\n")[0].contains("anchor"));
    assert_eq!(report(""), Vec::<String>::new());
    assert!(report(&"[".repeat(50))[0].contains("deep"));
    assert_eq!(report(&"[".repeat(50_000)).len(), 1);
}

#[test]
fn counts_bytes_in_windows_files() {
    let yaml = "ä:\r\n  type: web\r\n  title: „Ü“\r\n  colur: x\r\n";
    assert!(report(yaml)[0].starts_with("colur | "));
}

#[test]
fn reads_biblatex() {
    let bib = r#"
@article{kahn-2014,
  author = {Kahn, Susan R. and others},
  title = {Warts <common> \& more},
  journaltitle = {The Lancet},
  date = {2014-03-08},
  volume = {383}, number = {9920}, pages = {880--888},
  doi = {10.1016/S0140-6736(13)61902-9},
  note = {Complete the authors.}, file = {x.pdf}
}
@article{broken, title = {A, date = 2014
@online{a, title = {Site}, url = {https://a.example/}}
@online{a, title = {Again}}
@online{bad, title = {T}, date = {2024-99-99}}
@online{bare, url = {https://b.example/}}
"#;
    let (bibliography, problems) = parse_biblatex(bib);
    let kahn = bibliography.get("kahn-2014").unwrap();
    assert_eq!(
        kahn.text,
        "Kahn SR, et al. Warts <common> & more. The Lancet. 2014;383(9920):880-888. doi:10.1016/S0140-6736(13)61902-9"
    );
    assert!(kahn.html.contains("Warts &lt;common&gt; &amp; more"));
    assert_eq!(kahn.note.as_deref(), Some("Complete the authors."));
    assert_eq!(bibliography.get("a").unwrap().text, "Site. https://a.example/");
    let found = describe(bib, problems);
    let expected = [
        "@article{broken, title = {A, date = 2014 | not valid BibLaTeX: ",
        "a | `a` is there twice | it is first in line 12; rename or remove one of them",
        "2024-99-99 | the date of `bad` cannot be read | write `2024`, ",
        "bare | `bare` has no title | write `title = {…}`",
    ];
    assert!(found.iter().zip(expected).all(|(found, start)| found.starts_with(start)), "{found:#?}");
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

proptest! {
    #[test]
    fn never_panics_and_points_into_the_file(text in "[a-c:\\-\\[\\]{}'\"#&*|>, \n\t\u{e9}]{0,80}") {
        for (_, problems) in [parse(&text), parse_biblatex(&text)] {
            for problem in problems {
                prop_assert!(text.get(problem.span.range.clone()).is_some(), "{problem:?}");
            }
        }
    }

    #[test]
    fn any_title_is_escaped(title in "\\PC{1,40}") {
        let yaml = serde_json::json!({ "k": { "type": "web", "title": title } }).to_string();
        for reference in parse(&yaml).0.iter() {
            prop_assert!(!reference.html.contains('<'), "{}", reference.html);
        }
    }
}
