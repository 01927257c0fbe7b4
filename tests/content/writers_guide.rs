//! The writers' guide, followed word for word on a copy of this site: what it says to type is typed, and
//! what it says will happen must happen.
#![expect(clippy::disallowed_methods, reason = "a test that reads the guide and renames files in a copy")]

use std::path::Path;

use crate::folder::{Folder, Run, files_below, finish, program};
use crate::support;
use plainleaf::diagnostic::Found;
use plainleaf::disk;

/// The day on which the guide is followed.
const TODAY: &str = "2026-11-30";

/// A fenced block: what stands behind its fence, and its lines.
struct Block<'a> {
    info: &'a str,
    lines: Vec<&'a str>,
}

/// The fenced blocks of a text, in order.
fn blocks(text: &str) -> Vec<Block<'_>> {
    let (mut blocks, mut open) = (Vec::new(), None);
    for line in text.lines() {
        match (line.trim_start().strip_prefix("```"), &mut open) {
            (Some(info), None) => open = Some(Block { info, lines: Vec::new() }),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => block.lines.push(line),
            (None, None) => {}
        }
    }
    blocks
}

/// Types the commands of a block; what they say, and the last exit code.
fn type_in(folder: &Folder, lines: &[&str]) -> Run {
    let mut said = Run { code: Some(0), out: String::new(), err: String::new() };
    for line in lines {
        let words: Vec<&str> = line.split('"').enumerate().flat_map(|(n, part)| quoted(n, part)).collect();
        match words[..] {
            ["mv", from, to] => std::fs::rename(folder.path(from), folder.path(to)).unwrap(),
            // It goes on until it is stopped; its own tests are in `serve`.
            ["plainleaf", "serve"] => {}
            ["plainleaf", ref arguments @ ..] => {
                let run =
                    finish(program().args(arguments).args(["--today", TODAY]).current_dir(folder.root()));
                assert_ne!(run.code, Some(2), "`{line}` cannot be run: {}", run.err);
                said = Run { code: run.code, out: said.out + &run.out, err: said.err + &run.err };
            }
            _ => panic!("the guide has a command that no writer knows: `{line}`"),
        }
    }
    said
}

/// The words of a command: what is in quotes is one.
fn quoted(number: usize, part: &str) -> Vec<&str> {
    if number % 2 == 1 { vec![part] } else { part.split_whitespace().collect() }
}

/// Changes a file as a diff says, wherever it fits; parts of a diff stand between lines of `@@`.
fn change(folder: &Folder, file: &str, lines: &[&str]) {
    for part in lines.split(|line| line.starts_with("@@")) {
        let side = |other: char| -> String {
            let lines = part.iter().filter(|line| !line.starts_with(other));
            lines.map(|line| format!("{}\n", line.get(1..).unwrap_or_default())).collect()
        };
        folder.edit(file, &side('+'), &side('-'));
    }
}

/// Every file of the repository that makes up its site.
fn this_site() -> Folder {
    let (folder, root) = (Folder::empty(), Path::new(env!("CARGO_MANIFEST_DIR")));
    for part in ["content", "templates"] {
        for (name, bytes) in files_below(&root.join(part)) {
            folder.write(&format!("{part}/{name}"), bytes);
        }
    }
    folder.write("site.toml", std::fs::read(root.join("site.toml")).unwrap());
    folder
}

/// Signs every page that the guide's reader has left unsigned, as its people would, dates it, and has readers try
/// it out.
fn sign_the_rest(folder: &Folder) {
    for (name, bytes) in files_below(&folder.path("content")) {
        let text = String::from_utf8(bytes).unwrap();
        if name.ends_with(".md") && text.starts_with("+++") && !text.contains("\nreview_by") {
            let dated = text.replacen("\nupdated", "\nreview_by = 2028-11-24\nupdated", 1);
            folder.write(&format!("content/{name}"), dated);
        }
    }
    let Found(tree, _) = disk::read(folder.root()).unwrap();
    let mut signed = folder.read("content/sign-offs.toml");
    for (page, text) in support::words(&tree) {
        for (name, role) in [("Your name", "nurse"), ("Another name", "plain-language-editor")] {
            let words = text.fingerprint();
            signed += &format!(
                "\n[[sign-off]]\npage = \"{page}\"\nname = \"{name}\"\nrole = \"{role}\"\ndate = {TODAY}\nwords = \"{words}\"\n"
            );
        }
    }
    folder.write("content/sign-offs.toml", signed);
    let mut tests = folder.read("content/reader-tests.toml");
    for page in tree.below("content/en/").filter(|file| file.path.extension() == "md") {
        let page = &page.path;
        tests += &format!("\n[[test]]\npages = [\"{page}\"]\ndate = {TODAY}\npeople = 5\nlearnt = \"x\"\n");
    }
    folder.write("content/reader-tests.toml", tests);
}

#[test]
fn a_writer_can_follow_the_guide_word_for_word() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/README.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    let folder = this_site();
    let mut said: Option<Run> = None;
    for block in blocks(&guide) {
        let text: String = block.lines.iter().map(|line| format!("{line}\n")).collect();
        match block.info.split(' ').collect::<Vec<_>>()[..] {
            ["text"] => {
                let run = said.as_ref().expect("a command comes before what it says");
                block.lines.iter().for_each(|line| _ = run.says(line));
                run.expect(i32::from(text.contains("error[")));
            }
            ["sh"] => {
                if text.contains("--release") {
                    sign_the_rest(&folder);
                }
                said = Some(type_in(&folder, &block.lines));
            }
            ["diff", file] => change(&folder, file, &block.lines),
            [_, file, "add"] => {
                let before = folder.read(file);
                folder.write(file, format!("{}\n\n{text}", before.trim_end()));
            }
            [_, file] => folder.write(file, text),
            _ => panic!("the guide has a block that is neither a file nor a command: `{}`", block.info),
        }
    }
    // The guide ends with the site out in the open.
    let public = folder.public();
    let pages = ["bed-covers", "get-help"].map(|page| public[&format!("{page}/index.html")].clone());
    let [page, care] = pages.map(|page| String::from_utf8(page).unwrap());
    for words in ["40 in 100 people", "The title of your leaflet", "duvet"] {
        assert!(page.contains(words), "the page has no `{words}`");
    }
    assert!(care.contains("Write the sign here"), "a danger sign is not where its kinds say");
    assert!(public.contains_key("loose-covers/index.html"), "the old address leads nowhere");
}
