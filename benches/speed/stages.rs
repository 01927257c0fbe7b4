//! Where the time of a build goes.

use std::path::Path;
use std::time::Instant;

use plainleaf::build::{self, Pages};

/// Prints the stages of one warm-cache build in this process.
pub(crate) fn print(root: &Path) {
    let clock = Instant::now();
    let tree = build::read(root).expect("the generated site can be read").0;
    let read = clock.elapsed();
    let clock = Instant::now();
    let output = build::build(&tree, &crate::options(Pages::Kept), None).0;
    let built = clock.elapsed();
    let clock = Instant::now();
    build::publish(&output, &root.join("public")).expect("the disk can be written");
    let published = clock.elapsed();
    println!("        read {read:.1?}, build {built:.1?}, publish {published:.1?}");
}
