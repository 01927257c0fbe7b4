//! Drawings, pictures and files for hosts: what of a site's files reaches the built site, and what is said of those
//! that do not.

#![expect(clippy::disallowed_methods, reason = "reads a picture of the tests' own")]

use std::collections::BTreeMap;

use plainleaf::diagnostic::Found;
use plainleaf::disk;
use plainleaf::rule::Purpose;
use plainleaf::workshop::Workshop;

use crate::folder::{Folder, TODAY, files_below, finish, program};
use crate::support::{self, put, site};

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><style>.a{stroke:red}</style><g id=\"g\" class=\"a\"/><g id=\"Layer 1\"/><use href=\"#g\"/></svg>";

/// What readers get of a built site; the passport tells hosts what was found, too.
fn for_readers(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    let mut public = folder.public();
    public.remove("passport.json").unwrap();
    public
}

/// A page that shows these pictures.
fn page_with(pictures: &[&str]) -> String {
    let show = |(n, source): (usize, &&str)| format!("![Drawing number {n}]({source} \"Look at {n}.\")\n\n");
    let figures: String = pictures.iter().enumerate().map(show).collect();
    format!(
        "+++\ntitle = \"A page\"\ndescription = \"A page that shows drawings, with a description of a fair length.\"\nkind = \"page\"\nupdated = 2026-01-01\n+++\n\n{figures}"
    )
}

fn html(tree: &plainleaf::source::SourceTree, file: &str) -> String {
    let (output, _) = support::build(tree);
    assert_eq!(support::check(tree), "");
    String::from_utf8(output.get(file).unwrap().bytes.to_vec()).unwrap()
}

#[test]
fn drawings_of_one_name_and_one_drawing_twice_have_ids_of_their_own() {
    let tree = put(&site(""), "content/en/figures/a/x.svg", DRAWING);
    let tree = put(&tree, "content/en/figures/b/x.svg", DRAWING);
    let pictures = ["figures/a/x.svg", "figures/b/x.svg", "figures/a/x.svg"];
    let html = html(&put(&tree, "content/en/page.md", &page_with(&pictures)), "page/index.html");
    for n in 1..=3 {
        let drawn = format!("<g id=\"f{n}_g\" stroke=\"red\"/><g/><use href=\"#f{n}_g\"/>");
        assert!(html.contains(&drawn), "{html}");
    }
}

#[test]
fn a_picture_may_have_any_name() {
    // On disk with its accents apart, as some file systems keep them.
    let names = ["my wet hand.svg", "gro\u{308}\u{df}e.svg", "hand (1).svg", "100%.svg", "a%20b.svg"];
    let tree =
        names.iter().fold(site(""), |tree, name| put(&tree, &format!("content/en/figures/{name}"), DRAWING));
    let pictures = [
        "<figures/my wet hand.svg>",
        "figures/my%20wet%20hand.svg",
        "figures/gr\u{f6}\u{df}e.svg",
        "figures/gr%C3%B6%C3%9Fe.svg",
        "figures/hand%20(1).svg",
        "figures/100%25.svg",
        "figures/100%.svg",
        "figures/a%20b.svg",
    ];
    let html = html(&put(&tree, "content/en/page.md", &page_with(&pictures)), "page/index.html");
    assert_eq!(html.matches("<svg").count(), pictures.len(), "{html}");
}

// Pictures of points.

/// The picture of one point in the minimal site, with this width and height written over its own, and so many bytes
/// of data more.
fn picture(width: u32, height: u32, more: usize) -> Vec<u8> {
    let mut bytes = std::fs::read(support::folder("minimal").join("content/en/figures/drop.png")).unwrap();
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let chunk = [&u32::try_from(more).unwrap().to_be_bytes()[..], b"IDAT", &vec![7; more], &[0; 4]].concat();
    bytes.splice(33..33, chunk);
    bytes
}

#[test]
fn a_picture_that_is_none_is_found_where_it_lies() {
    let folder = Folder::new();
    let component = "{% component picture(src, alt, caption=none, t) %}<img alt=\"{{ alt }}\" src=\"{{ src }}\">{% endcomponent picture %}";
    for (name, bytes, message) in [
        ("x.png", b"x".to_vec(), "error[picture-broken]: this is no PNG picture, whatever its name says"),
        ("x.jpg", vec![7; 6_000_000], "error[picture-broken]: this is no JPEG picture"),
        ("x.jpeg", picture(9, 9, 0), "error[picture-broken]: this is a PNG and no JPEG picture"),
        ("x.webp", Vec::new(), "error[picture-broken]: this file is empty"),
        (
            "x.avif",
            b"<!doctype html>".to_vec(),
            "error[picture-broken]: this is an HTML page and no AVIF picture",
        ),
        ("x.png", picture(9, 9, 9)[..70].to_vec(), "error[picture-broken]: this PNG picture is broken off"),
        (
            "x.png",
            picture(4000, 3000, 6_000_000),
            "error[picture-heavy]: this picture weighs 6001 kB, at 4000 by 3000 points",
        ),
        (
            "x.png",
            picture(5000, 5000, 9),
            "error[picture-heavy]: this picture weighs 1 kB, at 5000 by 5000 points",
        ),
    ] {
        folder.write(&format!("content/en/figures/{name}"), bytes);
        let page = page_with(&[&format!("figures/{name}")]);
        folder.write("templates/picture.html", component);
        folder.write("content/en/shown.md", page.replace("2026-01-01\n", "2026-01-01\norder = 9\n"));
        let run = folder.run(&["check", "--format", "short"]);
        run.expect(1).says(&format!("content/en/figures/{name}:1:1: {message}"));
        assert_eq!(run.out.lines().count(), 1, "{}", run.out);
        folder.mend();
    }
}

#[test]
fn a_picture_that_is_one_has_an_address_that_any_host_can_carry() {
    let folder = Folder::new();
    folder.write("content/en/figures/Wet hand, gro\u{df} #1.png", picture(900, 600, 150_000));
    folder.run(&["check", "--format", "short"]).expect(0);
    folder.build().expect(0);
    let names: Vec<String> = folder.public().into_keys().filter(|name| name.ends_with(".png")).collect();
    assert!(names.len() == 1 && names[0].starts_with("wet-hand-gross-1."), "{names:?}");
}

// Files for hosts.

#[test]
fn files_for_hosts_are_copied_as_they_are() {
    let folder = Folder::new();
    let files =
        [".nojekyll", ".htaccess", ".well-known/security.txt", ".well-known/x/.y", "a/.domains", "CNAME"];
    for name in files {
        folder.write(&format!("static/{name}"), b"\xef\xbb\xbfone\r\ntwo\rthree\xff");
    }
    for name in [".DS_Store", "Thumbs.db", "desktop.ini", "a/._x", "x.txt~", ".x.txt.swp", "a/.gitkeep"] {
        folder.write(&format!("static/{name}"), "x");
    }
    let run = folder.build();
    run.expect(0);
    assert_eq!(run.out, "", "litter is no matter");
    let public = folder.public();
    for name in files {
        assert_eq!(public[name], b"\xef\xbb\xbfone\r\ntwo\rthree\xff", "{name}");
    }
    let litter = |name: &&String| name.contains("._") || name.contains("humbs") || name.contains("swp");
    assert_eq!(public.keys().find(litter), None);
    folder.run(&["lock"]).expect(0);
    assert!(!folder.read("content/urls.lock").contains("/."), "what a host reads is no address for readers");
}

#[test]
fn what_is_private_is_refused_by_name_and_not_read() {
    for (name, at) in [
        (".git/config", ".git"),
        ("files/.hg/store/data", "files/.hg"),
        (".env.production", ".env.production"),
        ("keys/server.pem", "keys/server.pem"),
        (".ssh/known_hosts", ".ssh"),
        ("id_ed25519", "id_ed25519"),
        (".well-known/.htpasswd", ".well-known/.htpasswd"),
        ("credentials.json", "credentials.json"),
    ] {
        let folder = Folder::built();
        let before = for_readers(&folder);
        folder.write(&format!("static/{name}"), "secret");
        // Much more of it is not told apart.
        for n in 0..20 {
            if at != name {
                folder.write(&format!("static/{at}/objects/{n}"), "secret");
            }
        }
        let run = folder.build();
        run.expect(1).says(&format!("static/{at}:1:1: error[private-file]"));
        assert_eq!(run.out.lines().count(), 1, "{}", run.out);
        assert_eq!(for_readers(&folder), before);
        // Who turns the rule off gets no copy of it either.
        folder.edit("site.toml", "zoom-locked", "private-file = \"off\"\nzoom-locked");
        folder.build().expect(0);
        assert_eq!(for_readers(&folder), before);
    }
}

#[test]
fn hidden_folders_are_passed_over_and_said_once() {
    let folder = Folder::built();
    let before = for_readers(&folder);
    for name in ["content/.obsidian", "content/en/.trash", "templates/.history"] {
        for file in ["app.json", "old.md", "deep/er.html", "bad-\u{e4}.toml"] {
            folder.write(&format!("{name}/{file}"), b"{{ no \xff");
        }
    }
    folder.write("static/.vscode/settings.json", "{}");
    folder.write("static/.unheard-of", "x");
    let run = folder.build();
    run.expect(0);
    for at in [
        "content/.obsidian",
        "content/en/.trash",
        "templates/.history",
        "static/.vscode",
        "static/.unheard-of",
    ] {
        run.says(&format!("{at}:1:1: note[file-left-out]"));
    }
    assert_eq!(run.out.lines().count(), 5, "{}", run.out);
    assert_eq!(for_readers(&folder), before);
    folder.run(&["check", "--strict"]).expect(0);
    folder.edit("site.toml", "zoom-locked", "file-left-out = \"off\"\nzoom-locked");
    assert_eq!(folder.build().expect(0).out, "");
}

#[test]
fn a_site_that_stays_built_sees_what_is_left_out() {
    let folder = Folder::new();
    let mut workshop = Workshop::start(folder.root(), || Ok(TODAY.parse().unwrap())).unwrap();
    let cold = || {
        let Found(tree, mut found) = disk::read(folder.root()).unwrap();
        found.extend(support::build_for(&tree, Purpose::Writing).1);
        found.sorted()
    };
    let mut step = |names: &[&str]| {
        let changed: Vec<_> = names.iter().map(|name| folder.path(name)).collect();
        workshop.refresh(&changed).unwrap();
        assert_eq!(workshop.found().len(), cold().len(), "{names:?}: {:?}", workshop.found());
        workshop.found().len()
    };
    let before = step(&[]);
    folder.write("static/.env", "x");
    assert_eq!(step(&["static/.env"]), before + 1);
    folder.write("content/.obsidian/app.json", "x");
    assert_eq!(step(&["content/.obsidian", "content/.obsidian/app.json"]), before + 2);
    folder.write("content/en/.index.md.swp", "x");
    assert_eq!(step(&["content/en/.index.md.swp"]), before + 2);
    folder.remove("static/.env");
    folder.remove("content/.obsidian");
    assert_eq!(step(&["static/.env", "content/.obsidian/app.json", "content/.obsidian"]), before);
}

#[test]
fn the_sites_own_word_to_search_engines_counts() {
    let robots = |text: &[u8]| {
        let folder = Folder::new();
        folder.write("static/robots.txt", text);
        folder.build().expect(0);
        String::from_utf8(folder.public().remove("robots.txt").unwrap()).unwrap()
    };
    let ours = "Sitemap: https://warts.example/sitemap.xml\n";
    assert_eq!(robots(b"User-agent: *"), format!("User-agent: *\n\n{ours}"));
    assert_eq!(
        robots(b"User-agent: *\r\nDisallow: /x/\r\n"),
        format!("User-agent: *\r\nDisallow: /x/\r\n\n{ours}")
    );
    assert_eq!(robots(b""), format!("\n{ours}"));
    let own = "User-agent: *\n\n  SITEMAP: https://other.example/map.xml\n";
    assert_eq!(robots(own.as_bytes()), own);
}

#[test]
fn what_plainleaf_writes_is_said_by_name() {
    let folder = Folder::built();
    folder.write("content/en/404.md", page_with(&[]).replace("kind = \"page\"", "kind = \"error\""));
    for (name, message, help) in [
        (
            "_headers",
            "plainleaf writes `_headers` itself: it holds the security headers",
            "where your host keeps",
        ),
        ("sitemap.xml", "plainleaf writes `sitemap.xml` itself", "`noindex = true`"),
        ("feed.xml", "plainleaf writes `feed.xml` itself", "`changes`"),
        ("passport.json", "plainleaf writes `passport.json` itself", "take this file out"),
        ("index.html", "`index.html` is where `content/en/index.md` is written", "in `content/en/index.md`"),
        (
            "404.html",
            "`404.html` is where `content/en/404.md` is written",
            "take this file out, or rename it",
        ),
        ("cure/index.html", "`cure/index.html` is where `content/en/treat.md` is written", "rename it"),
    ] {
        folder.write(&format!("static/{name}"), "x");
        let run = folder.run(&["check"]);
        run.expect(1)
            .says(&format!("error[duplicate-address]: {message}"))
            .says(help)
            .says(&format!("static/{name}"));
        folder.remove(&format!("static/{name}"));
    }
}

#[test]
fn names_that_look_the_same_are_two_files_on_few_disks() {
    let says = |files: &[&str], line: &str| {
        let folder = Folder::new();
        for file in files {
            folder.write(file, "x");
        }
        let run = folder.build();
        run.expect(1).says(line);
        assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    };
    says(
        &["static/Leaflet.txt"],
        "static/Leaflet.txt:1:1: error[duplicate-address]: `Leaflet.txt` and `leaflet.txt` differ only in capital letters",
    );
    says(
        &["static/Treat/Index.html"],
        "static/Treat/Index.html:1:1: error[duplicate-address]: `Treat/Index.html` and `treat/index.html` differ only",
    );
    says(
        &["static/kits/a.txt", "static/Kits/b.txt", "static/Kits/c.txt"],
        "static/kits/a.txt:1:1: error[duplicate-address]: `kits` and `Kits` differ only in capital letters",
    );
    says(
        &["static/Treat/more.txt"],
        "static/Treat/more.txt:1:1: error[duplicate-address]: `Treat` and `treat` differ only in capital letters",
    );
    says(
        &["static/TREAT"],
        "static/TREAT:1:1: error[duplicate-address]: `TREAT` would be a file and a folder",
    );
    says(&["static/gr\u{f6}.txt", "static/gro\u{308}.txt"], "two that look like `gro\u{308}.txt`");
    says(
        &["static/what/now?/a.txt", "static/what/now?/b.txt"],
        "static/what/now?/a.txt:1:1: error[file-name-unfit]: the name `now?` holds `?`",
    );
}

// Ends of lines.

/// The files of a folder with their lines ending as on Windows, but for those that are copied as they are.
fn with_ends(files: &BTreeMap<String, Vec<u8>>, before: &str, end: &str) -> BTreeMap<String, Vec<u8>> {
    let changed = files.iter().map(|(name, bytes)| match std::str::from_utf8(bytes) {
        Ok(text) if !name.starts_with("static/") => {
            (name.clone(), format!("{before}{}", text.replace('\n', end)).into_bytes())
        }
        _ => (name.clone(), bytes.clone()),
    });
    changed.collect()
}

#[test]
fn a_checkout_on_windows_is_the_same_site() {
    let folder = Folder::empty();
    let new = finish(program().args(["--today", "2026-11-28", "new"]).arg(folder.path("a")));
    new.expect(0);
    let files = files_below(&folder.path("a"));
    assert!(files.len() > 20, "{}", files.len());
    for (n, (mark, end)) in
        [("", "\n"), ("", "\r\n"), ("\u{feff}", "\r\n"), ("", "\r")].into_iter().enumerate()
    {
        for (name, bytes) in with_ends(&files, mark, end) {
            folder.write(&format!("{n}/{name}"), bytes);
        }
        let site = folder.path(&n.to_string());
        finish(program().args(["--today", "2026-11-28", "build", "--site"]).arg(&site)).expect(0);
    }
    let built = |n: usize| files_below(&folder.path(&format!("{n}/public")));
    let first = built(0);
    assert!(first.len() > 10);
    for n in 1..4 {
        let other = built(n);
        assert!(other.keys().eq(first.keys()), "{n}");
        for (name, bytes) in &first {
            assert!(other[name] == *bytes, "{n}: {name} differs");
        }
    }
}

#[test]
fn places_are_those_of_the_file_whatever_ends_its_lines() {
    for end in ["\n", "\r\n", "\r"] {
        let folder = Folder::new();
        let treat = folder.read("content/en/treat.md").replace("index.md#what", "indx.md");
        for (name, bytes) in with_ends(&files_below(folder.root()), "", end) {
            folder.write(&name, bytes);
        }
        folder.write("content/en/treat.md", treat.replace('\n', end));
        let figure = "<svg viewBox='0 0 1 1'>\n<g/>\n <g onload='x'/></svg>";
        folder.write("content/en/figures/x.svg", figure.replace('\n', end));
        folder.write("content/en/more.md", page_with(&[]).replace("kind", "knd").replace('\n', end));
        let run = folder.build();
        run.expect(1)
            .says("content/en/treat.md:12:27: error[broken-link]")
            .says("content/en/figures/x.svg:3:5: error[figure-unsafe]")
            .says("content/en/more.md:4:1: error[unknown-key]");
    }
}

#[test]
fn what_is_recorded_keeps_the_ends_of_lines() {
    let folder = Folder::empty();
    finish(program().args(["--today", TODAY, "new"]).arg(folder.path("new"))).expect(0);
    for (name, bytes) in with_ends(&files_below(&folder.path("new")), "", "\r\n") {
        // Its claims were checked after the day of these tests.
        folder.write(
            &name,
            String::from_utf8_lossy(&bytes).replace("checked = \"2026-11\"", "checked = \"2026-02\""),
        );
    }
    folder.remove("new");
    let run = |arguments: &[&str]| {
        folder.run(arguments).expect(0);
    };
    let on_windows = |name: &str| {
        let text = folder.read(name);
        assert!(
            text.len() > 50 && text.matches('\n').count() == text.matches("\r\n").count(),
            "{name}: {text:?}"
        );
        text
    };
    let record = |name: &str| {
        run(&["sign", "how-to-wash", "--name", name, "--role", "nurse"]);
        run(&["attest", "pemat-2", "--name", name, "--role", "nurse"]);
        run(&["lock"]);
    };
    record("A. Nurse");
    // As they come out of another checkout.
    for (name, bytes) in with_ends(&files_below(folder.root()), "", "\r\n") {
        folder.write(&name, String::from_utf8_lossy(&bytes).replace("\r\r\n", "\r\n"));
    }
    folder.write("static/more.txt", "More.\n");
    record("B. Nurse");
    assert_eq!(on_windows("content/sign-offs.toml").matches("[[sign-off]]").count(), 2);
    assert_eq!(on_windows("content/attestations.toml").matches("[[attestation]]").count(), 2);
    assert!(on_windows("content/urls.lock").contains("/more.txt "));
    let found = folder.run(&["check", "--format", "short"]).out;
    assert!(!found.contains("stale"), "{found}");
}
