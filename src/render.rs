//! Pages to HTML: templates, and what they are given.
//!
//! Templates hold the HTML of pages and components and receive data; they cannot call back.

mod checklist;
mod fill;
mod structured;
mod view;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use tera::{Context, ErrorKind, Tera, Value};

use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span, did_you_mean};
use crate::page::Page;
use crate::rule;
use crate::sign_off::Standing;
use crate::site::{Redirect, Site};
use crate::source::SourceTree;

pub use view::{Shared, Today};

pub(crate) use view::feed_url;

const FOLDER: &str = "templates/";

/// The templates of a site.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
}

/// A page as HTML, and the links its author wrote.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// The document.
    pub html: String,
    /// The links that its author wrote.
    pub links: Vec<AuthoredLink>,
    /// Which banners it must show, by their keys in `strings.toml`.
    pub notices: Vec<&'static str>,
}

/// A link that an author wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthoredLink {
    /// What it became on the page.
    pub href: String,
    /// How it was written.
    pub written: String,
    /// Where it stands in the source.
    pub range: Range<usize>,
}

/// Reads all templates; every mistake in any of them is reported.
pub fn templates(tree: &SourceTree) -> Found<Option<Templates>> {
    let mut found = Diagnostics::default();
    let mut sources: Vec<(&str, &str)> = tree
        .below(FOLDER)
        .filter(|file| is_template(&file.path))
        .map(|file| (&file.path.as_str()[FOLDER.len()..], file.as_text()))
        .collect();
    if sources.is_empty() {
        let path = SourcePath::new("templates/page.html");
        found.push(
            Diagnostic::new(&rule::MISSING_TEMPLATE, Span::file(&path), "the site has no templates")
                .help("copy the folder `templates` from a site made with `plainleaf new`"),
        );
        return Found(None, found);
    }
    loop {
        let mut tera = Tera::new();
        match tera.add_raw_templates(sources.iter().copied()) {
            Ok(()) => return Found(Some(Templates { tera }).filter(|_| found.is_empty()), found),
            Err(error) => {
                // Which of several tera names is left to chance; and it has no place.
                let repeated = repeated_components(&sources);
                if error.to_string().contains("is defined in both") && !repeated.is_empty() {
                    found.extend(repeated);
                    return Found(None, found);
                }
                let diagnostic = explain(&error, tree);
                let name = diagnostic.span.path.as_str()[FOLDER.len()..].to_owned();
                // Without a broken one, others miss a parent or a component: that is no new mistake.
                let is_there = |name: &str| tree.named(&format!("{FOLDER}{name}")).is_some();
                let follow_up = !found.is_empty()
                    && match error.kind() {
                        ErrorKind::MissingParent { parent, .. } => is_there(parent),
                        kind => matches!(kind, ErrorKind::Msg(_)),
                    };
                if !follow_up {
                    found.push(diagnostic);
                }
                let before = sources.len();
                sources.retain(|(n, _)| *n != name);
                if sources.len() == before || follow_up {
                    return Found(None, found);
                }
            }
        }
    }
}

/// Whether a file of `templates/` is a template; the others are styles and scripts.
pub fn is_template(path: &SourcePath) -> bool {
    matches!(path.extension(), "html" | "xml")
}

/// Renders a page, once it is known what its sign-offs come to.
pub fn page(
    page: &Page,
    standing: &Standing,
    site: &Site,
    templates: &Templates,
    shared: &Shared,
    tree: &SourceTree,
) -> Found<Rendered> {
    let mut found = Diagnostics::default();
    let Some(common) = shared.for_language(&page.card.language) else {
        return Found(Rendered::default(), found);
    };
    let filled = found.absorb(fill::body(page, site, templates, common, tree));
    let name = match format!("{}.html", page.card.kind.word()) {
        own if templates.tera.contains_template(&own) => own,
        _ => "page.html".to_owned(),
    };
    if !templates.tera.contains_template(&name) {
        let path = SourcePath::new(&format!("{FOLDER}{name}"));
        let message = format!("there is no template for pages of the kind `{}`", page.card.kind.word());
        let help = "add `templates/page.html`, which is for every kind that has no template of its own";
        found.push(Diagnostic::new(&rule::MISSING_TEMPLATE, Span::file(&path), message).help(help));
        return Found(Rendered::default(), found);
    }
    let context = view::page(page, &filled, site, common, shared.today(), standing);
    let html = templates.tera.render(&name, &context).unwrap_or_else(|error| {
        found.push(explain(&error, tree));
        String::new()
    });
    let notices = view::notices(&page.card, standing, shared.today());
    Found(Rendered { html, links: filled.links, notices }, found)
}

/// Renders the page that leads on from an old address.
pub fn redirect(
    redirect: &Redirect,
    site: &Site,
    templates: &Templates,
    shared: &Shared,
    tree: &SourceTree,
) -> Found<String> {
    const NAME: &str = "redirect.html";
    let mut found = Diagnostics::default();
    let Some(common) = shared.for_language(&redirect.to.language) else {
        return Found(String::new(), found);
    };
    if !templates.tera.contains_template(NAME) {
        let path = SourcePath::new(&format!("{FOLDER}{NAME}"));
        found.push(
            Diagnostic::new(
                &rule::MISSING_TEMPLATE,
                Span::file(&path),
                "there is no template for old addresses",
            )
            .help("add `templates/redirect.html`"),
        );
        return Found(String::new(), found);
    }
    let context = view::redirect(redirect, site, common);
    match templates.tera.render(NAME, &context) {
        Ok(html) => Found(html, found),
        Err(error) => {
            found.push(explain(&error, tree));
            Found(String::new(), found)
        }
    }
}

/// Renders the note that stands above a saved page.
pub fn saved_note(words: &str, templates: &Templates, tree: &SourceTree) -> Found<String> {
    let mut found = Diagnostics::default();
    let mut context = Context::new();
    context.insert_value("words", Value::from(words));
    let html = templates.component("saved", &context, None, tree, &mut found);
    Found(html, found)
}

impl Templates {
    /// Renders a component; a mistake in it is a finding, and its place stays empty.
    fn component(
        &self,
        name: &str,
        context: &Context,
        body: Option<&str>,
        tree: &SourceTree,
        found: &mut Diagnostics,
    ) -> String {
        match self.tera.render_component(name, context, body, true) {
            Ok(html) => html,
            Err(error) => {
                if let ErrorKind::ComponentNotFound(_) = error.kind() {
                    let path = SourcePath::new("templates/components.html");
                    let message = format!("there is no component `{name}` in the templates");
                    found.push(Diagnostic::new(&rule::MISSING_TEMPLATE, Span::file(&path), message).help(
                        format!("add `{{% component {name}(…) %}}`; a site made with `plainleaf new` has it"),
                    ));
                } else {
                    let mut diagnostic = explain(&error, tree);
                    if diagnostic.span.path.as_str() == FOLDER {
                        // What it is called with is ours to say, so tera knows no place.
                        diagnostic.span = Span::file(&SourcePath::new("templates/components.html"));
                        diagnostic.message = misfit(name, &diagnostic.message);
                    }
                    found.push(diagnostic);
                }
                String::new()
            }
        }
    }
}

/// What is wrong with how a component takes what it is given; tera lists names in no fixed order.
fn misfit(component: &str, message: &str) -> String {
    let names = |part: &str| {
        let mut names: Vec<String> =
            part.split('`').skip(1).step_by(2).map(|name| format!("`{name}`")).collect();
        names.sort_unstable();
        names.join(", ")
    };
    match message.split_once(" in component call") {
        Some((unknown, known)) if message.starts_with("unknown argument") => {
            let known = Some(names(known)).filter(|known| !known.is_empty());
            let takes = known.unwrap_or_else(|| "nothing".to_owned());
            format!("component `{component}` is given {}, but takes {takes}", names(unknown))
        }
        _ => format!("component `{component}`: {message}"),
    }
}

/// Every component that has the name of one before it.
fn repeated_components(sources: &[(&str, &str)]) -> Diagnostics {
    let mut found = Diagnostics::default();
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for (file, text) in sources {
        let path = SourcePath::new(&format!("{FOLDER}{file}"));
        for (at, _) in text.match_indices("{%") {
            let tag = text[at + 2..].trim_start_matches('-').trim_start();
            let Some(rest) =
                tag.strip_prefix("component").filter(|rest| rest.starts_with(char::is_whitespace))
            else {
                continue;
            };
            let rest = rest.trim_start();
            let end = rest.find(|c: char| !c.is_alphanumeric() && !"_.".contains(c)).unwrap_or(rest.len());
            let start = text.len() - rest.len();
            let span = Span::new(&path, start..start + end);
            match first.entry(&rest[..end]) {
                Entry::Vacant(entry) => {
                    entry.insert(span);
                }
                Entry::Occupied(entry) => {
                    let message = format!("there are two components `{}`", &rest[..end]);
                    found.push(
                        Diagnostic::new(&rule::TEMPLATE_ERROR, span, message)
                            .help("give one of them another name")
                            .related(entry.get().clone(), "the other one"),
                    );
                }
            }
        }
    }
    found
}

/// Turns tera's error into a finding at its place in the template.
fn explain(error: &tera::Error, tree: &SourceTree) -> Diagnostic {
    let at = |name: &str, range: Range<usize>, message: &str| {
        let path = SourcePath::new(&format!("{FOLDER}{name}"));
        let length = tree.get(&path).map_or(0, |file| file.as_text().len());
        let range = range.start.min(length)..range.end.min(length);
        let message = message.lines().next().unwrap_or_default().trim_end_matches('.');
        let (message, known) = message.split_once(". Available fields: ").unwrap_or((message, ""));
        let message = message.trim_start_matches("error: ");
        let word = message.split('`').nth(1).filter(|_| !known.is_empty());
        let near = word.and_then(|word| did_you_mean(word, known.split(", ")));
        let help = near.or_else(|| word.map(|_| format!("there are: {known}")));
        Diagnostic::new(&rule::TEMPLATE_ERROR, Span::new(&path, range), lower_first(message)).maybe_help(help)
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            at(report.filename(), report.span().range.clone(), report.message())
        }
        ErrorKind::MissingParent { current, parent } => {
            at(current, 0..0, &format!("it extends `{parent}`, which is not there"))
        }
        ErrorKind::CircularExtend { tpl, .. } => at(tpl, 0..0, "it extends itself in a circle"),
        ErrorKind::CircularInclude { tpl, .. } => at(tpl, 0..0, "it includes itself in a circle"),
        other => {
            // Names that tera does not know come as text with `--> file:line:column` in it.
            let text = other.to_string();
            let place = text.split("--> ").nth(1).and_then(|rest| {
                let mut parts = rest.lines().next()?.trim_end_matches(']').splitn(3, ':');
                let (name, line, column) = (parts.next()?, parts.next()?, parts.next()?);
                let digits: String = column.chars().take_while(char::is_ascii_digit).collect();
                let path = SourcePath::new(&format!("{FOLDER}{name}"));
                let offset = offset_of(tree.get(&path)?.as_text(), line.parse().ok()?, digits.parse().ok()?);
                Some((name.to_owned(), offset))
            });
            match place {
                Some((name, offset)) => {
                    at(&name, offset..offset, text.split("-->").next().unwrap_or(&text).trim())
                }
                None => at("", 0..0, &text),
            }
        }
    }
}

fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    start + column.saturating_sub(1)
}

fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => message.to_owned(),
    }
}

/// A map for templates, in the order given.
fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    let map: tera::Map = entries.into_iter().map(|(key, value)| (key.into(), value)).collect();
    Value::from(map)
}

/// Text as it may stand in HTML, attributes included.
fn escape(text: &str) -> String {
    let mut escaped = Vec::with_capacity(text.len());
    // Writing to memory does not fail.
    let _ = tera::escape_html(text, &mut escaped);
    String::from_utf8(escaped).unwrap_or_default()
}
