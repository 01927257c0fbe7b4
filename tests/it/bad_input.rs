//! Whatever a site holds and whatever the machine does: a message with its place, the right exit
//! code, the published site as it was, and a good build once it is mended.

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use plainleaf::build::{self, Keep, Memo};
use plainleaf::disk;

use crate::folder::{FILES, Folder, Run, TODAY, finish};

const TREAT: &str = "content/en/treat.md";

/// A break of the small site is reported with these words, and nothing is published until it is mended.
#[track_caller]
fn refused(words: &[&str], break_it: impl FnOnce(&Folder)) -> Run {
    refused_with(1, words, break_it)
}

#[track_caller]
fn refused_with(code: i32, words: &[&str], break_it: impl FnOnce(&Folder)) -> Run {
    let folder = Folder::built();
    let before = folder.public();
    break_it(&folder);
    let run = folder.build();
    run.expect(code);
    for words in words {
        run.says(words);
    }
    assert_eq!(folder.public(), before);
    // The findings can be read in every form.
    folder.run(&["check", "--format", "json"]).expect(code);
    folder.run(&["check"]).expect(code);
    folder.mend();
    folder.build().expect(0);
    assert_eq!(folder.public(), before);
    folder.check_tidy();
    run
}

/// Strange, but no mistake; gives the site that was built.
#[track_caller]
fn accepted(change: impl FnOnce(&Folder)) -> Folder {
    let folder = Folder::new();
    change(&folder);
    folder.build().expect(0);
    folder
}

fn front_matter(rest: &str) -> String {
    format!("+++\ntitle = \"A\"\ndescription = \"A.\"\nkind = \"page\"\nupdated = 2026-01-01\n{rest}+++\n")
}

// What writers do.

#[test]
fn front_matter_is_missing() {
    refused(&["content/en/treat.md:1:1: error[front-matter-missing]"], |site| {
        site.write(TREAT, "Freeze it.\n");
    });
}

#[test]
fn front_matter_has_no_end() {
    refused(&["content/en/treat.md:1:1: error[front-matter-missing]", "no end"], |site| {
        site.write(TREAT, "+++\ntitle = \"A\"\n");
    });
}

#[test]
fn front_matter_is_broken() {
    refused(&["content/en/treat.md:2:9: error[toml-syntax]"], |site| {
        site.edit(TREAT, "title = \"Treat a wart\"", "title = Treat a wart");
    });
}

#[test]
fn a_key_is_unknown() {
    let run = refused(&["content/en/treat.md:2:1: error[unknown-key]: `titel`"], |site| {
        site.edit(TREAT, "title =", "titel =");
    });
    assert_eq!(run.out.lines().count(), 1, "one mistake, one finding: {}", run.out);
}

#[test]
fn a_date_is_none() {
    refused(&["content/en/treat.md:5:11: error[bad-date]"], |site| {
        site.edit(TREAT, "updated = 2026-01-01", "updated = \"2026-02-30\"");
    });
}

#[test]
fn two_pages_want_one_address() {
    let run = refused(&["error[duplicate-address]", "/treat/"], |site| {
        site.write("content/en/treat/index.md", front_matter(""));
    });
    assert_eq!(run.out.lines().count(), 1, "one mistake, one finding: {}", run.out);
}

#[test]
fn an_old_address_is_that_of_a_page() {
    refused(&["content/en/treat.md:7:12: error[alias-loop]"], |site| site.edit(TREAT, "/cure/", "/treat/"));
    refused(&["content/en/treat.md:7:12: error[duplicate-address]"], |site| {
        site.write("content/en/other.md", front_matter(""));
        site.edit(TREAT, "/cure/", "/other/");
    });
}

#[test]
fn a_file_and_a_folder_want_one_name() {
    refused(&["static/treat:1:1: error[duplicate-address]", "a file and a folder"], |site| {
        site.write("static/treat", "x");
    });
}

#[test]
fn a_template_is_missing() {
    refused(&["templates/page.html:1:1: error[missing-template]"], |site| site.remove("templates/page.html"));
    refused(&["templates/redirect.html:1:1: error[missing-template]"], |site| {
        site.remove("templates/redirect.html");
    });
    refused(&["templates/components.html", "error[missing-template]", "`alert`"], |site| {
        site.remove("templates/components.html");
    });
    refused(&["error[missing-template]", "the site has no templates"], |site| site.remove("templates"));
}

#[test]
fn a_template_is_broken() {
    refused(&["templates/page.html:3:", "error[template-error]"], |site| {
        site.edit("templates/page.html", "{{ page.title }}</title>", "{{ page.title </title>");
    });
    refused(&["templates/page.html:6:", "error[template-error]"], |site| {
        site.edit("templates/page.html", "{{ page.title }}</h1>", "{{ page.titel }}</h1>");
    });
    refused(&["templates/components.html:", "error[template-error]"], |site| {
        site.edit("templates/components.html", "{{ term.short }}", "{{ term.shrt.x }}");
    });
}

#[test]
fn two_components_have_one_name() {
    let run = refused(&["templates/extra.html:1:14: error[template-error]", "`term`"], |site| {
        site.write(
            "templates/extra.html",
            "{% component term(term, t=none) %}x{% endcomponent term %}\n{%- component alert(t) %}x{% endcomponent alert %}\n",
        );
    });
    run.says("templates/extra.html:2:15: error[template-error]");
}

#[test]
fn a_citation_is_unknown() {
    refused(&["content/en/index.md:13:", "error[unknown-citation]: `gibs-2012`"], |site| {
        site.edit("content/en/index.md", "@gibbs-2012", "@gibs-2012");
    });
}

#[test]
fn a_link_is_broken() {
    refused(&["content/en/treat.md:12:27: error[broken-link]: `indx.md`"], |site| {
        site.edit(TREAT, "index.md#what", "indx.md");
    });
    refused(&["content/en/treat.md:12:58: error[broken-link]"], |site| {
        site.edit(TREAT, "/leaflet.txt", "/leaflt.txt");
    });
}

#[test]
fn an_anchor_is_broken() {
    refused(&["content/en/treat.md:12:27: error[broken-link]", "#wat"], |site| {
        site.edit(TREAT, "index.md#what", "index.md#wat");
    });
}

#[test]
fn a_link_leads_to_a_draft() {
    refused(&["content/en/index.md:9:", "error[broken-link]: `treat.md` is a draft"], |site| {
        site.edit(TREAT, "updated =", "draft = true\nupdated =");
    });
}

#[test]
fn one_broken_page_is_reported_once() {
    let run = refused(&["error[front-matter-missing]"], |site| site.write(TREAT, "Freeze it.\n"));
    assert_eq!(run.out.lines().count(), 1, "links to it are no second mistake: {}", run.out);
}

// Files that are not what they should be.

#[test]
fn a_file_is_not_utf8() {
    refused(&["content/en/treat.md", "error[not-utf8]", "line 3 "], |site| {
        site.write(TREAT, b"+++\ntitle = \"A\"\nd\xe9scription = \"A\"\n+++\n");
    });
    refused(&["templates/page.html", "error[not-utf8]", "line 1 "], |site| {
        site.write("templates/page.html", b"\xff\xfeh\0t\0m\0l\0");
    });
}

#[test]
fn a_file_name_is_not_utf8() {
    refused(&["error[not-utf8]", "name is not UTF-8"], |site| {
        let name = std::ffi::OsStr::from_bytes(b"\xff.md");
        let place = site.path("content/en").join(name);
        fs::copy(site.path(TREAT), place).unwrap();
    });
}

#[test]
fn a_link_runs_in_a_circle() {
    refused(&["content/en/loop:1:1: error[linked-file]"], |site| {
        symlink(site.path("content"), site.path("content/en/loop")).unwrap();
    });
    refused(&["content/en/self.md:1:1: error[linked-file]"], |site| {
        symlink("self.md", site.path("content/en/self.md")).unwrap();
    });
}

#[test]
fn a_link_leads_out_of_the_site() {
    let outside = Folder::new();
    refused(&["static/all:1:1: error[linked-file]"], |site| {
        symlink(outside.path("static"), site.path("static/all")).unwrap();
    });
    refused(&["static:1:1: error[linked-file]"], |site| {
        site.remove("static");
        symlink(outside.path("static"), site.path("static")).unwrap();
    });
    refused(&["content/en/gone.md:1:1: error[linked-file]"], |site| {
        symlink("/nowhere/at/all.md", site.path("content/en/gone.md")).unwrap();
    });
}

#[test]
fn a_page_is_far_too_large() {
    refused(&["content/en/big.md:1:1: error[too-large]"], |site| {
        site.write("content/en/big.md", "a word ".repeat(50 * 1024 * 1024 / 7));
    });
}

#[test]
fn a_folder_is_named_like_a_page() {
    let folder = accepted(|site| site.write("content/en/x.md/README.md", "x"));
    assert!(!folder.public().contains_key("x/index.html"));
}

#[test]
fn a_pipe_is_not_waited_for() {
    let pipe = |site: &Folder, name: &str| {
        let made = Command::new("mkfifo").arg(site.path(name)).status().unwrap();
        assert!(made.success());
    };
    refused(&["content/en/pipe.md:1:1: error[unreadable-file]"], |site| pipe(site, "content/en/pipe.md"));
    refused(&["static/pipe:1:1: error[unreadable-file]"], |site| pipe(site, "static/pipe"));
    refused_with(2, &["is no site"], |site| {
        site.remove("site.toml");
        pipe(site, "site.toml");
    });
}

#[test]
fn a_file_may_not_be_read() {
    // Nothing is forbidden to root, which some machines run their tests as.
    let probe = Folder::new();
    let forbid = |place: &Path| fs::set_permissions(place, fs::Permissions::from_mode(0o000)).unwrap();
    forbid(&probe.path(TREAT));
    if fs::File::open(probe.path(TREAT)).is_ok() {
        return;
    }
    refused(&["content/en/treat.md:1:1: error[unreadable-file]", "permission is denied"], |site| {
        forbid(&site.path(TREAT));
    });
}

#[test]
fn parts_of_the_site_are_missing() {
    refused(&["content/en/strings.toml:1:1: error[missing-string]"], |site| site.remove("content"));
    refused(&["content/en/strings.toml:1:1: error[missing-string]"], |site| {
        site.write("content/en/strings.toml", "");
    });
    refused(&["site.toml:1:1: error[missing-key]"], |site| site.write("site.toml", ""));
    refused(&["content/en/treat.md:1:1: error[front-matter-missing]"], |site| site.write(TREAT, ""));
    refused_with(2, &["is no site"], |site| site.remove("site.toml"));
}

#[test]
fn files_may_be_empty() {
    for name in ["templates/site.css", "static/leaflet.txt"] {
        accepted(|site| site.write(name, ""));
    }
    accepted(|site| site.write("content/en/short.md", front_matter("")));
    accepted(|site| site.write("content/en/short.md", front_matter("").trim_end()));
}

#[test]
fn a_zero_byte_is_no_text() {
    refused(&["content/en/treat.md", "error[not-utf8]", "line 12 holds a zero byte"], |site| {
        site.edit(TREAT, "A nurse", "A nu\0rse");
    });
    refused(&["templates/site.css", "error[not-utf8]", "line 1 holds a zero byte"], |site| {
        site.write(
            "templates/site.css",
            "body {}".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(),
        );
    });
}

#[test]
fn nesting_has_an_end() {
    let deep = |open: &str, close: &str| {
        let n = 10_000;
        format!("{}x{}\n", open.repeat(n), close.repeat(n))
    };
    let bodies = [
        deep(">", ""),
        deep("> ", ""),
        deep("- ", ""),
        deep("1. ", ""),
        deep("[", "]"),
        deep("[", "](index.md)"),
        deep("![", "](x.svg)"),
        deep("![", ""),
        deep("[a", ""),
        deep("*", "*"),
        deep("*a **b ", ""),
        deep("_", "_"),
        deep("`", ""),
        deep("<b>", "</b>"),
        deep("<", ""),
        deep("[^", "]"),
        deep("[@", "]"),
        deep("(", ")"),
        deep("&", ";"),
        deep("\\", ""),
        deep("| ", ""),
        format!("|{}\n|{}\n", "a|".repeat(2_000), "-|".repeat(2_000)),
        format!("## x {{{}}}\n", ".do ".repeat(50_000)),
        format!("{}\n", "## x {.do}\n\n### y {.dont}\n\n".repeat(500)),
        (1..400).map(|n| format!("{}[!NOTE]\n", "> ".repeat(n))).collect(),
        (1..400).map(|n| format!("{}- x\n", "  ".repeat(n))).collect(),
    ];
    let folder = Folder::built();
    let before = folder.public();
    for (n, body) in bodies.iter().enumerate() {
        folder.write(TREAT, format!("{}\n## Freezing\n\n{body}", front_matter("")));
        let run = folder.run(&["check", "--format", "short"]);
        assert!(matches!(run.code, Some(0 | 1)), "{n}: {run:?}");
    }
    assert_eq!(folder.public(), before);
}

#[test]
fn nesting_has_an_end_outside_of_pages_too() {
    let deep = |open: &str, middle: &str, close: &str| {
        let n = 10_000;
        format!("{}{middle}{}", open.repeat(n), close.repeat(n))
    };
    let svg = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><title>x</title>{inner}</svg>")
    };
    let files = [
        ("content/claims.toml", format!("x = {}", deep("[", "1", "]"))),
        ("content/claims.toml", format!("x = {}", deep("{a=", "1", "}"))),
        ("content/claims.toml", format!("[{}x]\n", "a.".repeat(10_000))),
        ("content/references.yml", format!("x: {}", deep("[", "1", "]"))),
        ("content/references.yml", format!("x: {}", deep("{a: ", "1", "}"))),
        ("content/references.yml", (0..2_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect()),
        ("content/references.bib", format!("@article{{x, title = {}}}", deep("{", "1", "}"))),
        ("content/en/figures/x.svg", svg(&deep("<g>", "", "</g>"))),
        ("content/en/figures/x.svg", deep("<svg>", "", "")),
        ("templates/deep.html", deep("{% if true %}", "x", "{% endif %}")),
        ("templates/deep.html", format!("{{{{ {} }}}}", deep("(", "1", ")"))),
        ("templates/deep.html", format!("{{{{ {} }}}}", deep("[", "1", "]"))),
        ("templates/deep.html", format!("{{{{ 1 {} }}}}", "+ 1 ".repeat(10_000))),
        ("templates/deep.html", format!("{{{{ {}true }}}}", "not ".repeat(10_000))),
        ("templates/deep.html", format!("{{{{ {}1 }}}}", "-".repeat(10_000))),
        ("templates/deep.html", "{% extends \"deep.html\" %}".to_owned()),
        ("templates/deep.html", "{% include \"deep.html\" %}".to_owned()),
        (
            "templates/components.html",
            "{% component alert(kind, title=none, t) %}{{<alert kind={kind} t={t} />}}{% endcomponent alert %}"
                .to_owned(),
        ),
    ];
    let folder = Folder::new();
    for (name, text) in files {
        folder.mend();
        folder.write(name, &text);
        let run = folder.run(&["check", "--format", "short"]);
        assert!(matches!(run.code, Some(0 | 1)), "{name} {}: {run:?}", &text[..text.len().min(60)]);
    }
}

#[test]
fn a_line_may_be_very_long() {
    let folder = accepted(|site| {
        site.write("content/en/long.md", format!("{}\n{}\n", front_matter(""), "a word ".repeat(280_000)));
    });
    assert!(folder.read("public/long/index.html").len() > 1_900_000);
}

#[test]
fn a_mistake_in_a_very_long_line_is_shown() {
    refused(&["content/en/long.md:8:700001: error[broken-link]"], |site| {
        let words = "a word ".repeat(100_000);
        site.write("content/en/long.md", format!("{}\n{words}[x](y.md) {words}\n", front_matter("")));
    });
}

#[test]
fn addresses_are_easy_to_read_out() {
    for name in ["a page", "Page", "pägé", "50%", "a%20b", "a_b", "a.b", "…"] {
        let path = format!("content/en/{name}.md");
        refused(&[&format!("{path}:1:1: error[bad-address]")], |site| site.write(&path, front_matter("")));
    }
}

#[test]
fn static_files_may_have_names_of_many_words() {
    let folder = accepted(|site| {
        for name in ["a b.txt", "Ünï.txt", "UPPER.TXT", "x.y.z"] {
            site.write(&format!("static/{name}"), name);
        }
        let links = "[a](</a b.txt>) [b](/a%20b.txt) [c](/%C3%9Cn%C3%AF.txt) [d](/Ünï.txt)";
        site.write("content/en/files.md", format!("{}\n{links}\n", front_matter("")));
    });
    assert_eq!(folder.public()["Ünï.txt"], "Ünï.txt".as_bytes());
}

#[test]
fn a_page_may_lie_deep() {
    let folder = accepted(|site| {
        let name = format!("content/en/{}page.md", "deep/".repeat(20));
        let home = format!("{}index.md", "../".repeat(20));
        site.write(&name, format!("{}\n[home]({home}) [file](/leaflet.txt)\n", front_matter("")));
        // So long an address stands only because it was promised.
        site.write("content/urls.lock", format!("/{}page/ 2026-01-01\n", "deep/".repeat(20)));
    });
    let html = folder.read(&format!("public/{}page/index.html", "deep/".repeat(20)));
    assert!(html.contains(&format!("<a href=\"{}leaflet.txt\">", "../".repeat(21))));
}

#[test]
fn a_name_too_long_for_the_disk_is_said() {
    let folder = Folder::built();
    let before = folder.public();
    folder.write("content/en/a.md", front_matter(&format!("aliases = [\"/{}/\"]\n", "a".repeat(300))));
    let run = folder.build();
    run.expect(1).says("content/en/a.md").says("error[bad-address]").says("has 300 bytes");
    assert_eq!(folder.public(), before);
    folder.check_tidy();
}

// What machines do.

#[test]
fn something_else_is_named_public() {
    let folder = Folder::new();
    folder.write("public", "my diary");
    folder.build().expect(2).says("public` is a file or a link").says("Move it away");
    assert_eq!(folder.read("public"), "my diary");
    folder.check_tidy();
    folder.remove("public");
    folder.build().expect(0);
}

#[test]
fn something_is_in_the_way_of_the_stage() {
    let folder = Folder::built();
    let before = folder.public();
    folder.edit(TREAT, "A nurse", "A doctor");
    for name in
        [".public.plainleaf", ".public.plainleaf/new/index.html", ".public.plainleaf/made-by-plainleaf"]
    {
        folder.write(name, "my diary");
        let run = folder.build();
        run.expect(2).says(".public.plainleaf` is in the way").says("The last good site stays");
        assert_eq!(folder.read(name), "my diary");
        assert_eq!(folder.public(), before);
        folder.remove(".public.plainleaf");
    }
}

#[test]
fn the_folder_may_not_be_written() {
    let folder = Folder::built();
    let before = folder.public();
    folder.edit(TREAT, "A nurse", "A doctor");
    let allow = |mode| fs::set_permissions(folder.root(), fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    // Nothing is forbidden to root, which some machines run their tests as.
    if fs::create_dir(folder.path("probe")).is_err() {
        folder.build().expect(2).says(".public.plainleaf").says("The last good site stays");
        assert_eq!(folder.public(), before);
    }
    allow(0o755);
    folder.build().expect(0);
}

#[test]
fn the_disk_is_full() {
    let folder = Folder::built();
    let before = folder.public();
    folder.edit(TREAT, "A nurse", "A doctor");
    folder.write("static/film.mp4", vec![7; 400_000]);
    // No file may grow beyond some 100 kB: writing fails as on a full disk.
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 200; exec \"$@\"", "sh"]);
    command.arg(env!("CARGO_BIN_EXE_plainleaf")).args(["--today", TODAY, "--site"]);
    let run = finish(command.arg(folder.root()).arg("build"));
    run.expect(2).says("cannot publish").says("film.mp4").says("The last good site stays");
    assert_eq!(folder.public(), before);
    folder.check_tidy();
    folder.build().expect(0);
    assert_eq!(folder.public()["film.mp4"].len(), 400_000);
}

/// A site with many files, and what it is built into before and after an edit.
struct Large {
    folder: Folder,
    states: [std::collections::BTreeMap<String, Vec<u8>>; 2],
}

impl Large {
    fn new() -> Self {
        let folder = Folder::new();
        for n in 0..150 {
            folder.write(&format!("content/en/page-{n}.md"), format!("{}\nWords.\n", front_matter("")));
            folder.write(&format!("static/file-{n}.bin"), vec![7; 20_000]);
        }
        let mut large = Large { folder, states: Default::default() };
        for state in 0..2 {
            large.set(state);
            let tree = disk::read(large.folder.root()).unwrap().0;
            let options = build::Options {
                today: TODAY.parse().unwrap(),
                links: plainleaf::url::LinkStyle::Hosted,
                pages: Keep::InMemory,
                purpose: plainleaf::rule::Purpose::Preview,
                progress: std::sync::Arc::default(),
            };
            let output = build::build(&tree, &options, &Memo::forgetful()).0.output;
            large.states[state] =
                output.iter().map(|(path, file)| (path.to_owned(), file.bytes.to_vec())).collect();
        }
        large
    }

    /// Changes every page and one file's name.
    fn set(&self, state: usize) {
        let (old, new) = ["ab", "ba"][state].split_at(1);
        if self.folder.path(&format!("static/{old}.bin")).exists() {
            self.folder.remove(&format!("static/{old}.bin"));
        }
        self.folder.write(&format!("static/{new}.bin"), new);
        self.folder.write("templates/page.html", format!("{}{new}", FILES[7].1));
    }

    /// One whole site is published: the old or the new one.
    #[track_caller]
    fn check_whole(&self) {
        let public = self.folder.public();
        assert!(self.states.contains(&public), "{:?}", public.keys().collect::<Vec<_>>());
    }

    #[track_caller]
    fn check_recovers(&self) {
        self.folder.build().expect(0);
        self.check_whole();
        self.folder.check_tidy();
    }
}

#[test]
fn an_interrupted_build_leaves_a_whole_site() {
    let large = Large::new();
    large.set(0);
    large.folder.build().expect(0);
    for state in [1, 0, 1] {
        large.set(state);
        let mut child = large.folder.program().arg("build").stderr(Stdio::null()).spawn().unwrap();
        let staged = large.folder.path(".public.plainleaf/new");
        // Ctrl-C as soon as the new site is being written.
        while !staged.exists() && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        child.wait().unwrap();
        large.check_whole();
    }
    large.check_recovers();
}

#[test]
fn a_build_killed_at_any_moment_leaves_a_whole_site() {
    const MOMENTS: u32 = 16;
    let large = Large::new();
    large.set(0);
    let started = Instant::now();
    large.folder.build().expect(0);
    let whole = started.elapsed();
    for moment in 0..MOMENTS {
        large.set(usize::try_from(moment % 2).unwrap());
        let mut child = large.folder.program().arg("build").stderr(Stdio::null()).spawn().unwrap();
        let until = Instant::now() + whole * moment / MOMENTS + Duration::from_millis(1);
        while Instant::now() < until && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        large.check_whole();
    }
    large.check_recovers();
}
