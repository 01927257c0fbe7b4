//! The development server: builds, serves from memory to this machine only, and builds again on
//! every save. While a site has mistakes the last good one stays, with the findings shown in it.
#![expect(clippy::print_stderr, reason = "tells the writer what each save came to")]

mod answer;
mod body;

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::civil::Date;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use crate::output::OutputTree;
use crate::report::{self, Format};
use crate::watch;
use crate::workshop::Workshop;

/// How many connections are open at once. Those that come later wait for a place.
const PLACES: usize = 256;
/// How many of them may be streams of events, which keep their places.
const STREAMS: usize = 64;
/// In this time a connection says what it asks for,
const ASKING: Duration = Duration::from_secs(10);
/// and in this it has read the answer.
const READING: Duration = Duration::from_secs(60);
/// The most bytes of a request's head.
const HEAD: usize = 16 * 1024;

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
    streams: Arc<Semaphore>,
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
    let shared = Shared {
        current: Arc::default(),
        changed: tokio::sync::watch::Sender::new(0),
        streams: Arc::new(Semaphore::new(STREAMS)),
    };
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
        serve(listener, address, shared).await;
        Ok(())
    })
}

/// Answers whoever connects, so many at once.
async fn serve(listener: TcpListener, address: SocketAddr, shared: Shared) {
    let places = Arc::new(Semaphore::new(PLACES));
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                let shared = shared.clone();
                tokio::spawn(async move {
                    connection(stream, address, &shared).await;
                    drop(place);
                });
            }
            // Whoever came is gone, or no more files can be open: that passes.
            Err(_) => sleep(Duration::from_millis(100)).await,
        }
    }
}

/// Answers one request. Only a stream of events may take its time.
async fn connection(stream: TcpStream, address: SocketAddr, shared: &Shared) {
    let is_stream = AtomicBool::new(false);
    let service = service_fn(|request| {
        let answer = answer::answer(shared, address, &request);
        is_stream.store(answer::is_stream(&answer), Ordering::Relaxed);
        async { Ok::<_, Infallible>(answer) }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(ASKING).max_buf_size(HEAD).keep_alive(false);
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
    // How it ends is nobody's concern: the next request comes by a connection of its own.
    while timeout(READING, connection.as_mut()).await.is_err() && is_stream.load(Ordering::Relaxed) {}
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
