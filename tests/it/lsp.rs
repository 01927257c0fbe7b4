//! The language server, asked as an editor asks it: JSON-RPC over pipes.

use std::io::{BufReader, Write as _};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::folder::{Folder, TODAY, program};

/// How long something may take before it counts as never happening.
const PATIENCE: Duration = Duration::from_secs(60);

const TREAT: &str = "content/en/treat.md";
const CLAIMS: &str = "content/claims.toml";

/// An editor with a site open.
struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    folder: Folder,
    last: i64,
    encoding: String,
}

impl Editor {
    /// Starts the server, and says nothing.
    fn silent(folder: Folder) -> Editor {
        let mut command = program();
        command.args(["--today", TODAY, "lsp"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::inherit()).spawn().unwrap();
        let (sender, messages) = channel();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take();
        Editor { child, input, messages, folder, last: 0, encoding: String::new() }
    }

    /// Starts the server as editors do: from anywhere, with the folder's address in the first message.
    fn start(folder: Folder, encodings: &[&str]) -> Editor {
        let mut editor = Editor::silent(folder);
        let general =
            if encodings.is_empty() { json!({}) } else { json!({ "positionEncodings": encodings }) };
        let answer = editor.ask(
            "initialize",
            json!({
                "processId": null,
                "rootUri": editor.uri(""),
                "capabilities": { "general": general },
                "workspaceFolders": [{ "uri": editor.uri(""), "name": "site" }],
            }),
        );
        editor.encoding = answer["capabilities"]["positionEncoding"].as_str().unwrap().to_owned();
        editor.tell("initialized", json!({}));
        editor
    }

    fn uri(&self, path: &str) -> String {
        format!("file://{}/{path}", self.folder.root().display()).trim_end_matches('/').to_owned()
    }

    fn send(&mut self, message: &Value) {
        self.send_bytes(message.to_string().as_bytes());
    }

    fn send_bytes(&mut self, bytes: &[u8]) {
        self.send_raw(format!("Content-Length: {}\r\n\r\n", bytes.len()).as_bytes());
        self.send_raw(bytes);
    }

    fn send_raw(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    /// Waits for a message.
    #[track_caller]
    fn until(&self, fits: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("a message that fits");
            if fits(&message) {
                return message;
            }
        }
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks, and waits for the answer; what the server tells meanwhile is passed over.
    #[track_caller]
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.last, "method": method, "params": params }));
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("an answer");
            if message["id"] == self.last {
                assert!(message["error"].is_null(), "{message}");
                return message["result"].clone();
            }
        }
    }

    /// Waits until a file's findings fit.
    #[track_caller]
    fn found(&self, path: &str, fits: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let uri = self.uri(path);
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("findings that fit");
            if message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == *uri {
                let found = message["params"]["diagnostics"].as_array().unwrap().clone();
                if fits(&found) {
                    return found;
                }
            }
        }
    }

    fn open(&mut self, path: &str, text: &str) {
        let document = json!({ "uri": self.uri(path), "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn change(&mut self, path: &str, version: i64, text: &str) {
        let document = json!({ "uri": self.uri(path), "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.tell("textDocument/didChange", params);
    }

    /// Says goodbye, and gives the exit code.
    fn leave(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.child.wait().unwrap().code()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(output: &mut impl std::io::BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut bytes = vec![0; length];
    output.read_exact(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// The page with a mistake behind letters that are longer in bytes than in UTF-16, and in that than in characters.
fn wrong(folder: &Folder) -> String {
    folder.read(TREAT).replace("A nurse can freeze it. Go [back](index.md#what)", "Drück 😀 [back](indx.md)")
}

#[test]
fn a_mistake_is_underlined_explained_and_mended() {
    let cases = [
        (&[][..], "utf-16", 9, "\n"),
        (&["utf-16", "utf-8"], "utf-8", 12, "\n"),
        // An editor hands on a text with the ends of lines that it has on disk.
        (&[], "utf-16", 9, "\r\n"),
        (&[], "utf-16", 9, "\r"),
    ];
    for (encodings, encoding, start, end) in cases {
        let mut editor = Editor::start(Folder::new(), encodings);
        assert_eq!(editor.encoding, encoding);
        let text = wrong(&editor.folder).replace('\n', end);
        editor.folder.write(TREAT, &text);
        editor.open(TREAT, &text);
        let found = editor.found(TREAT, |found| !found.is_empty());
        let range = json!({
            "start": { "line": 11, "character": start }, "end": { "line": 11, "character": start + 15 }
        });
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["range"], range);
        assert_eq!(
            (&found[0]["severity"], &found[0]["code"], &found[0]["source"]),
            (&1.into(), &"broken-link".into(), &"plainleaf".into())
        );
        assert_eq!(found[0]["message"], "`indx.md` leads nowhere\nhelp: did you mean `index.md`?");

        let document = json!({ "uri": editor.uri(TREAT) });
        let position = json!({ "line": 11, "character": start + 2 });
        let hover =
            editor.ask("textDocument/hover", json!({ "textDocument": document, "position": position }));
        assert_eq!(hover["contents"]["kind"], "markdown");
        assert!(hover["contents"]["value"].as_str().unwrap().starts_with("# broken-link: "));
        let elsewhere = json!({ "textDocument": document, "position": { "line": 0, "character": 0 } });
        assert_eq!(editor.ask("textDocument/hover", elsewhere), Value::Null);

        let params = json!({ "textDocument": document, "range": range, "context": { "diagnostics": found } });
        let actions = editor.ask("textDocument/codeAction", params);
        assert_eq!(
            (&actions[0]["title"], &actions[0]["kind"]),
            (&"Write `index.md`".into(), &"quickfix".into())
        );
        assert_eq!(actions[0]["diagnostics"], json!(found));
        let edit = &actions[0]["edit"]["changes"][editor.uri(TREAT)][0];
        assert_eq!(edit["range"]["start"], json!({ "line": 11, "character": start + 7 }));
        assert_eq!(edit["range"]["end"], json!({ "line": 11, "character": start + 14 }));
        let mended = text.replace("indx.md", edit["newText"].as_str().unwrap());
        editor.change(TREAT, 2, &mended);
        editor.found(TREAT, <[Value]>::is_empty);
        assert_eq!(editor.leave(), Some(0));
    }
}

#[test]
fn an_unsaved_text_counts_for_the_other_files() {
    let mut editor = Editor::start(Folder::new(), &[]);
    let claims = editor.folder.read(CLAIMS);
    // The claim that the home page names has another name in the editor, and on disk still its own.
    editor.open(CLAIMS, &claims.replace("id = \"go-away\"", "id = \"go-aways\""));
    let found = editor.found("content/en/index.md", |found| !found.is_empty());
    assert_eq!(found[0]["code"], "unknown-id");
    // A data file has findings as well; those of the page go when its claims cannot be read.
    editor.change(CLAIMS, 2, &claims.replace("certainty = \"low\"", "certainty = \"lwo\""));
    editor.found(CLAIMS, |found| found.iter().any(|finding| finding["code"] == "bad-value"));
    // Closed without saving: what is on disk counts.
    let document = json!({ "textDocument": { "uri": editor.uri(CLAIMS) } });
    editor.tell("textDocument/didClose", document);
    editor.found(CLAIMS, <[Value]>::is_empty);
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn changes_on_disk_are_seen() {
    let folder = Folder::new();
    let good = folder.read(TREAT);
    folder.write(TREAT, wrong(&folder));
    let editor = Editor::start(folder, &[]);
    editor.found(TREAT, |found| found.len() == 1);
    editor.folder.write(TREAT, good);
    editor.found(TREAT, <[Value]>::is_empty);
    // A page that is deleted takes its findings with it.
    editor.folder.write("content/en/new.md", "no front matter\n");
    editor.found("content/en/new.md", |found| !found.is_empty());
    editor.folder.remove("content/en/new.md");
    editor.found("content/en/new.md", <[Value]>::is_empty);
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn many_key_strokes_come_to_the_last() {
    let mut editor = Editor::start(Folder::new(), &[]);
    let text = wrong(&editor.folder);
    editor.open(TREAT, &text);
    for version in 2..200 {
        editor.change(TREAT, version, &format!("{text}{}", "word ".repeat(version as usize)));
    }
    editor.change(TREAT, 200, &text.replace("indx.md", "index.md"));
    editor.found(TREAT, <[Value]>::is_empty);
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn another_place_that_matters_is_shown() {
    let mut editor = Editor::start(Folder::new(), &[]);
    let text = editor.folder.read("content/en/index.md");
    editor.open("content/en/index.md", &text.replace("order = 1", "aliases = [\"/cure/\"]"));
    let found = editor.found(TREAT, |found| !found.is_empty());
    assert_eq!(found[0]["code"], "duplicate-address", "{found:?}");
    let related = &found[0]["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], *editor.uri("content/en/index.md"), "{found:?}");
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn the_name_of_a_rule_is_explained() {
    let mut editor = Editor::start(Folder::new(), &[]);
    let text = format!("{}\nDrück 😀é`broken-link`\n", editor.folder.read(TREAT));
    editor.open(TREAT, &text);
    let line = text.lines().count() - 1;
    let mut hover = |character: usize| {
        let position = json!({ "line": line, "character": character });
        let params = json!({ "textDocument": { "uri": editor.uri(TREAT) }, "position": position });
        editor.ask("textDocument/hover", params)
    };
    for character in [10, 15, 21] {
        let words = hover(character)["contents"]["value"].clone();
        assert!(words.as_str().is_some_and(|words| words.starts_with("# broken-link: ")), "{character}");
    }
    assert_eq!(hover(8), Value::Null);
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn names_are_offered_where_they_fit() {
    let mut editor = Editor::start(Folder::new(), &[]);
    let page = editor.folder.read(TREAT);
    for (typed, offered) in [
        ("Drück 😀 [it][claim:go-", &["go-away"][..]),
        ("A [wart][term:", &["wart"]),
        ("Words [@gibbs-2012; @g", &["gibbs-2012"]),
        ("Read [more](in", &["index.md", "treat.md"]),
        ("Write to me@", &[]),
        ("Read [more](index.md) ", &[]),
    ] {
        let text = format!("{page}\n{typed}");
        editor.open(TREAT, &text);
        let column = typed.encode_utf16().count();
        let position = json!({ "line": text.lines().count() - 1, "character": column });
        let params = json!({ "textDocument": { "uri": editor.uri(TREAT) }, "position": position });
        let items = editor.ask("textDocument/completion", params);
        let labels: Vec<&str> =
            items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap()).collect();
        assert_eq!(labels, offered, "{typed}");
        // The name takes the place of what was typed of it.
        for item in items.as_array().unwrap() {
            let range = &item["textEdit"]["range"];
            let name = typed.rsplit([':', '@', '(', ' ']).next().unwrap();
            assert_eq!(range["start"]["character"], column - name.len(), "{typed}");
            assert_eq!(range["end"]["character"], column);
        }
    }
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn what_is_not_answered_is_said_to_be() {
    let mut editor = Editor::start(Folder::new(), &[]);
    editor.send(&json!({ "jsonrpc": "2.0", "id": 77, "method": "textDocument/rename", "params": {} }));
    let answer = loop {
        let message = editor.messages.recv_timeout(PATIENCE).unwrap();
        if message["id"] == 77 {
            break message;
        }
    };
    assert_eq!(answer["error"]["code"], -32601);
    // A file of another folder is not ours.
    editor.tell(
        "textDocument/didOpen",
        json!({ "textDocument": {
        "uri": "file:///elsewhere/x.md", "languageId": "markdown", "version": 1, "text": "x" } }),
    );
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn a_text_with_signs_that_are_none_is_read() {
    let mut editor = Editor::start(Folder::new(), &[]);
    let text = wrong(&editor.folder);
    let uri = editor.uri(TREAT);
    let open = |version: u32, sign: &str| {
        let document = json!({ "uri": uri, "languageId": "markdown", "version": version, "text": text });
        let params = json!({ "textDocument": document });
        let open = json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params });
        open.to_string().replace("Drück", &format!("Dr{sign}ck"))
    };
    for (version, sign) in ["\\ud800", "\\uDFFF\\ud83d", "x\\\\ud800"].into_iter().enumerate() {
        editor.send_bytes(open(version as u32, sign).as_bytes());
        let found = editor.found(TREAT, |found| !found.is_empty());
        assert!(found.iter().any(|finding| finding["code"] == "broken-link"), "{sign}: {found:?}");
    }
    // Bytes that are no UTF-8.
    let bytes: Vec<u8> = open(9, "\x01").bytes().map(|byte| if byte == 1 { 0xff } else { byte }).collect();
    editor.send_bytes(&bytes);
    assert_eq!(editor.found(TREAT, |found| !found.is_empty())[0]["code"], "broken-link");
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn what_cannot_be_read_is_answered_or_passed_over() {
    let mut editor = Editor::start(Folder::new(), &["utf-7", "utf-32"]);
    assert_eq!(editor.encoding, "utf-16");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let hover = |params: &str| {
        format!(r#"{{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":{params}}}"#)
    };
    let document = format!(r#"{{"uri":"{}"}}"#, editor.uri(TREAT));
    let place =
        |line: &str| format!(r#"{{"textDocument":{document},"position":{{"line":{line},"character":0}}}}"#);
    for (request, code) in [
        (hover(&deep), -32600),
        (hover("null"), -32602),
        (hover("7"), -32602),
        (hover(&place("-1")), -32602),
        (hover(&place("99999999999")), -32602),
        (hover(&place("0.5")), -32602),
        (r#"{"jsonrpc":"2.0","id":7}"#.to_owned(), -32600),
        (r#"{"jsonrpc":"2.0","id":7,"method":9}"#.to_owned(), -32600),
    ] {
        editor.send_bytes(request.as_bytes());
        let answer = editor.until(|message| message["id"] == 7);
        assert_eq!(answer["error"]["code"], code, "{answer}");
    }
    editor.send_bytes(hover(&place("4294967295")).as_bytes());
    assert_eq!(editor.until(|message| message["id"] == 7)["error"], Value::Null);
    let logged = |message: &Value| message["method"] == "window/logMessage";
    let change = |version: &str| {
        let uri = editor.uri(TREAT);
        format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{uri}","version":{version}}},"contentChanges":[{{"text":"x"}}]}}}}"#
        )
    };
    let broken = ["", "{", "[]", "null", "\"\\ud800", "\0", "{}"].map(str::to_owned);
    for note in broken.into_iter().chain([change("99999999999"), change("\"1\""), deep]) {
        editor.send_bytes(note.as_bytes());
        editor.until(logged);
    }
    let bye = r#"{"jsonrpc":"2.0","method":"exit"}"#;
    let coded = |charset: &str| {
        format!(
            "Content-Length: {}\r\nContent-Type: application/vscode-jsonrpc; charset={charset}\r\n\r\n{bye}",
            bye.len()
        )
    };
    editor.send_raw(coded("utf-16").as_bytes());
    assert!(editor.until(logged)["params"]["message"].as_str().unwrap().contains("utf-16"));
    // Files that are none of the site's.
    let root = editor.uri("");
    for uri in [
        "file:///elsewhere/x.md",
        "untitled:1",
        "",
        "file://",
        &format!("{root}/content/../../../x.md"),
        &format!("{root}/content/en/%00.md"),
        &format!("{root}/content/en/%ff.md"),
    ] {
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": "x" });
        editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
        let at = json!({ "textDocument": { "uri": uri }, "position": { "line": 9, "character": 9 } });
        assert_eq!(editor.ask("textDocument/hover", at), Value::Null, "{uri}");
    }
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn a_stream_that_is_lost_ends_with_a_word() {
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"initialize"}"#;
    for (head, word) in [
        ("Content-Length: 99999999999\r\n\r\n", "length `99999999999`"),
        ("Content-Length: 99999999999999999999999\r\n\r\n", "length `99999999999999999999999`"),
        ("Content-Length: -5\r\n\r\n", "length `-5`"),
        ("Content-Length: many\r\n\r\n", "length `many`"),
        ("Content-Length:\r\n\r\n", "length ``"),
        ("Content-Type: text/plain\r\n\r\n", "does not say how long it is"),
        ("\r\n", "does not say how long it is"),
        ("hello\r\n", "`hello` is no head"),
        ("Content-Length: 9000\r\n\r\n", "in the middle of a message"),
    ] {
        for greeted in [false, true] {
            let mut editor =
                if greeted { Editor::start(Folder::new(), &[]) } else { Editor::silent(Folder::new()) };
            editor.send_raw(head.as_bytes());
            // The server may be gone before it is told the rest.
            let _ = editor.input.take().unwrap().write_all(body.as_bytes());
            let shown = editor.until(|message| message["method"] == "window/showMessage");
            assert!(shown["params"]["message"].as_str().unwrap().contains(word), "{shown}");
            assert_eq!(editor.child.wait().unwrap().code(), Some(2), "{head}");
        }
    }
    // A head without an end takes no memory.
    let mut editor = Editor::silent(Folder::new());
    let mut input = editor.input.take().unwrap();
    while input.write_all(&[b'x'; 4096]).is_ok() {}
    editor.until(|message| message["method"] == "window/showMessage");
    assert_eq!(editor.child.wait().unwrap().code(), Some(2));
}

#[test]
fn an_editor_says_first_who_it_is() {
    let mut editor = Editor::silent(Folder::new());
    let mut ask = |method: &str, params: Value| {
        editor.send(&json!({ "jsonrpc": "2.0", "id": 3, "method": method, "params": params }));
        editor.until(|message| message["id"] == 3)["error"]["code"].clone()
    };
    assert_eq!(ask("textDocument/hover", json!({})), -32002);
    assert_eq!(ask("initialize", Value::Null), -32602);
    assert_eq!(ask("initialize", json!({ "processId": "x" })), -32602);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.child.wait().unwrap().code(), Some(2));
}

#[test]
fn an_editor_that_vanishes_leaves_no_server_behind() {
    let mut editor = Editor::start(Folder::new(), &[]);
    drop(editor.input.take());
    assert_eq!(editor.child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_folder_that_is_no_site_is_refused() {
    let mut child = program()
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let folder = Folder::empty();
    let uri = format!("file://{}", folder.root().display());
    let params = json!({ "processId": null, "rootUri": uri, "capabilities": {} });
    let text = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params }).to_string();
    let mut input = child.stdin.take().unwrap();
    write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
    let answer = read(&mut BufReader::new(child.stdout.take().unwrap())).unwrap();
    assert!(answer["error"]["message"].as_str().unwrap().contains("is no site"), "{answer}");
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(2));
}
