//! Signing pages: what is recorded, what voids it, and what a release asks for. All names are made up.

use std::collections::BTreeMap;

use plainleaf::disk;
use plainleaf::source::{SourceFile, SourceTree};

use crate::folder::{Folder, PLAIN_HOME};
use crate::support;

const PAGE: &str = "content/en/care.md";
const LIST: &str = "content/sign-offs.toml";

/// The small site with a page that must be signed, and a template that says by whom.
fn site() -> Folder {
    let folder = Folder::new();
    folder.write(
        PAGE,
        "+++
title = \"Care for a wart\"
description = \"What to do.\"
kind = \"treatment\"
updated = 2026-01-01
review_by = 2027-01-01
+++

Most warts need no care. Keep the skin dry.

[care: urgent]

## Steps {.steps}

1. Wash it.
2. Dry it.

Wait some weeks.

![A dry hand](hand.svg \"Dry is good.\")
",
    );
    folder.write(
        "content/en/hand.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0h1\"/></svg>",
    );
    folder.write(
        "content/red-flags.toml",
        "[[level]]\nid = \"urgent\"\nheading = \"Get help today if:\"\n\n[[flag]]\nid = \"red\"\nlevel = \"urgent\"\nwords = \"The skin is hot.\"\nkinds = [\"treatment\"]\n",
    );
    let strings = folder.read("content/en/strings.toml");
    let roles = "overdue = \"LATE since {date}\"\n\n[roles]\nnurse = \"Nurse (test)\"\nplain-language-editor = \"Editor (test)\"\n";
    folder.write("content/en/strings.toml", format!("{strings}{roles}"));
    folder.edit(
        "templates/page.html",
        "{{ page.body }}",
        "<main><h1>{{ page.title }}</h1>{% if page.overdue %}<p>{{ t.banner.overdue | replace(from=\"{date}\", to=page.review_by.words) }}</p>{% endif %}{{ page.body }}<p>{% for s in page.signoffs %}[{{ s.name }}, {{ s.role }}, {{ s.date.iso }}]{% endfor %}</p></main><script type=\"application/ld+json\">{{ page.json_ld }}</script>",
    );
    folder.write("content/en/index.md", PLAIN_HOME);
    let components = folder.read("templates/components.html");
    let more = "{% component care(level, flags, regions=[], t, anchor) %}<section><h2 id=\"{{ anchor }}\">{{ level.heading }}</h2><ul>{% for f in flags %}<li>{{ f.words }}</li>{% endfor %}</ul></section>{% endcomponent care %}\n";
    folder.write(
        "templates/components.html",
        format!("{components}{more}").replace(
            "<figure>{{ svg | safe }}</figure>",
            "<figure><div role=\"img\" aria-label=\"{{ alt }}\">{{ svg | safe }}</div>{{ caption }}</figure>",
        ),
    );
    folder.run(&["check"]).expect(0).says("nothing to mend");
    folder
}

/// Each role has a person of its own.
fn name(role: &str) -> String {
    format!("{}. Tester", if role == "nurse" { 'A' } else { 'B' })
}

fn sign(folder: &Folder, role: &str) {
    folder
        .run(&["sign", "care", "--name", &name(role), "--role", role])
        .expect(0)
        .says("signed `content/en/care.md`");
}

fn signed() -> Folder {
    let folder = site();
    sign(&folder, "nurse");
    sign(&folder, "plain-language-editor");
    folder.run(&["check"]).expect(0).says("nothing to mend");
    folder
}

fn page(folder: &Folder) -> String {
    folder.build().expect(0);
    String::from_utf8(folder.public()["care/index.html"].clone()).unwrap()
}

fn short(folder: &Folder, arguments: &[&str]) -> String {
    folder.run(&[arguments, &["--format", "short"]].concat()).out
}

#[test]
fn an_unsigned_page_is_a_draft_and_is_not_released() {
    let folder = site();
    assert!(page(&folder).contains("DRAFT"));
    let before = folder.public();
    let run = folder.run(&["build", "--release", "--format", "short"]);
    run.expect(1).says("the last good site stays");
    assert_eq!(
        run.out,
        "content/en/care.md:1:1: error[sign-off-missing]: this page has no clinical sign-off\n\
         content/en/care.md:1:1: error[sign-off-missing]: this page has no plain-language sign-off\n\
         site.toml:1:1: note[not-promised]: the site has no `content/urls.lock`, so it promises no address to its readers\n"
    );
    assert_eq!(folder.public(), before);
    sign(&folder, "nurse");
    assert_eq!(
        short(&folder, &["check"]),
        "content/en/care.md:1:1: warning[sign-off-missing]: this page has no plain-language sign-off\n"
    );
    assert!(page(&folder).contains("DRAFT"));
}

#[test]
fn a_signed_page_says_by_whom_and_is_released() {
    let folder = signed();
    folder.run(&["lock"]).expect(0);
    folder.run(&["build", "--release"]).expect(0).says("nothing to mend");
    let page = page(&folder);
    assert!(
        page.contains("[A. Tester, Nurse (test), 2026-03-01][B. Tester, Editor (test), 2026-03-01]"),
        "{page}"
    );
    assert!(!page.contains("DRAFT") && !page.contains("sign:"), "{page}");
    assert!(page.contains("\"lastReviewed\":\"2026-03-01\"") && page.contains("\"reviewedBy\":[{"), "{page}");
    // Both say what a person can read and compare.
    let words = folder.read("content/sign-offs/en/care.nurse.txt");
    let (words, interface) = words.rsplit_once("! interface words ").unwrap();
    assert_eq!(interface.trim_end().len(), 10, "a fingerprint stands for what templates say: {interface}");
    assert_eq!(
        words,
        "  Care for a wart\n! description: What to do.\n  Most warts need no care. Keep the skin dry.\n! Get help today if:\n! The skin is hot.\n! {.steps}\n! Steps\n! Wash it.\n! Dry it.\n! Wait some weeks.\n! A dry hand\n! Dry is good.\n! picture d303b066527365badd3b31bc3230084d154328bf8d192216a88b41e8c2201196\n"
    );
    let other = folder.read("content/sign-offs/en/care.plain-language-editor.txt");
    assert_eq!(other, folder.read("content/sign-offs/en/care.nurse.txt"));
    // In date, until it is not.
    let mut late = crate::folder::program();
    late.args(["--today", "2027-01-02", "--format", "short", "--site"]).arg(folder.root());
    let run = crate::folder::finish(late.args(["build", "--release"]));
    run.expect(1);
    assert_eq!(
        run.out,
        "content/en/care.md:6:1: error[review-overdue]: this page was due a check on 2027-01-01\n"
    );
}

#[test]
fn what_a_page_does_and_says_elsewhere_is_signed_too() {
    let folder = site();
    folder.edit(PAGE, "Most warts need no care.", "Most warts [need no care](https://a.example/warts).");
    sign(&folder, "nurse");
    sign(&folder, "plain-language-editor");
    for (from, to, shown) in [
        ("https://a.example/warts", "https://b.example/pills", "-> https://b.example/pills"),
        ("\"What to do.\"", "\"What to do now.\"", "description: What to do now."),
        ("updated =", "short = \"Wait.\"\nupdated =", "short: Wait."),
        ("{.steps}", "{.do}", "{.do}"),
    ] {
        folder.edit(PAGE, from, to);
        folder.run(&["check"]).expect(0).says("sign-off-stale").says(&format!("`{shown}`"));
        folder.edit(PAGE, to, from);
        folder.run(&["check"]).expect(0).says("nothing to mend");
    }
}

#[test]
fn another_picture_is_another_page() {
    let folder = signed();
    let svg = folder.read("content/en/hand.svg");
    folder.write("content/en/hand.svg", svg.replace("\" viewBox", "\"  viewBox"));
    folder.run(&["check"]).expect(0).says("nothing to mend");
    folder.edit("content/en/hand.svg", "M0 0h1", "M0 0v1");
    assert!(short(&folder, &["check"]).contains("sign-off-stale"), "{}", short(&folder, &["check"]));
    assert!(!page(&folder).contains("sign:"), "what is signed unseen is not on the page");
}

#[test]
fn what_stands_behind_words_is_signed() {
    let print = |tree: &SourceTree| fingerprints(tree)["content/en/page.md"].clone();
    // Another work under the same key is another source.
    let cited = support::page_of_kind("treatment", "Rest [@example-a].\n");
    let references = cited.named("content/references.yml").unwrap().as_text();
    let other =
        support::put(&cited, "content/references.yml", &references.replacen("title: ", "title: Of ", 1));
    assert_ne!(print(&cited), print(&other));
    // So is HTML that the site lets writers write.
    let settings = cited.named("site.toml").unwrap().as_text();
    let raw = support::put(&cited, "site.toml", &format!("raw_html = true\n{settings}"));
    let page = raw.named("content/en/page.md").unwrap().as_text();
    let with = |html: &str| support::put(&raw, "content/en/page.md", &format!("{page}\n{html}\n"));
    assert_ne!(print(&with("<p>Rest today.</p>")), print(&with("<p>Run today.</p>")));
}

#[test]
fn what_others_wrote_in_the_list_stays() {
    let folder = site();
    folder.write(LIST, "# A note of ours.");
    sign(&folder, "nurse");
    let first = folder.read(LIST);
    sign(&folder, "nurse");
    let second = folder.read(LIST);
    assert!(first.starts_with(
        "# A note of ours.\n\n[[sign-off]]\npage = \"content/en/care.md\"\nname = \"A. Tester\"\n"
    ));
    assert!(second.starts_with(&first) && second.matches("[[sign-off]]").count() == 2, "{second}");
    assert!(!folder.names().iter().any(|name| name.starts_with('.')));
}

#[test]
fn a_changed_word_shows_where_and_what_it_was() {
    let folder = signed();
    folder.edit(PAGE, "Keep the skin dry.", "Keep the skin wet.");
    assert_eq!(
        short(&folder, &["check"]),
        "content/en/care.md:9:1: warning[sign-off-stale]: words changed since A. Tester (nurse) signed on 2026-03-01: `Most warts need no care. Keep the skin wet.`\n\
         content/en/care.md:9:1: warning[sign-off-stale]: words changed since B. Tester (plain-language-editor) signed on 2026-03-01: `Most warts need no care. Keep the skin wet.`\n"
    );
    folder.run(&["check"]).says("it was `Most warts need no care. Keep the skin dry.`; this is no minor change, so get a new sign-off: `plainleaf sign en/care");
    folder.run(&["check", "--release"]).expect(1);
    let page = page(&folder);
    assert!(page.contains("DRAFT") && !page.contains("A. Tester"), "{page}");
    folder.edit(PAGE, "Most warts need no care. Keep the skin wet.\n", "");
    folder
        .run(&["check"])
        .says("signed on 2026-03-01: `Most warts need no care. Keep the skin dry.` is gone");
}

#[test]
fn words_from_anywhere_count_and_layout_does_not() {
    let folder = signed();
    let edits = [
        ("content/red-flags.toml", "The skin is hot.", "The skin is warm."),
        ("content/red-flags.toml", "today", "in 7 days"),
        (PAGE, "A dry hand", "A wet hand"),
        (PAGE, "Dry is good", "Wet is good"),
        (PAGE, "title = \"Care for a wart\"", "title = \"Care for the wart\""),
    ];
    for (file, from, to) in edits {
        folder.edit(file, from, to);
        folder.run(&["check"]).expect(0).says("sign-off-stale").says("2 warnings");
        folder.edit(file, to, from);
        folder.run(&["check"]).expect(0).says("nothing to mend");
    }
    folder.edit(
        "templates/page.html",
        "<main>",
        "<nav>A new menu</nav><main class=\"wide\"><nav>More</nav><div>",
    );
    folder.edit("templates/page.html", "</main>", "</div></main><footer>Made by us</footer>");
    folder.edit("templates/components.html", "<li>{{ f.words }}</li>", "<li>\n <b>{{ f.words }}</b></li>");
    folder.edit(PAGE, "Keep the skin dry.", "Keep  the *skin*\ndry.");
    folder.edit(PAGE, "updated = 2026-01-01", "updated = 2026-02-01");
    folder.run(&["check"]).expect(0).says("nothing to mend");
}

#[test]
fn a_minor_change_mends_a_spelling_and_nothing_that_matters() {
    let folder = site();
    folder.edit(PAGE, "Most warts need no care.", "Most wartss need no care. Warts go.");
    sign(&folder, "nurse");
    sign(&folder, "plain-language-editor");
    let minor = |name: &str, role: &str| {
        folder.run(&["sign", "care", "--name", name, "--role", role, "--minor", "Mended a spelling."])
    };
    minor("A. Tester", "nurse")
        .expect(2)
        .says("nothing has changed since A. Tester (nurse) signed on 2026-03-01");
    let words = folder.read("content/sign-offs/en/care.nurse.txt");
    folder.edit(PAGE, "Most wartss need", "Most warts need");
    for (name, role) in
        [("C. Tester", "nurse"), ("A. Tester", "plain-language-editor"), ("A. Tester", "doctor")]
    {
        minor(name, role).expect(2).says("A. Tester (nurse), B. Tester (plain-language-editor)");
    }
    minor("A. TESTER", "nurse").expect(0).says("logged a minor change of `content/en/care.md`");
    folder.run(&["check"]).expect(0).says("nothing to mend");
    let list = folder.read(LIST);
    assert!(list.contains("[[minor-change]]\npage = \"content/en/care.md\"\nname = \"A. TESTER\"\n"));
    assert!(page(&folder).contains("[A. Tester, Nurse (test), 2026-03-01]"));
    // Whatever came between, a change is held against the words that were signed.
    folder.edit(PAGE, "Most warts need no care.", "Most warms need no care.");
    minor("A. Tester", "nurse").expect(2).says("this is more than that");
    folder.edit(PAGE, "Most warms need no care.", "Most warts need no care.");
    for (from, to) in [
        ("Wash it.", "Wassh it."),
        ("Most warts", "Most big warts"),
        ("need no care", "need care"),
        ("Keep the skin dry.", "Keep the skin wet."),
        ("Most warts need no care.", "Most warts need no care for 3 days."),
    ] {
        folder.edit(PAGE, from, to);
        minor("A. Tester", "nurse")
            .expect(2)
            .says("a minor change mends a spelling, and this is more than that");
        folder.edit(PAGE, to, from);
    }
    assert_eq!((list, words), (folder.read(LIST), folder.read("content/sign-offs/en/care.nurse.txt")));
    // Written by hand for one who never signed, it counts for nothing.
    folder.write(LIST, folder.read(LIST).replace("A. TESTER", "C. Tester"));
    folder.run(&["check"]).expect(0).says("warning[sign-off-stale]");
}

#[test]
fn what_cannot_be_signed_says_why_and_writes_nothing() {
    let folder = site();
    let run = |page: &str, role: &str, more: &[&str]| {
        folder.run(&[&["sign", page, "--name", &name(role), "--role", role], more].concat())
    };
    run("carre", "nurse", &[]).expect(2).says("there is no page `carre`: did you mean `care`?");
    run("care", "nurs", &[]).expect(2).says("there is no role `nurs`: did you mean `nurse`?");
    run("care", "nurse", &["--minor", "A word."]).expect(2).says("nobody has signed this page");
    folder
        .run(&["sign", "care", "--name", " ", "--role", "nurse"])
        .expect(2)
        .says("say who checked the page");
    folder.edit(PAGE, "[care: urgent]", "[care: urgentt]");
    run("/care/", "nurse", &[]).expect(1).says("there is no level of care").says("nothing is recorded");
    folder.edit(PAGE, "title =", "titel =");
    run("content/en/care.md", "nurse", &[]).expect(1).says("unknown-key").says("nothing is recorded");
    folder.edit(PAGE, "titel =", "title =");
    folder.edit(PAGE, "[care: urgentt]", "[care: urgent]");
    assert!(!folder.path(LIST).exists() && !folder.path("content/sign-offs").exists());
    folder.write(LIST, "[[sign-off]]\npage = 3\n");
    run("care", "nurse", &[]).expect(1).says("content/sign-offs.toml").says("nothing is recorded");
    assert_eq!(folder.read(LIST), "[[sign-off]]\npage = 3\n");
    folder.write(LIST, "");
    // A mistake on another page is no reason.
    folder.edit("content/en/treat.md", "index.md#what", "indx.md");
    run("care", "nurse", &[]).expect(0);
}

#[test]
fn a_role_without_words_for_readers_is_a_mistake() {
    let folder = site();
    folder.edit("content/en/strings.toml", "nurse = \"Nurse (test)\"\n", "");
    sign(&folder, "nurse");
    let wanted =
        "content/en/strings.toml:1:1: error[missing-string]: `roles.nurse` has no words for readers\n";
    assert!(short(&folder, &["check"]).contains(wanted));
}

#[test]
fn a_site_names_its_own_roles() {
    let folder = site();
    let settings = folder.read("site.toml");
    folder
        .write("site.toml", format!("{settings}\n[sign_off]\nclinical = [\"nurse\"]\nplain_language = []\n"));
    sign(&folder, "nurse");
    assert!(!page(&folder).contains("DRAFT"));
    folder.run(&["lock"]).expect(0);
    folder.run(&["build", "--release"]).expect(0).says("nothing to mend");
}

fn fingerprints(tree: &SourceTree) -> BTreeMap<String, String> {
    let words = support::words(tree);
    words.iter().map(|(path, text)| (path.as_str().to_owned(), text.fingerprint())).collect()
}

#[test]
fn the_layout_of_a_whole_site_is_not_signed() {
    let tree = support::frozen();
    let before = fingerprints(&tree);
    assert!(before.len() > 20);
    let mut changed = tree.clone();
    let edits = [
        (
            "templates/base.html",
            "<main id=\"main\">",
            "<nav>Else</nav><main id=\"main\"><div class=\"wide\">",
        ),
        ("templates/base.html", "</main>", "</div></main>"),
        ("templates/components.html", "<ul class=\"cautions\">", "<ul>\n\n"),
        ("templates/page.html", "<h1>", "<h1 class=\"big\"> "),
    ];
    for (path, from, to) in edits {
        let text = changed.named(path).map(|file| file.as_text().to_owned()).unwrap();
        assert!(text.contains(from), "{path} has no `{from}`");
        changed = support::put(&changed, path, &text.replace(from, to));
    }
    let pages: Vec<_> = tree.below("content/en/").filter(|file| file.path.extension() == "md").collect();
    for file in &pages {
        let text = file.as_text().replace("updated = 2026-11-2", "updated = 2026-11-0");
        changed =
            support::put(&changed, file.path.as_str(), &format!("{}\n", text.replace("\n\n", "\n\n\n")));
    }
    assert_eq!(fingerprints(&changed), before);
}

#[test]
fn any_word_of_a_whole_site_is_signed() {
    let tree = support::frozen();
    let before = support::words(&tree);
    // Each round changes another word of every page that has so many that stand in its source as they are.
    for round in 0..3 {
        let (mut changed, mut pages) = (tree.clone(), Vec::new());
        for (path, text) in &before {
            let source = tree.get(path).map(|file| SourceFile::as_text(file)).unwrap();
            let body = source.match_indices("+++\n").nth(1).map_or(0, |(at, _)| at + 4);
            let is_word = |word: &&str| word.len() > 3 && word.chars().all(char::is_alphabetic);
            let lines = text.lines.iter().filter(|line| source[body..].matches(&line.words).count() == 1);
            let words: Vec<(&str, &str)> = lines
                .flat_map(|line| {
                    line.words.split(' ').filter(is_word).map(move |word| (line.words.as_str(), word))
                })
                .collect();
            let Some((line, word)) = words.get((words.len() * (2 * round + 1)) / 6) else {
                continue;
            };
            let other = line.replacen(word, "xyzzy", 1);
            let text = format!("{}{}", &source[..body], source[body..].replacen(line, &other, 1));
            changed = support::put(&changed, path.as_str(), &text);
            pages.push(path.clone());
        }
        assert!(pages.len() > 15, "{pages:?}");
        let after = support::words(&changed);
        for path in pages {
            assert_ne!(after[&path].fingerprint(), before[&path].fingerprint(), "{path}");
        }
    }
}

#[test]
fn one_person_does_not_sign_for_two() {
    let folder = site();
    let sign = |name: &str, role: &str| folder.run(&["sign", "care", "--name", name, "--role", role]);
    sign("Dr. Ana Tester", "nurse").expect(0);
    for name in ["Dr. Ana Tester", "ana  TESTER", "Aná Tester, RN"] {
        let before = folder.read(LIST);
        sign(name, "plain-language-editor")
            .expect(2)
            .says("Dr. Ana Tester signed this page as `nurse` on 2026-03-01. Another person must sign it as `plain-language-editor`");
        assert_eq!(folder.read(LIST), before);
    }
    // The same list is no second role.
    sign("Ana Tester", "nurse").expect(0);
    sign("Ben Tester", "plain-language-editor").expect(0);
    folder.run(&["check"]).expect(0).says("nothing to mend");
    // Who signed other words than those of now has not signed these.
    folder.edit(PAGE, "Keep the skin dry.", "Keep the skin clean.");
    sign("Ben Tester", "nurse").expect(0);
    folder.run(&["check"]).expect(0).says("sign-off-stale");
    sign("Ana Tester", "plain-language-editor").expect(0);
    folder.run(&["check"]).expect(0).says("nothing to mend");
    // A list that was written by hand is held to the same.
    folder.edit(
        LIST,
        "name = \"Ben Tester\"\nrole = \"nurse\"",
        "name = \"Prof. ANA Tester\"\nrole = \"nurse\"",
    );
    let said = short(&folder, &["check"]);
    assert!(
        said.contains("warning[signed-by-one-person]: Ana Tester signed this page as `nurse` and as `plain-language-editor`"),
        "{said}"
    );
    assert!(page(&folder).contains("DRAFT"));
    folder.run(&["lock"]).expect(0);
    folder.run(&["build", "--release"]).expect(1).says("error[signed-by-one-person]");
}

#[test]
fn a_minor_change_takes_nothing_out_and_puts_nothing_in() {
    let text = "Ask a nurse about a wart on the face.\n\n## When it comes back {#back}\n\nWarts may come back.\n\n- Some stay small.\n- Others grow.\n";
    let folder = site();
    folder.edit(PAGE, "[care: urgent]", &format!("{text}\n[care: urgent]"));
    sign(&folder, "nurse");
    sign(&folder, "plain-language-editor");
    let minor = ["sign", "care", "--name", "A. Tester", "--role", "nurse", "--minor", "Said it better."];
    for (from, to, what) in [
        ("Ask a nurse about a wart on the face.\n\n", "", "`Ask a nurse about a wart on the face.` is gone"),
        ("## When it comes back {#back}\n\n", "", "`When it comes back` is gone"),
        ("- Others grow.\n", "", "`Others grow.` is gone"),
        (
            "- Others grow.\n",
            "- A doctor can help.\n",
            "`A doctor can help.` stands where `Others grow.` stood",
        ),
        ("Warts may come back.\n", "Warts may come back.\n\nThey never hurt.\n", "`They never hurt.` is new"),
        (
            "- Some stay small.\n- Others grow.\n",
            "- Others grow.\n- Some stay small.\n",
            "`Others grow.` stands where `Some stay small.` stood",
        ),
    ] {
        let (page, list) = (folder.read(PAGE), folder.read(LIST));
        folder.edit(PAGE, from, to);
        folder
            .run(&minor)
            .expect(2)
            .says("this is more than that: since A. Tester (nurse) signed, ")
            .says(what);
        assert_eq!(folder.read(LIST), list);
        folder.run(&["check"]).says("this is no minor change, so get a new sign-off");
        folder.write(PAGE, page);
        folder.run(&["check"]).expect(0).says("nothing to mend");
    }
    // Written by hand, it does not count either.
    folder.edit(PAGE, "- Others grow.\n", "");
    let entry = |name: &str| {
        let words = support::words(&disk::read(folder.root()).unwrap().0);
        let text = words.iter().find(|(path, _)| path.as_str() == PAGE).unwrap().1;
        format!(
            "\n[[minor-change]]\npage = \"{PAGE}\"\nname = \"{name}\"\nrole = \"nurse\"\ndate = 2026-03-01\nwhat = \"x\"\nwords = \"{}\"\n",
            text.fingerprint()
        )
    };
    folder.write(LIST, format!("{}{}", folder.read(LIST), entry("A. Tester")));
    folder.run(&["check"]).expect(0).says("warning[minor-change-too-big]");
    folder.edit(PAGE, "- Some stay small.\n", "- Some stay small.\n- Others grow.\n");
    // Without the words that were signed nobody can tell.
    folder.edit(PAGE, "Warts may come back.", "Wartss may come back.");
    folder.remove("content/sign-offs/en/care.nurse.txt");
    folder.run(&minor).expect(2).says("are not in `content/sign-offs/en/care.nurse.txt`");
}

#[test]
fn no_look_of_a_site_loses_the_banner() {
    let banner = "{% if page.draft_banner %}<p>{{ t.banner.draft }}</p>{% endif %}";
    for (hidden, shows) in [
        ("", false),
        ("<!-- {{ t.banner.draft }} -->", false),
        ("<template>{{ t.banner.draft }}</template>", false),
        ("<noscript>{{ t.banner.draft }}</noscript>", false),
        ("<p hidden>{{ t.banner.draft }}</p>", false),
        ("<div hidden><div><p>{{ t.banner.draft }}</p></div></div>", false),
        ("<p style=\"display: none\">{{ t.banner.draft }}</p>", false),
        ("<p aria-hidden=\"true\">{{ t.banner.draft }}</p>", false),
        ("<details><summary>More</summary>{{ t.banner.draft }}</details>", false),
        ("<p title=\"{{ t.banner.draft }}\">More</p>", false),
        ("<p>{{ t.banner.draft | lower }}</p>", false),
        ("<details open><summary>{{ t.banner.draft }}</summary></details>", true),
        ("<div class=\"x\"><b>{{ t.banner.draft }}</b>!</div>", true),
    ] {
        let folder = site();
        folder.edit("templates/page.html", banner, hidden);
        let said = short(&folder, &["check"]);
        assert_eq!(
            !said.contains("error[banner-missing]: readers of this page do not see the banner `DRAFT`"),
            shows,
            "{hidden}\n{said}"
        );
    }
    let folder = site();
    folder.edit("content/en/strings.toml", "draft = \"DRAFT\"", "draft = \" \"");
    folder.run(&["check"]).expect(1).says("error[banner-missing]: `banner.draft` has no words for readers");
    // A page that is signed needs none, and one past its date needs its own.
    let folder = signed();
    folder.edit("templates/page.html", banner, "");
    folder.run(&["check"]).expect(0).says("nothing to mend");
    folder.edit(PAGE, "review_by = 2027-01-01", "review_by = 2026-02-01");
    assert!(!short(&folder, &["check"]).contains("banner-missing"));
    folder.edit("templates/page.html", "{{ t.banner.overdue |", "<!-- {{ t.banner.overdue |");
    folder.edit(
        "templates/page.html",
        "to=page.review_by.words) }}</p>",
        "to=page.review_by.words) }} --></p>",
    );
    folder.run(&["check"]).expect(1).says("do not see the banner `LATE since 1 February 2026`");
}

/// What speaks of health is signed, whatever the page says that it is.
#[test]
fn a_page_of_any_kind_that_states_or_cites_is_signed() {
    for (text, is_asked) in [
        ("Wash your hands [@example-a].", true),
        ("Wash your hands.[^1]\n\n[^1]: As they say [@example-a].", true),
        ("Wash your hands.", false),
    ] {
        let tree = support::page(text);
        let banner = support::build(&tree)
            .0
            .get("page/index.html")
            .map(|file| String::from_utf8_lossy(&file.bytes).contains("Nobody has checked"));
        assert_eq!(banner, Some(is_asked), "{text}");
        let release = support::check_release(&tree);
        let asks = release.lines().any(|line| line.contains("page.md") && line.contains("sign-off-missing"));
        assert_eq!(asks, is_asked, "{text}: {release}");
    }
}
