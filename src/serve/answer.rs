//! Requests to answers: only to this machine, only files of the last good site.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::sync::watch::Receiver;

use super::{Current, Shared};

/// Below this address lies what the server adds to a site.
const OWN: &str = "/__plainleaf/";
const RELOAD: &str = include_str!("reload.js");

/// The server's routes.
pub(super) fn router(shared: Shared) -> Router {
    Router::new()
        .route("/__plainleaf/events", get(events))
        .route("/__plainleaf/reload.js", get(reload))
        .fallback(page)
        .with_state(shared)
}

/// A page of another site must not read this one through a name that leads here (DNS rebinding).
fn is_local(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host
        .rsplit_once(':')
        .map_or(host, |(name, port)| if port.bytes().all(|b| b.is_ascii_digit()) { name } else { host });
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

async fn reload(headers: HeaderMap) -> Response {
    if !is_local(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-store")], RELOAD)
        .into_response()
}

/// Tells the page which version is current and what was found, at once and after every build.
async fn events(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    if !is_local(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let receiver = shared.changed.subscribe();
    let stream = Events { shared, receiver, first: true };
    let ping = KeepAlive::new().interval(Duration::from_secs(15));
    Sse::new(stream.into_stream()).keep_alive(ping).into_response()
}

struct Events {
    shared: Shared,
    receiver: Receiver<u64>,
    first: bool,
}

impl Events {
    fn into_stream(self) -> impl futures_util::Stream<Item = Result<Event, Infallible>> {
        futures_util::stream::unfold(self, |mut events| async move {
            if !events.first {
                events.receiver.changed().await.ok()?;
            }
            events.first = false;
            events.receiver.borrow_and_update();
            let current = events.shared.current();
            let data = serde_json::json!({ "version": current.version, "findings": current.findings });
            Some((Ok(Event::default().data(data.to_string())), events))
        })
    }
}

async fn page(State(shared): State<Shared>, headers: HeaderMap, uri: Uri) -> Response {
    if !is_local(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let current = shared.current();
    let Some(asked) = percent_decode(uri.path()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let Some(path) = asked.strip_prefix(&current.base_path) else {
        // The site lies below the root: whoever asks for the root, or leaves out the last `/`, is
        // led there; nothing else outside of it is ours.
        if asked == "/" || format!("{asked}/") == current.base_path {
            return redirect(&current.base_path);
        }
        return missing(&current);
    };
    let file =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    if let Some(found) = current.output.get(&file) {
        return respond(StatusCode::OK, &file, &found.bytes, &current);
    }
    if current.output.get(&format!("{file}/index.html")).is_some() {
        return redirect(&format!("{}/", uri.path()));
    }
    missing(&current)
}

fn redirect(to: &str) -> Response {
    (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response()
}

fn missing(current: &Current) -> Response {
    match current.output.get("404.html") {
        Some(found) => respond(StatusCode::NOT_FOUND, "404.html", &found.bytes, current),
        None if !current.output.is_empty() => StatusCode::NOT_FOUND.into_response(),
        // Before the first good build there is no page to show the findings in.
        None => respond(StatusCode::OK, "findings.html", include_bytes!("findings.html"), current),
    }
}

fn respond(status: StatusCode, file: &str, bytes: &[u8], current: &Current) -> Response {
    let kind = content_type(file);
    let body = if kind.starts_with("text/html") {
        Body::from(with_reload(bytes, current.version))
    } else {
        Body::from(bytes.to_vec())
    };
    let headers: [(HeaderName, &str); 2] =
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")];
    (status, headers, body).into_response()
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
        let local = |host: &str| is_local(&HeaderMap::from_iter([(header::HOST, host.parse().unwrap())]));
        assert!(
            local("localhost:8400") && local("127.0.0.1:8400") && local("127.0.0.1") && local("[::1]:8400")
        );
        assert!(!local("evil.example:8400") && !local("127.0.0.1.evil.example") && !local(""));
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
