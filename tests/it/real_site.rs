//! The repository's own site: what it weighs, how hard it is to read, and that its pictures say what its words
//! say.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use plainleaf::build::{self, Built, Keep, Memo, Options};
use plainleaf::diagnostic::Found;
use plainleaf::disk;
use plainleaf::output::OutputTree;
use plainleaf::report::{self, Format};
use plainleaf::url::LinkStyle;

use crate::support;

/// The most a page may weigh with brotli, its styles and pictures inside.
const PAGE_LIMIT: usize = 8_000;
/// The most the scripts of a page may weigh, and so each of them.
const SCRIPT_LIMIT: usize = 4_000;

fn built(links: LinkStyle) -> OutputTree {
    let Found(tree, read) = disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let options = Options {
        today: date(2026, 11, 30),
        links,
        pages: Keep::InMemory,
        purpose: plainleaf::rule::Purpose::Preview,
        progress: Arc::default(),
    };
    let Found(Built { output, .. }, mut found) = build::build(&tree, &options, &Memo::forgetful());
    found.extend(read);
    assert_eq!(report::text(&found, &tree, Format::Short, false, ""), "");
    output
}

fn brotli(bytes: &[u8]) -> usize {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 18, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters).unwrap();
    packed.len()
}

#[test]
fn every_page_is_light() {
    let output = built(LinkStyle::Hosted);
    let mut table = String::new();
    let mut heavy = Vec::new();
    for (path, file) in output.iter() {
        let limit = match path.rsplit('.').next() {
            Some("html") => PAGE_LIMIT,
            Some("js") => SCRIPT_LIMIT,
            _ => continue,
        };
        let weight = brotli(&file.bytes);
        table += &format!("{weight:>6} of {limit}  {path}\n");
        if weight > limit {
            heavy.push(path);
        }
    }
    #[expect(clippy::print_stdout, reason = "the table is what `--nocapture` is for")]
    {
        println!("{table}");
    }
    assert!(heavy.is_empty(), "too heavy: {heavy:?}\n{table}");
}

/// The checklist and the diary share a script, and each has one of its own.
#[test]
fn the_scripts_of_a_page_are_light_together() {
    let output = built(LinkStyle::Hosted);
    let weight = |name: &str| {
        let is_it = |path: &&str| path.starts_with(&format!("{name}.")) && path.ends_with(".js");
        let path = output.iter().map(|(path, _)| path).find(is_it).unwrap();
        brotli(&output.get(path).unwrap().bytes)
    };
    let weights = ["checklist", "diary"].map(|name| weight("notes") + weight(name));
    assert!(weights.iter().all(|weight| (1_000..=SCRIPT_LIMIT).contains(weight)), "{weights:?}");
}

/// Scripts inside pages have no file to keep for a year; their hashes let them run all the same.
#[test]
fn headers_name_scripts_that_are_files() {
    let output = built(LinkStyle::Hosted);
    let headers = std::str::from_utf8(&output.get("_headers").unwrap().bytes).unwrap();
    let named: Vec<&str> = headers.lines().filter(|line| line.ends_with(".js")).collect();
    let files: Vec<String> = output.iter().map(|(path, _)| format!("/{path}")).collect();
    assert_eq!(named, files.iter().filter(|path| path.ends_with(".js")).collect::<Vec<_>>());
    let scripts = headers.split("script-src").nth(1).and_then(|rest| rest.split(';').next()).unwrap();
    assert!(scripts.matches("'sha256-").count() > named.len(), "{scripts}");
}

/// A picture of 14 in 100 must show 14 dots, and not one fewer.
#[test]
fn icon_arrays_show_as_many_dots_as_their_words_say() {
    let output = built(LinkStyle::Hosted);
    let mut rows = 0;
    for (_, file) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(&file.bytes).unwrap();
        for figure in html.split("<figure class=\"dots\">").skip(1) {
            let figure = figure.split("</figure>").next().unwrap();
            for row in figure.split("<p>").skip(1) {
                let (words, drawing) = row.split_once("</p>").unwrap();
                let numbers: Vec<usize> = words
                    .rsplit(": ")
                    .next()
                    .unwrap()
                    .split(" in ")
                    .map(|number| number.trim().parse().unwrap())
                    .collect();
                let dots: Vec<usize> =
                    drawing.split("<path").skip(1).map(|path| path.matches("h0").count()).collect();
                assert_eq!(dots, [numbers[1], numbers[1], numbers[0]], "{words}");
                rows += 1;
            }
        }
    }
    assert!(rows >= 2, "the site draws no icon array");
}

/// How hard each page is to read, by rules without mercy: all limits are far below zero, and every page gives
/// advice.
#[test]
fn every_page_reads_easily() {
    let Found(mut tree, _) = disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let settings = tree.named("site.toml").unwrap().as_text().to_owned();
    let rules = "[rules]\nreading-grade = { limit = -99 }\nreading-smog = { limit = -99 }\n";
    tree = support::put(&tree, "site.toml", &format!("{settings}\n{rules}"));
    let pages: Vec<_> = tree.below("content/en/").cloned().collect();
    for page in pages.iter().filter(|page| page.path.extension() == "md") {
        let mut text = page.as_text().to_owned();
        for kind in ["about", "statement", "references", "error"] {
            text = text.replacen(&format!("\nkind = \"{kind}\"\n"), "\nkind = \"explainer\"\n", 1);
        }
        tree = support::put(&tree, page.path.as_str(), &text);
    }
    let (_, found) = support::build(&tree);
    let mut figures: BTreeMap<&str, [Option<f64>; 2]> = BTreeMap::new();
    for finding in found.iter() {
        let column = match finding.rule.code {
            "reading-grade" => 0,
            "reading-smog" => 1,
            _ => continue,
        };
        let mut words = finding.message.split([' ', ';']);
        let figure = words.find_map(|word| word.parse::<f64>().ok());
        figures.entry(finding.span.path.name()).or_default()[column] = figure;
    }
    let mut table = String::from(" grade   SMOG\n");
    let mut hard = Vec::new();
    for (page, [grade, smog]) in &figures {
        let figure = |figure: &Option<f64>| figure.map_or("-".to_owned(), |figure| format!("{figure:.1}"));
        table += &format!("{:>6} {:>6}  {page}\n", figure(grade), figure(smog));
        let limit = if ["index.md", "now.md"].contains(page) { 5.0 } else { 6.0 };
        if grade.is_some_and(|grade| grade > limit) || smog.is_some_and(|smog| smog > 9.0) {
            hard.push(page);
        }
    }
    #[expect(clippy::print_stdout, reason = "the table is what `--nocapture` is for")]
    {
        println!("{table}");
    }
    assert!(figures.len() > 12, "pages that were not read:\n{table}");
    assert!(hard.is_empty(), "too hard: {hard:?}\n{table}");
}

/// Every word in the data that a page could show belongs to a page that shows it.
#[test]
fn every_claim_stands_on_a_page_besides_the_list_of_claims() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Found(tree, _) = disk::read(root).unwrap();
    let claims = tree.named("content/claims.toml").unwrap();
    let ids = claims.as_text().lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"'));
    let pages: String = tree.below("content/en/").map(|file| file.as_text()).collect();
    let unused: Vec<&str> = ids
        .filter(|id| {
            let marks = [format!("[claim:{id}]"), format!("[certainty: {id}]"), format!("icon-array:{id})")];
            !marks.iter().any(|mark| pages.contains(mark))
        })
        .collect();
    assert!(unused.is_empty(), "claims that no page makes: {unused:?}");
}

/// The claims sheet has codes for what the site was asked to cover; a comment beside each claim names its codes.
#[test]
fn every_line_of_the_claims_sheet_stands_behind_something() {
    let Found(tree, _) = disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let comments: String = tree
        .below("content/")
        .filter(|file| file.path.extension() == "toml")
        .flat_map(|file| file.as_text().lines().filter(|line| line.starts_with('#')))
        .flat_map(|line| [line, "\n"])
        .collect();
    let named: Vec<&str> = comments.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    // S3: no source was read for it. S18: said with its source in how-socks-work.md; the sheet does not rate it.
    let left_out = ["S3", "S18"];
    let sheet = [("H", 8), ("C", 11), ("W", 6), ("E", 15), ("P", 12), ("U", 9), ("R", 2), ("S", 29)];
    for code in sheet.iter().flat_map(|(page, last)| (1..=*last).map(move |n| format!("{page}{n}"))) {
        let expected = !left_out.contains(&code.as_str());
        assert_eq!(named.contains(&code.as_str()), expected, "{code}");
    }
}
