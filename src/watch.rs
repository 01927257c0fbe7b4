//! What changed on disk, gathered until the editor is done saving.
#![expect(clippy::print_stderr, reason = "tells the writer of a folder that cannot be watched")]

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::source;

/// How long nothing must happen until a save counts as done. Editors write, rename and set times
/// within a millisecond or two of each other.
const QUIET: Duration = Duration::from_millis(12);
/// How long a stream of changes is waited for at most.
const PATIENCE: Duration = Duration::from_millis(300);

/// Changes of a site folder, as they come.
#[derive(Debug)]
pub struct Changes {
    receiver: Receiver<Vec<PathBuf>>,
    /// Watching ends when this is dropped.
    watcher: RecommendedWatcher,
    /// The folders that are watched, should they be made anew.
    parts: Vec<PathBuf>,
    /// The site folder as the command was given it, and as changes name it.
    root: PathBuf,
    absolute: PathBuf,
}

/// Starts to watch the parts of a site folder.
///
/// # Errors
/// If the folder is no site, or the system cannot watch it.
pub fn start(root: &Path) -> Result<Changes, String> {
    source::list(root).map_err(|error| error.to_string())?;
    let (sender, receiver) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Reads are events too: without this, serving a file would start a build.
        if let Ok(event) = event
            && !matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write))
        {
            let _ = sender.send(event.paths);
        }
    })
    .map_err(|error| format!("cannot watch the site folder: {error}"))?;
    let parts: Vec<PathBuf> = source::parts(root).collect();
    watch(&mut watcher, root, RecursiveMode::NonRecursive)?;
    for part in parts.iter().filter(|part| part.is_dir()) {
        watch(&mut watcher, part, RecursiveMode::Recursive)?;
    }
    let absolute = std::path::absolute(root).map_err(|error| error.to_string())?;
    Ok(Changes { receiver, watcher, parts, root: root.to_owned(), absolute })
}

fn watch(watcher: &mut RecommendedWatcher, place: &Path, mode: RecursiveMode) -> Result<(), String> {
    watcher.watch(place, mode).map_err(|error| format!("cannot watch `{}`: {error}", place.display()))
}

impl Changes {
    /// Waits for a change, and for the end of it; nothing once watching has ended.
    pub fn wait(&mut self) -> Option<Vec<PathBuf>> {
        let mut paths = self.receiver.recv().ok()?;
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            match self.receiver.recv_timeout(QUIET) {
                Ok(more) => paths.extend(more),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        // Whatever it was asked to watch, notify names whole paths.
        let named = |path: PathBuf| {
            path.strip_prefix(&self.absolute).map(|below| self.root.join(below)).unwrap_or(path)
        };
        let mut paths: Vec<PathBuf> = paths.into_iter().map(named).collect();
        paths.sort();
        paths.dedup();
        // A folder that was not there at the start, or was taken away and put back, is not watched yet.
        for part in self.parts.iter().filter(|part| paths.contains(part) && part.is_dir()) {
            if let Err(message) = watch(&mut self.watcher, part, RecursiveMode::Recursive) {
                eprintln!("plainleaf: {message}");
            }
        }
        Some(paths)
    }
}
