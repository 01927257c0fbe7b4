//! The built site to disk, in one step: a reader of `public` sees the old site or the new one.
//!
//! The new site is written beside the old one; then the two names are exchanged in one system call.
//! Whatever stops the program, `public` is whole.
#![expect(clippy::disallowed_methods, reason = "the one module that writes results")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use crate::output::OutputTree;

/// A new site being written beside the old one.
#[derive(Debug)]
pub struct Stage {
    staged: PathBuf,
    previous: PathBuf,
    public: PathBuf,
}

impl Stage {
    /// Makes the folders of a new site beside `public`.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub fn begin(output: &OutputTree, public: &Path) -> io::Result<Stage> {
        let stage = Stage {
            staged: beside(public, "staged"),
            previous: beside(public, "previous"),
            public: public.to_owned(),
        };
        stage.recover()?;
        remove(&stage.staged)?;
        let folders: BTreeSet<&str> =
            output.iter().map(|(path, _)| path.rfind('/').map_or("", |i| &path[..i])).collect();
        let made = folders.into_iter().try_for_each(|folder| {
            let place = stage.staged.join(folder);
            fs::create_dir_all(&place).map_err(|error| naming(&error, &place))
        });
        stage.or_clean_up(made)?;
        Ok(stage)
    }

    /// Writes one file of the new site.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let place = self.staged.join(path);
        fs::write(&place, bytes).map_err(|error| naming(&error, &place))
    }

    /// Exchanges the new site and the old one, if all of the new one was written.
    ///
    /// # Errors
    /// If it was not, or if the names cannot be exchanged.
    pub fn finish(self, written: io::Result<()>) -> io::Result<()> {
        self.or_clean_up(written)?;
        let exchanged = self.exchange();
        self.or_clean_up(exchanged)?;
        remove(&self.staged)?;
        remove(&self.previous)
    }

    /// A half-written stage only takes room; the error that matters is the one that stopped it.
    fn or_clean_up(&self, result: io::Result<()>) -> io::Result<()> {
        if result.is_err() {
            let _ = remove(&self.staged);
        }
        result
    }

    /// Where the exchange took two steps and was cut between them, the old site waits under another name.
    fn recover(&self) -> io::Result<()> {
        if self.previous.exists() && !self.public.exists() {
            fs::rename(&self.previous, &self.public).map_err(|error| naming(&error, &self.public))?;
        }
        remove(&self.previous)
    }

    fn exchange(&self) -> io::Result<()> {
        let Stage { staged, previous, public } = self;
        match renameat_with(CWD, staged, CWD, public, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(()),
            Err(Errno::NOENT) => fs::rename(staged, public).map_err(|error| naming(&error, public)),
            // File systems that cannot exchange: two steps, which `recover` mends if they are cut.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                fs::rename(public, previous).map_err(|error| naming(&error, public))?;
                fs::rename(staged, public).map_err(|error| naming(&error, public))
            }
            Err(errno) => Err(naming(&errno.into(), public)),
        }
    }
}

fn beside(public: &Path, what: &str) -> PathBuf {
    let mut name = public.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(what);
    public.with_file_name(name)
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(naming(&error, folder)),
        Ok(()) => Ok(()),
    }
}

fn naming(error: &io::Error, place: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("`{}`: {error}", place.display()))
}
