//! Pages kept on readers' devices: only where a site asks for it, and never of a site that is being written.

use std::sync::Arc;

use plainleaf::build::{self, Built, Keep, Memo, Options};
use plainleaf::diagnostic::Found;
use plainleaf::output::OutputTree;
use plainleaf::rule::Purpose;
use plainleaf::source::SourceTree;
use plainleaf::url::LinkStyle;
use plainleaf::workshop::Workshop;

use crate::support;

const SETTING: &str = "offline = true\n";

/// The site that keeps pages, with its setting as this.
fn site(setting: &str) -> SourceTree {
    let tree = support::read("bilingual");
    let settings = tree.named("site.toml").unwrap().as_text().replace(SETTING, setting);
    support::put(&tree, "site.toml", &settings)
}

fn text(output: &OutputTree, path: &str) -> String {
    String::from_utf8(output.get(path).unwrap().bytes.to_vec()).unwrap()
}

/// The site as it is built with a setting, which must be free of errors.
fn built(setting: &str, links: LinkStyle) -> OutputTree {
    let options = Options {
        today: "2026-03-01".parse().unwrap(),
        links,
        pages: Keep::InMemory,
        purpose: Purpose::Preview,
        progress: Arc::default(),
    };
    let Found(Built { output, .. }, found) = build::build(&site(setting), &options, &Memo::forgetful());
    assert!(!found.has_errors(), "{found:?}");
    output
}

fn says_nothing_of_a_worker(output: &OutputTree) {
    for path in ["index.html", "es/privacy/index.html", "404.html", "_headers"] {
        let text = text(output, path);
        for word in ["data-root", "serviceWorker", "worker-src", "connect-src"] {
            assert!(!text.contains(word), "{word} in {path}");
        }
    }
    assert!(!text(output, "passport.json").contains("saved-pages"));
}

#[test]
fn a_site_that_asks_for_nothing_has_no_worker() {
    let output = built("", LinkStyle::Hosted);
    says_nothing_of_a_worker(&output);
    assert!(!output.holds("worker.js"));
    assert!(!text(&output, "_headers").contains("worker"));
}

#[test]
fn a_site_that_asks_for_it_has_one() {
    let output = built(SETTING, LinkStyle::Hosted);
    for (path, root) in [("index.html", ""), ("es/privacy/index.html", "../../"), ("404.html", "/")] {
        assert!(text(&output, path).contains(&format!("<script data-root=\"{root}\">")), "{path}");
    }
    let passport = text(&output, "passport.json");
    assert!(passport.contains("\"saved-pages\"") && passport.contains("\"worker.js\""), "{passport}");
    // The name of what is kept changes with every page.
    let build = |output: &OutputTree| {
        text(output, "worker.js").split("\"build\":\"").nth(1).unwrap()[..10].to_owned()
    };
    assert_eq!(build(&output), build(&built(SETTING, LinkStyle::Hosted)));
    let tree = site(SETTING);
    let page = "content/en/storing.md";
    let other = support::put(&tree, page, &format!("{}\nMore.\n", tree.named(page).unwrap().as_text()));
    assert_ne!(build(&output), build(&support::build(&other).0));
}

#[test]
fn a_site_that_stops_has_a_worker_that_removes_itself() {
    let output = built("offline = false\n", LinkStyle::Hosted);
    says_nothing_of_a_worker(&output);
    let retired = text(&output, "worker.js");
    assert!(retired.contains("unregister()") && !retired.contains("\"fetch\""));
    assert!(
        text(&output, "_headers").ends_with("/worker.js\n  ! Cache-Control\n  Cache-Control: no-cache\n")
    );
    let guide = include_str!("../../docs/offline.md");
    assert!(guide.contains(retired.trim()), "the guide shows another worker to stop it with");
}

#[test]
fn a_folder_on_a_disk_has_none() {
    for setting in [SETTING, "offline = false\n"] {
        let output = built(setting, LinkStyle::Portable);
        assert!(!output.holds("worker.js"));
        says_nothing_of_a_worker(&output);
    }
}

/// A worker would show a writer saved pages, on the address where all their sites are served.
#[test]
fn nothing_is_kept_of_a_site_that_is_being_written() {
    let today = || Ok("2026-03-01".parse().unwrap());
    let workshop = Workshop::start(&support::folder("bilingual"), today).unwrap();
    says_nothing_of_a_worker(workshop.output());
    assert!(text(workshop.output(), "worker.js").contains("unregister()"));
}

#[test]
fn what_it_needs_is_said() {
    let found = |tree: &SourceTree| support::check_all(tree);
    let site = site(SETTING);
    let lacks = support::without(&site, "templates/offline.js");
    assert!(found(&lacks).contains("missing-template"), "{}", found(&lacks));
    let strings = "content/es/strings.toml";
    let words = site.named(strings).unwrap().as_text().replace("guardada el {date}", "guardada");
    let lacks = support::put(&site, strings, &words);
    assert!(found(&lacks).contains("`offline.saved`"), "{}", found(&lacks));
    let settings = site.named("site.toml").unwrap().as_text();
    for (setting, word) in [("ofline = true\n", "did you mean `offline`"), ("offline = \"on\"\n", "offline")]
    {
        let slip = support::put(&site, "site.toml", &settings.replace(SETTING, setting));
        let printed = support::printed_all(&slip, plainleaf::report::Format::Human);
        assert!(printed.contains(word), "{printed}");
    }
}

#[test]
fn a_worker_is_promised_so_that_it_can_be_stopped() {
    let tree = site(SETTING);
    let options = Options {
        today: "2026-03-01".parse().unwrap(),
        links: LinkStyle::Hosted,
        pages: Keep::InMemory,
        purpose: Purpose::Record,
        progress: Arc::default(),
    };
    assert!(build::build(&tree, &options, &Memo::forgetful()).0.offered.contains_key("/worker.js"));
    let lock = "/worker.js 2026-02-01\n";
    let found = |setting: &str| {
        let tree = support::put(&site(setting), "content/urls.lock", lock);
        support::printed_all(&tree, plainleaf::report::Format::Human)
    };
    assert!(!found(SETTING).contains("address-lost"));
    assert!(!found("offline = false\n").contains("address-lost"));
    let lost = found("");
    assert!(lost.contains("address-lost") && lost.contains("write `offline = false`"), "{lost}");
}
