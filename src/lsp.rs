//! The language server: an editor shows what is wrong while the writer types.
//!
//! The editor and the disk each have a thread that hands on what they say; one loop takes it in turn. What
//! came in while the site was built counts as one change. A message that cannot be read is answered, or passed
//! over with a word in the editor's log.

mod answer;
mod complete;
mod place;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

use gen_lsp_types as lsp;
use jiff::civil::Date;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::diagnostic::SourcePath;
use crate::watch;
use crate::workshop::Workshop;
use place::{Encoding, Folder};
use wire::Frame;

/// What the loop is told.
enum Event {
    /// The editor says something.
    Editor(Frame),
    /// The editor is gone.
    Gone,
    /// The editor says what nobody can read, so that nothing after it can be read either.
    Lost(String),
    /// These places on disk changed.
    Disk(Vec<PathBuf>),
}

/// A text that is open in the editor.
struct Document {
    uri: lsp::Uri,
    version: i32,
}

struct Server {
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
    let (sender, events) = channel();
    hear(sender.clone());
    let (id, client) = greeted(&events)?;
    let folder = Folder::of(&client, site);
    let started =
        watch::start(folder.root()).and_then(|changes| Ok((changes, Workshop::start(folder.root(), today)?)));
    let (changes, workshop) = match started {
        Ok(started) => started,
        Err(message) => {
            send(Response::new_err(id, ErrorCode::RequestFailed as i32, message.clone()))?;
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
    send(Response::new_ok(id, json(&result)))?;
    watch(sender, changes);
    let mut server = Server {
        workshop,
        folder,
        encoding,
        open: BTreeMap::new(),
        shown: BTreeMap::new(),
        edits: BTreeMap::new(),
        changed: Vec::new(),
        is_over: false,
    };
    server.run(&events)
}

/// Waits until the editor says who it is.
fn greeted(events: &Receiver<Event>) -> Result<(RequestId, lsp::InitializeParams), String> {
    loop {
        match events.recv() {
            Ok(Event::Editor(Frame::Message(Message::Request(Request { id, method, params })))) => {
                let (code, words) = match serde_json::from_value(params) {
                    Ok(client) if method == "initialize" => return Ok((id, client)),
                    Err(error) if method == "initialize" => (ErrorCode::InvalidParams, error.to_string()),
                    _ => (ErrorCode::ServerNotInitialized, "the first request is `initialize`".to_owned()),
                };
                send(Response::new_err(id, code as i32, words))?;
            }
            Ok(Event::Editor(Frame::Message(Message::Notification(note)))) if note.method == "exit" => {
                return Err("the editor left before it said who it is".to_owned());
            }
            Ok(Event::Editor(Frame::Unreadable(id, code, words))) => pass_over(id, code, words)?,
            Ok(Event::Editor(_) | Event::Disk(_)) => {}
            Ok(Event::Lost(message)) => return Err(lost(message)),
            Ok(Event::Gone) | Err(_) => return Err("the editor left before it said who it is".to_owned()),
        }
    }
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

/// Hands on what the editor says.
fn hear(to_loop: Sender<Event>) {
    std::thread::spawn(move || {
        let mut input = std::io::stdin().lock();
        loop {
            let (event, is_last) = match wire::read(&mut input) {
                Ok(Some(frame)) => (Event::Editor(frame), false),
                Ok(None) => (Event::Gone, true),
                Err(message) => (Event::Lost(message), true),
            };
            if to_loop.send(event).is_err() || is_last {
                return;
            }
        }
    });
}

/// Hands on what changes on disk.
fn watch(to_loop: Sender<Event>, mut changes: watch::Changes) {
    std::thread::spawn(move || {
        while let Some(paths) = changes.wait() {
            if to_loop.send(Event::Disk(paths)).is_err() {
                return;
            }
        }
    });
}

impl Server {
    fn run(&mut self, events: &Receiver<Event>) -> Result<(), String> {
        self.show()?;
        while let Ok(event) = events.recv() {
            for event in std::iter::once(event).chain(events.try_iter()) {
                match event {
                    Event::Disk(paths) => self.changed.extend(paths),
                    Event::Editor(Frame::Message(Message::Notification(note))) if note.method == "exit" => {
                        let early = "the editor left without a shutdown".to_owned();
                        return if self.is_over { Ok(()) } else { Err(early) };
                    }
                    Event::Editor(Frame::Message(Message::Notification(note))) => self.take(note)?,
                    Event::Editor(Frame::Message(Message::Request(request))) => {
                        // A question is about the text as it is now.
                        self.settle()?;
                        send(self.answer(request))?;
                    }
                    Event::Editor(Frame::Message(Message::Response(_))) => {}
                    Event::Editor(Frame::Unreadable(id, code, words)) => pass_over(id, code, words)?,
                    Event::Gone => return Ok(()),
                    Event::Lost(message) => return Err(lost(message)),
                }
            }
            self.settle()?;
        }
        Ok(())
    }

    /// Notes what became of an open text.
    fn take(&mut self, note: Notification) -> Result<(), String> {
        let Notification { method, params } = note;
        let taken = match method.as_str() {
            "textDocument/didOpen" => read(params).map(|params| {
                let lsp::DidOpenTextDocumentParams { text_document: opened } = params;
                self.edit(opened.uri, opened.version, opened.text);
            }),
            "textDocument/didChange" => read(params).map(|params| {
                let lsp::DidChangeTextDocumentParams { text_document, mut content_changes } = params;
                if let Some(lsp::TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(
                    last,
                )) = content_changes.pop()
                {
                    self.edit(text_document.text_document_identifier.uri, text_document.version, last.text);
                }
            }),
            "textDocument/didClose" => read(params).map(|params| {
                let lsp::DidCloseTextDocumentParams { text_document } = params;
                if let Some(path) = self.folder.path(&text_document.uri) {
                    self.open.remove(&path);
                    self.edits.insert(path, None);
                }
            }),
            // A save is seen on disk.
            _ => Ok(()),
        };
        taken.or_else(|why| {
            pass_over(None, ErrorCode::InvalidParams, format!("`{method}` is passed over: {why}"))
        })
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
            Err(message) => show(message),
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
            notify("textDocument/publishDiagnostics", &params)?;
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
        let answer = match method.as_str() {
            "shutdown" => {
                self.is_over = true;
                Ok(serde_json::Value::Null)
            }
            "textDocument/hover" => read(params).map(|params| json(&self.hover(params))),
            "textDocument/codeAction" => read(params).map(|params| json(&self.mend(params))),
            "textDocument/completion" => read(params).map(|params| json(&self.complete(params))),
            _ => {
                let message = format!("`{method}` is not answered");
                return Response::new_err(id, ErrorCode::MethodNotFound as i32, message);
            }
        };
        match answer {
            Ok(answer) => Response::new_ok(id, answer),
            Err(why) => Response::new_err(id, ErrorCode::InvalidParams as i32, why),
        }
    }
}

/// What a message holds, or why it is not as the protocol has it.
fn read<T: DeserializeOwned>(params: serde_json::Value) -> Result<T, String> {
    serde_json::from_value(params).map_err(|error| error.to_string())
}

fn json(value: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// Answers a request that cannot be read; of what is none, the editor's log is told.
fn pass_over(id: Option<RequestId>, code: ErrorCode, message: String) -> Result<(), String> {
    let kind = lsp::MessageType::Warning;
    match id {
        Some(id) => send(Response::new_err(id, code as i32, message)),
        None => notify("window/logMessage", &lsp::LogMessageParams { kind, message }),
    }
}

/// Tells the writer that the server ends, and why.
fn lost(message: String) -> String {
    let message = format!("what the editor sends cannot be read any more: {message}");
    // An editor that is gone is told nothing.
    let _ = show(message.clone());
    message
}

fn show(message: String) -> Result<(), String> {
    notify("window/showMessage", &lsp::ShowMessageParams { kind: lsp::MessageType::Error, message })
}

fn notify(method: &str, params: &impl Serialize) -> Result<(), String> {
    send(Notification::new(method.to_owned(), json(params)))
}

fn send(message: impl Into<Message>) -> Result<(), String> {
    message.into().write(&mut std::io::stdout().lock()).map_err(|_| "the editor is gone".to_owned())
}
