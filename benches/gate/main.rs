//! What the editorial gate costs: `check` on this site and on one of 2,000 pages, and each rule.
//!
//! `cargo bench --bench gate` runs all of it. The pages of the large site are copies of those of the frozen site, so
//! they keep every rule, and each rule has the work that real pages give it.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a program that prints and reads files")]

mod many;
mod rules;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const TODAY: &str = "2026-11-30";
const PAGES: usize = 2_000;

fn main() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let large = folder();
    many::site(&large, PAGES);
    println!("{:>24}{:>12}{:>12}{:>12}", "check", "median ms", "fastest ms", "goal ms");
    measure("this site", here, 20, 150);
    measure(&format!("{PAGES} pages"), &large, 5, 2_000);
    rules::print(&large);
}

/// Runs the whole command some times on a site that is warm and clean.
fn measure(name: &str, root: &Path, turns: usize, goal: u32) {
    check(root);
    let mut times: Vec<f64> = (0..turns).map(|_| check(root)).collect();
    times.sort_by(f64::total_cmp);
    println!("{name:>24}{:>12.1}{:>12.1}{goal:>12}", times[turns / 2], times[0]);
}

/// One run of the command, from its start to its end, in milliseconds.
fn check(root: &Path) -> f64 {
    let mut program = Command::new(env!("CARGO_BIN_EXE_plainleaf"));
    program.args(["check", "--today", TODAY, "--format", "short", "--site"]).arg(root);
    let started = Instant::now();
    let output = program.output().expect("the program can be started");
    let millis = started.elapsed().as_secs_f64() * 1_000.0;
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "the site is clean: {}", said.lines().next().unwrap_or_default());
    millis
}

/// Where the large site lies: in `SPEED_DIR`, such as a memory disk, else below `target`.
fn folder() -> PathBuf {
    let place = std::env::var_os("SPEED_DIR").unwrap_or_else(|| env!("CARGO_TARGET_TMPDIR").into());
    PathBuf::from(place).join("gate")
}
