//! What building costs, against a floor; and how long a save takes to be served.
//!
//! `cargo bench --bench speed` runs all of it on sites of 20, 1,000 and 10,000 generated pages;
//! `cargo bench --bench speed -- 1000` only one size. Each measured run is a process of its own, so
//! that peak memory is its own too; builds and floors take turns, so that a slow moment hits both.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a program that prints and reads files")]

mod floor;
mod generate;
mod save;
mod stages;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use jiff::civil::date;
use plainleaf::build::{self, Options};
use plainleaf::url::LinkStyle;

const SIZES: [usize; 3] = [20, 1_000, 10_000];
const TURNS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["floor", root] => measured(|| floor::run(Path::new(root))),
        ["build", root] => measured(|| build_site(Path::new(root))),
        [] => compare(&SIZES),
        [size] => compare(&[size.parse().expect("a number of pages")]),
        _ => panic!("usage: cargo bench --bench speed [-- PAGES]"),
    }
}

/// The options of every measured build.
fn options() -> Options {
    Options { today: date(2026, 11, 23), links: LinkStyle::Hosted, progress: Arc::default() }
}

/// A whole cold build: reading, checks and publishing included.
fn build_site(root: &Path) {
    let found = build::read(root).expect("the generated site can be read");
    let output = build::build(&found.0, &options(), None);
    assert!(!output.1.has_errors(), "the generated site is clean");
    build::publish(&output.0, &root.join("public")).expect("the disk can be written");
}

/// Runs once, and prints the milliseconds and the peak memory in kB.
fn measured(work: impl FnOnce()) {
    let started = Instant::now();
    work();
    let millis = started.elapsed().as_secs_f64() * 1_000.0;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    println!("{millis} {}", peak.trim().trim_end_matches(" kB"));
}

fn compare(sizes: &[usize]) {
    println!(
        "{:>6}  {:>9}  {:>9}  {:>6}  {:>11}  {:>8}  {:>8}",
        "pages", "floor ms", "build ms", "ratio", "ms per page", "peak MB", "save ms"
    );
    for &size in sizes {
        let root = folder(size);
        generate::site(&root, size);
        let (mut floors, mut builds, mut ratios, mut peak) = (Vec::new(), Vec::new(), Vec::new(), 0.0_f64);
        // The first turn warms the disk's memory and does not count.
        for turn in 0..=TURNS {
            let (floor, _) = child("floor", &root);
            let (build, memory) = child("build", &root);
            if turn > 0 {
                floors.push(floor);
                builds.push(build);
                ratios.push(build / floor);
                peak = peak.max(memory / 1_000.0);
            }
        }
        let (floor, build) = (median(&mut floors), median(&mut builds));
        let save = save::milliseconds(&root);
        println!(
            "{size:>6}  {floor:>9.1}  {build:>9.1}  {:>6.2}  {:>11.3}  {peak:>8.0}  {save:>8.0}",
            median(&mut ratios),
            build / size as f64,
        );
        if size == 1_000 || sizes.len() == 1 {
            stages::print(&root);
        }
    }
}

fn folder(size: usize) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("speed-{size}"))
}

fn child(what: &str, root: &Path) -> (f64, f64) {
    let program = std::env::current_exe().expect("this program has a path");
    let output = Command::new(program).arg(what).arg(root).output().expect("it can be started");
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|n| n.parse().ok()).collect();
    match numbers[..] {
        [millis, peak] => (millis, peak),
        _ => panic!("{what} failed: {}", String::from_utf8_lossy(&output.stderr)),
    }
}

/// The middle one.
fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
