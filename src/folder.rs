//! A folder on disk, held open: everything in it is done by name, and nothing follows a link.
//!
//! A person names the folder itself, through links if they like. What lies in it may have been put there by
//! anybody, so a link in it is never gone through: not to read, not to write, not to remove.

mod sync;
mod turn;
mod workplace;

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::{self as system, AtFlags, CWD, FileType, Mode, OFlags, RenameFlags, Stat};
use rustix::io::Errno;

use crate::relative::RelativePath;

pub use turn::Turn;
pub use workplace::Workplace;

/// An open folder.
#[derive(Debug)]
pub struct Folder {
    handle: OwnedFd,
    /// Where it was when it was opened, for messages.
    place: PathBuf,
}

/// What is at a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link, a pipe, or something stranger.
    Other,
}

/// What is at a name, and what tells it from another, or from itself after a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// The disk and the place on it: the same for all names of one thing.
    pub identity: (u128, u128),
    mode: Mode,
    size: i128,
    times: [i128; 4],
}

impl Entry {
    /// Lets the same people do with another file what they may do with this.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub fn permit(&self, other: &File) -> io::Result<()> {
        Ok(system::fchmod(other, self.mode)?)
    }

    fn new(stat: &Stat) -> Self {
        let kind = match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => Kind::File,
            FileType::Directory => Kind::Folder,
            _ => Kind::Other,
        };
        Entry {
            kind,
            identity: (stat.st_dev.into(), stat.st_ino.into()),
            mode: Mode::from_raw_mode(stat.st_mode),
            size: stat.st_size.into(),
            times: [
                stat.st_mtime.into(),
                stat.st_mtime_nsec.into(),
                stat.st_ctime.into(),
                stat.st_ctime_nsec.into(),
            ],
        }
    }
}

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

impl Folder {
    /// Opens a folder that a person named.
    ///
    /// # Errors
    /// If it is not there, or may not be read.
    pub fn open(place: &Path) -> io::Result<Folder> {
        let place = if place.as_os_str().is_empty() { Path::new(".") } else { place };
        let handle =
            system::openat(CWD, place, FOLDER, Mode::empty()).map_err(|error| naming(error.into(), place))?;
        Ok(Folder { handle, place: place.to_owned() })
    }

    /// Makes a folder that a person named, with those on the way, or opens it if it is there.
    ///
    /// # Errors
    /// If the disk cannot be written, or something else is there.
    pub fn create(place: &Path) -> io::Result<Folder> {
        fs::create_dir_all(place).map_err(|error| naming(error, place))?;
        Folder::open(place)
    }

    /// Opens a folder in this one.
    ///
    /// # Errors
    /// If there is none: a link to one is none.
    pub fn below(&self, name: impl AsRef<OsStr>) -> io::Result<Folder> {
        let name = name.as_ref();
        let handle = system::openat(&self.handle, name, FOLDER | OFlags::NOFOLLOW, Mode::empty());
        let handle = handle.map_err(|error| match error {
            Errno::NOTDIR | Errno::LOOP => {
                let message =
                    format!("`{}` is a file or a link, where a folder goes", self.at(name).display());
                io::Error::new(io::ErrorKind::NotADirectory, message)
            }
            error => self.naming(error, name),
        })?;
        Ok(Folder { handle, place: self.at(name) })
    }

    /// Opens a folder in this one, and makes it first if it is not there.
    ///
    /// # Errors
    /// If something else is there, or the disk cannot be written.
    pub fn make(&self, name: impl AsRef<OsStr>) -> io::Result<Folder> {
        let name = name.as_ref();
        match self.below(name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            found => return found,
        }
        match system::mkdirat(&self.handle, name, Mode::from_raw_mode(0o777)) {
            // Another thread was quicker.
            Ok(()) | Err(Errno::EXIST) => self.below(name),
            Err(error) => Err(self.naming(error, name)),
        }
    }

    /// The folder that this one is in.
    ///
    /// # Errors
    /// If it may not be read.
    pub fn above(&self) -> io::Result<Folder> {
        self.below("..")
    }

    /// The same folder, to be held by someone else too.
    fn again(&self) -> io::Result<Folder> {
        Ok(Folder { handle: self.handle.try_clone()?, place: self.place.clone() })
    }

    /// Where something in it is, for messages.
    pub fn at(&self, name: impl AsRef<Path>) -> PathBuf {
        self.place.join(name)
    }

    /// What the folder itself is.
    ///
    /// # Errors
    /// If the disk cannot be read.
    pub fn entry(&self) -> io::Result<Entry> {
        let stat = system::fstat(&self.handle).map_err(|error| naming(error.into(), &self.place))?;
        Ok(Entry::new(&stat))
    }

    /// What is at a name, if there is anything.
    ///
    /// # Errors
    /// If the disk cannot be read.
    pub fn find(&self, name: impl AsRef<OsStr>) -> io::Result<Option<Entry>> {
        let name = name.as_ref();
        match system::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(Some(Entry::new(&stat))),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(self.naming(error, name)),
        }
    }

    /// The names in it, in order.
    ///
    /// # Errors
    /// If the disk cannot be read.
    pub fn names(&self) -> io::Result<Vec<OsString>> {
        let read = || -> rustix::io::Result<Vec<OsString>> {
            let mut names = Vec::new();
            for entry in system::Dir::read_from(&self.handle)? {
                let name = OsString::from_vec(entry?.file_name().to_bytes().to_owned());
                if name.as_bytes() != b"." && name.as_bytes() != b".." {
                    names.push(name);
                }
            }
            names.sort();
            Ok(names)
        };
        read().map_err(|error| naming(error.into(), &self.place))
    }

    /// Opens the folder that a path's file is in.
    ///
    /// # Errors
    /// If something else is on the way, or nothing, unless the way is to be made.
    pub fn way(&self, path: RelativePath<'_>, make: bool) -> io::Result<Folder> {
        let mut folder = self.again()?;
        for name in path.split().0 {
            folder = if make { folder.make(name)? } else { folder.below(name)? };
        }
        Ok(folder)
    }

    /// Opens a file to read. Pipes are not waited for.
    ///
    /// # Errors
    /// If there is none, or may not be read.
    pub fn read(&self, name: impl AsRef<OsStr>) -> io::Result<File> {
        let name = name.as_ref();
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = system::openat(&self.handle, name, flags, Mode::empty());
        file.map(File::from).map_err(|error| self.naming(error, name))
    }

    /// What is in a small file; nothing if there is no file, or it is larger.
    ///
    /// # Errors
    /// If it may not be read.
    pub fn bytes(&self, name: impl AsRef<OsStr>, largest: u64) -> io::Result<Option<Vec<u8>>> {
        let name = name.as_ref();
        if self.find(name)?.is_none_or(|entry| entry.kind != Kind::File) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let read = self.read(name)?.take(largest + 1).read_to_end(&mut bytes);
        read.map_err(|error| naming(error, &self.at(name)))?;
        Ok(Some(bytes).filter(|bytes| bytes.len() as u64 <= largest))
    }

    /// Writes a new file and the folders on its way. What was put in its place meanwhile is not written to.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub fn write(&self, path: RelativePath<'_>, bytes: &[u8]) -> io::Result<File> {
        let (folder, name) = (self.way(path, true)?, path.split().1);
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = system::openat(&folder.handle, name, flags, Mode::from_raw_mode(0o666));
        let mut file = file.map(File::from).map_err(|error| folder.naming(error, name.as_ref()))?;
        file.write_all(bytes).map_err(|error| naming(error, &folder.at(name)))?;
        Ok(file)
    }

    /// Gives something another name, here or in another folder, unless that name is taken.
    ///
    /// # Errors
    /// If it is taken, or the disk cannot be written.
    pub fn give(&self, name: impl AsRef<OsStr>, to: &Folder, new: impl AsRef<OsStr>) -> io::Result<()> {
        let (name, new) = (name.as_ref(), new.as_ref());
        match system::renameat_with(&self.handle, name, &to.handle, new, RenameFlags::NOREPLACE) {
            Ok(()) => Ok(()),
            // Disks that cannot look and rename at once.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) if to.find(new)?.is_none() => {
                self.rename(name, to, new)
            }
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Err(to.naming(Errno::EXIST, new)),
            Err(error) => Err(to.naming(error, new)),
        }
    }

    /// Puts something in the place of what has another name.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub fn rename(&self, name: impl AsRef<OsStr>, to: &Folder, new: impl AsRef<OsStr>) -> io::Result<()> {
        let new = new.as_ref();
        system::renameat(&self.handle, name.as_ref(), &to.handle, new).map_err(|error| to.naming(error, new))
    }

    /// Exchanges two things in one step; says if the disk cannot do that.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub fn exchange(
        &self,
        name: impl AsRef<OsStr>,
        other: &Folder,
        its: impl AsRef<OsStr>,
    ) -> io::Result<bool> {
        let its = its.as_ref();
        match system::renameat_with(&self.handle, name.as_ref(), &other.handle, its, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(true),
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
            Err(error) => Err(other.naming(error, its)),
        }
    }

    /// Takes a file away, or a link, but not what it leads to.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub fn unlink(&self, name: impl AsRef<OsStr>) -> io::Result<()> {
        let name = name.as_ref();
        system::unlinkat(&self.handle, name, AtFlags::empty()).map_err(|error| self.naming(error, name))
    }

    /// Takes an empty folder away; says if it is not empty.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub fn remove_empty(&self, name: impl AsRef<OsStr>) -> io::Result<bool> {
        let name = name.as_ref();
        match system::unlinkat(&self.handle, name, AtFlags::REMOVEDIR) {
            Ok(()) => Ok(true),
            Err(Errno::NOTEMPTY | Errno::EXIST) => Ok(false),
            Err(error) => Err(self.naming(error, name)),
        }
    }

    /// Takes away whatever has a name, with all that is in it. Only for what we made ourselves.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub fn remove(&self, name: impl AsRef<OsStr>) -> io::Result<()> {
        let name = name.as_ref();
        match self.find(name)?.map(|entry| entry.kind) {
            None => Ok(()),
            Some(Kind::Folder) => {
                let inner = self.below(name)?;
                inner.names()?.into_iter().try_for_each(|name| inner.remove(name))?;
                self.remove_empty(name).map(drop)
            }
            Some(_) => self.unlink(name),
        }
    }

    /// Takes away every folder below this one that is empty, or holds only such.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub fn prune(&self) -> io::Result<()> {
        for name in self.names()? {
            if self.find(&name)?.is_some_and(|entry| entry.kind == Kind::Folder) {
                self.below(&name)?.prune()?;
                self.remove_empty(&name)?;
            }
        }
        Ok(())
    }

    /// Whether names may be put into it and taken out.
    pub fn is_open_to_us(&self) -> bool {
        system::accessat(
            &self.handle,
            ".",
            system::Access::WRITE_OK | system::Access::EXEC_OK,
            AtFlags::EACCESS,
        )
        .is_ok()
    }

    /// Lets the same people do with it what they may do with another, and ourselves write to it. If its group cannot
    /// be had, it has ours.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub fn open_like(&self, other: &Folder) -> io::Result<()> {
        let stat = system::fstat(&other.handle)?;
        let _ = system::fchown(&self.handle, None, Some(system::Gid::from_raw(stat.st_gid)));
        Ok(system::fchmod(&self.handle, Mode::from_raw_mode(stat.st_mode) | Mode::RWXU)?)
    }

    fn naming(&self, error: Errno, name: &OsStr) -> io::Error {
        naming(error.into(), &self.at(name))
    }
}

fn naming(error: io::Error, place: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("`{}`: {error}", place.display()))
}
