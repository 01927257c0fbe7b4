//! Rules of links, accessibility, privacy, output and dates: what they must find, and what they must leave alone.

use plainleaf::diagnostic::Severity;
use plainleaf::source::SourceTree;

use crate::support::{self, page, put, site};

/// How often a rule finds something.
#[track_caller]
fn finds(tree: &SourceTree, code: &str, times: usize, shown: &str) {
    let found = support::build(tree).1;
    let count = found.iter().filter(|finding| finding.rule.code == code).count();
    assert_eq!(count, times, "{code}: {shown}\n{}", support::check_all(tree));
    let others = found.iter().any(|f| f.rule.code == "template-error" && f.severity == Severity::Error);
    assert!(!others, "{shown}\n{}", support::check_all(tree));
}

fn body(html: &str) -> SourceTree {
    let template = format!("{{% extends \"base.html\" %}}\n{{% block extra %}}{html}{{% endblock %}}\n");
    // One page alone, so that each finding is there once.
    put(&support::without(&site(""), "content/en/404.md"), "templates/page.html", &template)
}

fn script(code: &str) -> SourceTree {
    put(&site(""), "templates/note.js", code)
}

fn style(css: &str) -> SourceTree {
    put(&site(""), "templates/site.css", css)
}

#[test]
fn scripts_send_nothing() {
    for (code, times) in [
        ("fetch('x')", 1),
        ("a.fetch ( b )", 1),
        ("`${fetch(a)}`", 1),
        ("document.cookie = 1; // cookie", 1),
        ("a = new XMLHttpRequest, b = new WebSocket(c)", 2),
        ("self['fetch'](1)", 1),
        // Words for readers, comments and other names are none of these.
        ("say('We fetch no cookie.')", 0),
        ("/* fetch */ let prefetched = 1, cookies = 2", 0),
        ("a = b / fetched / c", 0),
        ("a = /fetch/.test(b)", 0),
        ("a = `cookie jar`", 0),
        ("navigator.clipboard.writeText(a)", 0),
    ] {
        finds(&script(code), "script-sends", times, code);
    }
}

#[test]
fn stored_keys_are_declared() {
    for (code, times) in [
        ("localStorage.size = 1", 1),
        ("localStorage['size'] = 1", 1),
        ("sessionStorage.getItem(\"size\")", 1),
        ("localStorage.setItem(key, 1)", 1),
        ("indexedDB.open('size')", 1),
        ("localStorage.clear()", 0),
        ("localStorage.length", 0),
        ("'localStorage size'", 0),
        ("// localStorage.size", 0),
    ] {
        finds(&script(code), "storage-undeclared", times, code);
    }
}

#[test]
fn trackers_are_named_in_what_is_loaded_alone() {
    finds(&page("This site uses no Google Analytics, no Matomo and no Hotjar."), "tracker-named", 0, "words");
    finds(&page("See [Matomo](https://matomo.org/)."), "tracker-named", 0, "link");
    finds(&script("_paq.push(['x']); // matomo"), "tracker-named", 1, "script");
}

#[test]
fn links_say_where_they_lead() {
    for (text, code, times) in [
        ("[a](https://www.example.org/?utm_medium=x&fbclid=1)", "link-tracked", 2),
        ("[a](https://www.example.org/?id=utm_medium)", "link-tracked", 0),
        ("[a](https://www.example.org/utm_medium/)", "link-tracked", 0),
        ("[a](http://www.example.org/)", "link-insecure", 1),
        ("[a](https://www.example.org/http:/)", "link-insecure", 0),
        ("[Same](index.md) and [same](page.md)", "link-two-targets", 1),
        ("[Same](index.md) and [same](index.md)", "link-two-targets", 0),
        ("[Sheet (PDF, 1.2 MB)](https://www.example.org/a.PDF)", "file-link-unlabelled", 0),
        ("[Sheet (120 kB)](https://www.example.org/a.pdf)", "file-link-unlabelled", 1),
        ("[Sheet (PDF)](https://www.example.org/a.pdf?x=1)", "file-link-unlabelled", 1),
        ("[Sheet](https://www.example.org/pdf/)", "file-link-unlabelled", 0),
        ("[Text](/leaflet.txt)", "file-link-unlabelled", 0),
    ] {
        finds(&page(text), code, times, text);
    }
}

#[test]
fn controls_say_what_they_are_for() {
    for (html, code, times) in [
        ("<label for=\"a\">A</label><input id=\"a\">", "control-unlabelled", 0),
        ("<label>A <select><option>B</option></select></label>", "control-unlabelled", 0),
        ("<button type=\"button\" aria-label=\"A\"></button>", "control-unlabelled", 0),
        ("<input type=\"hidden\">", "control-unlabelled", 0),
        ("<label><input></label>", "control-unlabelled", 1),
        ("<button type=\"button\"></button>", "control-unlabelled", 1),
        (
            "<div role=\"group\" aria-label=\"A\"><label><input type=\"radio\"> B</label></div>",
            "choices-ungrouped",
            0,
        ),
        (
            "<fieldset><legend></legend><label><input type=\"radio\"> B</label></fieldset>",
            "choices-ungrouped",
            1,
        ),
        ("<label>A <select><option value=\"\" selected>B</option></select></label>", "choice-made", 0),
        ("<div tabindex=\"-1\"></div><div tabindex=\"0\"></div>", "focus-moved", 0),
        ("<label>My name for it <input name=\"nickname\"></label>", "form-asks-who", 0),
        ("<label>A <input type=\"checkbox\" name=\"mobile\"></label>", "form-asks-who", 0),
        ("<label>A <input autocomplete=\"given-name\"></label>", "form-asks-who", 1),
        ("<form method=\"dialog\"></form><form></form>", "form-sends", 0),
        ("<form method=\"post\"></form>", "form-sends", 1),
        ("<ul><li><p>A</p></li></ul><dl><dt>A</dt><dd>B</dd></dl>", "html-untidy", 0),
        ("<p><span>A</span><button type=\"button\">B</button></p>", "html-untidy", 0),
        ("<a href=\"./\"><button type=\"button\">B</button></a>", "html-untidy", 1),
        ("<p class=\"a\" class=\"b\">A</p>", "html-untidy", 1),
        ("<p aria-describedby=\"main nobody\">A</p>", "aria-broken", 1),
    ] {
        finds(&body(html), code, times, html);
    }
}

#[test]
fn styles_let_readers_enlarge() {
    for (css, times) in [
        ("p{text-align:justify!important}", 1),
        ("p{font:16px/1.5 serif}", 1),
        ("@media screen{p{max-height:3px;color:#000}}", 1),
        ("a{outline:0}", 1),
        ("p{font-size:clamp(1rem,2vw + 3px,2rem)}", 0),
        ("svg{height:12px}", 0),
        ("@media print{p{text-align:justify;font-size:9px}}", 0),
        ("a:focus{outline:none;border-color:#000}", 0),
        ("/* text-align: justify */p{border:1px solid}", 0),
    ] {
        finds(&style(css), "style-in-the-way", times, css);
    }
}

#[test]
fn colors_are_far_enough_apart() {
    for (css, times) in [
        ("p{color:#767676;background:#fff}", 1),
        ("p{color:#595959;background:#fff}", 0),
        ("p{color:#000;background:none}", 0),
        ("p{color:#777}b{background:#888}", 0),
        (":root{--a:#fff;--b:var(--a)}p{color:var(--b);background:#eee}", 1),
        ("@media print{p{color:#999;background:#fff}}", 0),
    ] {
        finds(&style(css), "contrast-low", times, css);
    }
    let settings = site("").named("site.toml").unwrap().as_text().to_owned();
    let pairs = |list: &str| {
        let tree = style(":root{--ink:#000;--grey:#777;--paper:#fff}");
        put(&tree, "site.toml", &format!("{settings}\n[contrast]\n{list}\n"))
    };
    finds(&pairs("text = [\"ink on paper\"]\ncontrols = [\"grey on paper\"]"), "contrast-low", 0, "far");
    finds(&pairs("text = [\"grey on paper\"]"), "contrast-low", 1, "near");
    finds(&pairs("text = [\"inc on paper\", \"ink\"]"), "contrast-low", 2, "unknown");
}
