//! What commands touch: the site's folder and the folder they are given, whatever a site says in it.
#![expect(clippy::disallowed_methods, reason = "tests read and write folders of their own")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::folder::{FILES, Run, TODAY, finish, program, snapshot};

const TREAT: &str = "content/en/treat.md";

/// A folder with a site in it, and things around it that nobody may touch. Its path is of small letters and
/// digits, so that it could be an address.
struct Sandbox(tempfile::TempDir);

impl Sandbox {
    fn new(name: &str) -> Sandbox {
        let name = format!("touched-{}-{name}", std::process::id());
        let sandbox = Sandbox(tempfile::Builder::new().prefix(&name).rand_bytes(0).tempdir().unwrap());
        for place in
            ["victim/index.html", "x/index.html", "x.txt", "canary.txt", "etc/passwd", "con/index.html"]
        {
            sandbox.write(place, "mine");
        }
        fs::create_dir(sandbox.path("empty")).unwrap();
        symlink("canary.txt", sandbox.path("link")).unwrap();
        for (name, text) in FILES {
            sandbox.write(&format!("site/{name}"), text);
        }
        sandbox
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let place = self.path(name);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let place = self.path("site").join(name);
        let text = fs::read_to_string(&place).unwrap();
        assert!(text.contains(from));
        fs::write(place, text.replacen(from, to, 1)).unwrap();
    }

    /// Runs a command in the site's folder; nothing around what it may write to is another than before.
    #[track_caller]
    fn run(&self, arguments: &[&str], may_write: &[&str]) -> Run {
        let before = snapshot(self.0.path(), may_write);
        let mut program = program();
        program.args(["--today", TODAY]).args(arguments).current_dir(self.path("site"));
        let run = finish(&mut program);
        assert_eq!(snapshot(self.0.path(), may_write), before, "{arguments:?}: {run:?}");
        run
    }

    /// Runs every command that ends by itself.
    #[track_caller]
    fn run_all(&self, role: &str, page: &str) {
        let site = &["site"][..];
        self.run(&["check", "--format", "short"], &[]);
        self.run(&["build"], site);
        self.run(&["build", "--replace", "--out", "../out"], &["out", ".out.plainleaf"]);
        self.run(&["sign", page, "--name", "A. Tester", "--role", role], site);
        self.run(&["attest", "pemat-5", "--name", "A. Tester", "--role", role, "--page", page], site);
        self.run(&["lock"], site);
        self.run(&["lsp"], &[]);
    }
}

#[test]
fn aliases_lead_nowhere_else() {
    let sandbox = Sandbox::new("aliases");
    let away = sandbox.path("victim").display().to_string();
    let aliases = [
        format!("/{away}/"),
        format!("//{away}/"),
        "/a//b/".to_owned(),
        "/../x/".to_owned(),
        "/../../x/".to_owned(),
        "/./".to_owned(),
        "/.".to_owned(),
        "/..".to_owned(),
        "//".to_owned(),
        "/".to_owned(),
        "/%2e%2e/x/".to_owned(),
        "/..\\\\..\\\\x/".to_owned(),
        "/\\\\x/".to_owned(),
        "/x.html/y/".to_owned(),
        "/x.html.html".to_owned(),
        "/.html".to_owned(),
        "/a/.html".to_owned(),
        "/.git/".to_owned(),
        "/a\\u0000/".to_owned(),
        "/a\\n/".to_owned(),
        "c:/x/".to_owned(),
        "/c:/x/".to_owned(),
        "/con/".to_owned(),
        "/a/nul.html".to_owned(),
        "/com1/x/".to_owned(),
        "/lpt9.html".to_owned(),
    ];
    for alias in &aliases {
        sandbox.edit(TREAT, "aliases = [\"/cure/\"]", &format!("aliases = [\"{alias}\"]"));
        let run = sandbox.run(&["check", "--format", "short"], &[]);
        run.expect(1);
        assert_eq!(run.out.lines().count(), 1, "{run:?}");
        // A sign that nobody sees is told of first.
        let rule = if alias.contains("\\u0000") { "bad-value" } else { "bad-address" };
        run.says(&format!("{TREAT}:7:12: error[{rule}]"));
        sandbox.run(&["build"], &["site"]).expect(1);
        sandbox.run(&["lock"], &["site"]).expect(1);
        assert!(!sandbox.path("site/content/urls.lock").exists());
        sandbox.edit(TREAT, &format!("aliases = [\"{alias}\"]"), "aliases = [\"/cure/\"]");
    }
    for alias in ["/old/", "/old/way/", "/old.html", "/old/way.html", "/console/", "/com/"] {
        sandbox.edit(TREAT, "aliases = [\"/cure/\"]", &format!("aliases = [\"{alias}\"]"));
        sandbox.run(&["check"], &[]).expect(0);
        sandbox.edit(TREAT, &format!("aliases = [\"{alias}\"]"), "aliases = [\"/cure/\"]");
    }
}

#[test]
fn roles_lead_nowhere_else() {
    let sandbox = Sandbox::new("roles");
    let away = sandbox.path("victim").display().to_string();
    for role in [
        "/../../x",
        "/../../../../x",
        &format!("/../../../..{away}/y"),
        "..",
        ".",
        "",
        " ",
        "a/b",
        "a\\\\b",
        "a.original",
        "nurse\\u0000",
        "a\\nb",
        "con",
        "Nurse",
        "a--b",
        "-a",
        "a b",
    ] {
        sandbox.write(
            "site/site.toml",
            &format!("{}\n[sign_off]\nclinical = [\"nurse\", \"{role}\"]\n", FILES[0].1),
        );
        let run = sandbox.run(&["check", "--format", "short"], &[]);
        run.expect(1);
        assert_eq!(run.out.lines().count(), 1, "{run:?}");
        let message = if role.contains("\\u0000") { "nobody sees" } else { "is no name of a role" };
        run.says(":22: error[bad-value]");
        assert!(run.out.contains(message) || run.out.contains("no reader sees"), "{run:?}");
        let real = role.replace("\\\\", "\\").replace("\\n", "\n");
        if !role.contains("\\u0000") {
            sandbox.run_all(&real, "treat");
        }
        assert!(!sandbox.path("site/content/sign-offs").exists(), "{role}");
    }
    for role in ["nurse", "eye-doctor", "médecin", "护士", "gp_2"] {
        let words = format!("[roles]\n\"{role}\" = \"x\"\n");
        sandbox.write("site/content/en/strings.toml", &format!("{}{words}", FILES[1].1));
        sandbox.write("site/site.toml", &format!("{}\n[sign_off]\nclinical = [\"{role}\"]\n", FILES[0].1));
        sandbox.run(&["check"], &[]).expect(0);
    }
}

#[test]
fn languages_lead_nowhere_else() {
    let sandbox = Sandbox::new("languages");
    for code in ["../x", "/etc", "..", "", "en/../../x", "EN", "en\\\\x", "e\\nn"] {
        let settings = FILES[0].1.replace("language = \"en\"", &format!("language = \"{code}\""));
        sandbox.write("site/site.toml", &settings);
        let run = sandbox.run(&["check", "--format", "short"], &[]);
        run.expect(1).says("site.toml:3:12: error[bad-value]").says("is no code of a language");
        sandbox.run_all("nurse", "treat");
    }
}

#[test]
fn names_of_files_lead_nowhere_else() {
    let names = [
        ("static/con.txt", "con.txt"),
        ("static/a/AUX", "AUX"),
        ("static/nul.tar.gz", "nul.tar.gz"),
        ("static/a\\..\\x.txt", "holds `\\`"),
        ("static/a\nb.txt", "control"),
        ("static/.plainleaf.txt", ""),
        ("content/en/prn.md", "prn"),
        ("content/en/com1/index.md", "com1"),
        ("content/en/a\\b.md", "hard to read out"),
        ("content/en/...md", ""),
        ("templates/aux.js", ""),
        ("content/en/..png", ""),
    ];
    for (at, (name, says)) in names.iter().enumerate() {
        let sandbox = Sandbox::new(&format!("names-{at}"));
        let text = if name.ends_with(".md") {
            FILES[3].1.replace("aliases = [\"/cure/\"]\n", "")
        } else {
            "x".to_owned()
        };
        sandbox.write(&format!("site/{name}"), &text);
        if !says.is_empty() {
            let run = sandbox.run(&["check"], &[]);
            run.expect(1);
            let is_named =
                ["bad-address", "file-name-unfit", "private-file"].iter().any(|rule| run.out.contains(rule));
            let name = name.rsplit('/').next().unwrap_or_default();
            assert!(is_named && (run.out.contains(says) || run.out.contains(name)), "{run:?}");
            sandbox.run(&["build"], &["site"]).expect(1);
        }
        sandbox.run_all("nurse", name);
    }
}

#[test]
fn links_lead_nowhere_else() {
    let links = [
        ("content/sign-offs", "empty"),
        ("content/sign-offs.toml", "canary.txt"),
        ("content/attestations.toml", "not-there"),
        ("content/urls.lock", "canary.txt"),
        ("public", "empty"),
        (".public.plainleaf", "empty"),
        (".plainleaf-records", "empty"),
        (".plainleaf-records/new", "canary.txt"),
        ("content/en/figures", "victim"),
        ("static/x", "victim"),
        ("static", "victim"),
        ("content", "victim"),
        ("templates", "empty"),
        ("site.toml", "canary.txt"),
    ];
    for (at, (name, target)) in links.iter().enumerate() {
        let sandbox = Sandbox::new(&format!("links-{at}"));
        let place = sandbox.path("site").join(name);
        if place.is_dir() {
            fs::remove_dir_all(&place).unwrap();
        } else {
            let _ = fs::remove_file(&place);
        }
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        symlink(sandbox.path(target), &place).unwrap();
        sandbox.run_all("nurse", "treat");
    }
    // Links in the folder that is built into.
    let sandbox = Sandbox::new("links-out");
    sandbox.run(&["build"], &["site"]).expect(0);
    for (name, target) in
        [("cure", "victim"), ("treat/index.html", "canary.txt"), ("index.html", "not-there")]
    {
        let place = sandbox.path("site/public").join(name);
        if place.is_dir() {
            fs::remove_dir_all(&place).unwrap()
        } else {
            fs::remove_file(&place).unwrap()
        }
        symlink(sandbox.path(target), place).unwrap();
        sandbox.run(&["build"], &["site"]).expect(2);
        sandbox.run(&["build", "--replace"], &["site"]);
        fs::remove_dir_all(sandbox.path("site/public")).unwrap();
        sandbox.run(&["build"], &["site"]).expect(0);
    }
}

#[test]
fn arguments_lead_nowhere_else() {
    let sandbox = Sandbox::new("arguments");
    let site = &["site"][..];
    for page in ["../../x", "/etc/passwd", "..", "", "/", "content/../../x", "treat/../../../x", "//", "a\nb"]
    {
        sandbox.run(&["sign", page, "--name", "A", "--role", "nurse"], site);
        sandbox.run(&["attest", "pemat-5", "--page", page, "--name", "A", "--role", "nurse"], site);
        sandbox.run(&["attest", page, "--name", "A", "--role", "nurse"], site).expect(2);
        sandbox.run(&["explain", page], &[]).expect(2);
        sandbox.run(&["sign", "treat", "--name", page, "--role", page], site);
        sandbox.run(&["lock", "--site", page], &["x"]);
    }
    for command in ["rules", "explain"] {
        sandbox.run(&[command], &[]).expect(0);
    }
    for out in
        ["..", "../..", "/", "../link", "../canary.txt", "../victim", "../x", "../not/there", "../site"]
    {
        sandbox.run(&["build", "--out", out], &[]).expect(2);
    }
    for dir in ["../victim", "../canary.txt", "../link", "../victim/index.html/x", "."] {
        sandbox.run(&["new", dir], &[]).expect(2);
    }
    sandbox.run(&["new", "../fresh/site"], &["fresh"]).expect(0);
    // What a hostile list of records says is held against what there is.
    for (list, entry) in [("sign-offs", "sign-off"), ("attestations", "attestation")] {
        let text = format!(
            "[[{entry}]]\npage = \"content/../../x.md\"\nname = \"A\"\nrole = \"/../x\"\ndate = 2026-01-01\nwords = \"\"\n"
        );
        sandbox.write(&format!("site/content/{list}.toml"), &text);
        sandbox.run_all("/../x", "treat");
    }
    sandbox.write("site/content/urls.lock", "/../../x/ 2026-01-01\n//etc/passwd 2026-01-01\n");
    sandbox.run_all("nurse", "treat");
}

#[test]
fn serving_writes_nothing() {
    let sandbox = Sandbox::new("serving");
    sandbox.edit(
        TREAT,
        "aliases = [\"/cure/\"]",
        &format!("aliases = [\"/{}/\"]", sandbox.path("victim").display()),
    );
    let before = snapshot(sandbox.0.path(), &[]);
    let serve = |site: &Path| {
        let mut program = program();
        program.args(["--today", TODAY, "serve", "--port", "0", "--site"]).arg(site);
        let mut child = program.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let log = std::io::BufReader::new(child.stderr.take().unwrap());
        let started =
            std::io::BufRead::lines(log).map_while(Result::ok).any(|line| line.starts_with("serving "));
        child.kill().unwrap();
        child.wait().unwrap();
        started
    };
    assert!(serve(&sandbox.path("site")));
    assert_eq!(snapshot(sandbox.0.path(), &[]), before);
    let mut check = Command::new(env!("CARGO_BIN_EXE_plainleaf"));
    check
        .args(["check", "--watch", "--site"])
        .arg(sandbox.path("site"))
        .stderr(Stdio::null())
        .stdout(Stdio::null());
    let mut child = check.spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(snapshot(sandbox.0.path(), &[]), before);
}
