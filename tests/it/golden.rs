//! Whole sites against the files and reports they are known to give; `SNAPSHOTS=overwrite` renews them.

use std::collections::BTreeSet;
use std::path::Path;

use plainleaf::report::Format;
use plainleaf::source::SourceTree;
use snapbox::assert::{Action, DEFAULT_ACTION_ENV};
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};
use walkdir::WalkDir;

use crate::support;

/// Every output file and the three reports, by their path below `expected/`.
fn made(tree: &SourceTree) -> Vec<(String, Vec<u8>)> {
    let (output, found) = support::build(tree);
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    if !found.has_errors() {
        // The passport changes with every file and every rule; `quality` looks at what is in it.
        let files_but_passport = output.iter().filter(|(path, _)| *path != plainleaf::passport::PATH);
        files.extend(files_but_passport.map(|(path, file)| (format!("site/{path}"), file.bytes.to_vec())));
    }
    let reports = [("human.txt", Format::Human), ("short.txt", Format::Short), ("report.json", Format::Json)];
    if !found.is_empty() {
        files.extend(
            reports.map(|(name, format)| (name.to_owned(), support::printed_all(tree, format).into_bytes())),
        );
    }
    files
}

/// Holds what a site comes to against `expected/`.
fn check(name: &str) {
    compare(name, &made(&support::read(name)));
}

/// Holds files against `expected/`: each word for word, none missing, none more.
fn compare(name: &str, made: &[(String, Vec<u8>)]) {
    let expected = support::folder(name).join("expected");
    let renew = Action::with_env_var(DEFAULT_ACTION_ENV) == Some(Action::Overwrite);
    let assert = Assert::new().action_env(DEFAULT_ACTION_ENV);
    let mut mistakes = String::new();
    for (path, bytes) in made {
        let (actual, format) = match std::str::from_utf8(bytes) {
            Ok(text) => (Data::text(text), DataFormat::Text),
            Err(_) => (Data::binary(bytes.clone()), DataFormat::Binary),
        };
        let wanted = Data::read_from(&expected.join(path), Some(format)).raw();
        if let Err(error) = assert.try_eq(Some(path), actual, wanted) {
            mistakes += &error.to_string();
        }
    }
    let made: BTreeSet<&str> = made.iter().map(|(path, _)| path.as_str()).collect();
    for path in listed(&expected).iter().filter(|path| !made.contains(path.as_str())) {
        if renew {
            std::fs::remove_file(expected.join(path)).unwrap();
        } else {
            mistakes += &format!("`{path}` is expected, but was not made\n");
        }
    }
    assert!(mistakes.is_empty(), "{mistakes}");
}

fn listed(folder: &Path) -> Vec<String> {
    let files = WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files.map(|file| file.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/")).collect()
}

#[test]
fn minimal_uses_every_component_and_mark() {
    check("minimal");
}

#[test]
fn bilingual_keeps_two_languages_apart() {
    check("bilingual");
}

#[test]
fn broken_names_every_mistake() {
    check("broken");
}

#[test]
fn broken_data_names_every_mistake() {
    check("broken-data");
}

#[test]
fn hearing_is_a_checklist_of_another_topic() {
    let tree = support::read_with_templates("hearing");
    assert_eq!(support::check_all(&tree), "");
    let (output, _) = support::build(&tree);
    // The head has fingerprints of the script and the look, which are no part of this.
    let main = |path: &str| {
        let html = std::str::from_utf8(&output.get(path).unwrap().bytes).unwrap();
        let (start, end) = (html.find("<main").unwrap(), html.find("</main>").unwrap());
        (path.to_owned(), format!("{}\n", &html[start..end]).into_bytes())
    };
    compare("hearing", &["checklist/index.html", "es/checklist/index.html"].map(main));
}
