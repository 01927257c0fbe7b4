//! Pages in two languages: what a translator signs, and what becomes of a translation that its original leaves
//! behind. All names are made up.

use std::sync::Arc;

use plainleaf::build::{self, Keep, Memo, Options, Progress};
use plainleaf::diagnostic::Diagnostics;
use plainleaf::disk;
use plainleaf::report::{self, Format};
use plainleaf::rule::Purpose;
use plainleaf::source::SourceTree;
use plainleaf::url::LinkStyle;

use crate::folder::{Folder, Run, finish, program};
use crate::support;

const ENGLISH: &str = "content/en/checklist.md";
const SPANISH: &str = "content/es/checklist.md";
const LIST: &str = "content/sign-offs.toml";

/// The site about a hearing check, in English and Spanish, on a disk.
fn site() -> Folder {
    let folder = Folder::empty();
    let tree = support::read_with_templates("hearing");
    for file in tree.files().filter(|file| !file.path.as_str().starts_with("expected/")) {
        folder.write(file.path.as_str(), file.as_text());
    }
    folder.edit(ENGLISH, "review_by = 2028-01-01", "review_by = 2027-01-01");
    folder
}

fn sign(folder: &Folder, page: &str, role: &str) -> Run {
    // Each role has a person of its own.
    let name = format!("{}. Tester", role[..1].to_uppercase());
    folder.run(&["sign", page, "--name", &name, "--role", role])
}

/// The same, with its pages signed by all whom they need.
fn signed() -> Folder {
    let folder = site();
    for role in ["clinician", "plain-language-editor"] {
        sign(&folder, "en/checklist", role).expect(0);
        sign(&folder, "es/checklist", role).expect(0);
    }
    sign(&folder, "es/checklist", "translator").expect(0);
    folder.run(&["lock"]).expect(0);
    folder.run(&["build", "--release"]).expect(0).says("nothing to mend");
    folder
}

/// What is said on another day.
fn on(folder: &Folder, day: &str, arguments: &[&str]) -> Run {
    let mut program = program();
    program.args(["--today", day, "--format", "short", "--site"]).arg(folder.root());
    finish(program.args(arguments))
}

fn page(folder: &Folder, address: &str) -> String {
    String::from_utf8(folder.public()[&format!("{address}index.html")].clone()).unwrap()
}

const BANNER: &str = "Esta página es más antigua que su original: \
    <a href=\"../../checklist/\" lang=\"en\" dir=\"ltr\" hreflang=\"en\">English</a>";

#[test]
fn a_translation_is_signed_by_who_translated_it() {
    let folder = site();
    for role in ["clinician", "plain-language-editor"] {
        sign(&folder, "en/checklist", role).expect(0);
        sign(&folder, "es/checklist", role).expect(0);
    }
    let missing = format!("{SPANISH}:1:1: error[sign-off-missing]: this page has no translation sign-off\n");
    let said = on(&folder, "2026-03-01", &["check", "--release"]).out;
    assert!(said.contains(&missing) && said.matches("sign-off-missing").count() == 1, "{said}");
    folder.run(&["build"]).expect(0);
    assert!(page(&folder, "es/checklist/").contains("Borrador"), "it is a draft until then");

    sign(&folder, "en/checklist", "translator")
        .expect(2)
        .says("`content/en/checklist.md` is no translation of a page in `en`");
    sign(&folder, "es/checklist", "translator").expect(0);
    let entry = folder.read(LIST).rsplit("[[sign-off]]").next().unwrap().to_owned();
    assert!(entry.contains("role = \"translator\"") && entry.contains("\noriginal = \"sha256-"), "{entry}");
    let kept = folder.read("content/sign-offs/es/checklist.translator.original.txt");
    let signed = folder.read("content/sign-offs/en/checklist.clinician.txt");
    let (words, _) = signed.split_once("! interface words").unwrap();
    assert_eq!(kept, words, "what was translated is kept beside it");
    folder.run(&["lock"]).expect(0);
    folder.run(&["build", "--release"]).expect(0).says("nothing to mend");
    let page = page(&folder, "es/checklist/");
    assert!(page.contains("traductor") && !page.contains("Borrador") && !page.contains(BANNER), "{page}");
    // A signature from before there was an original is not one of a translator.
    folder.edit(LIST, entry.lines().find(|line| line.starts_with("original")).unwrap(), "");
    assert!(on(&folder, "2026-03-01", &["check", "--release"]).out.contains(&missing));
}

#[test]
fn a_translation_says_that_it_is_behind_and_after_a_month_is_not_released() {
    let folder = signed();
    folder.edit(ENGLISH, "updated = 2026-01-01", "updated = 2026-03-05");
    folder.edit(
        ENGLISH,
        "get ready for a hearing check.\n\n[",
        "get ready for a hearing check. It is short.\n\n[",
    );
    for (name, role) in [("C. Tester", "clinician"), ("P. Tester", "plain-language-editor")] {
        on(&folder, "2026-03-05", &["sign", "en/checklist", "--name", name, "--role", role]).expect(0);
    }

    let run = on(&folder, "2026-04-04", &["build", "--release"]);
    run.expect(0);
    let behind = "content/es/checklist.md:1:1: warning[translation-behind]: this page is older than \
        `content/en/checklist.md`, which changed on 2026-03-05: `This list helps you get ready for a hearing check. \
        It is short.`\n";
    assert_eq!(run.out, behind);
    assert!(page(&folder, "es/checklist/").contains(BANNER));
    assert!(page(&folder, "es/checklist/").contains("C. Tester"), "a banner is no part of what is signed");
    assert!(
        !page(&folder, "checklist/").contains("hreflang=\"es\">Español</a></p>"),
        "the original has none"
    );
    folder.run(&["check"]).says("signs it: `plainleaf sign es/checklist --name … --role translator`");
    folder.run(&["check"]).says("note: what it translates\n  --> content/en/checklist.md:12:1");

    let outdated = behind.replace(
        "warning[translation-behind]: this page is older than",
        "error[translation-outdated]: this page has been older than",
    );
    let outdated = outdated.replace(", which changed on 2026-03-05", " for 31 days");
    let run = on(&folder, "2026-04-05", &["build", "--release"]);
    run.expect(1);
    assert_eq!(run.out, outdated);
    on(&folder, "2026-04-05", &["build"]).expect(0).says("warning[translation-outdated]");

    folder.edit(SPANISH, "una prueba de audición.\n\n[", "una prueba de audición. Es corta.\n\n[");
    for (name, role) in
        [("C. Tester", "clinician"), ("P. Tester", "plain-language-editor"), ("T. Tester", "translator")]
    {
        on(&folder, "2026-04-05", &["sign", "es/checklist", "--name", name, "--role", role]).expect(0);
    }
    let run = on(&folder, "2026-04-05", &["build", "--release"]);
    run.expect(0);
    assert_eq!(run.out, "");
    assert!(!page(&folder, "es/checklist/").contains(BANNER));
}

#[test]
fn words_from_anywhere_leave_a_translation_behind_and_layout_does_not() {
    let folder = signed();
    let said = || on(&folder, "2026-03-20", &["check"]).out;
    folder.edit(
        "templates/base.html",
        "<main id=\"main\">",
        "<main id=\"main\"><nav aria-label=\"New\">A new menu</nav>",
    );
    folder.edit(ENGLISH, "order = 10", "order = 11");
    assert_eq!(said(), "");
    folder.edit("content/es/strings.toml", "Borrador: aún no", "Borrador: todavía no");
    let now = said();
    assert!(now.contains("warning[sign-off-stale]") && !now.contains("translation-behind"), "{now}");
    folder.edit("content/es/strings.toml", "Borrador: todavía no", "Borrador: aún no");
    let data = folder.read("content/checklist.toml");
    let place = data.find("en = \"").unwrap() + "en = \"".len();
    folder.write("content/checklist.toml", format!("{}More. {}", &data[..place], &data[place..]));
    let now = said();
    assert!(
        now.contains("which changed on 2026-03-01: `More. "),
        "no day is told, so it may be the day after: {now}"
    );
    assert!(now.contains("warning[sign-off-stale]"), "{now}");
}

#[test]
fn the_first_change_counts_and_not_the_last() {
    let folder = signed();
    folder.edit(ENGLISH, "updated = 2026-01-01", "updated = 2026-03-30\nchanges = [{ date = 2026-03-30, what = \"More.\" }, { date = 2026-03-10, what = \"A sign.\" }, { date = 2026-01-01, what = \"First.\" }]");
    folder.edit(
        ENGLISH,
        "get ready for a hearing check.\n\n[",
        "get ready for a hearing check. It is short.\n\n[",
    );
    on(&folder, "2026-04-09", &["check"])
        .says("warning[translation-behind]")
        .says("which changed on 2026-03-10");
    on(&folder, "2026-04-10", &["check"]).says("warning[translation-outdated]").says("for 31 days");
}

#[test]
fn a_warm_build_leaves_the_same_pages_behind() {
    let folder = signed();
    let options = Options {
        today: "2026-03-20".parse().unwrap(),
        links: LinkStyle::Hosted,
        pages: Keep::InMemory,
        purpose: Purpose::Writing,
        progress: Arc::new(Progress::default()),
    };
    let first = disk::read(folder.root()).unwrap().0;
    let english = first.named(ENGLISH).unwrap().as_text().to_owned();
    let with = |text: &str| support::put(&first, ENGLISH, text);
    let trees = [
        first.clone(),
        with(&english.replace("hearing check.\n\n[", "hearing check. It is short.\n\n[")),
        with(&english.replace("hearing check.\n\n[", "hearing check. [x](nowhere.md)\n\n[")),
        with(&english.replace("hearing check.\n\n[", "hearing check. It is brief.\n\n[")),
        first.clone(),
    ];
    let memo = Memo::default();
    let mut all = Vec::new();
    let text = |found: &Diagnostics, tree: &SourceTree| report::text(found, tree, Format::Short, false, "");
    for tree in &trees {
        let (warm, cold) =
            (build::build(tree, &options, &memo), build::build(tree, &options, &Memo::forgetful()));
        assert_eq!(text(&warm.1, tree), text(&cold.1, tree));
        assert!(warm.0.output == cold.0.output);
        all.push(text(&warm.1, tree).contains("translation-behind"));
    }
    assert_eq!(
        all,
        [false, true, true, true, false],
        "a page with a broken link says something new all the same"
    );
}
