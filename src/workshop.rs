//! A site that stays built while its writer works on it: what is on disk, what an editor holds that is
//! not saved yet, and what the last build came to.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::bibliography::Bibliography;
use crate::build::{Built, Keep, Memo, Options, build};
use crate::diagnostic::{Diagnostics, Found, SourcePath};
use crate::disk;
use crate::output::OutputTree;
use crate::rule::Purpose;
use crate::source::{SourceFile, SourceTree};
use crate::url::LinkStyle;

/// A site folder, and what it comes to now.
pub struct Workshop {
    root: PathBuf,
    /// Asked before every build, because a writer can work past midnight.
    today: Box<dyn Fn() -> Result<Date, String> + Send>,
    disk: SourceTree,
    /// What was found while reading the disk.
    read: Diagnostics,
    /// Texts that an editor holds: they count instead of those on disk.
    open: BTreeMap<SourcePath, Arc<SourceFile>>,
    tree: SourceTree,
    built: Found<OutputTree>,
    memo: Memo,
}

impl Workshop {
    /// Reads a site and builds it.
    ///
    /// # Errors
    /// If the folder is not there, or is not a site; or if nobody knows what day it is.
    pub fn start(
        root: &Path,
        today: impl Fn() -> Result<Date, String> + Send + 'static,
    ) -> Result<Workshop, String> {
        let mut workshop = Workshop {
            root: root.to_owned(),
            today: Box::new(today),
            disk: SourceTree::default(),
            read: Diagnostics::default(),
            open: BTreeMap::new(),
            tree: SourceTree::default(),
            built: Found::clean(OutputTree::default()),
            memo: Memo::default(),
        };
        workshop.read_all()?;
        workshop.build()?;
        Ok(workshop)
    }

    /// Reads what changed on disk and builds again; whether there was anything new.
    ///
    /// # Errors
    /// As [`Workshop::start`]; what was built last stays.
    pub fn refresh(&mut self, changed: &[PathBuf]) -> Result<bool, String> {
        let few = if self.read.is_empty() { disk::reread(&self.root, &self.disk, changed) } else { None };
        match few {
            Some(tree) if tree == self.disk => return Ok(false),
            Some(tree) => self.disk = tree,
            None => self.read_all()?,
        }
        self.build().map(|()| true)
    }

    /// Takes texts from an editor instead of those on disk; nothing for one that the editor closed.
    ///
    /// # Errors
    /// If nobody knows what day it is.
    pub fn edit(
        &mut self,
        texts: impl IntoIterator<Item = (SourcePath, Option<String>)>,
    ) -> Result<(), String> {
        for (path, text) in texts {
            match text {
                Some(text) => self.open.insert(path.clone(), Arc::new(SourceFile::text(path, text))),
                None => self.open.remove(&path),
            };
        }
        self.build()
    }

    /// The files the last build was made of.
    pub fn tree(&self) -> &SourceTree {
        &self.tree
    }

    /// The site as it was built last.
    pub fn output(&self) -> &OutputTree {
        &self.built.0
    }

    /// What is wrong with it.
    pub fn found(&self) -> &Diagnostics {
        &self.built.1
    }

    /// Its references.
    pub fn library(&self) -> Option<Arc<Found<Bibliography>>> {
        self.memo.library()
    }

    fn read_all(&mut self) -> Result<(), String> {
        Found(self.disk, self.read) = disk::read(&self.root).map_err(|error| error.to_string())?;
        Ok(())
    }

    fn build(&mut self) -> Result<(), String> {
        let options = Options {
            today: (self.today)()?,
            links: LinkStyle::Hosted,
            pages: Keep::InMemory,
            purpose: Purpose::Writing,
            progress: Arc::default(),
        };
        self.tree = self.disk.clone();
        for (path, file) in &self.open {
            self.tree = self.tree.with(path, Some(Arc::clone(file)));
        }
        let Found(Built { output, .. }, mut found) = build(&self.tree, &options, &self.memo);
        let unread = self.read.iter().filter(|finding| !self.open.contains_key(&finding.span.path));
        found.extend(unread.cloned());
        self.built = Found(output, found.sorted());
        Ok(())
    }
}

impl fmt::Debug for Workshop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workshop").field("root", &self.root).finish_non_exhaustive()
    }
}
