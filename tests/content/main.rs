//! What this repository's own site says: its numbers, claims, checklist and weights, and that its writers' guide is
//! true. Its writers mend these together with its words; the tests of the generator, in `tests/it`, have a site of
//! their own.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::sync::Arc;

use plainleaf::disk;
use plainleaf::source::{SourceFile, SourceTree};

mod checklist;
mod claims;
#[path = "../it/folder.rs"]
#[allow(dead_code, reason = "shared with the tests of the generator")]
mod folder;
mod numbers;
mod pages;
#[path = "../it/support.rs"]
#[allow(dead_code, reason = "shared with the tests of the generator")]
mod support;
mod writers_guide;

/// This repository's own site.
fn site() -> SourceTree {
    disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().0
}

/// Its pages.
fn pages(tree: &SourceTree) -> impl Iterator<Item = &Arc<SourceFile>> {
    tree.below("content/en/").filter(|file| file.path.extension() == "md")
}
