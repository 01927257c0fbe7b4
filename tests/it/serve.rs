//! The development server, asked as a browser asks it.

use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::folder::{Folder, program};

/// How long something may take before it counts as never happening.
const PATIENCE: Duration = Duration::from_secs(60);

const INDEX: &str = "content/en/index.md";
const TREAT: &str = "content/en/treat.md";

/// A server that ends when this is dropped.
struct Server {
    child: Child,
    port: u16,
    base: String,
    log: Receiver<String>,
    folder: Folder,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Server {
    fn start(folder: Folder) -> Server {
        let command = folder.program();
        Server::run(folder, command)
    }

    fn run(folder: Folder, mut command: Command) -> Server {
        command.args(["serve", "--port", "0"]).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (sender, log) = channel();
        let errors = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            for line in errors.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut server = Server { child, port: 0, base: String::new(), log, folder };
        let line = server.logged("serving http://");
        let address = line.split("http://127.0.0.1:").nth(1).unwrap().split(' ').next().unwrap();
        let (port, base) = address.split_once('/').unwrap_or((address, ""));
        server.port = port.parse().unwrap();
        server.base = format!("/{base}");
        server
    }

    /// Waits until the server says this.
    #[track_caller]
    fn logged(&self, words: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let line = self.log.recv_timeout(left).unwrap_or_else(|_| panic!("never said: {words}"));
            assert!(!line.contains("panicked"), "{line}");
            if line.contains(words) {
                return line;
            }
        }
    }

    fn connect(&self, target: &str, host: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let host = host.replace("PORT", &self.port.to_string());
        write!(stream, "GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        stream
    }

    fn get_as(&self, target: &str, host: &str) -> Answer {
        answer(self.connect(target, host))
    }

    /// What is answered to these bytes.
    fn send(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.replace("PORT", &self.port.to_string()).as_bytes()).unwrap();
        answer(stream)
    }

    fn get(&self, target: &str) -> Answer {
        self.get_as(target, "127.0.0.1:PORT")
    }

    /// Asks again until the answer is right.
    #[track_caller]
    fn until(&self, target: &str, is_right: impl Fn(&Answer) -> bool) -> Answer {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let answer = self.get(target);
            if is_right(&answer) {
                return answer;
            }
            assert!(Instant::now() < deadline, "{target}: {} {}", answer.status, answer.body);
            std::thread::yield_now();
        }
    }

    fn events(&self) -> Events {
        Events { stream: self.connect("/__plainleaf/events", "localhost:PORT"), read: String::new() }
    }
}

fn answer(mut stream: TcpStream) -> Answer {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The stream that tells a page of builds.
struct Events {
    stream: TcpStream,
    read: String,
}

impl Events {
    /// The next build that fits.
    #[track_caller]
    fn until(&mut self, is_right: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        let deadline = Instant::now() + PATIENCE;
        loop {
            while let Some((event, rest)) = self.read.split_once("\n\n") {
                let data = event.lines().find_map(|line| line.strip_prefix("data: "));
                let build = data.map(|data| serde_json::from_str(data).unwrap());
                self.read = rest.to_owned();
                if let Some(build) = build.filter(&is_right) {
                    return build;
                }
            }
            assert!(Instant::now() < deadline, "no such build is told: {}", self.read);
            let mut bytes = [0; 4096];
            match self.stream.read(&mut bytes) {
                Ok(n) => self.read.push_str(&String::from_utf8_lossy(&bytes[..n])),
                Err(error) => assert_eq!(error.kind(), ErrorKind::Interrupted),
            }
        }
    }
}

#[test]
fn pages_are_served_with_the_reload_script() {
    let server = Server::start(Folder::new());
    let page = server.get("/treat/");
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert!(page.body.contains("A nurse can freeze it."));
    assert!(page.body.contains("<script src=\"/__plainleaf/reload.js\""));
    let script = server.get("/__plainleaf/reload.js");
    assert!(script.status == 200 && script.body.contains("EventSource"));
    let file = server.get("/leaflet.txt");
    assert_eq!((file.status, &*file.body), (200, "Warts go away.\n"));
    assert_eq!(file.header("content-type"), Some("text/plain; charset=utf-8"));
    // A folder without its `/` leads there, with what was asked for kept.
    let folder = server.get("/treat");
    assert_eq!((folder.status, folder.header("location")), (307, Some("/treat/")));
    assert_eq!(server.get("/cure/").status, 200);
    assert_eq!(server.get("/nowhere/").status, 404);
    assert!(!server.folder.path("public").exists(), "serving writes nothing");
}

#[test]
fn a_query_does_not_matter() {
    let server = Server::start(Folder::new());
    assert_eq!(server.get("/treat/?x=/../").status, 200);
}

#[test]
fn only_this_machine_is_answered() {
    let server = Server::start(Folder::new());
    for host in ["127.0.0.1:PORT", "LocalHost:PORT", "[::1]:PORT", "[::1]", "localhost", "LOCALHOST.:PORT"] {
        assert_eq!(server.get_as("/", host).status, 200, "{host}");
    }
    for host in
        ["evil.example", "evil.example:PORT", "localhost.evil.example", "127.0.0.1.evil.example:PORT", ""]
    {
        for target in ["/", "/leaflet.txt", "/__plainleaf/reload.js", "/__plainleaf/events"] {
            let answer = server.get_as(target, host);
            assert_eq!(answer.status, 403, "{host}{target}");
            let right = format!("Open http://127.0.0.1:{}/ instead", server.port);
            assert!(answer.body.contains(&right), "{}", answer.body);
        }
    }
    for request in [
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n\r\n",
    ] {
        assert_eq!(server.send(request).status, 403, "{request}");
    }
    assert_eq!(server.send("GET / HTTP/1.0\r\nHost: localhost:PORT\r\n\r\n").status, 200);
    assert_eq!(
        server.send("GET http://localhost:PORT/treat/ HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n").status,
        200
    );
}

#[test]
fn a_site_is_only_shown() {
    let server = Server::start(Folder::new());
    let ask = |method: &str, target: &str| {
        let more = "Content-Length: 9000000\r\n";
        let more = if ["GET", "HEAD"].contains(&method) { "" } else { more };
        server.send(&format!("{method} {target} HTTP/1.1\r\nHost: localhost:PORT\r\n{more}\r\n"))
    };
    for target in ["/", "/treat/", "/treat", "/nowhere/", "/__plainleaf/events", "/__plainleaf/reload.js"] {
        for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get"] {
            let answer = ask(method, target);
            assert_eq!(
                (answer.status, answer.header("allow")),
                (405, Some("GET, HEAD")),
                "{method} {target}"
            );
        }
        if target != "/__plainleaf/events" {
            let (whole, head) = (ask("GET", target), ask("HEAD", target));
            assert_eq!((head.status, &*head.body), (whole.status, ""), "{target}");
            let length = head.header("content-length").unwrap_or("0");
            assert_eq!(length, whole.body.len().to_string(), "{target}");
        }
    }
    let events = ask("HEAD", "/__plainleaf/events");
    assert_eq!((events.status, &*events.body), (200, ""));
    assert_eq!(ask("OPTIONS", "*").status, 405);
    let long = "x".repeat(20_000);
    assert!([414, 431].contains(&ask("GET", &format!("/{long}")).status));
    let head = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {long}\r\n\r\n");
    assert_eq!(server.send(&head).status, 431);
}

#[test]
fn nobody_is_led_to_another_host() {
    let server = Server::start(Folder::new());
    let folder = Folder::new();
    folder.edit("site.toml", "https://warts.example/", "https://clinic.example/skin/");
    let below = Server::start(folder);
    for start in
        ["//evil.example", "/\\evil.example", "/%2fevil.example", "/%5cevil.example", "///evil.example"]
    {
        for path in ["", "/", "/treat", "/skin", "/skin/treat", "/../treat", "/%2e%2e/treat", "/..%2ftreat"] {
            for server in [&server, &below] {
                let answer = server.get(&format!("{start}{path}"));
                let place = answer.header("location");
                assert!(place.is_none_or(|place| place == "/skin/"), "{start}{path}: {place:?}");
            }
        }
    }
    assert_eq!(server.get("/%74reat").header("location"), Some("/treat/"));
    assert_eq!(below.get("/sk%69n/treat").header("location"), Some("/skin/treat/"));
}

#[test]
fn who_is_slow_gives_up_the_place() {
    let server = Server::start(Folder::new());
    let mut events = server.events();
    let first = events.until(|_| true);
    let open = || TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    // More than there are places: silent, half asked, and one byte a second.
    let idle: Vec<TcpStream> = (0..150).map(|_| open()).collect();
    let mut half: Vec<TcpStream> = (0..150).map(|_| open()).collect();
    for stream in &mut half {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
    }
    let mut slow = open();
    let started = Instant::now();
    let trickle = std::thread::spawn(move || {
        while started.elapsed() < PATIENCE && slow.write_all(b"G").is_ok() {
            std::thread::sleep(Duration::from_secs(1));
        }
        started.elapsed()
    });
    assert_eq!(server.get("/").status, 200);
    assert!(trickle.join().unwrap() < PATIENCE, "one byte a second holds a place");
    for mut stream in idle.into_iter().chain(half) {
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let ended = stream.read(&mut [0; 1]);
        assert!(
            ended.as_ref().is_ok_and(|n| *n == 0)
                || ended.is_err_and(|e| e.kind() == ErrorKind::ConnectionReset)
        );
    }
    // What is told of builds goes on.
    server.folder.edit(TREAT, "A nurse", "A doctor");
    events.until(|build| build["version"] != first["version"]);
}

#[test]
fn streams_of_events_leave_room_for_pages() {
    let server = Server::start(Folder::new());
    let streams: Vec<Events> = (0..64)
        .map(|_| server.events())
        .map(|mut events| {
            events.until(|_| true);
            events
        })
        .collect();
    assert_eq!(server.get("/__plainleaf/events").status, 503);
    assert_eq!(server.get("/").status, 200);
    drop(streams);
    let deadline = Instant::now() + PATIENCE;
    while server.send("HEAD /__plainleaf/events HTTP/1.1\r\nHost: localhost\r\n\r\n").status != 200 {
        assert!(Instant::now() < deadline, "who left still has a place");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn nothing_outside_of_the_site_is_served() {
    let folder = Folder::new();
    folder.write("secret.txt", "secret");
    let server = Server::start(folder);
    let targets = [
        "/../secret.txt",
        "/../../../../../../etc/passwd",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/treat/..%5c..%5csecret.txt",
        "//etc/passwd",
        "/./../secret.txt",
        "/site.toml",
        "/content/en/index.md",
        "/%00",
        "/leaflet.txt%00.html",
    ];
    for target in targets {
        let answer = server.get(target);
        assert!([400, 404].contains(&answer.status), "{target}: {}", answer.status);
        assert!(!answer.body.contains("secret") && !answer.body.contains("root:"), "{target}");
    }
    assert!([400, 404].contains(&server.get("/%ff").status));
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn a_save_is_served() {
    let server = Server::start(Folder::new());
    let mut events = server.events();
    let first = events.until(|_| true);
    assert_eq!(first["findings"], "");
    server.folder.edit(TREAT, "A nurse", "A doctor");
    let second = events.until(|build| build["version"] != first["version"]);
    assert_eq!(second["findings"], "");
    assert!(server.get("/treat/").body.contains("A doctor can freeze it."));
    // Data, templates and styles count too.
    server.folder.edit("content/claims.toml", "\"low\"", "\"high\"");
    server.until("/", |page| page.body.contains("title=\"high\""));
    server.folder.edit("templates/page.html", "<h1>", "<h1 class=\"big\">");
    server.until("/", |page| page.body.contains("<h1 class=\"big\">"));
    server.folder.edit("templates/site.css", "40em", "41em");
    server.until("/", |page| page.body.contains("41em"));
    server.folder.write("static/leaflet.txt", "Warts come back.\n");
    server.until("/leaflet.txt", |file| file.body == "Warts come back.\n");
}

#[test]
fn a_save_is_served_however_the_folder_is_named() {
    let inside = |folder: &Folder| {
        let mut command = program();
        command.current_dir(folder.root());
        command
    };
    let beside = |folder: &Folder| {
        let mut command = program();
        command.current_dir(folder.root().parent().unwrap());
        command.arg("--site").arg(folder.root().file_name().unwrap());
        command
    };
    for named in [&inside as &dyn Fn(&Folder) -> Command, &beside] {
        let folder = Folder::new();
        let command = named(&folder);
        let server = Server::run(folder, command);
        server.folder.edit(TREAT, "A nurse", "A doctor");
        server.until("/treat/", |page| page.body.contains("A doctor can freeze it."));
    }
}

#[test]
fn a_save_by_another_name_is_served() {
    // Many editors write a new file and give it the old one's name.
    let server = Server::start(Folder::new());
    let text = server.folder.read(TREAT).replace("A nurse", "A doctor");
    server.folder.write("content/en/.treat.md.swp", text);
    std::fs::rename(server.folder.path("content/en/.treat.md.swp"), server.folder.path(TREAT)).unwrap();
    server.until("/treat/", |page| page.body.contains("A doctor can freeze it."));
}

#[test]
fn pages_come_and_go() {
    let server = Server::start(Folder::new());
    let page = server.folder.read(TREAT).replace("/cure/", "/more/");
    server.folder.write("content/en/new.md", &page);
    server.until("/new/", |page| page.status == 200);
    server.folder.write(
        "content/en/folder/inside/page.md",
        page.replace("/more/", "/much/").replace("index.md", "../../index.md"),
    );
    server.until("/folder/inside/page/", |page| page.status == 200);
    server.folder.remove("content/en/folder");
    server.until("/folder/inside/page/", |page| page.status == 404);
    server.folder.remove("content/en/new.md");
    server.until("/new/", |page| page.status == 404);
    // A folder of the site that was not there at the start, and one that is made anew.
    server.folder.write("static/sub/x.txt", "1");
    server.until("/sub/x.txt", |file| file.body == "1");
    std::fs::rename(server.folder.path("static"), server.folder.path("away")).unwrap();
    server
        .events()
        .until(|build| build["findings"].as_str().is_some_and(|text| text.contains("leaflet.txt")));
    server.folder.write("static/leaflet.txt", "Back.\n");
    server.until("/leaflet.txt", |file| file.body == "Back.\n");
    server.folder.write("static/leaflet.txt", "Back again.\n");
    server.until("/leaflet.txt", |file| file.body == "Back again.\n");
}

#[test]
fn the_last_good_page_stays_while_there_are_findings() {
    let server = Server::start(Folder::new());
    let mut events = server.events();
    server.folder.edit(TREAT, "A nurse can freeze it. Go [back](index.md#what)", "A doctor. [x](indx.md)");
    let broken = events.until(|build| build["findings"] != "");
    let words = broken["findings"].as_str().unwrap();
    assert!(words.contains("error[broken-link]") && words.contains("content/en/treat.md:12"), "{words}");
    assert!(server.get("/treat/").body.contains("A nurse can freeze it."));
    server.logged("the last good site stays");
    // One that comes later is told at once.
    assert_eq!(server.events().until(|_| true)["findings"], broken["findings"]);
    server.folder.edit(TREAT, "indx.md", "index.md");
    let mended = events.until(|build| build["findings"] == "");
    assert!(mended["version"].as_u64() > broken["version"].as_u64());
    assert!(server.get("/treat/").body.contains("A doctor."));
}

#[test]
fn a_file_that_is_no_text_can_be_mended() {
    let server = Server::start(Folder::new());
    let mut events = server.events();
    let good = server.folder.read(TREAT);
    server.folder.write(TREAT, b"\xff\xfe");
    events.until(|build| build["findings"].as_str().is_some_and(|text| text.contains("not-utf8")));
    server.folder.write(TREAT, good.replace("A nurse", "A doctor"));
    events.until(|build| build["findings"] == "");
    assert!(server.get("/treat/").body.contains("A doctor can freeze it."));
}

#[test]
fn a_site_that_starts_broken_shows_why() {
    let folder = Folder::new();
    let good = folder.read(INDEX);
    folder.edit(INDEX, "title =", "titel =");
    let server = Server::start(folder);
    let page = server.get("/");
    assert!(page.status == 200 && page.body.contains("/__plainleaf/reload.js"), "{}", page.body);
    let build = server.events().until(|_| true);
    assert!(build["findings"].as_str().unwrap().contains("unknown-key"));
    server.folder.write(INDEX, good);
    server.until("/", |page| page.body.contains("Most warts"));
}

#[test]
fn a_site_may_lie_below_the_root() {
    let folder = Folder::new();
    folder.edit("site.toml", "https://warts.example/", "https://clinic.example/skin/warts/");
    let server = Server::start(folder);
    assert_eq!(server.base, "/skin/warts/");
    assert!(server.get("/skin/warts/").body.contains("Most warts"));
    assert!(server.get("/skin/warts/treat/").body.contains("A nurse"));
    assert_eq!(server.get("/skin/warts/nowhere/").status, 404);
    assert_eq!(server.get("/skin/warts/treat").header("location"), Some("/skin/warts/treat/"));
    for target in ["/", "/skin/warts"] {
        let answer = server.get(target);
        assert_eq!((answer.status, answer.header("location")), (307, Some("/skin/warts/")), "{target}");
    }
    for target in ["/treat/", "/skin/", "/skin/wartsx/", "/favicon.ico"] {
        assert_eq!(server.get(target).status, 404, "{target}");
    }
}

#[test]
fn a_port_in_use_is_left_to_its_owner() {
    let first = Server::start(Folder::new());
    let folder = Folder::new();
    let mut command = folder.program();
    command.args(["serve", "--port", &first.port.to_string()]).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let errors = BufReader::new(child.stderr.take().unwrap());
    let line = errors
        .lines()
        .map_while(Result::ok)
        .find(|line| line.contains("serving ") || line.contains("cannot"));
    child.kill().unwrap();
    child.wait().unwrap();
    let line = line.unwrap();
    assert!(
        line.contains("serving http://127.0.0.1:") && !line.contains(&format!(":{}", first.port)),
        "{line}"
    );
}
