//! The command line: what it says, where it says it, and the exit code.

use crate::folder::{FILES, Folder, PLAIN_HOME, TODAY, finish, program};

#[test]
fn a_bare_call_explains_itself() {
    let run = finish(&mut program());
    run.expect(0).says("Usage: plainleaf").says("build").says("serve").says("Make a small complete site");
}

#[test]
fn help_is_no_mistake_and_goes_to_the_output() {
    for arguments in [&["--help"][..], &["help"], &["build", "--help"], &["--version"]] {
        let run = finish(program().args(arguments));
        run.expect(0);
        assert!(run.out.contains("plainleaf") && run.err.is_empty(), "{run:?}");
    }
}

#[test]
fn what_is_not_a_command_is_refused() {
    finish(program().arg("biuld")).expect(2).says("biuld").says("build");
    finish(program().args(["build", "--fast"])).expect(2).says("--fast");
    finish(program().args(["--format", "xml", "check"])).expect(2).says("human");
}

#[test]
fn a_folder_without_a_site_says_what_to_do() {
    let folder = Folder::empty();
    for command in ["build", "check", "serve"] {
        let run = folder.run(&[command]);
        run.expect(2).says("is no site").says("--site DIR").says("plainleaf new DIR");
        assert!(run.out.is_empty() && folder.names().is_empty());
    }
    let nowhere = folder.path("nowhere");
    finish(program().arg("--site").arg(nowhere).arg("check")).expect(2).says("nowhere` is no site");
}

#[test]
fn the_site_is_the_current_folder_unless_named() {
    let folder = Folder::new();
    finish(program().args(["--today", TODAY, "build"]).current_dir(folder.root())).expect(0);
    assert!(folder.public().contains_key("treat/index.html"));
    folder.check_tidy();
}

#[test]
fn a_clean_build_says_what_it_made_and_where() {
    let folder = Folder::new();
    let run = folder.run(&["build"]);
    run.expect(0);
    assert!(run.out.is_empty(), "findings alone go to the output: {run:?}");
    assert!(run.err.contains("public") && run.err.contains("nothing to mend"), "{run:?}");
    assert!(folder.public().contains_key("index.html"));
}

#[test]
fn check_builds_nothing() {
    let folder = Folder::new();
    folder.run(&["check"]).expect(0).says("nothing to mend");
    assert!(!folder.path("public").exists());
}

#[test]
fn findings_stop_the_build_and_leave_what_is_published() {
    let folder = Folder::built();
    let before = folder.public();
    folder.edit("content/en/treat.md", "index.md#what", "indx.md");
    folder.run(&["check"]).expect(1).says("1 error");
    let run = folder.run(&["build"]);
    run.expect(1).says("1 error: not published; the last good site stays");
    assert!(run.out.contains("error[broken-link]") && run.out.contains("content/en/treat.md:12"), "{run:?}");
    assert!(run.out.contains("did you mean `index.md`?"));
    assert_eq!(folder.public(), before);
}

#[test]
fn findings_come_as_lines_for_other_programs() {
    let folder = Folder::new();
    folder.edit("content/en/treat.md", "index.md#what", "indx.md");
    let run = folder.run(&["check", "--format", "short"]);
    run.expect(1);
    assert_eq!(
        run.out, "content/en/treat.md:12:27: error[broken-link]: `indx.md` leads nowhere\n",
        "{}",
        run.err
    );
}

#[test]
fn findings_come_as_json() {
    let folder = Folder::new();
    folder.edit("content/en/treat.md", "index.md#what", "indx.md");
    let run = folder.run(&["check", "--format", "json"]);
    run.expect(1);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&report["errors"], &report["warnings"]), (&1.into(), &0.into()));
    let finding = &report["findings"][0];
    assert_eq!(finding["rule"], "broken-link");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["file"], "content/en/treat.md");
    assert_eq!(finding["start"], serde_json::json!({ "line": 12, "column": 27 }));
    folder.mend();
    let run = folder.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.expect(0).out).unwrap();
    assert_eq!(report["findings"], serde_json::json!([]));
}

#[test]
fn who_stops_listening_has_heard_enough() {
    for command in ["rules", "explain"] {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_plainleaf"));
        let program = program.arg(command).stdout(std::process::Stdio::piped());
        let mut running = program.stderr(std::process::Stdio::piped()).spawn().unwrap();
        drop(running.stdout.take());
        let output = running.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn colour_is_for_terminals_that_want_it() {
    let folder = Folder::new();
    folder.edit("content/en/treat.md", "index.md#what", "indx.md");
    // `script` runs a command on a terminal of its own; Debian always has it.
    let on_a_terminal = |no_color: Option<&str>| {
        let line = format!("{} --site {} check", env!("CARGO_BIN_EXE_plainleaf"), folder.root().display());
        let mut command = std::process::Command::new("script");
        command.args(["-qec", &line, "/dev/null"]).stdin(std::process::Stdio::null());
        command.env("TERM", "xterm").env_remove("NO_COLOR");
        if let Some(value) = no_color {
            command.env("NO_COLOR", value);
        }
        let output = command.output().ok()?;
        let text = String::from_utf8(output.stdout).unwrap();
        text.contains("broken-link").then_some(text)
    };
    let Some(text) = on_a_terminal(None) else {
        return;
    };
    assert!(text.contains("\u{1b}["), "{text}");
    assert!(on_a_terminal(Some("")).unwrap().contains("\u{1b}["));
    assert!(!on_a_terminal(Some("1")).unwrap().contains("\u{1b}["));
    // Every other test sees to it that there is none where there is no terminal.
    folder.run(&["check"]).expect(1);
}

#[test]
fn the_day_is_one_of_the_calendar() {
    let folder = Folder::new();
    for day in ["2026-02-30", "tomorrow", ""] {
        let mut command = program();
        command.args(["--today", day, "--site"]).arg(folder.root()).arg("check");
        finish(&mut command).expect(2).says("is not a day such as 2026-03-01");
    }
}

#[test]
fn the_day_can_come_from_the_environment() {
    let folder = Folder::new();
    let check = |epoch: &str| {
        let mut command = program();
        command.arg("--site").arg(folder.root()).arg("build").env("SOURCE_DATE_EPOCH", epoch);
        finish(&mut command)
    };
    folder.write("templates/page.html", "{% if page.overdue %}late{% else %}in time{% endif %}");
    folder.edit(
        "content/en/treat.md",
        "updated = 2026-01-01",
        "updated = 2026-01-01\nreview_by = 2026-06-01",
    );
    folder.write("content/en/index.md", PLAIN_HOME.replace("#freezing", ""));
    folder.edit("content/en/treat.md", "#what", "");
    // 1 and 2 June 2026, at the last and the first second of the day.
    check("1780358399").expect(0);
    assert_eq!(folder.public()["treat/index.html"], b"in time");
    check("1780358400").expect(0);
    assert_eq!(folder.public()["treat/index.html"], b"late");
    check("soon").expect(2).says("SOURCE_DATE_EPOCH is `soon`");
    check("99999999999999999").expect(2);
}

#[test]
fn a_rule_explains_itself() {
    let run = finish(program().args(["explain", "broken-link"]));
    assert!(run.expect(0).out.starts_with("# broken-link: "), "{run:?}");
    let run = finish(program().arg("explain"));
    run.expect(0);
    assert_eq!(run.out.lines().count(), plainleaf::rule::ALL.len());
    let line = ["missing-translation", "warning", "every", "page", "is", "there", "in", "every", "language"];
    let said = run.out.lines().any(|said| said.split_whitespace().eq(line));
    assert!(said, "{}", run.out);
    finish(program().args(["explain", "broken-lnk"])).expect(2).says("did you mean `broken-link`?");
    finish(program().args(["explain", "xyzzy"])).expect(2).says("`plainleaf explain` lists them all");
}

#[test]
fn a_new_site_is_whole() {
    let folder = Folder::empty();
    let site = folder.path("clinic");
    // No earlier than the month in which its sources were read.
    const TODAY: &str = "2026-12-01";
    let starter = plainleaf::starter::files(TODAY.parse().unwrap());
    let run = finish(program().args(["--today", TODAY, "new"]).arg(&site));
    run.expect(0).says("serve");
    let written = crate::folder::files_below(&site);
    assert_eq!(written.into_iter().collect::<Vec<_>>(), starter);
    // The starter's words are written last.
    if starter.iter().any(|(path, _)| path.ends_with(".md")) {
        finish(program().args(["--today", TODAY, "--site"]).arg(&site).arg("build")).expect(0);
        assert!(site.join("public/index.html").is_file());
    }
}

#[test]
fn a_new_site_goes_into_a_new_folder() {
    let folder = Folder::new();
    finish(program().arg("new").arg(folder.root())).expect(2).says("is not empty; name a new folder");
    for (name, text) in FILES {
        assert_eq!(folder.read(name), text);
    }
    finish(program().arg("new").arg(folder.path("site.toml"))).expect(2).says("cannot make the site");
}

/// A check that goes on, and is ended when this is dropped.
struct Watch {
    child: std::process::Child,
    out: Option<std::process::ChildStdout>,
    said: std::sync::mpsc::Receiver<String>,
}

impl Watch {
    fn start(folder: &Folder, format: &str) -> Watch {
        let mut command = folder.program();
        command.args(["check", "--watch", "--format", format]);
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        let mut child = command.spawn().unwrap();
        let out = child.stdout.take();
        let (sender, said) = std::sync::mpsc::channel();
        let errors = std::io::BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            for line in std::io::BufRead::lines(errors).map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Watch { child, out, said }
    }

    #[track_caller]
    fn says(&self, words: &str) {
        let line = self.said.recv_timeout(std::time::Duration::from_secs(60)).unwrap();
        assert!(line.contains(words), "{line}");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_check_can_go_on_after_every_save() {
    let folder = Folder::new();
    let mut watch = Watch::start(&folder, "json");
    let mut rounds =
        serde_json::Deserializer::from_reader(watch.out.take().unwrap()).into_iter::<serde_json::Value>();
    assert_eq!(rounds.next().unwrap().unwrap()["errors"], 0);
    watch.says("nothing to mend (Ctrl-C ends this)");
    folder.edit("content/en/treat.md", "index.md#what", "indx.md");
    assert_eq!(rounds.next().unwrap().unwrap()["findings"][0]["rule"], "broken-link");
    watch.says("1 error (Ctrl-C ends this)");
    // A site that is none for a while is one again after a save.
    let settings = folder.read("site.toml");
    folder.remove("site.toml");
    watch.says("is no site");
    folder.write("site.toml", settings);
    folder.edit("content/en/treat.md", "indx.md", "index.md");
    let clean = rounds.find(|round| round.as_ref().unwrap()["errors"] == 0);
    assert!(clean.is_some());
    assert!(!folder.path("public").exists());
}

#[test]
fn a_check_that_goes_on_needs_a_site() {
    Folder::empty().run(&["check", "--watch"]).expect(2).says("is no site");
}

#[test]
fn warnings_count_as_errors_only_where_that_can_be_asked_for() {
    let folder = Folder::new();
    folder.edit("content/en/index.md", "Most warts", "It is a piece of cake. Most warts");
    folder.run(&["check"]).expect(0).says("warning[figure-of-speech]");
    folder.run(&["check", "--strict"]).expect(1).says("error[figure-of-speech]");
    folder.run(&["build", "--strict"]).expect(1);
    for command in ["serve", "lsp", "lock"] {
        folder.run(&[command, "--strict"]).expect(2);
    }
}
