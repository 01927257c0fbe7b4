//! A small site in a folder of its own, and the program run in it.
#![expect(clippy::disallowed_methods, reason = "tests read and write folders of their own")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The day on which the small site is built.
pub(crate) const TODAY: &str = "2026-03-01";

/// How long a build may take before it counts as hanging; debug builds on busy machines are slow.
const PATIENCE: Duration = Duration::from_secs(240);

/// A home page that says nothing of health, so that nobody has to sign it.
pub(crate) const PLAIN_HOME: &str = "+++
title = \"Warts\"
description = \"What warts are, and how they go away.\"
kind = \"page\"
updated = 2026-01-01
order = 1
+++

See [how to treat them](treat.md#freezing).

## What they are {#what}

Small growths.
";

/// A site with nothing to mend: every kind of input once, and as little of each as there can be.
pub(crate) const FILES: [(&str, &str); 12] = [
    (
        "site.toml",
        r#"title = "Warts"
base_url = "https://warts.example/"
language = "en"
publisher = "The Wart Clinic"
funding = "No funding is declared."
conflicts = "No conflict of interest is declared."
contact = "mailto:hello@warts.example"
[rules] # the pages of these tests are stand-ins
term-unexplained = "off"
title-shared = "off"
readers-not-asked = "off"
main-message-missing = "off"
key-points-missing = "off"
shouting = "off"
card-heading-vague = "off"
cites-nothing = "off"
claim-unused = "off"
funding-hidden = "off"
description-length = "off"
data-differs = "off"
dates-not-shown = "off"
error-page-missing = "off"
feedback-missing = "off"
landmark-missing = "off"
language-unsaid = "off"
link-text-vague = "off"
paragraph-long = "off"
sentence-long = "off"
policy-loose = "off"
referrer-sent = "off"
skip-link-missing = "off"
title-missing = "off"
zoom-locked = "off"
"#,
    ),
    (
        "content/en/strings.toml",
        r#"language_name = "English"
months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
home = "Home"
[banner]
draft = "DRAFT"
"#,
    ),
    (
        "content/en/index.md",
        r#"+++
title = "Warts"
description = "What warts are, how you get them, and how they go away."
kind = "page"
updated = 2026-01-01
order = 1
+++

Most warts [may go away on their own][claim:go-away]. See [how to treat them](treat.md#freezing).

## What they are {#what}

A [wart][term:wart] is a small growth [@gibbs-2012].
"#,
    ),
    (
        "content/en/treat.md",
        r#"+++
title = "Treat a wart"
description = "How warts are treated at home and by a nurse, step by step."
kind = "page"
updated = 2026-01-01
order = 2
aliases = ["/cure/"]
+++

## Freezing

A nurse can freeze it. Go [back](index.md#what), or read [the leaflet](/leaflet.txt).

> [!NOTE]
> It can hurt.
"#,
    ),
    (
        "content/claims.toml",
        r#"[[claim]]
id = "go-away"
topic = "warts"
says = "Most warts may go away on their own."
option = "nothing"
outcome = "warts gone"
who = "children"
direction = "helps"
certainty = "low"
rated_by = "ours"
sources = ["gibbs-2012"]
caveat = "It can take two years."
checked = "2026-01"
"#,
    ),
    (
        "content/glossary.toml",
        r#"[[term]]
id = "wart"
term = "wart"
short = "a small hard growth"
plain = "growth"
means = "A small hard growth on the skin."
"#,
    ),
    (
        "content/references.yml",
        "gibbs-2012:\n  type: article\n  title: Warts\n  author: \"Gibbs, Sam\"\n  date: 2012\n  parent:\n    type: periodical\n    title: Journal of Skin\n",
    ),
    (
        "templates/page.html",
        r##"<!doctype html>
<html lang="{{ lang }}">
<head><meta charset="utf-8"><title>{{ page.title }}</title><style>{{ styles.site.css }}</style></head>
<body>
<nav>{% for n in nav %}<a href="{{ n.href }}">{{ n.title }}</a> {% endfor %}<a href="{{ home }}">{{ t.home }}</a></nav>
<h1>{{ page.title }}</h1>
{% if page.draft_banner %}<p>{{ t.banner.draft }}</p>{% endif %}
{{ page.body }}
<ol>{% for r in page.references %}<li id="{{ r.id }}">{{ r.html }}</li>{% endfor %}</ol>
</body>
</html>
"##,
    ),
    (
        "templates/redirect.html",
        "<!doctype html>\n<title>{{ page.title }}</title>\n<meta http-equiv=\"refresh\" content=\"0; url={{ page.url }}\">\n<a href=\"{{ page.url }}\">{{ page.title }}</a>\n",
    ),
    (
        "templates/components.html",
        r#"{% component cite(cites, t) %}{% for c in cites %}<a href="{{ c.href }}">{{ c.number }}</a>{% endfor %}{% endcomponent cite %}
{% component claim(claim, cites=[], t, plain=false) %}<em title="{{ claim.certainty }}">{{ body or "" }}</em>{{<cite cites={cites} t={t} />}}{% endcomponent claim %}
{% component term(term, t=none) %}<dfn title="{{ term.short }}">{{ body or "" }}</dfn>{% endcomponent term %}
{% component alert(kind, title=none, t) %}<aside class="{{ kind }}">{{ body or "" }}</aside>{% endcomponent alert %}
{% component section(role, id=none, t=none) %}<section class="{{ role }}">{{ body or "" }}</section>{% endcomponent section %}
{% component figure(svg, caption=none, alt, t=none, small=false) %}<figure>{{ svg | safe }}</figure>{% endcomponent figure %}
"#,
    ),
    ("templates/site.css", "body { max-width: 40em }\n"),
    ("static/leaflet.txt", "Warts go away.\n"),
];

/// A folder that is gone when this is dropped.
pub(crate) struct Folder(tempfile::TempDir);

/// What a run of the program came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Folder {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    /// A folder with the small site in it.
    pub(crate) fn new() -> Self {
        let folder = Folder::empty();
        folder.mend();
        folder
    }

    /// A folder with the small site in it, built.
    pub(crate) fn built() -> Self {
        let folder = Folder::new();
        folder.build().expect(0);
        folder
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// Writes a file, and the folders it lies in.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let place = self.path(name);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Puts other words into a file.
    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} has no `{from}`");
        self.write(name, text.replace(from, to));
    }

    /// Removes a file or a folder.
    pub(crate) fn remove(&self, name: &str) {
        let place = self.path(name);
        if fs::symlink_metadata(&place).unwrap().is_dir() {
            fs::remove_dir_all(place).unwrap();
        } else {
            fs::remove_file(place).unwrap();
        }
    }

    /// Makes the site the small one again; what was built stays.
    pub(crate) fn mend(&self) {
        for part in ["site.toml", "content", "templates", "static"] {
            if fs::symlink_metadata(self.path(part)).is_ok() {
                self.remove(part);
            }
        }
        for (name, text) in FILES {
            self.write(name, text);
        }
    }

    /// The names in the folder.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// What was published: every file but the mark, by its path below `public`.
    pub(crate) fn public(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = files_below(&self.path("public"));
        files.remove(".plainleaf");
        files
    }

    /// Runs the program with these arguments, on this site.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        finish(self.program().args(arguments))
    }

    /// Builds, with a line for each finding.
    pub(crate) fn build(&self) -> Run {
        self.run(&["build", "--format", "short"])
    }

    /// The program, set up to be run on this site.
    pub(crate) fn program(&self) -> Command {
        let mut program = program();
        program.args(["--today", TODAY, "--site"]).arg(self.root());
        program
    }

    /// Nothing unfinished lies beside the site that is served, or beside records.
    pub(crate) fn check_tidy(&self) {
        let names = self.names();
        assert!(!names.iter().any(|name| name.contains("plainleaf")), "{names:?}");
    }
}

impl Run {
    /// Holds the exit code against the one that is right.
    #[track_caller]
    pub(crate) fn expect(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        self
    }

    /// Either stream says this.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.out.contains(words) || self.err.contains(words), "{words}\n{}{}", self.out, self.err);
        self
    }
}

/// The program, in a place where nothing leads it to a site.
pub(crate) fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_plainleaf"));
    program.stdin(Stdio::null()).env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR");
    program
}

/// Runs a command to its end. Nothing that goes wrong may be a panic, or take for ever.
#[track_caller]
pub(crate) fn finish(command: &mut Command) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let (out, err) = (folder.path().join("out"), folder.path().join("err"));
    command.stdout(File::create(&out).unwrap()).stderr(File::create(&err).unwrap());
    let mut child = command.spawn().unwrap();
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if started.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{command:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let text = |place: &Path| {
        let mut bytes = Vec::new();
        File::open(place).unwrap().read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let run = Run { code: status.code(), out: text(&out), err: text(&err) };
    assert!(!run.err.contains("panicked") && !run.err.contains("overflow"), "{}", run.err);
    assert!(!run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'), "colour in {run:?}");
    run
}

/// All that is below a folder, but below none of these: what it is, who may use it, and what is in it or where it
/// leads.
pub(crate) fn snapshot(folder: &Path, without: &[&str]) -> BTreeMap<PathBuf, (u32, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_entry(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap();
        !without.iter().any(|name| path == Path::new(name))
    });
    let look = |entry: walkdir::DirEntry| {
        let (kind, place) = (entry.file_type(), entry.path().to_owned());
        let bytes = if kind.is_symlink() {
            fs::read_link(&place).unwrap().into_os_string().into_encoded_bytes()
        } else if kind.is_file() {
            fs::read(&place).unwrap()
        } else {
            Vec::new()
        };
        (place, (fs::symlink_metadata(entry.path()).unwrap().mode(), bytes))
    };
    entries.map(|entry| look(entry.unwrap())).collect()
}

/// Every file below a folder, by its path from there; nothing where there is no folder.
pub(crate) fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}
