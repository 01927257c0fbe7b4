//! Where the links that an author wrote lead, from the page they stand on.

use std::ops::Range;

use super::super::{AuthoredLink, escape, view};
use super::Fill;
use crate::diagnostic::{SourcePath, nearest};
use crate::page::tree::Node;
use crate::rule;
use crate::site::Target;
use crate::url::{self, UrlPath};

impl Fill<'_> {
    pub(super) fn link(&mut self, target: &str, range: Range<usize>, inside: &[Node], html: &mut String) {
        let href = self.href(target, &range);
        html.push_str("<a href=\"");
        html.push_str(&escape(&href));
        html.push_str("\">");
        self.nodes(inside, html);
        html.push_str("</a>");
        self.filled.links.push(AuthoredLink { href, written: target.to_owned(), range });
    }

    pub(super) fn outside_link(&mut self, target: &str, inside: &[Node], html: &mut String) {
        html.push_str("<a href=\"");
        html.push_str(&escape(target));
        html.push_str("\" rel=\"noreferrer\">");
        self.nodes(inside, html);
        html.push_str("</a>");
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
}
