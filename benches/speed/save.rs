//! From saving a page's text to the new bytes being served.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const SAVES: usize = 15;

/// The median over some saves, in milliseconds.
pub(crate) fn milliseconds(root: &Path) -> f64 {
    let page = root.join("content/en/section-0/index.md");
    let before = fs::read_to_string(&page).expect("the page can be read");
    let server = Server::start(root);
    let mut times: Vec<f64> = (0..SAVES)
        .map(|n| {
            let word = format!("saved-{n}-now");
            fs::write(&page, format!("{before}\n\n{word}\n")).expect("the page can be saved");
            let started = Instant::now();
            while !server.get("/section-0/").contains(&word) {
                assert!(started.elapsed() < Duration::from_secs(30), "the save was never served");
                std::thread::sleep(Duration::from_millis(1));
            }
            started.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    drop(server);
    fs::write(&page, before).expect("the page can be put back");
    crate::median(&mut times)
}

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(root: &Path) -> Server {
        let mut process = Command::new(env!("CARGO_BIN_EXE_plainleaf"))
            .arg("--site")
            .arg(root)
            .arg("serve")
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server can be started");
        let mut lines = BufReader::new(process.stderr.take().expect("stderr is piped")).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| Some(line.strip_prefix("serving http://")?.split('/').next()?.to_owned()))
            .expect("the server says its address");
        // Somebody must go on reading, or the server would wait.
        std::thread::spawn(move || lines.for_each(drop));
        Server { process, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("the server answers");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .expect("it listens");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers with text");
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
