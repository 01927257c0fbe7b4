//! A plain static host on loopback, with a record of what was asked of it.

use crate::site::Site;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Response, Uri, header};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// Serves a site below `mount`, and nothing above it, until dropped.
pub(crate) struct Server {
    origin: String,
    address: SocketAddr,
    host: Arc<Host>,
    runtime: Option<Runtime>,
}

/// How a host is doing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Health {
    Well,
    /// It answers after this long.
    Slow(Duration),
    /// It says that it cannot answer.
    Failing,
}

/// One request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// The path, as sent.
    pub(crate) path: String,
    /// What the browser wanted it for: the `Sec-Fetch-Dest` header.
    pub(crate) purpose: String,
}

struct Host {
    mount: String,
    files: BTreeMap<String, Vec<u8>>,
    headers: Vec<(String, Vec<(String, String)>)>,
    requests: Mutex<Vec<Request>>,
    health: Health,
}

impl Server {
    /// Starts on a free port. `mount` begins and ends with a slash.
    pub(crate) fn start(site: &Site, mount: &str) -> Server {
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        Server::listen(site, mount, Health::Well, any)
    }

    /// Stops answering, and lets go of its port.
    pub(crate) fn stop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(Duration::from_secs(5));
        }
    }

    /// Serves a site in its place, at the same address.
    pub(crate) fn serve(&mut self, site: &Site, health: Health) {
        self.stop();
        *self = Server::listen(site, &self.host.mount, health, self.address);
    }

    fn listen(site: &Site, mount: &str, health: Health, address: SocketAddr) -> Server {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime for the server");
        let headers = site.files().get("_headers").map(|text| header_rules(&String::from_utf8_lossy(text)));
        let host = Arc::new(Host {
            mount: mount.into(),
            files: site.files().clone(),
            headers: headers.unwrap_or_default(),
            requests: Mutex::default(),
            health,
        });
        let listener =
            runtime.block_on(tokio::net::TcpListener::bind(address)).expect("a free port on loopback");
        let address = listener.local_addr().expect("the port just bound");
        let router = Router::new().fallback(answer).with_state(Arc::clone(&host));
        runtime.spawn(async move { axum::serve(listener, router).await });
        Server { origin: format!("http://{address}"), address, host, runtime: Some(runtime) }
    }

    /// Scheme, host and port.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether the site starts at the root of its host.
    pub(crate) fn is_at_root(&self) -> bool {
        self.host.mount == "/"
    }

    /// The address of an output path; an `index.html` is its folder.
    pub(crate) fn url(&self, path: &str) -> String {
        let folder = if path == "index.html" { "" } else { path.strip_suffix("/index.html").unwrap_or(path) };
        let slash = if folder == path || folder.is_empty() { "" } else { "/" };
        format!("{}{}{folder}{slash}", self.origin, self.host.mount)
    }

    /// The status that a decoded URL path gets, and the output path that answers it.
    pub(crate) fn lookup(&self, url_path: &str) -> (u16, Option<&str>) {
        self.host.lookup(url_path)
    }

    /// The requests since the last call.
    pub(crate) fn take_requests(&self) -> Vec<Request> {
        std::mem::take(&mut *self.host.requests.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Host {
    fn lookup(&self, url_path: &str) -> (u16, Option<&str>) {
        let Some(path) = url_path.strip_prefix(&self.mount) else {
            return (404, None);
        };
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        if let Some((name, _)) = self.files.get_key_value(&file) {
            return (200, Some(name));
        }
        let folder = self.files.get_key_value(&format!("{file}/index.html"));
        folder.map_or((404, None), |(name, _)| (301, Some(name)))
    }
}

async fn answer(State(host): State<Arc<Host>>, uri: Uri, sent: HeaderMap) -> Response<Body> {
    let purpose = sent.get("sec-fetch-dest").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let request = Request { path: uri.path().into(), purpose: purpose.into() };
    host.requests.lock().unwrap_or_else(PoisonError::into_inner).push(request);

    match host.health {
        Health::Well => {}
        Health::Slow(time) => tokio::time::sleep(time).await,
        Health::Failing => {
            return Response::builder()
                .status(503)
                .body(Body::empty())
                .expect("a status is a whole response");
        }
    }
    let url_path = percent_encoding::percent_decode_str(uri.path()).decode_utf8_lossy();
    let (status, file) = host.lookup(&url_path);
    let file = if status == 404 {
        host.files.get_key_value("404.html").map(|(name, _)| name.as_str())
    } else {
        file
    };
    // Nothing is kept, so that each first view is a first view.
    let mut response = Response::builder().status(status).header(header::CACHE_CONTROL, "no-store");
    if status == 301 {
        response = response.header(header::LOCATION, format!("{}/", uri.path()));
    }
    let Some(file) = file else {
        return response.body(Body::empty()).expect("a status is a whole response");
    };
    response = response.header(header::CONTENT_TYPE, content_type(file));
    let site_path = format!("/{}", url_path.strip_prefix(&host.mount).unwrap_or_default());
    for (_, rules) in host.headers.iter().filter(|(pattern, _)| covers(pattern, &site_path)) {
        // Caching is ours, see above.
        for (name, value) in rules.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("cache-control")) {
            response = response.header(name, value);
        }
    }
    response.body(Body::from(host.files[file].clone())).expect("the headers file holds legal headers")
}

fn content_type(file: &str) -> &'static str {
    match file.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "jpg" | "jpeg" => "image/jpeg",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

/// The `_headers` file that common hosts read: a path, then indented headers.
fn header_rules(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if !line.starts_with([' ', '\t']) {
            rules.push((line.trim().to_owned(), Vec::new()));
        } else if let (Some((_, headers)), Some((name, value))) = (rules.last_mut(), line.split_once(':')) {
            headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    rules
}

fn covers(pattern: &str, path: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == path, |prefix| path.starts_with(prefix))
}
