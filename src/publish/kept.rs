//! What people keep in the folder of a built site: found before the site is exchanged, brought over after it.
//!
//! A file is ours if its bytes are those that the mark of its folder names for its path, or those that the new site has
//! there, so that nothing is lost with it. Everything else is the user's: files that changed since, files of other
//! programs, links, pipes, empty folders, and each folder in which no site has a file, as a whole.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::mark::Files;
use crate::digest::Digest;
use crate::folder::{Entry, Folder, Kind};
use crate::output::MARK;

/// How many names a message lists.
const NAMED: usize = 5;

/// A larger file is no text of a site.
const LARGEST_TEXT: u64 = 16 * 1024 * 1024;

/// What is in a folder.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Files that we wrote, as they were when they were compared.
    ours: BTreeMap<String, Entry>,
    /// What is the user's. Of a folder that is theirs as a whole, the folder alone.
    theirs: Vec<(PathBuf, Kind)>,
}

impl Survey {
    /// Looks through a folder, given what its mark says we wrote there, and what another site has.
    ///
    /// # Errors
    /// If the disk cannot be read, or if something in it could not be taken elsewhere.
    pub(super) fn of(folder: &Folder, mark: &Files, site: &Files) -> io::Result<Survey> {
        let mut survey = Survey::default();
        survey.walk(folder, Path::new(""), &[mark, site], folder.entry()?.identity.0)?;
        Ok(survey)
    }

    fn walk(&mut self, folder: &Folder, way: &Path, sites: &[&Files], disk: u128) -> io::Result<()> {
        check_movable(folder, disk)?;
        for name in folder.names()? {
            let path = way.join(&name);
            let Some(entry) = folder.find(&name)? else { continue };
            if path == Path::new(MARK) && entry.kind == Kind::File {
                continue;
            }
            let text = path.to_str().unwrap_or_default();
            match entry.kind {
                Kind::Folder if sites.iter().any(|site| site.is_folder(text)) => {
                    self.walk(&folder.below(&name)?, &path, sites, disk)?;
                }
                Kind::File if is_ours(folder, &name, text, sites)? => {
                    self.ours.insert(text.to_owned(), entry);
                }
                kind => {
                    if kind == Kind::Folder {
                        check_movable(&folder.below(&name)?, disk)?;
                    }
                    self.theirs.push((path, kind));
                }
            }
        }
        Ok(())
    }

    /// Whether nothing in it is the user's.
    pub(super) fn is_ours(&self) -> bool {
        self.theirs.is_empty()
    }

    /// Refuses to put a site in the place of what is the user's. With leave, it may be put in the place of files.
    ///
    /// # Errors
    /// If it would be.
    pub(super) fn make_way(&self, site: &Files, may_replace: bool) -> io::Result<()> {
        let is_file = |path: &str| has_file(site, path);
        let meets = |path: &PathBuf| path.to_str().is_some_and(|path| is_file(path) || site.is_folder(path));
        let met = self.theirs.iter().filter(|(path, _)| meets(path));
        let (files, others): (Vec<_>, Vec<_>) =
            met.partition(|(path, kind)| *kind != Kind::Folder && path.to_str().is_some_and(is_file));
        let refuse = |found: &[&(PathBuf, Kind)], why: &str, help: &str| {
            let names = found.iter().take(NAMED).map(|(path, _)| format!("`{}`", path.display()));
            let more = found.len().checked_sub(NAMED + 1).map(|more| format!("{} more", more + 1));
            let names: Vec<String> = names.chain(more).collect();
            Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{why}: {}. {help}", names.join(", "))))
        };
        if !others.is_empty() {
            return refuse(
                &others,
                "the site has a folder where you have a file, or a file where you have a folder",
                "Move them away",
            );
        }
        if !files.is_empty() && !may_replace {
            let why = "the site has files where there are some that `build` did not write, or that were changed since";
            return refuse(&files, why, "Move them away, or let them go with `--replace`");
        }
        Ok(())
    }

    /// Takes what is the user's from the folder over to another. With leave, what a file of the site has taken the place of
    /// goes. One that cannot be taken over does not stop the others.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub(super) fn bring(
        &self,
        from: &Folder,
        to: &Folder,
        site: &Files,
        may_replace: bool,
    ) -> io::Result<()> {
        let mut brought = Ok(());
        for (path, kind) in &self.theirs {
            let is_replaced = may_replace
                && *kind != Kind::Folder
                && path.to_str().is_some_and(|path| has_file(site, path));
            brought = brought.and(bring(from, to, path, is_replaced));
        }
        brought
    }

    /// Takes what is ours out of the folder, but for its mark.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub(super) fn clear(&self, from: &Folder) -> io::Result<()> {
        let mut last = (PathBuf::new(), from.below(".")?);
        for (path, entry) in &self.ours {
            let path = Path::new(path);
            let (Some(way), Some(name)) = (path.parent(), path.file_name()) else { continue };
            if last.0 != way {
                last = (way.to_owned(), descend(from, way)?);
            }
            // One that somebody has just written to is not as it was.
            if last.1.find(name)? == Some(*entry) {
                last.1.unlink(name)?;
            }
        }
        from.prune()
    }
}

/// Finds out before the exchange what could not be moved after it.
fn check_movable(folder: &Folder, disk: u128) -> io::Result<()> {
    let refused = |kind, why: &str| {
        let message = format!("`{}` {why}. Name another folder with `--out DIR`", folder.at("").display());
        Err(io::Error::new(kind, message))
    };
    if folder.entry()?.identity.0 != disk {
        return refused(io::ErrorKind::CrossesDevices, "is a disk of its own");
    }
    if !folder.is_open_to_us() {
        return refused(io::ErrorKind::PermissionDenied, "may not be changed");
    }
    Ok(())
}

/// Whether a site has a file at a path; each has its mark.
fn has_file(site: &Files, path: &str) -> bool {
    path == MARK || site.digest(path).is_some()
}

fn is_ours(folder: &Folder, name: &OsStr, path: &str, sites: &[&Files]) -> io::Result<bool> {
    let mut known = sites.iter().filter_map(|site| site.digest(path)).peekable();
    if known.peek().is_none() {
        return Ok(false);
    }
    let digest = Digest::read(folder.read(name)?)
        .map_err(|error| io::Error::new(error.kind(), format!("`{}`: {error}", folder.at(name).display())))?;
    if known.any(|known| known == digest) {
        return Ok(true);
    }
    // Version control may have put other ends to the lines of a text.
    let text = folder.bytes(name, LARGEST_TEXT)?.and_then(|bytes| String::from_utf8(bytes).ok());
    let as_written = text.filter(|text| text.contains("\r\n")).map(|text| text.replace("\r\n", "\n"));
    Ok(as_written
        .is_some_and(|text| sites.iter().any(|site| site.digest(path) == Some(Digest::of(text.as_bytes())))))
}

fn bring(from: &Folder, to: &Folder, path: &Path, is_replaced: bool) -> io::Result<()> {
    let (Some(name), Some((old, new))) = (path.file_name(), ways(from, to, path)?) else {
        return Ok(());
    };
    match old.give(name, &new, name) {
        // What is there twice is told when all is done.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if is_replaced {
                old.unlink(name)
            } else {
                Ok(())
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        given => given,
    }
}

/// The folders of a path in two trees; those in the second are made, for the same people. Nothing if the first has
/// none.
fn ways(from: &Folder, to: &Folder, path: &Path) -> io::Result<Option<(Folder, Folder)>> {
    let (mut old, mut new) = (from.below(".")?, to.below(".")?);
    for name in path.parent().unwrap_or(Path::new("")) {
        old = match old.below(name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            found => found?,
        };
        new = new.make(name)?;
        new.open_like(&old)?;
    }
    Ok(Some((old, new)))
}

fn descend(folder: &Folder, way: &Path) -> io::Result<Folder> {
    way.iter().try_fold(folder.below(".")?, |folder, name| folder.below(name))
}
