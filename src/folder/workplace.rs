//! A folder for what is not finished, which is gone again when its work is done.
//!
//! Its name holds ours, and a file in it says whose it is. After a kill whoever works there next finds it, and
//! knows by that file that it may be cleared.

use std::ffi::{OsStr, OsString};
use std::io;

use super::{Folder, Kind};
use crate::relative::RelativePath;

/// The file that says whose folder it is.
const MARK: &str = "made-by-plainleaf";
/// What is in it.
const WORDS: &str = "`plainleaf` keeps unfinished work in this folder, and takes it away.\n";

/// A folder for unfinished work.
#[derive(Debug)]
pub struct Workplace {
    /// The folder it is in.
    parent: Folder,
    name: OsString,
    /// The folder itself.
    pub folder: Folder,
}

impl Workplace {
    /// The one that a kill left, if there is one.
    ///
    /// # Errors
    /// If something of that name is there that we did not make.
    pub fn left(parent: &Folder, name: &OsStr) -> io::Result<Option<Workplace>> {
        match parent.find(name)?.map(|entry| entry.kind) {
            None => return Ok(None),
            Some(Kind::Folder) => {}
            Some(_) => return Err(not_ours(parent, name)),
        }
        let folder = parent.below(name)?;
        let mark = folder.bytes(MARK, WORDS.len() as u64)?;
        let is_ours = match &mark {
            Some(mark) if mark == WORDS.as_bytes() => true,
            // A kill can come while the folder is being made.
            Some(mark) => WORDS.as_bytes().starts_with(mark) && folder.names()?.len() == 1,
            None => folder.names()?.is_empty(),
        };
        let parent = parent.again()?;
        if is_ours {
            Ok(Some(Workplace { parent, name: name.to_owned(), folder }))
        } else {
            Err(not_ours(&parent, name))
        }
    }

    /// An empty one. What a kill left in it is removed.
    ///
    /// # Errors
    /// If something of that name is there that we did not make, or the disk cannot be written.
    pub fn empty(parent: &Folder, name: &OsStr) -> io::Result<Workplace> {
        if let Some(left) = Workplace::left(parent, name)? {
            left.remove()?;
        }
        let folder = parent.make(name)?;
        folder.write(RelativePath::new(MARK)?, WORDS.as_bytes())?;
        Ok(Workplace { parent: parent.again()?, name: name.to_owned(), folder })
    }

    /// Takes it away with all that is in it; the file that says whose it is goes last.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub fn remove(&self) -> io::Result<()> {
        let rest = self.folder.names()?.into_iter().filter(|name| name != MARK);
        rest.into_iter().try_for_each(|name| self.folder.remove(name))?;
        self.folder.remove(MARK)?;
        self.parent.remove_empty(&self.name).map(drop)
    }
}

fn not_ours(parent: &Folder, name: &OsStr) -> io::Error {
    let message =
        format!("`{}` is in the way, and plainleaf did not make it. Move it away", parent.at(name).display());
    io::Error::new(io::ErrorKind::AlreadyExists, message)
}
