//! The built site to disk, in one step: a reader of its folder sees the old site or the new one.
//!
//! The new site is written beside the old one; then the two are exchanged in one system call. Builds that run at the
//! same time take turns.
//!
//! # What is never lost
//!
//! The folder may hold more than a site: a name for the host, version control, folders of the user's. We know it again
//! by a mark ([`MARK`]) that names every file we wrote, with its digest. A folder without a mark, or where the site
//! would take the place of what is the user's, is left alone unless the user gives leave.
//!
//! Everything unfinished is in a workplace beside the folder. Its parts, and what a kill leaves in them:
//!
//! 1. `new`: the site while it is written. Only we have ever put anything there. After a kill it is removed.
//! 2. `other`: `new` takes this name once it is whole and on disk; then `other` and the folder are exchanged. So `other`
//!    is always a whole tree: the new site before that moment, and the old one with all that is the user's after it.
//!    Which of the two need not be known. Both are gone through in the same way: what is ours by the mark *and* by its
//!    bytes is removed, and everything else is moved, by renaming, to where it belongs in the folder. Of a new site all
//!    is ours; of an old one the user's things move over, with a system call or two each, straight after the exchange.
//!    A kill between two of them leaves each thing in one of the two trees, and whoever builds next goes on. Nothing is
//!    ever copied, and nothing removed for its name alone.
//! 3. `aside`: where a disk cannot exchange, the folder is first moved here, then `other` takes its name, then `aside`
//!    becomes `other`. After a kill, `aside` takes the folder's name again if that is free, or becomes `other`.
//!
//! What cannot be moved, because the user made something of the same name meanwhile, stays in `other`, and no
//! build goes on before someone has looked.
//!
//! Before the exchange the disk is asked to keep the new site, and after it to keep the exchange. On Linux that is one
//! call for the whole disk (`syncfs`). On the disk of a small virtual machine it took 8 ms for 28 pages and 26 ms for
//! 1,000, where asking for each file and folder took 100 and 170 ms with eight threads.
//! It waits for what other programs have just written, too: beside a compiler it took up to a second, as the
//! others did. Elsewhere each file and folder is asked for.

mod kept;
mod mark;
mod place;

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::digest::Digest;
use crate::folder::{Folder, Kind, Turn, Workplace};
use crate::output::MARK;
use crate::relative::RelativePath;
use kept::Survey;
use mark::Files;

pub use place::check;

/// The parts of a workplace.
const NEW: &str = "new";
const OTHER: &str = "other";
const ASIDE: &str = "aside";
/// Says in a workplace that the user gave leave to put files of the site in the place of theirs.
const MAY_REPLACE: &str = "may-replace";

/// A new site being written beside the old one. Dropped unfinished, it leaves the old one as it is.
#[derive(Debug)]
pub struct Stage {
    place: Place,
    work: Workplace,
    new: Folder,
    may_replace: bool,
    written: Mutex<Files>,
    /// The first file that could not be written.
    failed: OnceLock<io::Error>,
    /// Builds beside the same folder wait until this is dropped.
    _turn: Turn,
}

/// Where a site goes.
#[derive(Debug)]
struct Place {
    parent: Folder,
    name: OsString,
    public: PathBuf,
}

impl Stage {
    /// Makes room for a new site beside its folder, once no other build is publishing there, and ends what a
    /// build began that was killed. With leave, the folder may be one we did not write, and files of the site may take the
    /// place of the user's.
    ///
    /// # Errors
    /// If the disk cannot be written, or if the folder is no folder, or not ours. A link is not followed.
    pub fn begin(public: &Path, may_replace: bool) -> io::Result<Stage> {
        Stage::make(public, may_replace).map_err(|error| stays(&error))
    }

    fn make(public: &Path, may_replace: bool) -> io::Result<Stage> {
        let (parent, name) = place::parent(public)?;
        let turn = parent.turn()?;
        let place = Place { parent, name: name.to_owned(), public: public.to_owned() };
        let work = place::workplace(name);
        if let Some(left) = Workplace::left(&place.parent, &work)? {
            place.folder()?;
            place.recover(&left)?;
        }
        let old = place.folder()?;
        if let Some(old) = &old {
            place.is_ours(old, may_replace)?;
        }
        let work = Workplace::empty(&place.parent, &work)?;
        let new = work.folder.make(NEW)?;
        if let Some(old) = &old {
            new.open_like(old)?;
        }
        if may_replace {
            work.folder.write(RelativePath::new(MAY_REPLACE)?, b"")?;
        }
        Ok(Stage {
            place,
            work,
            new,
            may_replace,
            written: Mutex::default(),
            failed: OnceLock::new(),
            _turn: turn,
        })
    }

    /// Writes one file of the new site. What goes wrong is told when the site is finished; until then
    /// nothing more is written.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        if self.failed.get().is_some() {
            return;
        }
        if let Err(error) = self.try_write(path, bytes) {
            // Of several that failed at once, one is enough to tell.
            let _ = self.failed.set(error);
        }
    }

    fn try_write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let path = RelativePath::new(path)?;
        match self.new.write(path, bytes) {
            // A page that is drawn again takes the place of its first drawing.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.new.way(path, false)?.unlink(path.split().1)?;
                self.new.write(path, bytes)
            }
            written => written,
        }?;
        let digest = Digest::of(bytes);
        self.written.lock().unwrap_or_else(PoisonError::into_inner).insert(path, digest);
        Ok(())
    }

    /// Exchanges the new site and the old one, if all of the new one was written.
    ///
    /// # Errors
    /// If it was not, if it would take the place of what is the user's, or if the disk cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        let failed = self.failed.take();
        let Stage { place, work, new, may_replace, .. } = &self;
        let written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let exchanged = failed.map_or(Ok(()), Err).and_then(|()| self.exchange(&written));
        if let Some((old, survey)) = exchanged.map_err(|error| stays(&error))? {
            let moved = place.move_over(&survey, &old, new, &written, *may_replace);
            moved
                .and_then(|()| place.settle(&work.folder, *may_replace))
                .map_err(|error| place.unsettled(&error))?;
        }
        Ok(())
    }

    /// Gives what was there before, if anything was.
    fn exchange(&self, written: &Files) -> io::Result<Option<(Folder, Survey)>> {
        let Stage { place, work, new, may_replace, .. } = self;
        new.write(RelativePath::new(MARK)?, written.to_mark().as_bytes())?;
        let old = place.folder()?;
        let old = match old {
            None => None,
            Some(old) => {
                let survey = Survey::of(&old, &place.is_ours(&old, *may_replace)?, written)?;
                survey.make_way(written, *may_replace)?;
                Some((old, survey))
            }
        };
        new.sync_all()?;
        place.exchange(&work.folder, old.is_some())?;
        Ok(old)
    }
}

impl Drop for Stage {
    /// Takes away a half-written site or, after the exchange, the rest of the old one: either only takes room, and
    /// the next build says so if it cannot be removed.
    fn drop(&mut self) {
        let is_gone = |name| self.work.folder.find(name).is_ok_and(|found| found.is_none());
        if is_gone(OTHER) && is_gone(ASIDE) {
            let _ = self.work.remove();
        }
    }
}

impl Place {
    /// The folder, if it is there.
    fn folder(&self) -> io::Result<Option<Folder>> {
        match self.parent.find(&self.name)?.map(|entry| entry.kind) {
            None => Ok(None),
            Some(Kind::Folder) => self.parent.below(&self.name).map(Some),
            Some(_) => {
                let message = format!(
                    "`{}` is a file or a link, where the folder of the site goes. Move it away",
                    self.public.display()
                );
                Err(io::Error::new(io::ErrorKind::NotADirectory, message))
            }
        }
    }

    /// The folder, made and marked if it is not there.
    fn made(&self) -> io::Result<Folder> {
        if let Some(folder) = self.folder()? {
            return Ok(folder);
        }
        let folder = self.parent.make(&self.name)?;
        folder.write(RelativePath::new(MARK)?, Files::default().to_mark().as_bytes())?;
        Ok(folder)
    }

    /// The files that the folder's mark names. It is ours if it has one, or is empty: version control alone does not
    /// count, because nothing is written there and it is kept.
    fn is_ours(&self, folder: &Folder, may_replace: bool) -> io::Result<Files> {
        if let Some(files) = Files::marked(folder)? {
            return Ok(files);
        }
        if may_replace || folder.names()?.iter().all(|name| name == OsStr::new(".git")) {
            return Ok(Files::default());
        }
        let message = format!(
            "`{}` holds files, and no `{MARK}` that says that `build` wrote them. Name another folder with `--out DIR`, \
             or let the site into this one with `--replace`: that keeps all files in it but those that have the name of a file of \
             the site",
            self.public.display()
        );
        Err(io::Error::new(io::ErrorKind::AlreadyExists, message))
    }

    /// Puts the new site in the folder's place, in one step where the disk can, and what was there in the workplace.
    fn exchange(&self, work: &Folder, is_there: bool) -> io::Result<()> {
        if !is_there {
            work.give(NEW, &self.parent, &self.name)?;
            return self.parent.sync();
        }
        work.give(NEW, work, OTHER)?;
        let exchanged = match work.exchange(OTHER, &self.parent, &self.name) {
            Ok(false) => self.exchange_in_steps(work),
            exchanged => exchanged.map(drop),
        };
        if let Err(error) = exchanged {
            // The folder is as it was: the new site is what is left.
            let _ = work.give(OTHER, work, NEW);
            return Err(self.in_the_way(error));
        }
        Ok(())
    }

    fn exchange_in_steps(&self, work: &Folder) -> io::Result<()> {
        self.parent.give(&self.name, work, ASIDE)?;
        if let Err(error) = work.give(OTHER, &self.parent, &self.name) {
            let _ = work.give(ASIDE, &self.parent, &self.name);
            return Err(error);
        }
        if let Err(error) = work.give(ASIDE, work, OTHER) {
            let back = self.parent.give(&self.name, work, OTHER);
            let _ = back.and_then(|()| work.give(ASIDE, &self.parent, &self.name));
            return Err(error);
        }
        Ok(())
    }

    /// Goes on where a build was killed.
    fn recover(&self, left: &Workplace) -> io::Result<()> {
        let work = &left.folder;
        if work.find(ASIDE)?.is_some() {
            match self.folder()? {
                None => work.give(ASIDE, &self.parent, &self.name)?,
                Some(_) => work.give(ASIDE, work, OTHER)?,
            }
        }
        let may_replace = work.find(MAY_REPLACE)?.is_some();
        self.settle(work, may_replace).map_err(|error| self.unsettled(&error))?;
        left.remove()
    }

    /// Brings the user's things to the folder, at once, then has the disk keep that, then takes ours away.
    fn move_over(
        &self,
        survey: &Survey,
        from: &Folder,
        to: &Folder,
        site: &Files,
        may_replace: bool,
    ) -> io::Result<()> {
        survey.bring(from, to, site, may_replace)?;
        self.parent.sync()?;
        to.sync()?;
        survey.clear(from)
    }

    /// Brings the user's things over from the other tree, and takes that away.
    fn settle(&self, work: &Folder, may_replace: bool) -> io::Result<()> {
        if work.find(OTHER)?.is_none() {
            return Ok(());
        }
        let other = work.below(OTHER)?;
        let mark = Files::marked(&other)?.unwrap_or_default();
        let site = match self.folder()? {
            Some(folder) => Files::marked(&folder)?.unwrap_or_default(),
            None => Files::default(),
        };
        let survey = Survey::of(&other, &mark, &site)?;
        if survey.is_ours() {
            survey.clear(&other)?;
        } else {
            self.move_over(&survey, &other, &self.made()?, &site, may_replace)?;
        }
        let rest = other.names()?.into_iter().find(|name| name != MARK);
        if let Some(rest) = rest {
            let message = format!("`{}` is there twice", rest.display());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
        }
        other.remove(MARK)?;
        work.remove_empty(OTHER).map(drop)
    }

    /// The new site is there, but something of the user's is not.
    fn unsettled(&self, error: &io::Error) -> io::Error {
        let message = format!(
            "not all that is yours could be brought to `{}`: {error}. The rest is in `{}`: move it to where you want it, \
             then build again",
            self.public.display(),
            self.parent.at(place::workplace(&self.name)).join(OTHER).display()
        );
        io::Error::new(error.kind(), message)
    }

    fn in_the_way(&self, error: io::Error) -> io::Error {
        match error.kind() {
            io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => {
                let message = format!(
                    "`{}` is a disk of its own, which cannot be exchanged. Name a folder in it with `--out DIR`",
                    self.public.display()
                );
                io::Error::new(error.kind(), message)
            }
            _ => error,
        }
    }
}

fn stays(error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot publish: {error}. The last good site stays"))
}
