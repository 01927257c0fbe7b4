//! `urls.lock`: what is promised, what keeps a promise, and what breaks it.

use crate::folder::Folder;
use crate::support;

const PAGE: &str = "-- content/en/page.md --
+++
title = \"Washing your hands\"
description = \"How to wash your hands, step by step, with what you have at home.\"
kind = \"page\"
updated = 2026-01-01
ALIASES
+++

## Water {.steps MORE}

Hello.
";

fn page(aliases: &str, more: &str) -> String {
    PAGE.replace("ALIASES", aliases).replace("MORE", more)
}

#[test]
fn the_lock_lists_what_a_site_offers() {
    let folder = Folder::new();
    folder.run(&["lock"]).expect(0).says("7 new lines in `urls.lock`");
    let lock = folder.read("urls.lock");
    let lines: Vec<&str> = lock.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(
        lines,
        [
            "/ 2026-03-01",
            "/#what 2026-03-01",
            "/cure/ 2026-03-01",
            "/feed.xml 2026-03-01",
            "/leaflet.txt 2026-03-01",
            "/treat/ 2026-03-01",
            "/treat/#freezing 2026-03-01"
        ]
    );
    folder.run(&["check", "--release"]).expect(0).says("nothing to mend");
}

#[test]
fn files_may_have_any_name() {
    let folder = Folder::new();
    folder.write("static/a b.txt", "a");
    folder.run(&["lock"]).expect(0);
    assert!(folder.read("urls.lock").contains("\n/a b.txt 2026-03-01\n"));
    folder.run(&["check", "--release"]).expect(0).says("nothing to mend");
    folder.remove("static/a b.txt");
    folder.run(&["check"]).expect(1).says("`/a b.txt` was published on 2026-03-01 and is gone");
}

#[test]
fn the_lock_takes_nothing_out_and_keeps_its_days() {
    let folder = Folder::new();
    folder.write("urls.lock", "# Ours.\n/treat/ 2024-05-06\n");
    folder.run(&["lock"]).expect(0);
    let first = folder.read("urls.lock");
    assert!(
        first.starts_with("# Ours.\n/ 2026-03-01\n") && first.contains("\n/treat/ 2024-05-06\n"),
        "{first}"
    );
    folder.run(&["lock"]).expect(0).says("0 new lines");
    assert_eq!(folder.read("urls.lock"), first);
    folder.edit("content/en/treat.md", "aliases = [\"/cure/\"]\n", "");
    folder.run(&["lock"]).expect(1).says("address-lost").says("nothing is promised");
    assert_eq!(folder.read("urls.lock"), first);
}

#[test]
fn an_address_that_is_lost_is_a_mistake() {
    let lock =
        "-- urls.lock --\n/old/ 2026-01-02\n/old/#a 2026-01-02\n/page/ 2026-01-02\n/page/#soap 2026-01-02\n";
    let tree = support::site(&format!("{lock}{}", page("", "")));
    assert_eq!(
        support::check(&tree),
        "urls.lock:1:1: error[address-lost]: `/old/ 2026-01-02` was published on 2026-01-02 and is gone\n"
            .replace("/ 2026-01-02`", "/`")
            + "urls.lock:4:1: error[address-lost]: `/page/#soap` was published on 2026-01-02 and is gone\n"
    );
    let kept = support::site(&format!("{lock}{}", page("aliases = [\"/old/\"]", "was=soap was=a")));
    assert_eq!(support::check(&kept), "");
    let (output, _) = support::build(&kept);
    let html = std::str::from_utf8(&output.get("page/index.html").unwrap().bytes).unwrap();
    assert!(
        html.contains("<h2 id=\"water\"><span id=\"soap\"></span><span id=\"a\"></span>Water</h2>"),
        "{html}"
    );
}

#[test]
fn a_draft_breaks_a_promise_and_a_mistake_is_reported_once() {
    let lock = "-- urls.lock --\n/page/ 2026-01-02\n/page/#water 2026-01-02\n";
    let draft = support::site(&format!("{lock}{}", page("draft = true", "")));
    assert_eq!(
        support::check(&draft),
        "urls.lock:1:1: error[address-lost]: `/page/` was published on 2026-01-02 and is gone\n"
    );
    let broken = support::site(&format!("{lock}{}", page("colour = 1", "")));
    assert_eq!(
        support::check(&broken),
        "content/en/page.md:6:1: error[unknown-key]: `colour` is not a key here\n"
    );
}

#[test]
fn lines_that_are_no_promises_are_named() {
    let tree = support::site(
        "-- urls.lock --\n# Ours.\n<<<<<<< HEAD\n/ 2026-01-02\n=======\n/ 2026-01-03\n>>>>>>> other\nhome 2026-01-02\n/#\n/x/ soon\n",
    );
    assert_eq!(
        support::check(&tree),
        "urls.lock:2:1: error[lock-broken]: two versions of this file were not joined\n\
         urls.lock:4:1: error[lock-broken]: two versions of this file were not joined\n\
         urls.lock:5:1: error[lock-broken]: `/` is promised twice\n\
         urls.lock:6:1: error[lock-broken]: two versions of this file were not joined\n\
         urls.lock:7:1: error[lock-broken]: `home 2026-01-02` is no promised address\n\
         urls.lock:8:1: error[lock-broken]: `/#` is no promised address\n\
         urls.lock:9:1: error[lock-broken]: `/x/ soon` is no promised address\n"
    );
}

#[test]
fn former_anchors_are_held_to_what_anchors_are() {
    for (more, wanted) in [
        ("was=Soap", "error[bad-address]: `Soap` cannot be an anchor"),
        ("was=water", "error[alias-loop]: `#water` is the anchor of this heading itself"),
        ("wos=soap", "error[unknown-mark]: `wos` says nothing here"),
    ] {
        let tree = support::site(&page("", more));
        assert_eq!(support::check(&tree), format!("content/en/page.md:9:1: {wanted}\n"));
    }
    let tree = support::site(&format!("{}\n## Soap {{was=water}}\n", page("", "")));
    let wanted = "content/en/page.md:13:1: error[duplicate-id]: `#water` is still an anchor of this page\n";
    assert_eq!(support::check(&tree), wanted);
}

#[test]
fn a_release_says_what_is_not_promised() {
    let tree = support::site("-- urls.lock --\n/ 2026-01-02\n");
    assert_eq!(
        support::check_release(&tree),
        "urls.lock:1:1: note[not-promised]: 6 promises are not in this file yet, such as `/feed.xml`\n"
    );
}
