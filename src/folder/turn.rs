//! Who writes in a folder at the same time takes turns.
#![expect(clippy::print_stderr, reason = "who waits is told for what")]

use std::io;
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::Folder;

/// How long someone waits before it is said; most turns are shorter.
const SHORT: Duration = Duration::from_millis(500);

/// A turn to write in a folder. It ends with this value, or with the program, however that ends.
#[derive(Debug)]
pub struct Turn {
    _lock: OwnedFd,
}

impl Folder {
    /// Waits for a turn, and says so if it takes a moment. File systems without locks give everyone their turn at once.
    ///
    /// # Errors
    /// If the folder cannot be locked.
    pub fn turn(&self) -> io::Result<Turn> {
        // A lock belongs to what was opened, not to who holds it: this one is not shared.
        let lock = self.below(".")?.handle;
        let started = Instant::now();
        let mut how = FlockOperation::NonBlockingLockExclusive;
        loop {
            match flock(&lock, how) {
                Ok(()) | Err(Errno::NOTSUP | Errno::NOSYS | Errno::NOLCK | Errno::INVAL | Errno::BADF) => {
                    return Ok(Turn { _lock: lock });
                }
                Err(Errno::INTR) => {}
                Err(Errno::WOULDBLOCK) if started.elapsed() < SHORT => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                Err(Errno::WOULDBLOCK) => {
                    eprintln!("waiting for another plainleaf that is writing in `{}`", self.place.display());
                    how = FlockOperation::LockExclusive;
                }
                Err(error) => return Err(super::naming(error.into(), &self.place)),
            }
        }
    }
}
