//! A site of any size: pages of about 800 words in 50 sections, with links, tables and footnotes.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const SECTIONS: usize = 50;
const WORDS: [&str; 40] = [
    "water", "hand", "clean", "soap", "rinse", "towel", "warm", "page", "nurse", "doctor", "clinic", "ask",
    "week", "day", "night", "rest", "walk", "sleep", "note", "list", "help", "learn", "plan", "visit",
    "home", "family", "friend", "phone", "letter", "answer", "question", "number", "simple", "short", "kind",
    "clear", "before", "after", "every", "often",
];

/// Writes a site of so many pages, with the templates of the repository.
pub(crate) fn site(root: &Path, pages: usize) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let _ = fs::remove_dir_all(root);
    write(root, "site.toml", SITE);
    for file in fs::read_dir(repository.join("templates")).expect("the repository has templates") {
        let file = file.expect("the folder can be read");
        let name = file.file_name().to_string_lossy().into_owned();
        write(
            root,
            &format!("templates/{name}"),
            &fs::read_to_string(file.path()).expect("a template is text"),
        );
    }
    let strings = repository.join("tests/sites/frozen/content/en/strings.toml");
    let strings = fs::read_to_string(strings).expect("the repository has words");
    write(root, "content/en/strings.toml", &strings);
    write(root, "content/en/index.md", &page("Home", "page", 0, pages, 0));
    write(root, "content/en/about.md", ABOUT);
    write(root, "content/en/404.md", NOT_FOUND);
    for section in 0..SECTIONS.min(pages) {
        let text = page(&format!("Section {section}"), "page", section, pages, section + 1);
        write(root, &format!("content/en/section-{section}/index.md"), &text);
    }
    for number in SECTIONS + 1..pages {
        let (section, title) = (number % SECTIONS, format!("Page number {number}"));
        write(
            root,
            &format!("content/en/section-{section}/page-{number}.md"),
            &page(&title, "page", section, pages, number),
        );
    }
}

const SITE: &str = r#"title = "A generated site"
base_url = "https://generated.example/"
language = "en"
publisher = "Nobody"
funding = "None"
conflicts = "None"
contact = "mailto:nobody@generated.example"
"#;

/// What every site has besides its own pages.
const ABOUT: &str = r#"+++
title = "About"
description = "Who publishes this generated site, who pays for it and whom to write to about it."
kind = "about"
updated = 2026-11-01
+++

[funding]
"#;
const NOT_FOUND: &str = r#"+++
title = "Not found"
description = "There is no page at this address. The start page leads to all the pages that there are."
kind = "error"
updated = 2026-11-01
+++

There is no page at this address.
"#;

fn write(root: &Path, path: &str, text: &str) {
    let place = root.join(path);
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).expect("a folder can be made");
    }
    fs::write(place, text).expect("a file can be written");
}

/// One page: nine parts of about 90 words, a list, a table, links and footnotes.
fn page(title: &str, kind: &str, section: usize, pages: usize, seed: usize) -> String {
    let mut words = Words(seed as u64 + 1);
    let mut text = String::new();
    let order = if title.starts_with("Page") { String::new() } else { format!("order = {seed}\n") };
    let _ = write!(
        text,
        "+++\ntitle = \"{title}\"\ndescription = \"A generated page that stands in for one of a real site, number {seed}.\"\nkind = \"{kind}\"\n{order}updated = 2026-11-01\n+++\n\n"
    );
    for part in 0..9 {
        let _ = write!(text, "## Part {part} {}\n\n", words.some(2));
        for _ in 0..2 {
            let _ = write!(text, "{}. {}[^n{part}]. ", words.begin(14), words.begin(12));
            let target = link(&mut words, title, section, pages);
            let _ = writeln!(
                text,
                "**{}** {} [{}]({target}) {}.\n",
                words.begin(1),
                words.some(3),
                words.some(2),
                words.some(6)
            );
        }
        let _ = writeln!(text, "- {}\n- {}\n", words.some(6), words.some(5));
        let _ = writeln!(text, "[^n{part}]: {}.\n", words.begin(8));
    }
    let _ = write!(
        text,
        "Table: {}\n\n| {} | {} | {} |\n| --- | --- | --: |\n",
        words.some(4),
        words.some(1),
        words.some(1),
        words.some(1)
    );
    for _ in 0..4 {
        let _ = writeln!(text, "| {} | {} | {} |", words.some(1), words.some(3), words.some(2));
    }
    text
}

/// A link to a page that exists, from a page of a section or from the home page.
fn link(words: &mut Words, title: &str, section: usize, pages: usize) -> String {
    let other = words.next() as usize % pages.max(1);
    let up = if title == "Home" { "" } else { "../" };
    match other {
        0 => format!("{up}index.md"),
        n if n <= SECTIONS.min(pages) => format!("{up}section-{}/index.md", n - 1),
        n if n % SECTIONS == section && !up.is_empty() => format!("page-{n}.md"),
        n => format!("{up}section-{}/page-{n}.md", n % SECTIONS),
    }
}

/// Words in an order that is the same at every run (Knuth's linear congruential generator).
struct Words(u64);

impl Words {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn some(&mut self, count: usize) -> String {
        (0..count).map(|_| WORDS[self.next() as usize % WORDS.len()]).collect::<Vec<_>>().join(" ")
    }

    /// The same as the beginning of a sentence, which a capital tells from the one before.
    fn begin(&mut self, count: usize) -> String {
        let words = self.some(count);
        words[..1].to_uppercase() + &words[1..]
    }
}
