//! The holes of a body, filled: links resolved, citations numbered, components rendered.

mod element;
mod figure;
mod link;
mod marks;
mod source;

use std::fmt::Write as _;
use std::ops::Range;

use tera::{Context, Value};

use super::view::{self, Common};
use super::{AuthoredLink, Templates, map};
use crate::bibliography::Reference;
use crate::diagnostic::{Diagnostic, Diagnostics, Found, Span, nearest};
use crate::page::tree::{Align, Node, Part, each, plain};
use crate::page::{Kind, Mark, Page};
use crate::registry::Claim;
use crate::rule::{self, Rule};
use crate::site::Site;
use crate::source::SourceTree;

/// A body as HTML, with the lists that follow it.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) html: String,
    /// How many bytes of it come before a contents list: the key points and what is above them, or
    /// else the first paragraph.
    pub(super) opening: usize,
    /// The keys of the sources, in the order of first use.
    pub(super) sources: Vec<String>,
    /// How many references the page lists in full, before those.
    pub(super) listed: usize,
    /// The footnotes' HTML, in order, with how often each is used.
    pub(super) footnotes: Vec<(String, usize)>,
    pub(super) links: Vec<AuthoredLink>,
    /// How many drawings there are so far; each has ids of its own.
    drawings: usize,
}

/// Fills a page's body.
pub(super) fn body(
    page: &Page,
    site: &Site,
    templates: &Templates,
    common: &Common,
    tree: &SourceTree,
) -> Found<Filled> {
    let mut listed = Vec::new();
    for node in &page.body.nodes {
        if let Part::Mark(mark) = &node.part
            && let Mark::References(topics) = &**mark
        {
            listed.extend(marks::listed(site, topics));
        }
    }
    let filled = Filled { listed: listed.len(), ..Filled::default() };
    let file = tree.get(&page.card.path).map_or("", |file| file.as_text());
    let found = Diagnostics::default();
    let at_line = true;
    let mut fill = Fill { page, file, site, templates, common, tree, listed, filled, found, at_line };
    let mut html = String::new();
    for (node, inside) in each(&page.body.nodes) {
        fill.node(node, inside, &mut html);
        if matches!(&node.part, Part::Section(section) if section.role == "key-points") {
            fill.filled.opening = html.len();
        }
    }
    if fill.filled.opening == 0 {
        fill.filled.opening = html.find("</p>").map_or(0, |at| at + "</p>".len());
    }
    fill.filled.html = html;
    for footnote in &page.body.footnotes {
        let html = fill.html(page.body.footnote(footnote));
        fill.filled.footnotes.push((html, footnote.uses));
    }
    Found(fill.filled, fill.found)
}

struct Fill<'a> {
    page: &'a Page,
    /// The text of its file.
    file: &'a str,
    site: &'a Site,
    templates: &'a Templates,
    common: &'a Common,
    tree: &'a SourceTree,
    /// The references that the page lists in full, which gives them their numbers.
    listed: Vec<&'a Reference>,
    filled: Filled,
    found: Diagnostics,
    /// Whether a line of HTML begins here.
    at_line: bool,
}

impl<'a> Fill<'a> {
    /// Some nodes as HTML of their own.
    fn html(&mut self, nodes: &[Node]) -> String {
        let mut html = String::new();
        self.at_line = true;
        self.nodes(nodes, &mut html);
        html
    }

    fn nodes(&mut self, nodes: &[Node], html: &mut String) {
        each(nodes).for_each(|(node, inside)| self.node(node, inside, html));
    }

    fn node(&mut self, node: &Node, inside: &[Node], html: &mut String) {
        if self.plain(node, inside, html) {
            return;
        }
        self.at_line = true;
        match &node.part {
            Part::Link(target) => self.link(target, node.at(), inside, html),
            Part::OutsideLink(target) => self.outside_link(target, inside, html),
            Part::Citation(sources) => {
                // A mark stands at its word, so that no line begins with it.
                html.truncate(html.trim_end().len());
                let cites = self.cites(sources);
                html.push_str(&self.component("cite", [("cites", cites)], None));
            }
            Part::Claim(id) => {
                let inner = self.html(inside);
                html.push_str(&self.claim(id, &inner, &node.at()));
            }
            Part::Term(id) => {
                let inner = self.html(inside);
                html.push_str(&self.term(id, &inner, &node.at()));
            }
            Part::Mark(mark) => html.push_str(&self.mark(mark, &node.at())),
            Part::Section(section) => {
                let inner = self.html(inside);
                let role = section.role;
                let arguments = [("role", Value::from(role)), ("id", Value::from(section.id.as_str()))];
                html.push_str(&self.component("section", arguments, Some(&inner)));
            }
            Part::Alert(kind) => html.push_str(&self.alert(kind, inside)),
            Part::Figure(figure) => html.push_str(&self.figure(figure, &node.at())),
            Part::Table => html.push_str(&self.table(inside)),
            Part::FootnoteUse { number, nth } => {
                let id = view::footnote_use_id(*number as usize, *nth as usize);
                let _ = write!(
                    html,
                    "<sup><a href=\"#fn-{number}\" id=\"{id}\" role=\"doc-noteref\">{number}</a></sup>"
                );
            }
            Part::RawHtml => self.raw_html(&node.at(), html),
            // Footnotes stand at the end of a page.
            _ => {}
        }
        self.at_line = true;
    }

    fn raw_html(&mut self, range: &Range<usize>, html: &mut String) {
        let text = &self.file[range.clone()];
        if self.site.config.raw_html {
            html.push_str(text);
            return;
        }
        let words = text.trim().lines().next().unwrap_or_default();
        let help = "write it in Markdown, or put `raw_html = true` in `site.toml`".to_owned();
        self.report(&rule::RAW_HTML, range, format!("`{words}` is HTML"), Some(help));
    }

    fn term(&mut self, id: &str, inner: &str, range: &Range<usize>) -> String {
        let terms = &self.site.registry.terms;
        if let Some(term) = terms.get(id) {
            let value = view::term(term, self.common);
            return self.component("term", [("term", value)], Some(inner));
        }
        if terms.is_whole() {
            let message = format!("there is no term `{id}` in the glossary");
            let finding =
                self.at(&rule::UNKNOWN_ID, range, message).help("add it to `content/glossary.toml`");
            self.unknown(finding, id, nearest(id, terms.ids()));
        }
        String::new()
    }

    fn alert(&mut self, kind: &'static str, inside: &[Node]) -> String {
        let has_title = inside.first().is_some_and(|node| matches!(node.part, Part::AlertTitle));
        let mut parts = each(inside);
        let title = if has_title { parts.next() } else { None };
        let title = title.map(|(_, title)| Value::safe_string(&self.html(title)));
        let mut inner = String::new();
        self.at_line = true;
        parts.for_each(|(node, inside)| self.node(node, inside, &mut inner));
        let arguments = [("kind", Value::from(kind)), ("title", title.unwrap_or_else(Value::none))];
        self.component("alert", arguments, Some(&inner))
    }

    fn table(&mut self, inside: &[Node]) -> String {
        let (mut caption, mut rows, mut labels) = (Value::none(), Vec::new(), Vec::new());
        for (node, inside) in each(inside) {
            match node.part {
                Part::TableCaption => caption = Value::safe_string(&self.html(inside)),
                _ if rows.is_empty() => {
                    rows.push(self.cells(inside, &[]));
                    labels = each(inside).map(|(_, inside)| plain(inside, self.file)).collect();
                }
                _ => rows.push(self.cells(inside, &labels)),
            }
        }
        let head = if rows.is_empty() { Value::from(Vec::<Value>::new()) } else { rows.remove(0) };
        self.component("table", [("caption", caption), ("head", head), ("rows", Value::from(rows))], None)
    }

    fn cells(&mut self, cells: &[Node], labels: &[String]) -> Value {
        let values: Vec<Value> = each(cells)
            .enumerate()
            .map(|(column, (cell, inside))| {
                let align = match cell.part {
                    Part::Cell(Align::End) => Value::from("end"),
                    Part::Cell(Align::Center) => Value::from("center"),
                    _ => Value::none(),
                };
                map([
                    ("html", Value::safe_string(&self.html(inside))),
                    ("align", align),
                    ("label", Value::from(labels.get(column).map_or("", String::as_str))),
                ])
            })
            .collect();
        Value::from(values)
    }

    fn component<const N: usize>(
        &mut self,
        name: &str,
        arguments: [(&'static str, Value); N],
        body: Option<&str>,
    ) -> String {
        let mut context = Context::new();
        for (key, value) in arguments {
            context.insert_value(key, value);
        }
        context.insert_value("t", self.common.strings.clone());
        self.templates.component(name, &context, body, self.tree, &mut self.found)
    }

    /// A claim that a page names; that there is none is reported, unless its file has mistakes.
    fn known_claim(&mut self, id: &str, range: &Range<usize>) -> Option<&'a Claim> {
        let claim = self.site.registry.claims.get(id);
        if claim.is_none() && self.site.registry.claims.is_whole() {
            let finding = self.at(&rule::UNKNOWN_ID, range, format!("there is no claim `{id}`"));
            let near = nearest(id, self.site.registry.claims.ids());
            self.unknown(finding.help("add it to `content/claims.toml`"), id, near);
        }
        claim
    }

    fn claim(&mut self, id: &str, inner: &str, range: &Range<usize>) -> String {
        let Some(claim) = self.known_claim(id, range) else {
            return inner.to_owned();
        };
        let plain = self.page.card.kind == Kind::Now;
        let cites = if plain { Value::from(Vec::<Value>::new()) } else { self.cite_all(&claim.sources) };
        let value = view::claim(claim, &self.page.card, self.site, self.common);
        self.component(
            "claim",
            [("claim", value), ("cites", cites), ("plain", Value::from(plain))],
            Some(inner),
        )
    }

    fn report(&mut self, rule: &'static Rule, range: &Range<usize>, message: String, help: Option<String>) {
        let finding = self.at(rule, range, message).maybe_help(help);
        self.found.push(finding);
    }

    fn at(&self, rule: &'static Rule, range: &Range<usize>, message: String) -> Diagnostic {
        Diagnostic::new(rule, Span::new(&self.page.card.path, range.clone()), message)
    }

    /// Reports a name that nothing has, with the one that was meant.
    fn unknown(&mut self, finding: Diagnostic, name: &str, near: Option<&str>) {
        let text = self.tree.get(&finding.span.path).map_or("", |file| file.as_text());
        self.found.push(finding.meant_in(text, name, near));
    }
}
