//! `content/urls.lock`: what is promised, what keeps a promise, and what breaks it.

use plainleaf::report::Format;

use crate::folder::{Folder, PLAIN_HOME};
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
    folder.write("content/en/index.md", PLAIN_HOME);
    folder.run(&["lock"]).expect(0).says("7 new lines in `content/urls.lock`");
    let lock = folder.read("content/urls.lock");
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
    folder.write("content/en/index.md", PLAIN_HOME);
    folder.write("static/a b.txt", "a");
    folder.run(&["lock"]).expect(0);
    assert!(folder.read("content/urls.lock").contains("\n/a b.txt 2026-03-01\n"));
    folder.run(&["check", "--release"]).expect(0).says("nothing to mend");
    folder.remove("static/a b.txt");
    folder.run(&["check"]).expect(1).says("`/a b.txt` was published on 2026-03-01 and is gone");
}

#[test]
fn the_lock_takes_nothing_out_and_keeps_its_days() {
    let folder = Folder::new();
    folder.write("content/urls.lock", "# Ours.\n/treat/ 2024-05-06\n");
    folder.run(&["lock"]).expect(0);
    let first = folder.read("content/urls.lock");
    assert!(
        first.starts_with("# Ours.\n/ 2026-03-01\n") && first.contains("\n/treat/ 2024-05-06\n"),
        "{first}"
    );
    folder.run(&["lock"]).expect(0).says("0 new lines");
    assert_eq!(folder.read("content/urls.lock"), first);
    folder.edit("content/en/treat.md", "aliases = [\"/cure/\"]\n", "");
    folder.run(&["lock"]).expect(1).says("address-lost").says("nothing is promised");
    assert_eq!(folder.read("content/urls.lock"), first);
}

#[test]
fn an_address_that_is_lost_is_a_mistake() {
    let lock = "-- content/urls.lock --\n/old/ 2026-01-02\n/old/#a 2026-01-02\n/page/ 2026-01-02\n/page/#soap 2026-01-02\n";
    let tree = support::site(&format!("{lock}{}", page("", "")));
    assert_eq!(
        support::check(&tree),
        "content/urls.lock:1:1: error[address-lost]: `/old/ 2026-01-02` was published on 2026-01-02 and is gone\n"
            .replace("/ 2026-01-02`", "/`")
            + "content/urls.lock:4:1: error[address-lost]: `/page/#soap` was published on 2026-01-02 and is gone\n"
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
    let lock = "-- content/urls.lock --\n/page/ 2026-01-02\n/page/#water 2026-01-02\n";
    let draft = support::site(&format!("{lock}{}", page("draft = true", "")));
    assert_eq!(
        support::check(&draft),
        "content/urls.lock:1:1: error[address-lost]: `/page/` was published on 2026-01-02 and is gone\n"
    );
    let broken = support::site(&format!("{lock}{}", page("colour = 1", "")));
    assert_eq!(
        support::check(&broken),
        "content/en/page.md:6:1: error[unknown-key]: `colour` is not a key here\n"
    );
}

/// Promises once stood beside `site.toml`. A site that was made then must not lose them without a word.
#[test]
fn promises_at_their_old_place_are_kept_and_told() {
    let old = "-- urls.lock --\n/old/ 2026-01-02\n";
    let lost = "urls.lock:1:1: error[address-lost]: `/old/` was published on 2026-01-02 and is gone\n";
    let told = "urls.lock:1:1: error[lock-broken]: promises stand in `content/urls.lock` now\n";
    assert_eq!(support::check(&support::site(old)), format!("{told}{lost}"));
    let both = support::site(&format!("{old}-- content/urls.lock --\n/ 2026-01-02\n"));
    assert_eq!(support::check(&both), told);

    let folder = Folder::new();
    folder.write("urls.lock", "/gone/ 2026-01-02\n");
    folder.run(&["lock"]).expect(1).says("move it to `content/urls.lock`").says("nothing is promised");
    assert!(!folder.path("content/urls.lock").exists());
    folder.run(&["build", "--release"]).expect(1).says("lock-broken").says("address-lost");
    folder.write("content/urls.lock", "/treat/ 2026-01-02\n");
    folder.run(&["check"]).expect(1).says("put its lines into `content/urls.lock`, and take this file away");
}

#[test]
fn lines_that_are_no_promises_are_named() {
    let tree = support::site(
        "-- content/urls.lock --\n# Ours.\n<<<<<<< HEAD\n/ 2026-01-02\n=======\n/ 2026-01-03\n>>>>>>> other\nhome 2026-01-02\n/#\n/x/ soon\n",
    );
    assert_eq!(
        support::check(&tree),
        "content/urls.lock:2:1: error[lock-broken]: two versions of this file were not joined\n\
         content/urls.lock:4:1: error[lock-broken]: two versions of this file were not joined\n\
         content/urls.lock:5:1: error[lock-broken]: `/` is promised twice\n\
         content/urls.lock:6:1: error[lock-broken]: two versions of this file were not joined\n\
         content/urls.lock:7:1: error[lock-broken]: `home 2026-01-02` is no promised address\n\
         content/urls.lock:8:1: error[lock-broken]: `/#` is no promised address\n\
         content/urls.lock:9:1: error[lock-broken]: `/x/ soon` is no promised address\n"
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
    let tree = support::site("-- content/urls.lock --\n/ 2026-01-02\n");
    assert_eq!(
        support::check_release(&tree),
        "content/urls.lock:1:1: note[not-promised]: 6 promises are not in this file yet, such as `/feed.xml`\n"
    );
}

/// A checklist of one box with this id and these words, and a page that shows it.
fn checklist(id: &str, label: &str) -> String {
    format!(
        "-- content/checklist.toml --
purpose = \"Tick what fits you.\"
privacy = \"What you tick stays on this device.\"
[[group]]
id = \"start\"
legend = \"Do you have this at home?\"
advice = false
[[group.item]]
id = \"{id}\"
label = \"{label}\"
[[group.choice]]
id = \"bars\"
legend = \"How many bars?\"
options = [{{ id = \"bar\", label = \"One\" }}]
[texts]
{}",
        page("", "")
            .replace("kind = \"page\"", "kind = \"checklist\"\nreview_by = 2028-01-01")
            .replace("Hello.", "[checklist]")
    )
}

#[test]
fn ids_of_the_checklist_keep_their_meaning() {
    let lock = "-- content/urls.lock --\ntick bar 2026-01-02 How many bars? One\ntick old 2026-01-02 I had one\ntick soap 2026-01-02 I have soap\n";
    let reused = |list: &str| {
        let found = support::check(&support::site(&format!("{lock}{list}")));
        found.lines().filter(|line| line.contains("id-reused")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(reused(&checklist("soap", "I have soap")), "");
    assert_eq!(reused(&checklist("soap", "I have Soap!")), "", "not another meaning");
    assert_eq!(reused(&checklist("towel", "I have a towel")), "", "an id that is gone");
    assert_eq!(reused(&checklist("old", "I had one")), "", "an id that is back as what it was");
    assert_eq!(
        reused(&checklist("soap", "I have no soap")),
        "content/checklist.toml:7:1: error[id-reused]: `soap` was published on 2026-01-02 as `I have soap`"
    );
    assert_eq!(
        reused(&checklist("soap", "I have soap").replace("How many bars", "How many towels")),
        "content/checklist.toml:10:1: error[id-reused]: `bar` was published on 2026-01-02 as `How many bars? One`"
    );
    let found = support::printed_all(
        &support::site(&format!("{lock}{}", checklist("soap", "I have no soap"))),
        Format::Human,
    );
    assert!(found.contains("write `tick soap 2026-01-02 I have no soap` in `content/urls.lock`"), "{found}");
}

#[test]
fn the_lock_lists_the_ids_of_the_checklist() {
    let site = support::site(&format!(
        "-- content/urls.lock --\ntick soap 2026-01-02 I have soap\n{}",
        checklist("soap", "I have soap")
    ));
    let found = support::check_release(&site);
    assert!(found.contains("promises are not in this file yet"), "{found}");
    let offered = support::offered(&site);
    let lock = site.named("content/urls.lock").unwrap().as_text();
    let (text, _) = plainleaf::promise::with_offered(Some(lock), &offered, "2026-03-01".parse().unwrap());
    assert!(
        text.contains("\ntick bar 2026-03-01 How many bars? One\ntick soap 2026-01-02 I have soap\n"),
        "{text}"
    );
    let without = support::put(&site, "content/urls.lock", &text);
    assert_eq!(
        support::check_release(&without).lines().filter(|line| line.contains("not-promised")).count(),
        0
    );
}

#[test]
fn lines_about_ids_that_say_nothing_are_named() {
    let tree = support::site(
        "-- content/urls.lock --\ntick soap\ntick soap soon I have soap\ntick towel 2026-01-02 x\ntick towel 2026-01-03 x\n",
    );
    assert_eq!(
        support::check(&tree),
        "content/urls.lock:1:1: error[lock-broken]: `soap` is no promised id\n\
         content/urls.lock:2:1: error[lock-broken]: `soap soon I have soap` is no promised id\n\
         content/urls.lock:4:1: error[lock-broken]: the id `towel` is promised twice\n"
    );
}
