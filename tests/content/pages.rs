//! The pages of this site: what they weigh, how hard they are to read, and which claims they make.

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

use crate::{pages, site, support};

/// The most a page may weigh with brotli, its styles and pictures inside.
const PAGE_LIMIT: usize = 8_000;
/// The most the scripts of a page may weigh, and so each of them.
const SCRIPT_LIMIT: usize = 4_000;

fn built() -> OutputTree {
    let Found(tree, read) = disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let options = Options {
        today: date(2026, 11, 30),
        links: LinkStyle::Hosted,
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
    let output = built();
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
    let output = built();
    let weight = |name: &str| {
        let is_it = |path: &&str| path.starts_with(&format!("{name}.")) && path.ends_with(".js");
        let path = output.iter().map(|(path, _)| path).find(is_it).unwrap();
        brotli(&output.get(path).unwrap().bytes)
    };
    let weights = ["checklist", "diary"].map(|name| weight("notes") + weight(name));
    assert!(weights.iter().all(|weight| (1_000..=SCRIPT_LIMIT).contains(weight)), "{weights:?}");
}

/// How hard each page is to read, by rules without mercy: all limits are far below zero, and every page gives
/// advice.
#[test]
fn every_page_reads_easily() {
    let mut tree = site();
    let settings = tree.named("site.toml").unwrap().as_text().to_owned();
    let rules = "[rules]\nreading-grade = { limit = -99 }\nreading-smog = { limit = -99 }\n";
    tree = support::put(&tree, "site.toml", &format!("{settings}\n{rules}"));
    let pages: Vec<_> = pages(&tree).cloned().collect();
    for page in &pages {
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
    let tree = site();
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
