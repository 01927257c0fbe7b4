//! Requests to answers: only to this machine, only files of the last good site.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use hyper::body::Bytes;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Method, Request, StatusCode};
use percent_encoding::utf8_percent_encode;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::body::Body;
use super::{Current, Shared};
use crate::url;

/// What the server sends back.
pub(super) type Response = hyper::Response<Body>;

/// Below this address lies what the server adds to a site.
const OWN: &str = "/__plainleaf/";
const RELOAD: &str = include_str!("reload.js");
const EVENTS: &str = "text/event-stream";
const WORDS: &str = "text/plain; charset=utf-8";
/// A stream on which nothing happens says so this often.
const PING: Duration = Duration::from_secs(15);

/// Answers a request to the server at an address.
pub(super) fn answer<B>(shared: &Shared, address: SocketAddr, request: &Request<B>) -> Response {
    let current = shared.current();
    if !is_local(request) {
        let words = format!(
            "This server shows an unpublished site, and only to the machine that it runs on.\n\
             You asked for it by a name that is not this machine's. Open http://{address}{} instead.\n",
            current.base_path
        );
        return whole(StatusCode::FORBIDDEN, WORDS, words);
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        let words = "This server only shows a site: it answers GET and HEAD.\n";
        let answer = whole(StatusCode::METHOD_NOT_ALLOWED, WORDS, words);
        return with(answer, header::ALLOW, "GET, HEAD");
    }
    match request.uri().path().strip_prefix(OWN) {
        Some("events") => events(shared),
        Some("reload.js") => fresh(whole(StatusCode::OK, content_type("reload.js"), RELOAD)),
        _ => page(&current, request.uri().path()),
    }
}

/// A page of another site must not read this one through a name that leads here (DNS rebinding).
fn is_local<B>(request: &Request<B>) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter().map(HeaderValue::to_str).peekable();
    hosts.peek().is_some()
        && hosts.all(|host| host.is_ok_and(is_local_name))
        && request.uri().authority().is_none_or(|host| is_local_name(host.as_str()))
}

fn is_local_name(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    let ip = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    name.strip_suffix('.').unwrap_or(name).eq_ignore_ascii_case("localhost")
        || ip.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// An answer of so many bytes.
fn whole(status: StatusCode, kind: &'static str, bytes: impl Into<Bytes>) -> Response {
    let mut answer = Response::new(Body::Whole(bytes.into()));
    *answer.status_mut() = status;
    with(answer, header::CONTENT_TYPE, kind)
}

/// An answer without a word.
fn bare(status: StatusCode) -> Response {
    let mut answer = Response::new(Body::Whole(Bytes::new()));
    *answer.status_mut() = status;
    answer
}

fn with(mut answer: Response, name: HeaderName, value: &'static str) -> Response {
    answer.headers_mut().insert(name, HeaderValue::from_static(value));
    answer
}

/// An answer that a browser asks for again each time.
fn fresh(answer: Response) -> Response {
    with(answer, header::CACHE_CONTROL, "no-store")
}

/// Tells the page which version is current and what was found, at once and after every build.
fn events(shared: &Shared) -> Response {
    let Ok(place) = shared.streams.clone().try_acquire_owned() else {
        return whole(StatusCode::SERVICE_UNAVAILABLE, WORDS, "Too many pages of this site are open.\n");
    };
    let (sender, events) = mpsc::channel(1);
    tokio::spawn(tell(shared.clone(), sender));
    let answer = Response::new(Body::Events { events, _place: place });
    fresh(with(answer, header::CONTENT_TYPE, EVENTS))
}

/// Sends what is current until the reader has left, which the next sending shows.
async fn tell(shared: Shared, sender: mpsc::Sender<Bytes>) {
    let mut changes = shared.changed.subscribe();
    let mut has_changed = true;
    loop {
        let event = if has_changed {
            changes.borrow_and_update();
            let current = shared.current();
            let data = serde_json::json!({ "version": current.version, "findings": current.findings });
            format!("data: {data}\n\n").into()
        } else {
            Bytes::from_static(b":\n\n")
        };
        if sender.send(event).await.is_err() {
            return;
        }
        has_changed = match timeout(PING, changes.changed()).await {
            Ok(Ok(())) => true,
            Ok(Err(_)) => return,
            Err(_) => false,
        };
    }
}

/// Whether an answer goes on until the reader leaves.
pub(super) fn is_stream(answer: &Response) -> bool {
    answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == EVENTS)
}

fn page(current: &Current, asked: &str) -> Response {
    let (Some(asked), Some(base)) = (percent_decode(asked), percent_decode(&current.base_path)) else {
        return bare(StatusCode::BAD_REQUEST);
    };
    let Some(path) = asked.strip_prefix(&base) else {
        // The site lies below the root: whoever asks for the root, or leaves out the last `/`, is
        // led there; nothing else outside of it is ours.
        if asked == "/" || format!("{asked}/") == base {
            return redirect(&current.base_path);
        }
        return missing(current);
    };
    let file =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    if let Some(found) = current.output.get(&file) {
        return respond(StatusCode::OK, &file, &found.bytes, current);
    }
    if current.output.get(&format!("{file}/index.html")).is_some() {
        // What was asked for may be spelt so that it leads elsewhere; a folder of the site does not.
        return redirect(&format!("{}{}/", current.base_path, utf8_percent_encode(&file, url::PATH)));
    }
    missing(current)
}

fn redirect(to: &str) -> Response {
    let Ok(to) = HeaderValue::try_from(to) else {
        return bare(StatusCode::BAD_REQUEST);
    };
    let mut answer = bare(StatusCode::TEMPORARY_REDIRECT);
    answer.headers_mut().insert(header::LOCATION, to);
    answer
}

fn missing(current: &Current) -> Response {
    match current.output.get("404.html") {
        Some(found) => respond(StatusCode::NOT_FOUND, "404.html", &found.bytes, current),
        None if !current.output.is_empty() => bare(StatusCode::NOT_FOUND),
        // Before the first good build there is no page to show the findings in.
        None => respond(StatusCode::OK, "findings.html", include_bytes!("findings.html"), current),
    }
}

fn respond(status: StatusCode, file: &str, bytes: &[u8], current: &Current) -> Response {
    let kind = content_type(file);
    let is_page = kind.starts_with("text/html");
    let bytes = if is_page { with_reload(bytes, current.version) } else { bytes.to_vec() };
    fresh(whole(status, kind, bytes))
}

/// Adds the reload script, and leave for it in the page's policy. What is built stays as it is.
fn with_reload(html: &[u8], version: u64) -> Vec<u8> {
    let text = String::from_utf8_lossy(html);
    let script = format!("<script src=\"{OWN}reload.js\" data-version=\"{version}\" defer></script>");
    let mut text = match text.rfind("</body>") {
        Some(at) => format!("{}{script}{}", &text[..at], &text[at..]),
        None => format!("{text}{script}"),
    };
    let marker = "http-equiv=\"Content-Security-Policy\" content=\"";
    if let Some(start) = text.find(marker).map(|at| at + marker.len())
        && let Some(end) = text[start..].find('"').map(|at| start + at)
    {
        let mut policy: Vec<String> =
            text[start..end].split(';').map(|d| d.trim().to_owned()).filter(|d| !d.is_empty()).collect();
        for name in ["script-src", "connect-src"] {
            match policy.iter_mut().find(|directive| directive.starts_with(name)) {
                Some(directive) if directive.contains("'self'") => {}
                Some(directive) => directive.push_str(" 'self'"),
                None => policy.push(format!("{name} 'self'")),
            }
        }
        text.replace_range(start..end, &policy.join("; "));
    }
    text.into_bytes()
}

fn content_type(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        _ => "text/plain; charset=utf-8",
    }
}

fn percent_decode(path: &str) -> Option<String> {
    percent_encoding::percent_decode_str(path).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_only_to_this_machine() {
        for host in [
            "localhost:8400",
            "LocalHost",
            "localhost.:8400",
            "localhost:",
            "127.0.0.1",
            "[::1]:8400",
            "[::1]",
        ] {
            assert!(is_local_name(host), "{host}");
        }
        for host in [
            "evil.example:8400",
            "127.0.0.1.evil.example",
            "localhost@evil.example",
            "localhost..",
            "[::2]",
            "",
        ] {
            assert!(!is_local_name(host), "{host}");
        }
    }

    #[test]
    fn gives_the_reload_script_leave() {
        let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-x'\"><body></body>";
        let text = String::from_utf8(with_reload(page.as_bytes(), 3)).unwrap();
        assert!(
            text.contains("content=\"default-src 'none'; script-src 'sha256-x' 'self'; connect-src 'self'\"")
        );
        assert!(text.contains("data-version=\"3\" defer></script></body>"));
    }
}
