//! What people keep in the folder that a site is built into: it is theirs, whatever a build does and whenever it ends.
#![expect(clippy::disallowed_methods, reason = "tests read and write folders of their own")]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use plainleaf::digest::Digest;

use crate::folder::{Folder, snapshot};

const TREAT: &str = "content/en/treat.md";
const MARK: &str = "public/.plainleaf";
const WORK: &str = ".public.plainleaf";
const WHOSE: &str = ".public.plainleaf/made-by-plainleaf";

/// What a workplace says of itself.
const OURS: &str = "`plainleaf` keeps unfinished work in this folder, and takes it away.\n";

/// A built site in whose folder someone keeps things of all kinds.
fn lived_in() -> Folder {
    let folder = Folder::built();
    for (name, text) in [
        ("public/CNAME", "www.warts.example"),
        ("public/.git/objects/ab/cd", "history"),
        ("public/.git/HEAD", "ref"),
        ("public/treat/print.css", "mine"),
        ("public/cure/notes/today.txt", "beside an old address"),
        ("public/mine/deep/down.txt", "mine"),
    ] {
        folder.write(name, text);
    }
    let mode = |name, mode| fs::set_permissions(folder.path(name), fs::Permissions::from_mode(mode)).unwrap();
    mode("public/CNAME", 0o640);
    mode("public/treat", 0o750);
    mode("public/mine/deep", 0o500);
    mode("public/mine", 0o711);
    mode("public", 0o2755);
    fs::create_dir(folder.path("public/empty")).unwrap();
    fs::create_dir(folder.path("public/treat/empty")).unwrap();
    symlink("/nowhere/at/all", folder.path("public/link")).unwrap();
    symlink("..", folder.path("public/treat/up")).unwrap();
    fs::write(folder.path("public").join(OsStr::from_bytes(b"not-utf-8-\xff")), "mine").unwrap();
    assert!(Command::new("mkfifo").arg(folder.path("public/pipe")).status().unwrap().success());
    folder
}

/// All of it, and the folders that hold it, with the number that the disk gives each thing.
fn theirs(folder: &Folder) -> BTreeMap<PathBuf, (u32, Vec<u8>, Option<u64>)> {
    let all = snapshot(&folder.path("public"), &[]);
    let is_theirs = |path: &Path| {
        let text = path.strip_prefix(folder.path("public")).unwrap().to_string_lossy().into_owned();
        let start = [
            "CNAME",
            ".git",
            "mine",
            "empty",
            "link",
            "not-utf-8",
            "pipe",
            "treat/empty",
            "treat/up",
            "cure/notes",
        ];
        start.iter().any(|start| text.starts_with(start))
            || ["treat/print.css", "treat", ""].contains(&text.as_str())
    };
    let number = |path: &Path| {
        let shared = [folder.path("public"), folder.path("public/treat")];
        (!shared.contains(&path.to_owned())).then(|| fs::symlink_metadata(path).unwrap().ino())
    };
    let theirs = all.into_iter().filter(|(path, _)| is_theirs(path));
    theirs
        .map(|(path, (mode, bytes))| {
            let number = number(&path);
            (path, (mode, bytes, number))
        })
        .collect()
}

#[test]
fn a_folder_that_a_build_did_not_make_is_left_alone() {
    let folder = Folder::new();
    for (name, text) in [
        ("public/.git/HEAD", "history"),
        ("public/CNAME", "www.warts.example"),
        ("public/index.html", "mine"),
        ("public/old/index.html", "mine"),
        ("public.previous/keep", "x"),
        ("public.staged/keep", "x"),
    ] {
        folder.write(name, text);
    }
    let before = snapshot(folder.root(), &[]);
    folder.build().expect(2).says("`--out DIR`").says("`--replace`").says(".plainleaf");
    assert_eq!(snapshot(folder.root(), &[]), before);
    folder.run(&["build", "--out", &folder.path("site").display().to_string()]).expect(0);
    assert_eq!(snapshot(folder.root(), &["site"]), before);
    // With leave, only what has the name of a file of the site goes.
    folder.run(&["build", "--replace"]).expect(0);
    assert!(folder.read("public/index.html").contains("<h1>Warts</h1>"));
    assert_eq!(folder.read("public/old/index.html"), "mine");
    assert_eq!(folder.read("public/.git/HEAD"), "history");
    folder.build().expect(0);
    assert_eq!(folder.read("public/CNAME"), "www.warts.example");
    assert_eq!(folder.read("public.previous/keep"), "x");
    assert_eq!(folder.read("public.staged/keep"), "x");
    folder.check_tidy();
}

#[test]
fn without_a_folder_the_users_old_one_does_not_become_the_site() {
    let folder = Folder::new();
    folder.write("public.previous/index.html", "x");
    folder.edit(TREAT, "index.md#what", "indx.md");
    folder.build().expect(1);
    assert!(!folder.path("public").exists());
    folder.check_tidy();
}

#[test]
fn an_empty_folder_will_do_and_so_will_one_with_version_control_alone() {
    let folder = Folder::new();
    fs::create_dir(folder.path("public")).unwrap();
    folder.build().expect(0);
    folder.remove("public");
    folder.write("public/.git", "gitdir: elsewhere\n");
    folder.build().expect(0);
    assert_eq!(folder.read("public/.git"), "gitdir: elsewhere\n");
}

#[test]
fn what_is_not_ours_stays_through_every_build() {
    let folder = lived_in();
    let before = theirs(&folder);
    assert_eq!(before.len(), 20, "{before:#?}");
    for text in ["A doctor", "A friend"] {
        folder.edit(TREAT, "aliases = [\"/cure/\"]\n", "");
        folder.edit(TREAT, "A nurse", text);
        folder.build().expect(0);
        assert!(folder.read("public/treat/index.html").contains(text));
        assert!(!folder.path("public/cure/index.html").exists());
        assert_eq!(theirs(&folder), before);
        folder.check_tidy();
        folder.mend();
    }
    // A whole part of the site goes; what is theirs in its folder does not.
    folder.edit("content/en/index.md", "[how to treat them](treat.md#freezing)", "a nurse");
    folder.remove(TREAT);
    folder.build().expect(0);
    assert!(!folder.path("public/treat/index.html").exists());
    let after = theirs(&folder);
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    assert!(
        after
            .iter()
            .filter(|(path, _)| !path.ends_with("treat"))
            .eq(before.iter().filter(|(path, _)| !path.ends_with("treat")))
    );
}

#[test]
fn a_file_of_ours_that_someone_changed_is_theirs() {
    let folder = Folder::built();
    folder.write("public/cure/index.html", "changed by hand");
    folder.edit(TREAT, "aliases = [\"/cure/\"]\n", "");
    folder.build().expect(0);
    assert_eq!(folder.read("public/cure/index.html"), "changed by hand");
    folder.mend();
    let before = snapshot(folder.root(), &[]);
    folder.build().expect(2).says("`cure/index.html`. Move").says("changed since").says("`--replace`");
    assert_eq!(snapshot(folder.root(), &[]), before);
    folder.run(&["build", "--replace"]).expect(0);
    assert!(folder.read("public/cure/index.html").contains("refresh"));
    folder.build().expect(0);
}

#[test]
fn the_site_does_not_take_the_place_of_what_is_theirs() {
    let folder = Folder::built();
    folder.write("public/CNAME", "mine");
    folder.write("static/CNAME", "of the site");
    let before = snapshot(folder.root(), &[]);
    folder.build().expect(2).says("`CNAME`. Move");
    assert_eq!(snapshot(folder.root(), &[]), before);
    folder.run(&["build", "--replace"]).expect(0);
    assert_eq!(folder.read("public/CNAME"), "of the site");
    // The same words are no loss.
    folder.write("public/robot.txt", "same");
    folder.write("static/robot.txt", "same");
    folder.build().expect(0);
    // A link is theirs, and what it leads to even more.
    folder.write("elsewhere.txt", "mine");
    symlink("../elsewhere.txt", folder.path("public/linked.txt")).unwrap();
    folder.write("static/linked.txt", "of the site");
    folder.build().expect(2).says("`linked.txt`");
    folder.run(&["build", "--replace"]).expect(0);
    assert_eq!(
        (folder.read("elsewhere.txt"), folder.read("public/linked.txt")),
        ("mine".to_owned(), "of the site".to_owned())
    );
}

#[test]
fn a_folder_of_theirs_is_no_place_for_a_file_nor_the_other_way_round() {
    type Make = fn(&Folder);
    let cases: [(&str, Make); 4] = [
        ("a-folder", |folder| folder.write("public/a-folder/mine.txt", "mine")),
        ("a-file", |folder| folder.write("public/a-file", "mine")),
        ("a-link", |folder| symlink(folder.path("content"), folder.path("public/a-link")).unwrap()),
        (".plainleaf", |folder| {
            folder.remove(MARK);
            folder.write("public/.plainleaf/mine.txt", "mine");
        }),
    ];
    for (name, make) in cases {
        let folder = Folder::built();
        make(&folder);
        folder.write("static/a-folder", "of the site");
        folder.write("static/a-file/of-the-site.txt", "of the site");
        folder.write("static/a-link/of-the-site.txt", "of the site");
        let before = snapshot(folder.root(), &[]);
        folder.run(&["build", "--replace"]).expect(2).says(&format!("`{name}`. Move"));
        assert_eq!(snapshot(folder.root(), &[]), before, "{name}");
    }
}

#[test]
fn a_mark_that_lies_harms_nobody() {
    let line = |path: &str, text: &str| format!("{}  {path}\n", Digest::of(text.as_bytes()).hex());
    let folder = Folder::built();
    let outside = Folder::empty();
    outside.write("diary.txt", "mine");
    let good = folder.read(MARK);
    let away = outside.path("diary.txt").display().to_string();
    let marks: Vec<Vec<u8>> = vec![
        format!("{good}{}", line(&away, "mine")).into_bytes(),
        format!("{good}{}", line("../content/en/index.md", "mine")).into_bytes(),
        format!("{good}{}", line("linked/diary.txt", "mine")).into_bytes(),
        format!("{good}{}", line("linked", "mine")).into_bytes(),
        format!("{good}{}", line(".git/HEAD", "history")).into_bytes(),
        format!("{good}{}", line("CNAME", "not what is in it")).into_bytes(),
        format!("{good}CNAME\n").into_bytes(),
        [good.as_bytes(), b"\xff\xfe"].concat(),
        vec![7; 1_000_000],
        good.repeat(1000).into_bytes(),
        Vec::new(),
        b"# ".to_vec(),
    ];
    folder.write("public/CNAME", "mine");
    folder.write("public/.git/HEAD", "history");
    symlink(outside.root(), folder.path("public/linked")).unwrap();
    let theirs = ["public/CNAME", "public/.git/HEAD", "public/linked/diary.txt"];
    for mark in marks {
        folder.write(MARK, &mark);
        let around = (snapshot(folder.root(), &["public"]), snapshot(outside.root(), &[]));
        for arguments in [&["build"][..], &["build", "--replace"]] {
            let run = folder.run(arguments);
            assert!(matches!(run.code, Some(0 | 2)), "{run:?}");
            assert_eq!((snapshot(folder.root(), &["public"]), snapshot(outside.root(), &[])), around);
            assert_eq!(theirs.map(|name| folder.read(name)), ["mine", "history", "mine"]);
        }
    }
    // The mark itself may be a link.
    fs::remove_file(folder.path(MARK)).unwrap();
    outside.write("mark", &good);
    symlink(outside.path("mark"), folder.path(MARK)).unwrap();
    folder.build().expect(2).says("no `.plainleaf`");
    folder.run(&["build", "--replace"]).expect(0);
    assert_eq!((outside.read("mark"), outside.read("diary.txt")), (good, "mine".to_owned()));
}

#[test]
fn the_mark_names_what_was_built_and_nothing_else() {
    let folder = Folder::built();
    let mark = folder.read(MARK);
    let built = folder.public();
    folder.write("public/CNAME", "mine");
    folder.build().expect(0);
    let expected: String =
        built.iter().map(|(path, bytes)| format!("{}  {path}\n", Digest::of(bytes).hex())).collect();
    assert_eq!(mark.split_once('\n').unwrap().1, expected);
    assert!(expected.lines().count() > 8);
    assert_eq!(folder.read(MARK), mark);
}

#[test]
fn a_site_is_not_built_over_itself() {
    let folder = Folder::new();
    symlink(folder.path("content"), folder.path("also-content")).unwrap();
    fs::create_dir(folder.path("content/en/figures")).unwrap();
    let before = snapshot(folder.root(), &[]);
    for out in [
        ".",
        "..",
        "content",
        "content/en/new",
        "content/en/figures",
        "static",
        "static/x",
        "templates",
        "urls.lock",
        "also-content/new",
        "/",
        "content/../static/x",
    ] {
        for replace in [&["build", "--out", out][..], &["build", "--replace", "--out", out]] {
            let mut program = crate::folder::program();
            let run = crate::folder::finish(program.args(replace).current_dir(folder.root()));
            run.expect(2).says("cannot publish");
            assert_eq!(snapshot(folder.root(), &[]), before, "{out}");
        }
    }
    let parent = folder.root().display().to_string();
    folder.run(&["build", "--replace", "--out", &parent]).expect(2).says("itself, or holds it");
    folder.remove("static");
    folder.edit(TREAT, ", or read [the leaflet](/leaflet.txt)", "");
    folder
        .run(&["build", "--out", &folder.path("static").display().to_string()])
        .expect(2)
        .says("belongs to `static`");
}

#[test]
fn a_worktree_of_a_branch_shows_what_changed() {
    let git = |place: &Path, arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=A", "-c", "user.email=a@warts.example"])
            .args(arguments)
            .current_dir(place);
        let output = git.output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let folder = Folder::empty();
    let site = folder.path("site");
    fs::create_dir(&site).unwrap();
    for (name, text) in crate::folder::FILES {
        folder.write(&format!("site/{name}"), text);
    }
    git(&site, &["init", "-q"]);
    git(&site, &["commit", "-q", "--allow-empty", "-m", "start"]);
    git(&site, &["worktree", "add", "-q", "--detach", "../pages"]);
    let pages = folder.path("pages");
    git(&pages, &["checkout", "-q", "--orphan", "gh-pages"]);
    let build = || {
        let mut program = crate::folder::program();
        program.args(["--today", crate::folder::TODAY, "build", "--out", "../pages"]);
        crate::folder::finish(program.current_dir(&site)).expect(0);
    };
    build();
    folder.write("pages/CNAME", "www.warts.example");
    git(&pages, &["add", "-A"]);
    git(&pages, &["commit", "-q", "-m", "first"]);
    build();
    assert_eq!(git(&pages, &["status", "--short"]), "");
    folder.edit("site/content/en/treat.md", "A nurse", "A doctor");
    build();
    assert_eq!(git(&pages, &["status", "--short"]), " M .plainleaf\n M passport.json\n M treat/index.html\n");
    assert!(git(&site, &["worktree", "list"]).contains("[gh-pages]"));
}

// What a kill leaves.

/// Copies a folder as it is.
fn copy(folder: &Folder, from: &str, to: &str) {
    let mut copy = Command::new("cp");
    assert!(copy.arg("-a").args([folder.path(from), folder.path(to)]).status().unwrap().success());
}

/// What the user keeps, without the numbers that a copy has none of.
fn kept(folder: &Folder) -> BTreeMap<PathBuf, (u32, Vec<u8>)> {
    theirs(folder).into_iter().map(|(path, (mode, bytes, _))| (path, (mode, bytes))).collect()
}

/// Every moment at which a build can be cut, by what it has left. `new-site` is the site that was being built, and
/// `old-site` the folder as it was.
const CUT: [(&str, &[(&str, &str)]); 7] = [
    ("while writing", &[("new-site", "new"), ("old-site", "public")]),
    ("before the exchange", &[("new-site", "other"), ("old-site", "public")]),
    ("after the exchange", &[("old-site", "other"), ("new-site", "public")]),
    ("between the steps of a disk that cannot exchange", &[("new-site", "other"), ("old-site", "aside")]),
    ("one step later", &[("old-site", "aside"), ("new-site", "public")]),
    ("with the new site gone", &[("old-site", "aside")]),
    ("with the site gone", &[("old-site", "other")]),
];

#[test]
fn a_build_cut_at_any_step_is_ended_by_the_next_one() {
    for (moment, left) in CUT {
        for is_good in [true, false] {
            let folder = lived_in();
            let before = kept(&folder);
            fs::rename(folder.path("public"), folder.path("old-site")).unwrap();
            folder.edit(TREAT, "A nurse", "A doctor");
            folder.build().expect(0);
            fs::rename(folder.path("public"), folder.path("new-site")).unwrap();
            folder.write(WHOSE, OURS);
            for (from, to) in left {
                copy(&folder, from, if *to == "public" { "public" } else { WORK });
                if *to != "public" {
                    fs::rename(folder.path(WORK).join(from), folder.path(WORK).join(to)).unwrap();
                }
            }
            if !is_good {
                folder.edit(TREAT, "index.md#what", "indx.md");
            }
            folder.build().expect(i32::from(!is_good));
            let after = kept(&folder);
            let without_shared = |all: BTreeMap<PathBuf, (u32, Vec<u8>)>| -> BTreeMap<_, _> {
                all.into_iter().filter(|(path, _)| !path.ends_with("public")).collect()
            };
            assert_eq!(without_shared(after), without_shared(before), "{moment}");
            if is_good {
                assert!(folder.read("public/treat/index.html").contains("A doctor"), "{moment}");
            }
            folder.check_tidy();
        }
    }
}

#[test]
fn what_is_there_twice_waits_for_someone_to_look() {
    let folder = Folder::built();
    folder.write(WHOSE, OURS);
    folder.write(".public.plainleaf/other/CNAME", "the old one");
    folder.write("public/CNAME", "the new one");
    for _ in 0..2 {
        folder.build().expect(2).says("`CNAME` is there twice").says(".public.plainleaf/other");
        assert_eq!(folder.read(".public.plainleaf/other/CNAME"), "the old one");
        assert_eq!(folder.read("public/CNAME"), "the new one");
    }
    folder.remove("public/CNAME");
    folder.build().expect(0);
    assert_eq!(folder.read("public/CNAME"), "the old one");
    folder.check_tidy();
}

#[test]
fn a_workplace_half_made_is_ours() {
    for mark in [&OURS[..0], &OURS[..7], OURS] {
        let folder = Folder::new();
        folder.write(WHOSE, mark);
        folder.build().expect(0);
        folder.check_tidy();
    }
    let folder = Folder::new();
    fs::create_dir(folder.path(WORK)).unwrap();
    folder.build().expect(0);
    folder.check_tidy();
}

#[test]
fn links_in_a_workplace_lead_nowhere() {
    let folder = Folder::built();
    let outside = Folder::empty();
    outside.write("diary.txt", "mine");
    for part in ["new", "other", "aside", "new/deep", "other/treat"] {
        folder.write(WHOSE, OURS);
        let link = folder.path(WORK).join(part);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(outside.root(), link).unwrap();
        let run = folder.build();
        assert!(matches!(run.code, Some(0 | 2)), "{run:?}");
        assert_eq!(
            (outside.names(), outside.read("diary.txt")),
            (vec!["diary.txt".to_owned()], "mine".to_owned())
        );
        if folder.path(WORK).exists() {
            folder.remove(WORK);
        }
    }
}

#[test]
fn a_build_killed_at_any_moment_loses_nothing() {
    const KILLS: u32 = 24;
    let folder = lived_in();
    let before = theirs(&folder);
    let words = ["A nurse", "A doctor"];
    folder.edit("content/en/index.md", "Most warts", "A nurse says so. Most warts");
    let started = Instant::now();
    folder.build().expect(0);
    let whole = started.elapsed();
    for kill in 0..KILLS {
        let at = usize::try_from(kill).unwrap();
        folder.edit(TREAT, words[at % 2], words[(at + 1) % 2]);
        folder.edit("content/en/index.md", words[at % 2], words[(at + 1) % 2]);
        let mut child = folder.program().arg("build").stderr(Stdio::null()).spawn().unwrap();
        // The last moments matter most.
        let until = Instant::now() + whole.mul_f64(1.0 - 0.5 * f64::from(kill) / f64::from(KILLS));
        while Instant::now() < until && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(50));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let pages = ["public/index.html", "public/treat/index.html"].map(|page| folder.read(page));
        let is = |word: &str| pages.iter().all(|page| page.contains(word));
        assert!(is(words[0]) || is(words[1]), "half a site: {pages:?}");
        if kill % 4 == 3 {
            folder.build().expect(0);
            assert_eq!(theirs(&folder), before);
            folder.check_tidy();
        }
    }
}
