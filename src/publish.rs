//! The built site to disk, in one step: a reader of `public` sees the old site or the new one.
//!
//! The new site is written beside the old one; then the two names are exchanged in one system call.
//! Whatever stops the program, `public` is whole. Builds that run at the same time take turns.
#![expect(clippy::disallowed_methods, reason = "the one module that writes results")]

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustix::fs::{CWD, FlockOperation, RenameFlags, flock, renameat_with};
use rustix::io::Errno;

/// A new site being written beside the old one. Dropped unfinished, it leaves the old one as it is.
#[derive(Debug)]
pub struct Stage {
    staged: PathBuf,
    previous: PathBuf,
    public: PathBuf,
    /// The folder around `public`, locked until this is dropped or the program ends.
    _turn: File,
    /// The first file that could not be written.
    failed: OnceLock<io::Error>,
}

impl Stage {
    /// Makes room for a new site beside `public`, once no other build is publishing there.
    ///
    /// # Errors
    /// If the disk cannot be written, or if `public` is there and is no folder. A link is not
    /// followed: what it leads to was not made by us, and publishing would empty it.
    pub fn begin(public: &Path) -> io::Result<Stage> {
        let turn = take_turn(public)?;
        put_back(public)?;
        if fs::symlink_metadata(public).is_ok_and(|found| !found.is_dir()) {
            let message = format!(
                "`{}` is a file or a link, where the folder of the site goes. Move it away",
                public.display()
            );
            return Err(io::Error::new(ErrorKind::NotADirectory, message));
        }
        let stage = Stage {
            staged: beside(public, "staged"),
            previous: beside(public, "previous"),
            public: public.to_owned(),
            _turn: turn,
            failed: OnceLock::new(),
        };
        remove(&stage.staged)?;
        remove(&stage.previous)?;
        fs::create_dir_all(&stage.staged).map_err(|error| naming(&error, &stage.staged))?;
        Ok(stage)
    }

    /// Writes one file of the new site. What goes wrong is told when the site is finished; until then
    /// nothing more is written.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        if self.failed.get().is_some() {
            return;
        }
        let place = self.staged.join(path);
        let written = match (fs::write(&place, bytes), place.parent()) {
            // Made when it is needed, so that files written at once also make their folders at once.
            (Err(error), Some(folder)) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(folder).and_then(|()| fs::write(&place, bytes))
            }
            (written, _) => written,
        };
        if let Err(error) = written {
            // Of several that failed at once, one is enough to tell.
            let _ = self.failed.set(naming(&error, &place));
        }
    }

    /// Exchanges the new site and the old one, if all of the new one was written.
    ///
    /// # Errors
    /// If it was not, or if the names cannot be exchanged.
    pub fn finish(self) -> io::Result<()> {
        if let Some(error) = self.failed.get() {
            return Err(io::Error::new(error.kind(), error.to_string()));
        }
        self.exchange()?;
        let _ = remove(&self.previous);
        Ok(())
    }

    fn exchange(&self) -> io::Result<()> {
        let Stage { staged, previous, public, .. } = self;
        match renameat_with(CWD, staged, CWD, public, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(()),
            Err(Errno::NOENT) => fs::rename(staged, public).map_err(|error| naming(&error, public)),
            // File systems that cannot exchange: two steps, which `recover` mends if they are cut.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                fs::rename(public, previous).map_err(|error| naming(&error, public))?;
                fs::rename(staged, public).map_err(|error| {
                    let _ = fs::rename(previous, public);
                    naming(&error, public)
                })
            }
            Err(errno) => Err(naming(&errno.into(), public)),
        }
    }
}

impl Drop for Stage {
    /// Takes away a half-written site or, after the exchange, the old one: either only takes room, and
    /// the next build says so if it cannot be removed.
    fn drop(&mut self) {
        let _ = remove(&self.staged);
    }
}

/// Puts the old site back where an exchange in two steps was cut between them.
fn put_back(public: &Path) -> io::Result<()> {
    let previous = beside(public, "previous");
    if previous.is_dir() && fs::symlink_metadata(public).is_err() {
        fs::rename(&previous, public).map_err(|error| naming(&error, public))?;
    }
    Ok(())
}

/// Waits until no other build is publishing beside `public`. The lock ends with the program, however
/// that ends; file systems without locks give everyone their turn at once.
fn take_turn(public: &Path) -> io::Result<File> {
    let folder = match public.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let turn = File::open(folder).map_err(|error| naming(&error, folder))?;
    loop {
        match flock(&turn, FlockOperation::LockExclusive) {
            Ok(()) | Err(Errno::NOTSUP | Errno::NOSYS | Errno::NOLCK | Errno::INVAL | Errno::BADF) => {
                return Ok(turn);
            }
            Err(Errno::INTR) => {}
            Err(errno) => return Err(naming(&errno.into(), folder)),
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
