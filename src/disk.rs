//! A site from disk, and a built one to disk; the files in parallel.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostics, Found, SourcePath};
use crate::output::OutputTree;
use crate::publish::Stage;
use crate::source::{self, SourceFile, SourceTree};

/// Reads a site folder; the files in parallel.
///
/// # Errors
/// If the folder is not there, or is not a site.
pub fn read(root: &Path) -> io::Result<Found<SourceTree>> {
    let mut found = Diagnostics::default();
    let source::Listing { files: paths, left_out } = found.absorb(source::list(root)?);
    let files: Vec<_> = paths.par_iter().map(|path| source::load(root, path)).collect();
    let files: Vec<Option<Arc<SourceFile>>> = files.into_iter().map(|file| found.absorb(file)).collect();
    let unread: Vec<SourcePath> =
        paths.into_iter().zip(&files).filter(|(_, file)| file.is_none()).map(|(path, _)| path).collect();
    let tree = SourceTree::new(files.into_iter().flatten()).with_unread(unread).with_left_out(left_out);
    Ok(Found(tree, found))
}

/// Reads again what changed; nothing where that is not enough, because a folder changed or a file
/// has mistakes.
pub fn reread(root: &Path, tree: &SourceTree, changed: &[PathBuf]) -> Option<SourceTree> {
    let mut tree = tree.clone();
    for place in changed {
        let path = source::relative(root, place);
        if !source::is_part(&path) {
            continue;
        }
        if let Some((at, why)) = source::left_out(&path) {
            let there = root.join(at.as_str());
            let is_there = source::kind(&there) != source::Kind::Gone;
            let is_told = is_there && source::is_told(&at, &why, there.is_dir());
            tree = tree.with_left_out_at(at, is_told);
            continue;
        }
        let file = match source::kind(place) {
            // Without its settings a folder is no site any more, which only reading all of it says.
            source::Kind::Gone if tree.get(&path).is_some() && path.as_str() != source::SITE_FILE => None,
            source::Kind::File => {
                let Found(file, found) = source::load(root, &path);
                Some(file.filter(|_| found.is_empty())?)
            }
            source::Kind::Gone | source::Kind::Other => return None,
        };
        tree = tree.with(&path, file);
    }
    Some(tree)
}

/// Puts a built site on disk in one step; the files in parallel.
///
/// # Errors
/// If the disk cannot be written: nothing at `public` has changed then.
pub fn publish(output: &OutputTree, public: &Path) -> io::Result<()> {
    finish(output, Stage::begin(public, false)?)
}

/// Writes what a build kept beside the pages it staged, and puts all of it in place in one step.
///
/// # Errors
/// If the disk cannot be written: nothing at `public` has changed then.
pub fn finish(output: &OutputTree, stage: Stage) -> io::Result<()> {
    let files: Vec<_> = output.iter().collect();
    files.par_iter().for_each(|(path, file)| stage.write(path, &file.bytes));
    stage.finish()
}
