//! What the modules promise each other, held by reading their source.
#![expect(clippy::disallowed_methods, reason = "reads the repository's own files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// More than this is a file that holds two ideas.
const LONGEST: usize = 400;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Every file below `src` with this extension, by its path there.
pub(crate) fn sources(extension: &str) -> BTreeMap<String, String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let entries = walkdir::WalkDir::new(&src).into_iter().map(Result::unwrap);
    entries
        .filter(|entry| entry.path().extension().is_some_and(|e| e == extension))
        .map(|entry| {
            let path = entry.path().strip_prefix(&src).unwrap().to_str().unwrap().to_owned();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// A file's code, without comments and without its tests.
fn code(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The code of every file that is not only tests.
pub(crate) fn modules() -> BTreeMap<String, String> {
    let files = sources("rs").into_iter().filter(|(path, _)| !path.ends_with("tests.rs"));
    files.map(|(path, text)| (path, code(&text))).collect()
}

/// The module at the top that a file belongs to.
fn top(path: &str) -> &str {
    path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// The modules named after `crate::`, also in `crate::{a, b::c}`.
fn uses(code: &str) -> BTreeSet<&str> {
    let mut used = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = true;
            for (at, c) in list.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && c.is_alphabetic() => {
                        used.extend(words(&list[at..]).next());
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            used.extend(words(rest).next());
        }
    }
    used
}

#[test]
fn reads_what_a_module_uses() {
    let used = uses("use crate::url; use crate::{a, b::{c, d}, e}; crate::x::y(); pub(crate) fn f() {}");
    assert_eq!(used.into_iter().collect::<Vec<_>>(), ["a", "b", "e", "url", "x"]);
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let lib = read("src/lib.rs");
    let order: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "))
        .map(|name| name.trim_end_matches(';'))
        .collect();
    assert!(order.len() > 20, "lib.rs lists the modules");
    let place = |module: &str| order.iter().position(|name| *name == module);
    for (path, code) in modules() {
        let own = top(&path);
        if ["lib", "main"].contains(&own) {
            continue;
        }
        let own_place = place(own).unwrap_or_else(|| panic!("lib.rs does not list `{own}`"));
        for used in uses(&code).into_iter().filter(|used| *used != own) {
            let used_place = place(used).unwrap_or_else(|| panic!("src/{path} uses `crate::{used}`"));
            assert!(used_place < own_place, "src/{path} uses `{used}`, which lib.rs lists after `{own}`");
        }
    }
}

/// Only these modules may use these words, and every one of them does.
#[track_caller]
fn only(allowed: &[&str], is_used: impl Fn(&str) -> bool) {
    let users: BTreeSet<String> =
        modules().iter().filter(|(_, code)| is_used(code)).map(|(path, _)| top(path).to_owned()).collect();
    assert_eq!(users, allowed.iter().map(|name| (*name).to_owned()).collect());
}

#[test]
fn only_the_build_knows_threads_and_memory() {
    only(&["disk", "draw", "inputs", "signed"], |code| words(code).any(|word| word == "rayon"));
    // A command keeps nothing, a workshop keeps what the last build came to.
    let knows = ["build", "cli", "draw", "inputs", "workshop"];
    only(&knows, |code| words(code).any(|word| word == "Memo"));
}

#[test]
fn only_the_edges_touch_the_disk() {
    only(&["folder", "source"], |code| code.contains("std::fs"));
    // All that is written goes through `folder`, which follows no link.
    only(&["folder"], |code| words(code).any(|word| word == "rustix"));
}

#[test]
fn only_kinds_of_pages_say_which_they_are() {
    let asks = |path: &str, code: &str| path != "page/kind.rs" && uses(code).contains("page");
    for (path, code) in modules().iter().filter(|(path, code)| asks(path, code)) {
        let lists = code.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(!lists.contains("| Kind::"), "src/{path} lists kinds: ask a method of `Kind`");
    }
}

#[test]
fn nothing_iterates_in_random_order() {
    for (path, code) in modules() {
        let mut before = "";
        for line in code.lines() {
            if words(line).any(|word| word == "HashMap" || word == "HashSet") {
                let is_excused = before.contains("expect(clippy::disallowed_types, reason = ");
                assert!(is_excused, "src/{path} uses a map without order: {line}");
            }
            before = line;
        }
    }
}

#[test]
fn only_the_command_line_asks_the_clock() {
    only(&["cli"], |code| ["SystemTime", "Zoned::now", "Timestamp::now"].iter().any(|n| code.contains(n)));
}

#[test]
fn the_generator_does_not_know_the_topic_of_the_site() {
    for extension in ["rs", "md", "js", "html", "toml", "yml"] {
        // Lists of all medicines, illnesses and treatments name those of this topic among many.
        let lists =
            ["/medicines.toml", "/conditions.toml", "/treatments.toml", "/shares.toml", "/certainty.toml"];
        let is_list = |path: &String| lists.iter().any(|list| path.ends_with(list));
        for (path, text) in sources(extension).into_iter().filter(|(path, _)| !is_list(path)) {
            let text = text.to_lowercase();
            // A socket is no sock. A calf is a part of the body, which a rule about the colour of skin names.
            let topic = words(&text).find(|word| {
                ["cramp", "stocking", "hosier", "varicos"].iter().any(|start| word.starts_with(start))
                    || ["sock", "socks", "compression", "quinine", "statin", "statins"].contains(word)
            });
            assert_eq!(topic, None, "src/{path}");
        }
    }
}

#[test]
fn files_stay_short() {
    for (path, text) in sources("rs") {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "src/{path} has {lines} lines");
    }
}

#[test]
fn every_module_says_what_it_holds() {
    for (path, text) in sources("rs") {
        assert!(path.ends_with("tests.rs") || text.starts_with("//! "), "src/{path}");
    }
}

#[test]
fn every_dependency_has_a_reason() {
    let manifest = read("Cargo.toml");
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.contains("dependencies") && line.contains(" = ") && !line.starts_with('#') {
            let reason = line.split_once(" # ").map_or("", |(_, reason)| reason);
            assert!(reason.len() > 10, "Cargo.toml does not say why: {line}");
        }
    }
}

#[test]
fn the_commands_of_the_readme_exist() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let Ok(readme) = fs::read_to_string(path) else {
        return;
    };
    let run = crate::folder::finish(crate::folder::program().arg("--help"));
    let known: BTreeSet<&str> = words(&run.out).collect();
    for block in readme.split("```").skip(1).step_by(2) {
        for line in block.lines() {
            let arguments = line
                .split_once("plainleaf ")
                .or_else(|| line.split_once("cargo run -- "))
                .or_else(|| line.split_once("cargo run -- "))
                .map_or("", |(_, rest)| rest);
            let arguments = arguments.split('#').next().unwrap_or_default().split_whitespace();
            let command = arguments.clone().find(|word| word.chars().all(|c| c.is_ascii_lowercase()));
            let options = arguments.filter_map(|word| word.strip_prefix("--"));
            for word in command.into_iter().chain(options) {
                let word = word.split('=').next().unwrap_or_default();
                let own = command.map(|command| {
                    crate::folder::finish(crate::folder::program().args([command, "--help"])).out
                });
                let is_known = known.contains(word) || own.is_some_and(|help| help.contains(word));
                assert!(is_known, "README.md names `{word}`: {line}");
            }
        }
    }
}

#[test]
fn a_page_is_parsed_once_and_drawn_once() {
    let count = |words: &str| modules().values().map(|code| code.matches(words).count()).sum::<usize>();
    for place in [
        "Parser::new_with_broken_link_callback",
        "markdown::parse(",
        "render::page(",
        ".render(&name, &context)",
    ] {
        assert_eq!(count(place), 1, "`{place}` stands in one place");
    }
    // Where each of them stands, the step is counted: one for what is parsed, one for what is drawn.
    let tree = crate::support::frozen();
    let progress = std::sync::Arc::new(plainleaf::build::Progress::default());
    let options = plainleaf::build::Options {
        today: crate::folder::TODAY.parse().unwrap(),
        links: plainleaf::url::LinkStyle::Hosted,
        pages: plainleaf::build::Keep::InMemory,
        purpose: plainleaf::rule::Purpose::Record,
        progress: std::sync::Arc::clone(&progress),
    };
    let site = plainleaf::build::build(&tree, &options, &plainleaf::build::Memo::forgetful()).0.site.unwrap();
    let steps = |counter: &std::sync::atomic::AtomicUsize| counter.load(std::sync::atomic::Ordering::Relaxed);
    assert_eq!(steps(&progress.done), 2 * site.cards.len(), "the page with the quality sheet too");
    assert_eq!(steps(&progress.done), steps(&progress.total));
}
