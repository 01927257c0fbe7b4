//! Where the time of a build goes.

use std::path::Path;
use std::time::Instant;

use plainleaf::build::{self, Keep, Memo};
use plainleaf::disk;

/// Prints the stages of one warm-cache build in this process.
pub(crate) fn print(root: &Path) {
    let clock = Instant::now();
    let tree = disk::read(root).expect("the generated site can be read").0;
    let read = clock.elapsed();
    let clock = Instant::now();
    let output = build::build(&tree, &crate::options(Keep::InMemory), &Memo::forgetful()).0.output;
    let built = clock.elapsed();
    let clock = Instant::now();
    disk::publish(&output, &root.join("public")).expect("the disk can be written");
    let published = clock.elapsed();
    println!("        read {read:.1?}, build {built:.1?}, publish {published:.1?}");
}
