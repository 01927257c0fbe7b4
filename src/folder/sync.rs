//! Asking the disk to keep what was written, so that it is there after the power went.

use std::io;

use rustix::fs as system;
use rustix::io::Errno;

use super::{Folder, Kind, naming};

impl Folder {
    /// Asks the disk to keep all that is in this folder, and below it.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub fn sync_all(&self) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        match system::syncfs(&self.handle) {
            Err(Errno::NOSYS) => {}
            synced => return synced.map_err(|error| naming(error.into(), &self.place)),
        }
        self.sync_each()
    }

    fn sync_each(&self) -> io::Result<()> {
        for name in self.names()? {
            match self.find(&name)?.map(|entry| entry.kind) {
                Some(Kind::Folder) => self.below(&name)?.sync_each()?,
                Some(Kind::File) => {
                    self.read(&name)?.sync_all().map_err(|error| naming(error, &self.at(&name)))?;
                }
                _ => {}
            }
        }
        self.sync()
    }

    /// Asks the disk to keep the names in this folder.
    ///
    /// # Errors
    /// If the disk cannot be written.
    pub fn sync(&self) -> io::Result<()> {
        system::fsync(&self.handle).map_err(|error| naming(error.into(), &self.place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_and_folder_can_be_asked_for() {
        let folder = Folder::open(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let rules = folder.below("src").unwrap().below("rules").unwrap();
        rules.sync_each().unwrap();
        rules.sync_all().unwrap();
    }
}
