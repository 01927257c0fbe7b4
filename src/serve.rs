//! The development server: builds, serves from memory to this machine only, and builds again on
//! every save. While a site has mistakes the last good one stays, with the findings shown in it.
#![expect(clippy::print_stderr, reason = "tells the writer what each save came to")]

mod answer;

use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::{Arc, RwLock};
use std::time::Instant;

use jiff::civil::Date;
use tokio::net::TcpListener;

use crate::build::Workshop;
use crate::output::OutputTree;
use crate::report::{self, Format};
use crate::watch;

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

    /// Hands what was built last to the readers, and tells the writer what it came to.
    fn show(&self, workshop: &Workshop, started: Instant) {
        let found = workshop.found();
        let before = self.current();
        let findings = report::text(found, workshop.tree(), Format::Human, false, "");
        let good = !found.has_errors();
        let base_path = crate::config::parse(workshop.tree()).0.map(|config| config.base_path().to_owned());
        self.replace(Current {
            output: if good { workshop.output().clone() } else { before.output.clone() },
            findings: findings.clone(),
            base_path: base_path.unwrap_or_else(|| before.base_path.clone()),
            version: before.version + 1,
        });
        let stays = if good { "" } else { "; the last good site stays" };
        eprintln!("{findings}built in {:.0?}: {}{stays}", started.elapsed(), report::summary(found));
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
    let mut changes = watch::start(root)?;
    let started = Instant::now();
    let mut workshop = Workshop::start(root, today)?;
    shared.show(&workshop, started);
    let builder = shared.clone();
    std::thread::spawn(move || {
        while let Some(paths) = changes.wait() {
            let started = Instant::now();
            match workshop.refresh(&paths) {
                Ok(true) => builder.show(&workshop, started),
                Ok(false) => {}
                Err(message) => eprintln!("plainleaf: {message}"),
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
