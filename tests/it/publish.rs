//! Publishing: whoever looks at `public`, and whenever the program stops, finds one whole site.
#![expect(clippy::disallowed_methods, reason = "tests read and write folders of their own")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use plainleaf::diagnostic::{Diagnostics, SourcePath, Span};
use plainleaf::disk::publish;
use plainleaf::output::{OutputFile, OutputTree};
use plainleaf::publish::Stage;

use crate::folder::{Folder, snapshot};

/// A built site of these files, each with the same words in it.
fn output(files: &[&str], words: &str) -> OutputTree {
    let mut output = OutputTree::default();
    let mut found = Diagnostics::default();
    for path in files {
        let origin = Span::file(&SourcePath::new("site.toml"));
        output.insert((*path).to_owned(), OutputFile { bytes: words.as_bytes().into(), origin }, &mut found);
    }
    assert!(found.is_empty());
    output
}

fn files(output: &OutputTree) -> BTreeMap<String, Vec<u8>> {
    output.iter().map(|(path, file)| (path.to_owned(), file.bytes.to_vec())).collect()
}

fn old() -> OutputTree {
    output(&["index.html", "gone/index.html", "gone/deep/file.txt"], "old")
}

fn new() -> OutputTree {
    output(&["index.html", "came/index.html"], "new")
}

#[track_caller]
fn check(folder: &Folder, expected: &OutputTree) {
    assert_eq!(folder.public(), files(expected));
}

#[test]
fn the_first_site_is_published() {
    let folder = Folder::empty();
    publish(&new(), &folder.path("public")).unwrap();
    check(&folder, &new());
    assert_eq!(folder.names(), ["public"]);
}

#[test]
fn files_that_left_the_site_leave_the_folder() {
    let folder = Folder::empty();
    publish(&old(), &folder.path("public")).unwrap();
    publish(&new(), &folder.path("public")).unwrap();
    check(&folder, &new());
    assert!(!folder.path("public/gone").exists());
    assert_eq!(folder.names(), ["public"]);
}

#[test]
fn a_site_whose_lines_version_control_ended_otherwise_is_ours() {
    let folder = Folder::empty();
    let (first, second) = (output(&["index.html", "gone.html"], "a\nb\n"), output(&["index.html"], "c\n"));
    publish(&first, &folder.path("public")).unwrap();
    for name in ["index.html", "gone.html", ".plainleaf"] {
        let place = folder.path("public").join(name);
        let text = fs::read_to_string(&place).unwrap();
        fs::write(&place, text.replace('\n', "\r\n")).unwrap();
    }
    publish(&second, &folder.path("public")).unwrap();
    check(&folder, &second);
}

#[test]
fn what_belongs_to_version_control_is_no_place_for_a_site() {
    let folder = Folder::built();
    for out in [".git", "a/.hg/public"] {
        fs::create_dir_all(folder.path("a/.hg")).unwrap();
        folder
            .run(&["build", "--out", folder.path(out).to_str().unwrap()])
            .expect(2)
            .says("belongs to version control");
    }
}

#[test]
fn a_page_leaves_with_its_source() {
    let folder = Folder::built();
    assert!(folder.path("public/cure/index.html").exists());
    folder.edit("content/en/index.md", "[how to treat them](treat.md#freezing)", "a nurse");
    folder.remove("content/en/treat.md");
    folder.build().expect(0);
    assert!(!folder.path("public/treat").exists() && !folder.path("public/cure").exists());
}

#[test]
fn given_up_at_any_step_the_old_site_stays() {
    let folder = Folder::empty();
    let public = folder.path("public");
    publish(&old(), &public).unwrap();
    let new = new();
    for steps in 0..=new.len() {
        let stage = Stage::begin(&public, false).unwrap();
        for (path, file) in new.iter().take(steps) {
            stage.write(path, &file.bytes);
        }
        check(&folder, &old());
        drop(stage);
        check(&folder, &old());
        assert_eq!(folder.names(), ["public"]);
    }
    publish(&new, &public).unwrap();
    check(&folder, &new);
    assert_eq!(folder.names(), ["public"]);
}

#[test]
fn a_file_that_cannot_be_written_stops_it() {
    let folder = Folder::empty();
    let public = folder.path("public");
    publish(&old(), &public).unwrap();
    let stage = Stage::begin(&public, false).unwrap();
    stage.write("taken", b"x");
    stage.write("taken/by-a-file.txt", b"x");
    stage.write("not-tried-any-more.txt", b"x");
    let error = stage.finish().unwrap_err().to_string();
    assert!(error.contains(".public.plainleaf/new/taken` is a file"), "{error}");
    check(&folder, &old());
    assert_eq!(folder.names(), ["public"]);
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let folder = Folder::empty();
    folder.write("victim", "mine");
    folder.write("around/victim", "mine");
    let public = folder.path("around/public");
    publish(&old(), &public).unwrap();
    let absolute = folder.path("victim").display().to_string();
    let around = snapshot(folder.root(), &[]);
    for path in [
        "../victim",
        "a/../../victim",
        &absolute,
        "",
        ".",
        "..",
        "a/",
        "/a",
        "a//b",
        "a\\..\\b",
        "a\0",
        ".git/HEAD",
    ] {
        let stage = Stage::begin(&public, false).unwrap();
        stage.write("index.html", b"new");
        stage.write(path, b"x");
        let error = stage.finish().unwrap_err().to_string();
        assert!(error.contains("is no path for a file here"), "{error}");
        let site = output(&[path], "x");
        assert!(!site.check().is_empty());
        publish(&site, &public).unwrap_err();
        assert_eq!(snapshot(folder.root(), &[]), around, "{path}");
    }
    assert!(!output(&[".plainleaf"], "x").check().is_empty());
    assert!(output(&["plainleaf", "a/.plainleaf"], "x").check().is_empty());
}

#[test]
fn a_link_named_public_is_not_followed() {
    let folder = Folder::new();
    let elsewhere = Folder::empty();
    elsewhere.write("diary.txt", "mine");
    for target in [elsewhere.root(), Path::new("/nowhere/at/all")] {
        symlink(target, folder.path("public")).unwrap();
        folder.build().expect(2).says("public` is a file or a link");
        assert_eq!(elsewhere.names(), ["diary.txt"]);
        folder.check_tidy();
        folder.remove("public");
    }
    folder.build().expect(0);
}

#[test]
fn builds_at_the_same_time_take_turns() {
    let folder = Folder::empty();
    let public = folder.path("public");
    publish(&old(), &public).unwrap();
    let names: Vec<String> = (0..60).map(|n| format!("page-{n}/index.html")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let sites: Vec<OutputTree> = (0..4).map(|n| output(&names, &format!("build {n}"))).collect();
    std::thread::scope(|scope| {
        for site in &sites {
            let public = &public;
            scope.spawn(move || {
                for _ in 0..8 {
                    publish(site, public).unwrap();
                }
            });
        }
    });
    let found = folder.public();
    assert!(sites.iter().any(|site| files(site) == found), "a mixture of builds");
    assert_eq!(folder.names(), ["public"]);
}

#[test]
fn programs_at_the_same_time_take_turns() {
    let folder = Folder::new();
    let mut children: Vec<_> =
        (0..4).map(|_| folder.program().arg("build").stderr(Stdio::null()).spawn().unwrap()).collect();
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    let found = folder.public();
    folder.build().expect(0);
    assert_eq!(folder.public(), found);
    folder.check_tidy();
}

#[test]
fn a_reader_finds_a_whole_site_at_every_moment() {
    let folder = Folder::empty();
    let public = folder.path("public");
    publish(&old(), &public).unwrap();
    let done = Arc::new(AtomicBool::new(false));
    let reader = std::thread::spawn({
        let (public, done) = (public.clone(), Arc::clone(&done));
        move || {
            let mut looks = 0;
            while !done.load(Ordering::Relaxed) {
                // A reader that has found the folder can lose it before it finds the file in it;
                // whoever looks again finds the new one.
                let look = || fs::read_to_string(public.join("index.html"));
                let text = look().or_else(|_| look()).unwrap();
                assert!(text == "old" || text == "new", "{text}");
                looks += 1;
            }
            looks
        }
    });
    for _ in 0..60 {
        publish(&new(), &public).unwrap();
        publish(&old(), &public).unwrap();
    }
    done.store(true, Ordering::Relaxed);
    assert!(reader.join().unwrap() > 0);
    check(&folder, &old());
}
