//! What it costs to prove that another tick never gives weaker advice: for this site's checklist, and for one of 80.
//!
//! `cargo bench --bench proof`
#![expect(clippy::print_stdout, reason = "a program that prints")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use plainleaf::checklist::{self, Checklist};
use plainleaf::diagnostic::SourcePath;
use plainleaf::disk;
use plainleaf::source::{SourceFile, SourceTree};

fn main() {
    let own = disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the site can be read").0;
    println!("{:>24}{:>8}{:>8}{:>12}{:>16}", "checklist", "ticks", "lines", "proof µs", "combinations");
    print("this site", &checklist::parse(&own).0.expect("the site has a checklist"));
    let path = SourcePath::new(checklist::PATH);
    let file = Arc::new(SourceFile::text(path.clone(), large()));
    let tree = SourceTree::default().with(&path, Some(file));
    print("80 ticks, all different", &checklist::parse(&tree).0.expect("it can be read"));
}

/// The median of some turns, and how many combinations a browser would have to be tried with.
fn print(name: &str, list: &Checklist) {
    let mut times: Vec<f64> = (0..50)
        .map(|_| {
            let started = Instant::now();
            assert!(list.weakening().is_none() && list.unseen().is_empty(), "{name} is sound");
            started.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let many = list.combinations().take(1_000_000).count();
    let many = if many < 1_000_000 { many.to_string() } else { "over 1,000,000".to_owned() };
    println!("{name:>24}{:>8}{:>8}{:>12.1}{many:>16}", list.ids().count(), list.results.len(), times[25]);
}

/// Five groups of 12 boxes and two questions; no two boxes wake the same lines.
fn large() -> String {
    let mut text = "purpose = \"p\"\nprivacy = \"p\"\n".to_owned();
    let mut lines: Vec<BTreeSet<String>> = vec![BTreeSet::new(); 20];
    for group in 0..5 {
        let _ = write!(text, "[[group]]\nid = \"g{group}\"\nlegend = \"l\"\n");
        for item in 0..11 {
            let _ = write!(text, "[[group.item]]\nid = \"i{group}-{item}\"\nlabel = \"l\"\n");
            let number = group * 11 + item;
            for line in [number % 20, number / 3 % 20, 19] {
                lines[line].insert(format!("\"i{group}-{item}\""));
            }
        }
        let _ = write!(text, "[[group.item]]\nid = \"none{group}\"\nlabel = \"l\"\ntype = \"none\"\n");
        for choice in 0..2 {
            let options = [0, 1].map(|n| format!("{{ id = \"a{group}-{choice}-{n}\", label = \"l\" }}"));
            let options = options.join(", ");
            let _ = write!(
                text,
                "[[group.choice]]\nid = \"q{group}-{choice}\"\nlegend = \"l\"\noptions = [{options}]\n"
            );
            lines[19].extend([0, 1].map(|n| format!("\"a{group}-{choice}-{n}\"")));
        }
        let _ = write!(
            text,
            "[[result]]\nid = \"none{group}\"\nlead = \"l\"\nwords = \"w\"\nonly = [\"none{group}\"]\nstrength = 1\n"
        );
    }
    for (number, ids) in lines.iter().enumerate() {
        let ids = ids.iter().cloned().collect::<Vec<_>>().join(", ");
        let strength = if number == 19 { "strength = 2\n" } else { "" };
        let _ = write!(
            text,
            "[[result]]\nid = \"r{number}\"\nlead = \"l\"\nwords = \"w\"\nany = [{ids}]\n{strength}"
        );
    }
    text + "[texts]\n"
}
