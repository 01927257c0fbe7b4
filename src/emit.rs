//! The files beside the pages: sitemap, feeds, robots, headers. Standard formats, so written by code.

use std::sync::Arc;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::asset::Script;
use crate::diagnostic::{Diagnostic, SourcePath, Span};
use crate::offline;
use crate::output::OutputFile;
use crate::page::{Card, Change, Kind};
use crate::render;
use crate::rule;
use crate::site::Site;
use crate::source::{SITE_FILE, SourceFile};
use crate::url::UrlPath;

/// The address of what search engines are told.
const ROBOTS: &str = "/robots.txt";

/// Every file beside the pages, by its path below the output folder. `scripts` are those with files of
/// their own.
pub fn files(site: &Site, scripts: &[&Script]) -> Vec<(String, OutputFile)> {
    let mut files =
        vec![("sitemap.xml".to_owned(), sitemap(site)), ("_headers".to_owned(), headers(site, scripts))];
    for code in site.languages.keys() {
        let url = render::feed_url(code, &site.config.language);
        files.push((url.file(), feed(site, code)));
    }
    let origin = Span::file(&SourcePath::new(SITE_FILE));
    let file = |text: String| OutputFile { bytes: text.into_bytes().into(), origin: origin.clone() };
    let robots = (ROBOTS[1..].to_owned(), robots(site));
    files.into_iter().map(|(path, text)| (path, file(text))).chain([robots]).collect()
}

/// Every page that search engines may show, with the day its words changed (sitemaps.org 0.9).
fn sitemap(site: &Site) -> String {
    document(|xml| {
        let root = xml
            .create_element("urlset")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
        root.write_inner_content(|xml| {
            for card in site.cards.iter().filter(|card| !card.noindex && card.kind != Kind::Error) {
                xml.create_element("url").write_inner_content(|xml| {
                    text(xml, "loc", &site.canonical(&card.url))?;
                    text(xml, "lastmod", &card.updated.to_string())
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// What changed on the pages of a language, newest first (Atom, RFC 4287).
fn feed(site: &Site, language: &str) -> String {
    let default = &site.config.language;
    let cards = || site.cards.iter().filter(|card| card.language == language);
    let mut changes: Vec<_> =
        cards().flat_map(|card| card.changes.iter().map(move |change| (change, card))).collect();
    changes
        .sort_by(|(a, card_a), (b, card_b)| b.date.cmp(&a.date).then_with(|| card_a.path.cmp(&card_b.path)));
    let newest =
        changes.first().map(|(change, _)| change.date).or_else(|| cards().map(|card| card.updated).max());
    let home = site.canonical(&site.home(language));
    let own = site.canonical(&render::feed_url(language, default));
    document(|xml| {
        let root = xml
            .create_element("feed")
            .with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language)]);
        root.write_inner_content(|xml| {
            text(xml, "title", site.config.title.get(language, default))?;
            text(xml, "id", &home)?;
            xml.create_element("link")
                .with_attributes([("rel", "self"), ("href", own.as_str())])
                .write_empty()?;
            xml.create_element("link").with_attributes([("href", home.as_str())]).write_empty()?;
            text(xml, "updated", &moment(newest.map(|day| day.to_string())))?;
            xml.create_element("author")
                .write_inner_content(|xml| text(xml, "name", site.config.publisher.get(language, default)))?;
            for (at, (change, card)) in changes.iter().enumerate() {
                // Newest first: a change that comes later on the same day leaves the ids of the others alone.
                let is_same =
                    |(other, of): &&(&Change, &Arc<Card>)| other.date == change.date && of.path == card.path;
                let nth = changes[at..].iter().take_while(is_same).count();
                entry(xml, site, card, change, nth)?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// A change, the nth of its page on its day.
fn entry(
    xml: &mut Writer<Vec<u8>>,
    site: &Site,
    card: &Card,
    change: &Change,
    nth: usize,
) -> std::io::Result<()> {
    let address = site.canonical(&card.url);
    let date = change.date;
    let more = if nth > 1 { format!("-{nth}") } else { String::new() };
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "title", &card.title)?;
        text(xml, "id", &format!("{address}#changed-{date}{more}"))?;
        xml.create_element("link").with_attribute(("href", address.as_str())).write_empty()?;
        text(xml, "updated", &moment(Some(date.to_string())))?;
        text(xml, "summary", &change.what)
    })?;
    Ok(())
}

/// Feeds date by the second; ours are right to the day.
fn moment(day: Option<String>) -> String {
    format!("{}T00:00:00Z", day.unwrap_or_else(|| "1970-01-01".to_owned()))
}

/// An XML document; writing to memory does not fail.
fn document(write: impl FnOnce(&mut Writer<Vec<u8>>) -> std::io::Result<()>) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    let _ = xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
    let _ = write(&mut xml);
    let mut text = String::from_utf8(xml.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

fn text(xml: &mut Writer<Vec<u8>>, name: &str, words: &str) -> std::io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(words))?;
    Ok(())
}

/// What the site's own `static/robots.txt` says, or else that all may be read; and where the sitemap is, which that
/// file may leave out (RFC 9309; sitemaps.org, section Specifying the Sitemap location).
fn robots(site: &Site) -> OutputFile {
    let own = site.assets.files.get(&UrlPath::new(ROBOTS));
    let rules = own.map_or(b"User-agent: *\nAllow: /\n".as_slice(), |file| file.as_bytes());
    let origin = own.map_or_else(|| SourcePath::new(SITE_FILE), |file| file.path.clone());
    let mut bytes = rules.to_vec();
    let says_where = |line: &[u8]| line.len() >= 8 && line[..8].eq_ignore_ascii_case(b"sitemap:");
    if !rules.split(|byte| matches!(byte, b'\n' | b'\r')).any(|line| says_where(line.trim_ascii_start())) {
        let gap = if rules.is_empty() || rules.ends_with(b"\n") { "" } else { "\n" };
        bytes.extend(format!("{gap}\nSitemap: {}sitemap.xml\n", site.config.base_url).bytes());
    }
    OutputFile { bytes: bytes.into(), origin: Span::file(&origin) }
}

/// Whether a file of `static/` is taken into one that is made here.
pub fn is_joined(url: &UrlPath) -> bool {
    url.as_str() == ROBOTS
}

/// A file of `static/` has the name of one that is made from other files, or of a page.
pub fn taken(path: &str, file: &SourceFile, first: &Span) -> Diagnostic {
    let is_feed = path.ends_with("feed.xml");
    let (what, help) = match path {
        "_headers" => (
            "holds the security headers of every page",
            "set other headers where your host keeps its settings",
        ),
        "sitemap.xml" => ("lists the pages of the site", "a page with `noindex = true` is not in it"),
        "passport.json" => {
            ("says what the site is made of", "it is read by hosts and by those who check the site")
        }
        offline::PATH => {
            ("keeps pages for readers with no signal", "`offline` in `site.toml` turns it on and off")
        }
        _ if is_feed => {
            ("says what changed on the pages", "it tells of `changes` in the front matter of pages")
        }
        _ => {
            let message = format!("`{path}` is where `{}` is written", first.path);
            let help =
                format!("take this file out, or rename it; what readers see there is in `{}`", first.path);
            return Diagnostic::new(&rule::DUPLICATE_ADDRESS, Span::file(&file.path), message)
                .help(help)
                .related(first.clone(), "the other file");
        }
    };
    let message = format!("plainleaf writes `{path}` itself: it {what}");
    Diagnostic::new(&rule::DUPLICATE_ADDRESS, Span::file(&file.path), message)
        .help(format!("take this file out; {help}"))
}

/// Headers in the form that Netlify and Cloudflare Pages read; other hosts ignore the file, and every
/// page carries the same policy itself, but for `frame-ancestors`, which only works here
/// (Content Security Policy 3, section 6.4.2).
fn headers(site: &Site, files: &[&Script]) -> String {
    let styles: String = site.assets.styles.values().map(|style| format!(" '{}'", style.hash)).collect();
    let scripts: String = site.assets.scripts.values().map(|script| format!(" '{}'", script.hash)).collect();
    // What the worker fetches is held against the policy that came with it.
    let worker = if offline::is_on(site) { " worker-src 'self'; connect-src 'self';" } else { "" };
    let policy = format!(
        "default-src 'none'; style-src{styles}; script-src 'self'{scripts}; img-src 'self' data:;{worker} base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let mut lines = vec![
        "/*".to_owned(),
        format!("  Content-Security-Policy: {policy}"),
        "  X-Content-Type-Options: nosniff".to_owned(),
        "  Referrer-Policy: no-referrer".to_owned(),
        "  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()".to_owned(),
        // Health words go out of date: a copy is asked about after an hour at most.
        "  Cache-Control: max-age=3600, must-revalidate".to_owned(),
    ];
    for script in files {
        lines.push(script.url.to_string());
        lines.push("  ! Cache-Control".to_owned());
        lines.push("  Cache-Control: max-age=31536000, immutable".to_owned());
    }
    if site.config.offline.is_some() {
        // A worker that is to go must go at the next visit.
        lines.push(format!("/{}", offline::PATH));
        lines.push("  ! Cache-Control".to_owned());
        lines.push("  Cache-Control: no-cache".to_owned());
    }
    lines.join("\n") + "\n"
}
