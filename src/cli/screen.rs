//! Findings on the screen: once, or again on every save.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Component, Path};

use jiff::civil::Date;

use super::Outcome;
use crate::diagnostic::Diagnostics;
use crate::report::{self, Format};
use crate::source::SourceTree;
use crate::watch;
use crate::workshop::Workshop;

/// How this terminal, or program, wants its findings.
pub(super) struct Screen {
    format: Format,
    color: bool,
    /// Where the site lies, seen from the current folder: paths that are printed can be opened.
    folder: String,
}

impl Screen {
    pub(super) fn new(root: &Path, format: Format) -> Screen {
        // Set to nothing, it means nothing (no-color.org).
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Screen { format, color: std::io::stdout().is_terminal() && wanted, folder: seen_from_here(root) }
    }

    pub(super) fn print(&self, found: &Diagnostics, tree: &SourceTree) {
        say(&report::text(found, tree, self.format, self.color, &self.folder));
    }
}

/// Prints a text. Who stops listening, as `head` does, has heard enough: that is no failure.
pub(super) fn say(text: &str) {
    let mut output = std::io::stdout();
    let _ = output.write_all(text.as_bytes()).and_then(|()| output.flush());
}

/// Prints the findings, and again after every save, until the program is ended.
pub(super) fn watch(
    root: &Path,
    format: Format,
    strict: bool,
    today: impl Fn() -> Result<Date, String> + Send + 'static,
) -> Result<Outcome, String> {
    let screen = Screen::new(root, format);
    let is_read_by_people = format == Format::Human && std::io::stdout().is_terminal();
    let mut changes = watch::start(root)?;
    let mut workshop = Workshop::start(root, today)?;
    loop {
        if is_read_by_people {
            // Clears the terminal, so that only what is wrong now stands there.
            print!("\u{1b}[2J\u{1b}[3J\u{1b}[H");
        }
        let found = workshop.found().clone();
        let found = if strict { found.strict() } else { found };
        screen.print(&found, workshop.tree());
        std::io::stdout().flush().map_err(|error| error.to_string())?;
        eprintln!("{} (Ctrl-C ends this)", report::summary(&found));
        loop {
            let Some(paths) = changes.wait() else {
                return Ok(Outcome::Clean);
            };
            match workshop.refresh(&paths) {
                Ok(true) => break,
                Ok(false) => {}
                Err(message) => eprintln!("plainleaf: {message}"),
            }
        }
    }
}

/// The site folder as a start for paths, ending in `/`: nothing for the current folder, and for one that
/// lies elsewhere, where paths from here would say nothing on another machine.
fn seen_from_here(root: &Path) -> String {
    #[expect(clippy::disallowed_methods, reason = "what is printed is opened from the current folder")]
    let here = std::env::current_dir().unwrap_or_default();
    let below = if root.is_absolute() { root.strip_prefix(here).unwrap_or(Path::new("")) } else { root };
    let parts = below.components().filter(|part| *part != Component::CurDir);
    parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
}
