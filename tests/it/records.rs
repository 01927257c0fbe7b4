//! Files that commands keep for people: written whole or not at all, where they belong and nowhere else.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Stdio;

use crate::folder::{Folder, snapshot};

const WORK: &str = ".plainleaf-records";

#[test]
fn a_file_keeps_who_may_use_it() {
    let folder = Folder::new();
    folder.run(&["lock"]).expect(0);
    for (mode, address) in [(0o640, "one"), (0o600, "two"), (0o664, "three")] {
        fs::set_permissions(folder.path("content/urls.lock"), fs::Permissions::from_mode(mode)).unwrap();
        folder.write(&format!("static/{address}.txt"), "x");
        folder.run(&["lock"]).expect(0).says("1 new line");
        let now = fs::metadata(folder.path("content/urls.lock")).unwrap().permissions().mode();
        assert_eq!(now & 0o777, mode);
    }
    folder.check_tidy();
}

#[test]
fn what_a_kill_left_is_never_read_and_soon_gone() {
    let folder = Folder::new();
    folder.run(&["lock"]).expect(0);
    let before = folder.read("content/urls.lock");
    folder.write("static/new.txt", "x");
    folder.write(
        &format!("{WORK}/made-by-plainleaf"),
        "`plainleaf` keeps unfinished work in this folder, and takes it away.\n",
    );
    folder.write(&format!("{WORK}/new"), "/half/ 20");
    folder.run(&["check"]).expect(0).says("nothing to mend");
    folder.run(&["lock"]).expect(0).says("1 new line");
    assert!(folder.read("content/urls.lock").starts_with(before.lines().next().unwrap()));
    assert!(!folder.read("content/urls.lock").contains("half"));
    folder.check_tidy();
}

#[test]
fn a_build_takes_away_what_a_kill_left() {
    let folder = Folder::new();
    let words = "`plainleaf` keeps unfinished work in this folder, and takes it away.\n";
    folder.write(&format!("{WORK}/made-by-plainleaf"), words);
    folder.write(&format!("{WORK}/new"), "half");
    folder.build().expect(0);
    assert!(!folder.path(WORK).exists());
    folder.write(&format!("{WORK}/diary.txt"), "mine");
    folder.build().expect(0);
    assert_eq!(folder.read(&format!("{WORK}/diary.txt")), "mine");
}

#[test]
fn what_is_not_ours_is_in_the_way_and_stays() {
    let folder = Folder::new();
    folder.write(&format!("{WORK}/diary.txt"), "mine");
    folder.run(&["lock"]).expect(2).says(".plainleaf-records` is in the way");
    assert_eq!(folder.read(&format!("{WORK}/diary.txt")), "mine");
    assert!(!folder.path("content/urls.lock").exists());
}

#[test]
fn records_are_not_written_through_links() {
    let outside = Folder::empty();
    outside.write("file.lock", "");
    let folder = Folder::new();
    symlink(outside.path("file.lock"), folder.path("content/urls.lock")).unwrap();
    let run = folder.run(&["lock"]);
    run.expect(1).says("error[linked-file]").says("--> content/urls.lock");
    assert_eq!((outside.names(), outside.read("file.lock")), (vec!["file.lock".to_owned()], String::new()));
    // A link that came after the site was read is one all the same.
    let tree = plainleaf::source::SourceTree::default();
    let change = |path: &str| plainleaf::record::Change {
        path: plainleaf::diagnostic::SourcePath::new(path),
        text: "ours".to_owned(),
    };
    symlink(outside.root(), folder.path("content/sign-offs")).unwrap();
    symlink(outside.path("not-there.txt"), folder.path("content/dangling")).unwrap();
    let up = format!("{}up.txt", "../".repeat(3));
    let absolute = outside.path("absolute.txt").display().to_string();
    for path in [
        "content/urls.lock",
        "content/sign-offs/en/x.txt",
        "content/dangling",
        &up,
        &absolute,
        "a//b",
        "",
        ".git/config",
        "a\\b",
    ] {
        let before = (snapshot(folder.root(), &[]), snapshot(outside.root(), &[]));
        plainleaf::record::write(folder.root(), &tree, &[change(path)]).unwrap_err();
        assert_eq!((snapshot(folder.root(), &[]), snapshot(outside.root(), &[])), before, "{path}");
    }
}

#[test]
fn who_waits_for_a_turn_says_so() {
    let folder = Folder::new();
    for command in ["build", "lock"] {
        let turn = plainleaf::folder::Folder::open(folder.root()).unwrap().turn().unwrap();
        let mut child =
            folder.program().arg(command).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
        let line = said.next().unwrap().unwrap();
        assert!(line.starts_with("waiting for another plainleaf that is writing in `"), "{line}");
        drop(turn);
        assert!(child.wait().unwrap().success());
        // Nobody who has their turn at once is told anything.
        assert!(!folder.run(&[command]).err.contains("waiting"));
    }
}
