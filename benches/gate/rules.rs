//! What each rule costs over a site, on one processor.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use plainleaf::build::{self, Keep, Memo, Options};
use plainleaf::diagnostic::Diagnostics;
use plainleaf::disk;
use plainleaf::document::Document;
use plainleaf::page::{self, Page, Parsed};
use plainleaf::rule::Purpose;
use plainleaf::rules::{BuiltView, Check, Context, LINTS, Lists, PageView, Report};
use plainleaf::source::SourceFile;
use plainleaf::url::LinkStyle;

/// How many rules are printed by name.
const SHOWN: usize = 20;

/// Prints the rules that take longest over all pages of a site, and what all of them take.
pub(crate) fn print(root: &Path) {
    let tree = disk::read(root).expect("the site can be read").0;
    let today = crate::TODAY.parse().expect("it is a day");
    let options = Options {
        today,
        links: LinkStyle::Hosted,
        pages: Keep::InMemory,
        purpose: Purpose::Preview,
        progress: Arc::default(),
    };
    let whole = build::build(&tree, &options, &Memo::forgetful()).0;
    let site = whole.site.expect("the site has settings");
    let lists = Lists::new(&site, &tree);
    let context = Context { site: &site, tree: &tree, today, lists: &lists };
    let pages: Vec<(Page, &SourceFile)> = tree
        .below("content/")
        .filter_map(|file| {
            let parsed = page::parse(file, &page::locate(&file.path, "en")?).0;
            let Parsed::Page(page) = parsed else { return None };
            Some((*page, &**file))
        })
        .collect();

    let mut reading = Duration::ZERO;
    let mut costs: Vec<(Duration, &str)> =
        LINTS.iter().map(|lint| (Duration::ZERO, lint.rule.code)).collect();
    let mut found = Diagnostics::default();
    for (page, file) in &pages {
        let bytes = &whole.output.get(&page.card.url.file()).expect("every page is built").bytes;
        let html = std::str::from_utf8(bytes).expect("pages are text");
        let clock = Instant::now();
        let view = PageView::new(page, file, &context);
        let document = Document::read(html);
        let built = BuiltView { page: &view, document: &document };
        reading += clock.elapsed();
        for (lint, (cost, _)) in LINTS.iter().zip(&mut costs) {
            let clock = Instant::now();
            lint.look(&view, Some(&built), &context, &mut found);
            *cost += clock.elapsed();
        }
    }
    for (lint, (cost, _)) in LINTS.iter().zip(&mut costs) {
        if let Check::Site(check) = lint.check {
            let clock = Instant::now();
            check(&whole.output, &context, &mut Report::new(lint.rule, &mut found));
            *cost += clock.elapsed();
        }
    }
    let total: Duration = costs.iter().map(|(cost, _)| *cost).sum();
    costs.sort();
    println!("\n{:>24}{:>12}{:>12}", "rule", "ms", "µs a page");
    let row = |name: &str, cost: Duration| {
        let per_page = cost.as_secs_f64() * 1e6 / pages.len() as f64;
        println!("{name:>24}{:>12.1}{per_page:>12.2}", cost.as_secs_f64() * 1e3);
    };
    costs.iter().rev().take(SHOWN).for_each(|(cost, name)| row(name, *cost));
    row("all rules", total);
    row("words and elements read", reading);
}
