//! The language server: an editor shows what is wrong while the writer types.
//!
//! The editor and the disk each have a thread that hands on what they say; one loop takes it in turn. What
//! came in while the site was built counts as one change.

mod answer;
mod complete;
mod place;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use gen_lsp_types as lsp;
use jiff::civil::Date;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::build::Workshop;
use crate::diagnostic::SourcePath;
use crate::watch;
use place::{Encoding, Folder};

/// What the loop is told.
enum Event {
    /// The editor says something.
    Editor(Message),
    /// The editor is gone.
    Gone,
    /// These places on disk changed.
    Disk(Vec<PathBuf>),
}

/// A text that is open in the editor.
struct Document {
    uri: lsp::Uri,
    version: i32,
}

struct Server {
    connection: Connection,
    workshop: Workshop,
    folder: Folder,
    encoding: Encoding,
    open: BTreeMap<SourcePath, Document>,
    /// What the editor shows now.
    shown: BTreeMap<SourcePath, Vec<lsp::Diagnostic>>,
    /// Texts that changed since the last build.
    edits: BTreeMap<SourcePath, Option<String>>,
    /// Places on disk that changed since the last build.
    changed: Vec<PathBuf>,
    is_over: bool,
}

/// Serves an editor over standard input and output until it says that it is done. `site` is seen from the
/// folder that the editor has open.
///
/// # Errors
/// If the folder is no site, or the editor does not keep to the protocol.
pub fn run(site: &Path, today: impl Fn() -> Result<Date, String> + Send + 'static) -> Result<(), String> {
    let (connection, threads) = Connection::stdio();
    let (id, params) = connection.initialize_start().map_err(|error| error.to_string())?;
    let client: lsp::InitializeParams = serde_json::from_value(params).map_err(|error| error.to_string())?;
    let folder = Folder::of(&client, site);
    let started =
        watch::start(folder.root()).and_then(|changes| Ok((changes, Workshop::start(folder.root(), today)?)));
    let (changes, workshop) = match started {
        Ok(started) => started,
        Err(message) => {
            let refusal = Response::new_err(id, ErrorCode::RequestFailed as i32, message.clone());
            let _ = connection.sender.send(refusal.into());
            drop(connection);
            threads.join().map_err(|error| error.to_string())?;
            return Err(message);
        }
    };
    let encoding = Encoding::agreed(&client);
    let result = lsp::InitializeResult {
        capabilities: capabilities(encoding),
        server_info: Some(lsp::ServerInfo {
            name: "plainleaf".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    };
    connection.initialize_finish(id, json(&result)).map_err(|error| error.to_string())?;
    let events = listen(&connection, changes);
    let mut server = Server {
        connection,
        workshop,
        folder,
        encoding,
        open: BTreeMap::new(),
        shown: BTreeMap::new(),
        edits: BTreeMap::new(),
        changed: Vec::new(),
        is_over: false,
    };
    let ended = server.run(&events);
    drop(server);
    drop(events);
    ended.and_then(|()| threads.join().map_err(|error| error.to_string()))
}

fn capabilities(encoding: Encoding) -> lsp::ServerCapabilities {
    lsp::ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(lsp::TextDocumentSync::Options(lsp::TextDocumentSyncOptions {
            open_close: Some(true),
            // Pages are short: a whole text is sent sooner than it is put together.
            change: Some(lsp::TextDocumentSyncKind::Full),
            ..Default::default()
        })),
        completion_provider: Some(lsp::CompletionOptions {
            trigger_characters: Some([":", "@", "("].map(str::to_owned).to_vec()),
            ..Default::default()
        }),
        hover_provider: Some(lsp::HoverProvider::Bool(true)),
        code_action_provider: Some(lsp::CodeActionProvider::CodeActionOptions(lsp::CodeActionOptions {
            code_action_kinds: Some(vec![lsp::CodeActionKind::QuickFix]),
            ..Default::default()
        })),
        ..Default::default()
    }
}

/// What the editor and the disk say, in one stream.
fn listen(connection: &Connection, mut changes: watch::Changes) -> Receiver<Event> {
    let (sender, events) = channel();
    let (messages, to_loop) = (connection.receiver.clone(), sender.clone());
    std::thread::spawn(move || {
        for message in messages {
            if to_loop.send(Event::Editor(message)).is_err() {
                return;
            }
        }
        let _ = to_loop.send(Event::Gone);
    });
    std::thread::spawn(move || {
        while let Some(paths) = changes.wait() {
            if sender.send(Event::Disk(paths)).is_err() {
                return;
            }
        }
    });
    events
}

impl Server {
    fn run(&mut self, events: &Receiver<Event>) -> Result<(), String> {
        self.show()?;
        while let Ok(event) = events.recv() {
            for event in std::iter::once(event).chain(events.try_iter()) {
                match event {
                    Event::Disk(paths) => self.changed.extend(paths),
                    Event::Editor(Message::Notification(note)) if note.method == "exit" => {
                        let early = "the editor left without a shutdown".to_owned();
                        return if self.is_over { Ok(()) } else { Err(early) };
                    }
                    Event::Editor(Message::Notification(note)) => self.take(note),
                    Event::Editor(Message::Request(request)) => {
                        // A question is about the text as it is now.
                        self.settle()?;
                        let response = self.answer(request);
                        self.send(response)?;
                    }
                    Event::Editor(Message::Response(_)) => {}
                    Event::Gone => return Ok(()),
                }
            }
            self.settle()?;
        }
        Ok(())
    }

    /// Notes what became of an open text.
    fn take(&mut self, note: Notification) {
        let method = note.method;
        match method.as_str() {
            "textDocument/didOpen" => {
                if let Some(lsp::DidOpenTextDocumentParams { text_document: opened }) = read(note.params) {
                    self.edit(opened.uri, opened.version, opened.text);
                }
            }
            "textDocument/didChange" => {
                if let Some(lsp::DidChangeTextDocumentParams { text_document, mut content_changes }) =
                    read(note.params)
                    && let Some(lsp::TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(
                        last,
                    )) = content_changes.pop()
                {
                    self.edit(text_document.text_document_identifier.uri, text_document.version, last.text);
                }
            }
            "textDocument/didClose" => {
                if let Some(lsp::DidCloseTextDocumentParams { text_document }) = read(note.params)
                    && let Some(path) = self.folder.path(&text_document.uri)
                {
                    self.open.remove(&path);
                    self.edits.insert(path, None);
                }
            }
            // A save is seen on disk.
            _ => {}
        }
    }

    fn edit(&mut self, uri: lsp::Uri, version: i32, text: String) {
        if let Some(path) = self.folder.path(&uri) {
            self.open.insert(path.clone(), Document { uri, version });
            self.edits.insert(path, Some(text));
        }
    }

    /// Builds what changed, and tells the editor.
    fn settle(&mut self) -> Result<(), String> {
        let edited: BTreeSet<SourcePath> = self.edits.keys().cloned().collect();
        let mut built = Ok(false);
        if !edited.is_empty() {
            built = self.workshop.edit(std::mem::take(&mut self.edits)).map(|()| true);
        }
        if !self.changed.is_empty() {
            let changed = std::mem::take(&mut self.changed);
            built = built.and_then(|edited| Ok(self.workshop.refresh(&changed)? || edited));
        }
        match built {
            Ok(false) => Ok(()),
            Ok(true) => {
                // The findings of an edited text are told even if they stay: they are those of its new version.
                for path in edited.iter().filter(|path| self.open.contains_key(path)) {
                    self.shown.entry(path.clone()).or_default().push(lsp::Diagnostic::default());
                }
                self.show()
            }
            // The site may be a site again after the next save.
            Err(message) => self.notify(
                "window/showMessage",
                &lsp::ShowMessageParams { kind: lsp::MessageType::Error, message },
            ),
        }
    }

    /// Tells the editor of every file whose findings are not those it shows.
    fn show(&mut self) -> Result<(), String> {
        let mut now: BTreeMap<SourcePath, Vec<lsp::Diagnostic>> = BTreeMap::new();
        for finding in self.workshop.found().iter() {
            now.entry(finding.span.path.clone()).or_default().push(self.diagnostic(finding));
        }
        let paths: BTreeSet<&SourcePath> = self.shown.keys().chain(now.keys()).collect();
        for path in paths.into_iter().filter(|path| self.shown.get(path) != now.get(path)) {
            let params = lsp::PublishDiagnosticsParams {
                uri: self.uri(path),
                version: self.open.get(path).map(|document| document.version),
                diagnostics: now.get(path).cloned().unwrap_or_default(),
            };
            self.notify("textDocument/publishDiagnostics", &params)?;
        }
        self.shown = now;
        Ok(())
    }

    /// A file's address, spelt as the editor spells it.
    fn uri(&self, path: &SourcePath) -> lsp::Uri {
        self.open.get(path).map_or_else(|| self.folder.uri(path), |document| document.uri.clone())
    }

    fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        match method.as_str() {
            "shutdown" => {
                self.is_over = true;
                Response::new_ok(id, ())
            }
            "textDocument/hover" => Response::new_ok(id, read(params).and_then(|params| self.hover(params))),
            "textDocument/codeAction" => {
                Response::new_ok(id, read(params).map(|params| self.mend(params)).unwrap_or_default())
            }
            "textDocument/completion" => {
                Response::new_ok(id, read(params).map(|params| self.complete(params)).unwrap_or_default())
            }
            _ => {
                let message = format!("`{method}` is not answered");
                Response::new_err(id, ErrorCode::MethodNotFound as i32, message)
            }
        }
    }

    fn notify(&self, method: &str, params: &impl Serialize) -> Result<(), String> {
        self.send(Notification::new(method.to_owned(), json(params)))
    }

    fn send(&self, message: impl Into<Message>) -> Result<(), String> {
        self.connection.sender.send(message.into()).map_err(|_| "the editor is gone".to_owned())
    }
}

/// What a message holds; one that is not as the protocol has it is passed over.
fn read<T: DeserializeOwned>(params: serde_json::Value) -> Option<T> {
    serde_json::from_value(params).ok()
}

fn json(value: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or_default()
}
