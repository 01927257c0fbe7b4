//! The holes of a body, filled: links resolved, citations numbered, components rendered.

mod figure;
mod marks;

use std::fmt::Write as _;
use std::ops::Range;

use tera::{Context, Value};

use super::view::{self, Common};
use super::{AuthoredLink, Templates, map};
use crate::bibliography::Reference;
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span, nearest};
use crate::page::body::{self, Alert, Cell, CitedSource, Linked, Mark, Piece, Section, Table};
use crate::page::{Kind, Page};
use crate::registry::Claim;
use crate::rule::{self, Rule};
use crate::sign_off;
use crate::site::{Site, Target};
use crate::source::SourceTree;
use crate::url::{self, UrlPath};

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

/// Components that a minor change may not touch; sections go by their role. Numbers are found in the words.
const PROTECTED: [&str; 8] =
    ["care", "cautions", "certainty", "checklist", "claim", "claims", "contacts", "icon_array"];
/// Roles of sections that a minor change may not touch.
const PROTECTED_ROLES: [&str; 4] = ["do", "dont", "steps", "clinical"];

/// Fills a page's body.
pub(super) fn body(
    page: &Page,
    site: &Site,
    templates: &Templates,
    common: &Common,
    tree: &SourceTree,
) -> Found<Filled> {
    let mut listed = Vec::new();
    body::walk(&page.body.pieces, &mut |piece| {
        if let Piece::Mark(mark) = piece
            && let Mark::References(topics) = &mark.0
        {
            listed.extend(marks::listed(site, topics));
        }
    });
    let filled = Filled { listed: listed.len(), ..Filled::default() };
    let marks = site.sign_offs.reads(&page.card.path);
    let mut fill =
        Fill { page, marks, site, templates, common, tree, listed, filled, found: Diagnostics::default() };
    if marks {
        fill.filled.html = sign_off::said_elsewhere(&page.card);
    }
    for piece in &page.body.pieces {
        let mut html = std::mem::take(&mut fill.filled.html);
        fill.piece(piece, &mut html);
        if matches!(piece, Piece::Section(section) if section.role == "key-points") {
            fill.filled.opening = html.len();
        }
        fill.filled.html = html;
    }
    if fill.filled.opening == 0 {
        fill.filled.opening = fill.filled.html.find("</p>").map_or(0, |at| at + "</p>".len());
    }
    for footnote in &page.body.footnotes {
        let html = fill.pieces(&footnote.pieces);
        fill.filled.footnotes.push((html, footnote.uses));
    }
    Found(fill.filled, fill.found)
}

/// Marks of sources, the smallest number first.
fn in_order(mut marks: Vec<(usize, Value)>) -> Value {
    marks.sort_by_key(|(number, _)| *number);
    marks.into_iter().map(|(_, mark)| mark).collect::<Vec<_>>().into()
}

/// Marks what a minor change may not touch.
fn protect(html: &str) -> String {
    [sign_off::OPEN, html, sign_off::CLOSE].concat()
}

struct Fill<'a> {
    page: &'a Page,
    /// Whether to mark what a minor change may not touch.
    marks: bool,
    site: &'a Site,
    templates: &'a Templates,
    common: &'a Common,
    tree: &'a SourceTree,
    /// The references that the page lists in full, which gives them their numbers.
    listed: Vec<&'a Reference>,
    filled: Filled,
    found: Diagnostics,
}

impl<'a> Fill<'a> {
    fn pieces(&mut self, pieces: &[Piece]) -> String {
        let mut html = String::new();
        self.pieces_into(pieces, &mut html);
        html
    }

    fn pieces_into(&mut self, pieces: &[Piece], html: &mut String) {
        for piece in pieces {
            self.piece(piece, html);
        }
    }

    fn piece(&mut self, piece: &Piece, html: &mut String) {
        match piece {
            Piece::Html(range) => html.push_str(&self.page.body.html[range.clone()]),
            Piece::RawHtml(raw) => {
                let (text, range) = &**raw;
                if self.site.config.raw_html {
                    html.push_str(text);
                } else {
                    let words = text.trim().lines().next().unwrap_or_default().to_owned();
                    self.report(
                        &rule::RAW_HTML,
                        range,
                        format!("`{words}` is HTML"),
                        Some("write it in Markdown, or put `raw_html = true` in `site.toml`".to_owned()),
                    );
                }
            }
            Piece::Link(link) => {
                let Linked { to: target, body, range } = &**link;
                let href = self.href(target, range);
                html.push_str("<a href=\"");
                html.push_str(&super::escape(&href));
                html.push_str("\">");
                self.pieces_into(body, html);
                html.push_str("</a>");
                self.filled.links.push(AuthoredLink { href, written: target.clone(), range: range.clone() });
            }
            Piece::OutsideLink(link) => {
                let Linked { to: target, body, .. } = &**link;
                html.push_str("<a href=\"");
                html.push_str(&super::escape(target));
                html.push_str("\" rel=\"noreferrer\">");
                self.pieces_into(body, html);
                html.push_str("</a>");
            }
            Piece::Citation(sources) => {
                // A mark stands at its word, so that no line begins with it.
                html.truncate(html.trim_end().len());
                let cites = self.cites(sources);
                html.push_str(&self.component("cite", [("cites", cites)], None));
            }
            Piece::Claim(claim) => {
                let Linked { to: id, body, range } = &**claim;
                let inner = self.pieces(body);
                html.push_str(&self.claim(id, &inner, range));
            }
            Piece::Term(term) => {
                let Linked { to: id, body, range } = &**term;
                let inner = self.pieces(body);
                match self.site.registry.terms.get(id) {
                    Some(term) => {
                        let value = view::term(term, self.common);
                        html.push_str(&self.component("term", [("term", value)], Some(&inner)));
                    }
                    None if !self.site.registry.terms.is_whole() => {}
                    None => {
                        let message = format!("there is no term `{id}` in the glossary");
                        let finding = self.at(&rule::UNKNOWN_ID, range, message);
                        let finding = finding.help("add it to `content/glossary.toml`");
                        self.unknown(finding, id, nearest(id, self.site.registry.terms.ids()));
                    }
                }
            }
            Piece::Mark(mark) => {
                let (mark, range) = &**mark;
                let filled = self.mark(mark, range);
                html.push_str(&filled);
            }
            Piece::Section(section) => {
                let Section { role, id, body } = &**section;
                let inner = self.pieces(body);
                let arguments = [("role", Value::from(role.as_str())), ("id", Value::from(id.as_str()))];
                let section = self.component("section", arguments, Some(&inner));
                let is_protected = self.marks && PROTECTED_ROLES.contains(&role.as_str());
                if is_protected {
                    html.push_str(&sign_off::unseen(&format!("{{.{role}}}")));
                }
                html.push_str(&if is_protected { protect(&section) } else { section });
            }
            Piece::Alert(alert) => {
                let Alert { kind, title, body } = &**alert;
                let title = title.as_deref().map(|pieces| Value::safe_string(&self.pieces(pieces)));
                let inner = self.pieces(body);
                let arguments = [("kind", Value::from(*kind)), ("title", title.unwrap_or_else(Value::none))];
                if self.marks {
                    html.push_str(&sign_off::unseen(&format!("[!{}]", kind.to_uppercase())));
                }
                html.push_str(&self.component("alert", arguments, Some(&inner)));
            }
            Piece::Figure(figure) => html.push_str(&self.figure(figure)),
            Piece::Table(table) => html.push_str(&self.table(table)),
            Piece::FootnoteUse { number, nth } => {
                let id = view::footnote_use_id(*number, *nth);
                let _ = write!(
                    html,
                    "<sup><a href=\"#fn-{number}\" id=\"{id}\" role=\"doc-noteref\">{number}</a></sup>"
                );
            }
        }
    }

    fn table(&mut self, Table { caption, head, rows }: &Table) -> String {
        let caption = caption.as_deref().map(|pieces| Value::safe_string(&self.pieces(pieces)));
        let labels: Vec<&str> = head.iter().map(|cell| cell.text.as_str()).collect();
        let head_cells = self.cells(head, &[]);
        let rows: Vec<Value> = rows.iter().map(|row| self.cells(row, &labels)).collect();
        let arguments = [
            ("caption", caption.unwrap_or_else(Value::none)),
            ("head", head_cells),
            ("rows", Value::from(rows)),
        ];
        self.component("table", arguments, None)
    }

    fn cells(&mut self, cells: &[Cell], labels: &[&str]) -> Value {
        let values: Vec<Value> = cells
            .iter()
            .enumerate()
            .map(|(i, cell)| {
                map([
                    ("html", Value::safe_string(&self.pieces(&cell.body))),
                    ("align", if cell.align == "start" { Value::none() } else { Value::from(cell.align) }),
                    ("label", Value::from(labels.get(i).copied().unwrap_or_default())),
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
        let html = self.templates.component(name, &context, body, self.tree, &mut self.found);
        if self.marks && PROTECTED.contains(&name) { protect(&html) } else { html }
    }

    /// Where an authored link leads, from this page.
    fn href(&mut self, target: &str, range: &Range<usize>) -> String {
        let (path, fragment) = target.split_once('#').map_or((target, None), |(p, f)| (p, Some(f)));
        let address = if path.is_empty() {
            None
        } else if path.starts_with('/') {
            Some(UrlPath::new(path))
        } else {
            let Some(address) = self.page_address(path, range) else {
                return "#".to_owned();
            };
            Some(address)
        };
        let mut href = address.map_or_else(String::new, |url| view::link(&self.page.card, &url, self.site));
        if let Some(fragment) = fragment {
            href.push('#');
            href.push_str(fragment);
        }
        href
    }

    fn page_address(&mut self, path: &str, range: &Range<usize>) -> Option<UrlPath> {
        let folder = self.page.card.path.folder();
        let joined = url::join(folder, path).map(|path| SourcePath::new(&path));
        let target = joined.as_ref().map_or(Target::Missing, |path| self.site.target(path));
        match target {
            Target::Page(url) | Target::Unready(url) => Some(url),
            Target::Draft(url) => {
                let message = format!("`{path}` is a draft, so readers will not find it");
                let help = "take `draft = true` out of it, or this link out of the page".to_owned();
                self.report(&rule::BROKEN_LINK, range, message, Some(help));
                Some(url)
            }
            Target::Missing => {
                let in_folder = self.site.paths().filter_map(|p| p.as_str().strip_prefix(folder));
                let near = nearest(path, in_folder);
                let finding = self.at(&rule::BROKEN_LINK, range, format!("`{path}` leads nowhere"));
                let help = "link to a page by its file name, such as `get-help.md`, and to a file in `static/` by `/its-name`";
                self.unknown(finding.help(help), path, near);
                None
            }
        }
    }

    /// Gives sources their numbers on this page, and says how marks lead to them.
    fn cites(&mut self, sources: &[CitedSource]) -> Value {
        let mut marks = Vec::new();
        for source in sources {
            if self.site.library.get(&source.key).is_none() {
                if !self.site.library.is_whole() {
                    continue;
                }
                let near = nearest(&source.key, self.site.library.keys());
                let message = format!("`{}` is not in the references", source.key);
                let finding = self.at(&rule::UNKNOWN_CITATION, &source.range, message);
                self.unknown(finding.help("add it to `content/references.yml`"), &source.key, near);
                continue;
            }
            marks.push(self.cite(&source.key, source.detail.as_deref()));
        }
        in_order(marks)
    }

    /// The number of a source on this page, and its mark.
    fn cite(&mut self, key: &str, detail: Option<&str>) -> (usize, Value) {
        let (number, anchor) = match self.listed.iter().position(|reference| reference.key == key) {
            Some(index) => (index + 1, view::reference_id(key)),
            None => {
                let sources = &mut self.filled.sources;
                let index = sources.iter().position(|known| known == key).unwrap_or_else(|| {
                    sources.push(key.to_owned());
                    sources.len() - 1
                });
                (self.listed.len() + index + 1, view::source_id(self.listed.len() + index + 1))
            }
        };
        let mark = map([
            ("number", Value::from(number)),
            ("href", Value::from(format!("#{anchor}"))),
            ("detail", Value::from(detail)),
        ]);
        (number, mark)
    }

    /// The marks for a registry entry's sources; those it does not know were reported when it was read.
    fn cite_all(&mut self, keys: &[String]) -> Value {
        let known: Vec<&String> = keys.iter().filter(|key| self.site.library.get(key).is_some()).collect();
        in_order(known.into_iter().map(|key| self.cite(key, None)).collect())
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
