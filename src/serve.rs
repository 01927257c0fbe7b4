//! The development server: builds, serves from memory to this machine only, and builds again on
//! every save. While a site has mistakes the last good one stays, with the findings shown in it.
#![expect(clippy::print_stderr, reason = "tells the writer what each save came to")]

mod answer;
mod watch;

use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::{Arc, RwLock};
use std::time::Instant;

use jiff::civil::Date;
use tokio::net::TcpListener;

use crate::build::{self, Memo, Options};
use crate::diagnostic::{Diagnostics, Found};
use crate::output::OutputTree;
use crate::report::{self, Format};
use crate::rule::Purpose;
use crate::source::{self, SourceTree};
use crate::url::LinkStyle;

/// What is served now.
#[derive(Debug, Default)]
struct Current {
    /// The last good site.
    output: OutputTree,
    /// The findings of the last build, as text; empty where it was good.
    findings: String,
    /// The path part of the site's address, with `/` at both ends.
    base_path: String,
    /// Counts good builds and changes of the findings.
    version: u64,
}

/// Shares what is served between the builder and the answers.
#[derive(Debug, Clone)]
struct Shared {
    current: Arc<RwLock<Arc<Current>>>,
    changed: tokio::sync::watch::Sender<u64>,
}

impl Shared {
    fn current(&self) -> Arc<Current> {
        // A builder that panicked has left the last good site whole.
        let guard = self.current.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&guard)
    }

    fn replace(&self, next: Current) {
        let version = next.version;
        *self.current.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(next);
        self.changed.send_replace(version);
    }
}

/// Serves a site until the program is ended. `today` is asked before every build, because a server
/// can run past midnight.
///
/// # Errors
/// If the folder is no site, or no port can be had.
pub fn run(
    root: &Path,
    port: u16,
    today: impl Fn() -> Result<Date, String> + Send + 'static,
) -> Result<(), String> {
    let shared = Shared { current: Arc::default(), changed: tokio::sync::watch::Sender::new(0) };
    source::list(root).map_err(|error| error.to_string())?;
    let mut changes = watch::start(root)?;
    let mut builder = Builder {
        root: root.to_owned(),
        tree: SourceTree::default(),
        read: Diagnostics::default(),
        memo: Memo::default(),
        shared: shared.clone(),
        today: Box::new(today),
    };
    builder.read_all()?;
    builder.build()?;
    std::thread::spawn(move || {
        while let Some(paths) = changes.next() {
            if let Err(message) = builder.refresh(&paths) {
                eprintln!("plainleaf: {message}");
            }
        }
    });
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| format!("cannot start the server: {error}"))?;
    runtime.block_on(async {
        let listener = listen(port).await?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        let base = shared.current().base_path.clone();
        eprintln!("serving http://{address}{base} (Ctrl-C ends it)");
        tokio::select! {
            served = async { axum::serve(listener, answer::router(shared)).await } => served.map_err(|error| error.to_string()),
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    })
}

/// Takes the port asked for, or one of those after it.
async fn listen(port: u16) -> Result<TcpListener, String> {
    let mut last = String::new();
    for port in port..=port.saturating_add(20) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => last = format!("cannot listen on port {port}: {error}"),
        }
    }
    Err(last)
}

struct Builder {
    root: std::path::PathBuf,
    tree: SourceTree,
    read: Diagnostics,
    memo: Memo,
    shared: Shared,
    today: Box<dyn Fn() -> Result<Date, String> + Send>,
}

impl Builder {
    fn read_all(&mut self) -> Result<(), String> {
        let Found(tree, read) = build::read(&self.root).map_err(|error| error.to_string())?;
        (self.tree, self.read) = (tree, read);
        Ok(())
    }

    /// Reads what changed, builds, and hands the site to the server.
    fn refresh(&mut self, changed: &[std::path::PathBuf]) -> Result<(), String> {
        let few = if self.read.is_empty() { build::reread(&self.root, &self.tree, changed) } else { None };
        match few {
            Some(tree) if tree == self.tree => return Ok(()),
            Some(tree) => self.tree = tree,
            None => self.read_all()?,
        }
        self.build()
    }

    fn build(&mut self) -> Result<(), String> {
        let started = Instant::now();
        let options = Options {
            today: (self.today)()?,
            links: LinkStyle::Hosted,
            purpose: Purpose::Preview,
            progress: Arc::default(),
        };
        let Found(output, mut found) = build::build(&self.tree, &options, Some(&mut self.memo));
        found.extend(self.read.clone());
        let found = found.sorted();
        let before = self.shared.current();
        let findings = report::text(&found, &self.tree, Format::Human, false);
        let good = !found.has_errors();
        let base_path = crate::config::parse(&self.tree).0.map(|config| config.base_path().to_owned());
        self.shared.replace(Current {
            output: if good { output } else { before.output.clone() },
            findings: findings.clone(),
            base_path: base_path.unwrap_or_else(|| before.base_path.clone()),
            version: before.version + 1,
        });
        let stays = if good { "" } else { "; the last good site stays" };
        eprintln!("{findings}built in {:.0?}: {}{stays}", started.elapsed(), report::summary(&found));
        Ok(())
    }
}
