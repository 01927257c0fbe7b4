//! Figures: drawings in the page, pictures beside it, and icon arrays drawn from a claim's numbers.

use std::ops::Range;

use tera::Value;

use super::super::{map, view};
use super::Fill;
use crate::asset::{self, Picture};
use crate::diagnostic::nearest;
use crate::page::tree::Figure;
use crate::rule;

impl Fill<'_> {
    pub(super) fn figure(&mut self, figure: &Figure, range: &Range<usize>) -> String {
        let Figure { source, alt, caption, small } = figure;
        let caption = if caption.is_empty() { Value::none() } else { Value::from(caption.as_str()) };
        if let Some(id) = figure.claim() {
            return self.icon_array(id, alt, caption, range);
        }
        let folder = self.page.card.path.folder();
        let path = asset::named(self.tree, folder, source);
        let site = self.site;
        match path.and_then(|path| site.assets.pictures.get(path)) {
            Some(Picture::Inline(drawing)) => {
                self.filled.drawings += 1;
                // No anchor of a heading holds this sign.
                let svg = drawing.html(&format!("f{}_", self.filled.drawings));
                let arguments = [
                    ("svg", Value::safe_string(&svg)),
                    ("caption", caption),
                    ("alt", Value::from(alt.as_str())),
                    ("small", Value::from(*small)),
                ];
                self.component("figure", arguments, None)
            }
            Some(Picture::File(url)) => {
                let src = view::link(&self.page.card, url, site);
                let arguments =
                    [("src", Value::from(src)), ("alt", Value::from(alt.as_str())), ("caption", caption)];
                self.component("picture", arguments, None)
            }
            None => {
                // A picture that is there but has a mistake is reported where the mistake is.
                if path.is_none() {
                    let known = site.assets.pictures.keys().filter_map(|p| p.as_str().strip_prefix(folder));
                    let near = nearest(source, known);
                    let help = "put it beside the pages, in `figures/`, and name it from this page's folder";
                    let finding =
                        self.at(&rule::MISSING_PICTURE, range, format!("there is no picture `{source}`"));
                    self.unknown(finding.help(help), source, near);
                }
                String::new()
            }
        }
    }

    /// The numbers of a claim, as dots.
    fn icon_array(&mut self, id: &str, alt: &str, caption: Value, range: &Range<usize>) -> String {
        let Some(claim) = self.known_claim(id, range) else {
            return String::new();
        };
        if claim.figures.is_empty() {
            let help = "add `figures = [ { label = \"…\", count = 14, of = 100 } ]` to the claim".to_owned();
            let message = format!("the claim `{id}` has no figures to draw");
            self.report(&rule::UNKNOWN_ID, range, message, Some(help));
            return String::new();
        }
        let shares = claim.figures.iter().map(|share| {
            map([
                ("label", Value::from(self.common.words(&share.label))),
                ("count", Value::from(share.count)),
                ("of", Value::from(share.of)),
            ])
        });
        let rows: Vec<Value> = shares.collect();
        let arguments = [("alt", Value::from(alt)), ("caption", caption), ("rows", Value::from(rows))];
        self.component("icon_array", arguments, None)
    }
}
