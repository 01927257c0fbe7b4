//! The least a generator of this kind can do: walk, parse with pulldown-cmark, render one tera
//! template of the same size, write. No checks, no links resolved, no staging.

use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use tera::{Context, Tera, Value};
use walkdir::WalkDir;

/// Builds a site without any care.
pub(crate) fn run(root: &Path) {
    let pages: Vec<PathBuf> = WalkDir::new(root.join("content"))
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    let style = fs::read_to_string(root.join("templates/site.css")).expect("the site has a style");
    let mut tera = Tera::new();
    tera.add_raw_template("page.html", TEMPLATE).expect("the template is right");
    tera.global_context().insert_value("style", Value::safe_string(&style));
    let navigation: Vec<Value> = (0..50).map(|n| Value::from(format!("section-{n}/"))).collect();
    tera.global_context().insert_value("nav", Value::from(navigation));
    let public = root.join("floor");
    pages.par_iter().for_each(|path| {
        let text = fs::read_to_string(path).expect("a page can be read");
        let body = text.splitn(3, "+++\n").nth(2).unwrap_or_default();
        let mut content = String::with_capacity(text.len() * 2);
        html::push_html(&mut content, Parser::new_ext(body, Options::all()));
        let mut context = Context::new();
        context.insert_value("title", Value::from(path.to_string_lossy().as_ref()));
        context.insert_value("content", Value::safe_string(&content));
        let page = tera.render("page.html", &context).expect("the page can be rendered");
        let below = path.strip_prefix(root.join("content/en")).expect("the page lies in the content");
        let folder = public.join(below.with_extension(""));
        fs::create_dir_all(&folder).expect("a folder can be made");
        fs::write(folder.join("index.html"), page).expect("a file can be written");
    });
}

/// As long as a page of ours: its head, a menu of 50 sections, its frame.
const TEMPLATE: &str = r##"<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-aDDw99riWQy9QvfgMn64SqRxhY0JKulexIVK/Mkb5kE='; img-src 'self' data:; base-uri 'none'; form-action 'none'">
<title>{{ title }}: A generated site</title>
<meta name="description" content="A generated page that stands in for one of a real site, {{ title }}.">
<link rel="canonical" href="https://generated.example/{{ title }}">
<link rel="alternate" type="application/atom+xml" title="Changes to this site" href="../feed.xml">
<meta property="og:title" content="{{ title }}">
<meta property="og:description" content="A generated page that stands in for one of a real site, {{ title }}.">
<meta property="og:type" content="article">
<meta property="og:url" content="https://generated.example/{{ title }}">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<style>{{ style }}</style>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"WebPage","name":"{{ title }}"}</script>
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<header><a href="../">A generated site</a></header>
<main id="main" tabindex="-1">
<h1>{{ title }}</h1>
{{ content }}
</main>
<footer>
<nav aria-label="Pages"><ul>
{%- for item in nav %}
<li><a href="../{{ item }}">{{ item }}</a></li>
{%- endfor %}
</ul></nav>
<p>This site is for learning. It cannot tell you what is wrong, and it does not replace care from someone who can examine you.</p>
</footer>
</body>
</html>
"##;
