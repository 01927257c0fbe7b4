//! What Markdown has of its own, as HTML.

use std::fmt::Write as _;

use super::super::escape;
use super::Fill;
use crate::page::tree::{Node, Part};

impl Fill<'_> {
    /// Draws what needs neither the site nor its templates; says whether it did.
    pub(super) fn plain(&mut self, node: &Node, inside: &[Node], html: &mut String) -> bool {
        match &node.part {
            Part::Text | Part::Written(_) => {
                let words = node.words(self.file).unwrap_or_default();
                escape_words(words, html);
                self.at_line = words.ends_with('\n');
            }
            Part::Code(words) => {
                html.push_str("<code>");
                escape_words(words, html);
                self.written("</code>", html);
            }
            Part::SoftBreak => self.written("\n", html),
            Part::HardBreak => self.written("<br />\n", html),
            Part::Emphasis => self.element("<em>", inside, "</em>", html),
            Part::Strong => self.element("<strong>", inside, "</strong>", html),
            Part::FormerAnchor(id) => {
                let _ = write!(html, "<span id=\"{id}\"></span>");
                self.at_line = false;
            }
            Part::Paragraph => self.block("<p>", inside, "</p>\n", html),
            Part::Heading { level, id, .. } => {
                let start = format!("<h{level} id=\"{}\">", escape(id));
                self.block(&start, inside, &format!("</h{level}>\n"), html);
            }
            Part::List(None) => self.block("<ul>\n", inside, "</ul>\n", html),
            Part::List(Some(1)) => self.block("<ol>\n", inside, "</ol>\n", html),
            Part::List(Some(first)) => {
                self.block(&format!("<ol start=\"{first}\">\n"), inside, "</ol>\n", html);
            }
            Part::Item => self.block("<li>", inside, "</li>\n", html),
            Part::Quote => self.block("<blockquote>\n", inside, "</blockquote>\n", html),
            Part::Rule => self.block("<hr />\n", &[], "", html),
            Part::CodeBlock(language) if language.is_empty() => {
                self.block("<pre><code>", inside, "</code></pre>\n", html);
            }
            Part::CodeBlock(language) => {
                let start = format!("<pre><code class=\"language-{}\">", escape(language));
                self.block(&start, inside, "</code></pre>\n", html);
            }
            Part::DefinitionList => self.block("<dl>\n", inside, "</dl>\n", html),
            Part::DefinitionTitle => self.block("<dt>", inside, "</dt>\n", html),
            Part::Definition => self.block("<dd>", inside, "</dd>\n", html),
            _ => return false,
        }
        true
    }

    /// An element that begins a line.
    fn block(&mut self, start: &str, inside: &[Node], end: &str, html: &mut String) {
        if !self.at_line {
            html.push('\n');
        }
        self.element(start, inside, end, html);
    }

    fn element(&mut self, start: &str, inside: &[Node], end: &str, html: &mut String) {
        self.written(start, html);
        self.nodes(inside, html);
        self.written(end, html);
    }

    fn written(&mut self, tag: &str, html: &mut String) {
        if !tag.is_empty() {
            html.push_str(tag);
            self.at_line = tag.ends_with('\n');
        }
    }
}

/// Adds words as they may stand between tags.
fn escape_words(words: &str, html: &mut String) {
    for part in words.split_inclusive(['&', '<', '>']) {
        let (before, sign) = match part.chars().next_back() {
            Some('&') => (&part[..part.len() - 1], "&amp;"),
            Some('<') => (&part[..part.len() - 1], "&lt;"),
            Some('>') => (&part[..part.len() - 1], "&gt;"),
            _ => (part, ""),
        };
        html.push_str(before);
        html.push_str(sign);
    }
}
