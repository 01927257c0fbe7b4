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
use plainleaf::build::{self, Keep, Memo, Options};
use plainleaf::disk;
use plainleaf::publish::Stage;
use plainleaf::rule::Purpose;
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
fn options(pages: Keep<'_>) -> Options<'_> {
    Options {
        today: date(2026, 11, 23),
        links: LinkStyle::Hosted,
        pages,
        purpose: Purpose::Preview,
        progress: Arc::default(),
    }
}

/// A whole cold build: reading, checks and publishing included.
fn build_site(root: &Path) {
    let stage = Stage::begin(&root.join("public"), false).expect("the disk can be written");
    let found = disk::read(root).expect("the generated site can be read");
    let output = build::build(&found.0, &options(Keep::Staged(&stage)), &Memo::forgetful());
    assert!(!output.1.has_errors(), "the generated site is clean");
    disk::finish(&output.0.output, stage).expect("the disk can be written");
}

/// Runs once, and prints the milliseconds on the clock, those of all processors, and the peak memory
/// in kB.
fn measured(work: impl FnOnce()) {
    let started = Instant::now();
    work();
    let millis = started.elapsed().as_secs_f64() * 1_000.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Fields 14 and 15 of proc(5), in hundredths of a second; the name before them ends with `)`.
    let fields: Vec<f64> =
        stat.rsplit(')').next().unwrap_or("").split_whitespace().filter_map(|f| f.parse().ok()).collect();
    let cpu = fields.get(10).copied().unwrap_or(0.0) * 10.0 + fields.get(11).copied().unwrap_or(0.0) * 10.0;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    println!("{millis} {cpu} {}", peak.trim().trim_end_matches(" kB"));
}

fn compare(sizes: &[usize]) {
    let heads = ["pages", "floor ms", "build ms", "ratio", "cpu ratio", "ms/page", "peak MB", "save ms"];
    println!("{}", heads.map(|head| format!("{head:>10}")).join(""));
    for &size in sizes {
        let root = folder(size);
        generate::site(&root, size);
        let mut rows: Vec<[Run; 2]> =
            (0..=TURNS).map(|_| [child("floor", &root), child("build", &root)]).collect();
        // The first turn warms the disk's memory and does not count.
        rows.remove(0);
        let middle = |number: fn(&[Run; 2]) -> f64| median(&mut rows.iter().map(number).collect::<Vec<_>>());
        let build = middle(|[_, build]| build.millis);
        let cells = [
            format!("{size}"),
            format!("{:.1}", middle(|[floor, _]| floor.millis)),
            format!("{build:.1}"),
            format!("{:.2}", middle(|[floor, build]| build.millis / floor.millis)),
            format!("{:.2}", middle(|[floor, build]| build.cpu / floor.cpu)),
            format!("{:.3}", build / size as f64),
            format!("{:.0}", rows.iter().map(|[_, build]| build.peak).fold(0.0, f64::max)),
            format!("{:.0}", save::milliseconds(&root)),
        ];
        println!("{}", cells.map(|cell| format!("{cell:>10}")).join(""));
        if size == 1_000 || sizes.len() == 1 {
            stages::print(&root);
        }
    }
}

/// What one run took: milliseconds on the clock and of all processors, and megabytes at its peak.
struct Run {
    millis: f64,
    cpu: f64,
    peak: f64,
}

/// Where the generated sites lie: in `SPEED_DIR`, such as a memory disk that keeps a slow one out of
/// the figures, else below `target`.
fn folder(size: usize) -> PathBuf {
    let place = std::env::var_os("SPEED_DIR").unwrap_or_else(|| env!("CARGO_TARGET_TMPDIR").into());
    PathBuf::from(place).join(format!("speed-{size}"))
}

fn child(what: &str, root: &Path) -> Run {
    // A cold build starts from nothing; taking the last result away is not part of either.
    for old in ["floor", "public"] {
        let _ = std::fs::remove_dir_all(root.join(old));
    }
    let program = std::env::current_exe().expect("this program has a path");
    let output = Command::new(program).arg(what).arg(root).output().expect("it can be started");
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|n| n.parse().ok()).collect();
    match numbers[..] {
        [millis, cpu, peak] => Run { millis, cpu, peak: peak / 1_000.0 },
        _ => panic!("{what} failed: {}", String::from_utf8_lossy(&output.stderr)),
    }
}

/// The middle one.
fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
