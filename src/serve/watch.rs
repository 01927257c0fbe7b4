//! What changed on disk, gathered until the editor is done saving.

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
pub(super) struct Changes {
    receiver: Receiver<Vec<PathBuf>>,
    /// Watching ends when this is dropped.
    _watcher: RecommendedWatcher,
}

/// Starts to watch the parts of a site folder.
pub(super) fn start(root: &Path) -> Result<Changes, String> {
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
    let mut watch = |place: &Path, mode| {
        watcher.watch(place, mode).map_err(|error| format!("cannot watch `{}`: {error}", place.display()))
    };
    watch(root, RecursiveMode::NonRecursive)?;
    for part in source::parts(root).filter(|part| part.is_dir()) {
        watch(&part, RecursiveMode::Recursive)?;
    }
    Ok(Changes { receiver, _watcher: watcher })
}

impl Changes {
    /// Waits for a change, and for the end of it; nothing once watching has ended.
    pub(super) fn next(&self) -> Option<Vec<PathBuf>> {
        let mut paths = self.receiver.recv().ok()?;
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            match self.receiver.recv_timeout(QUIET) {
                Ok(more) => paths.extend(more),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        paths.sort();
        paths.dedup();
        Some(paths)
    }
}
