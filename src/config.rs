//! `site.toml`: what a site says of itself.

mod address;
mod levels;
mod names;

use serde::Deserialize;
use toml::Spanned;

use crate::data::{self, Origin, Words};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span};
use crate::rule;
use crate::source::{SITE_FILE, SourceTree};

pub use levels::{Level, Levels, Setting};

/// The settings of a site.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The site's name.
    pub title: Words,
    /// Where it will be reached, as browsers spell it, ending in `/`; canonical addresses, the sitemap, the feed
    /// and the links of the error page use it.
    pub base_url: String,
    /// The default language, whose pages lie at the root.
    #[serde(deserialize_with = "names::language")]
    pub language: String,
    /// Who publishes it.
    pub publisher: Words,
    /// Who pays for it.
    pub funding: Words,
    /// Any conflict of interest, or that there is none.
    pub conflicts: Words,
    /// Where a reader can say that something is wrong: a `mailto:` or `https:` address.
    pub contact: String,
    /// The health condition the site is about, for structured data.
    #[serde(default)]
    pub about: Words,
    /// The licence of the words.
    #[serde(default)]
    pub license: Words,
    /// The regions of `regions.toml` whose numbers this build shows, in order.
    #[serde(default)]
    pub regions: Vec<String>,
    /// The only other sites that links may lead to, such as `nhs.uk`; any, if none is named.
    #[serde(default)]
    pub allowed_sites: Vec<String>,
    /// The pairs of colors whose contrast is held.
    #[serde(default)]
    pub contrast: Contrast,
    /// Whether readers' devices keep pages, to be read with no signal; `false` for a site that did once.
    #[serde(default)]
    pub offline: Option<bool>,
    /// Whether pages may hold raw HTML.
    #[serde(default)]
    pub raw_html: bool,
    /// How much the findings of single rules matter on this site.
    #[serde(default)]
    pub rules: Levels,
    /// Who signs pages.
    #[serde(default)]
    pub sign_off: Roles,
}

/// Who signs a page that gives health advice: one of each list; of the last, where it translates another page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Roles {
    /// Roles that know the health side.
    #[serde(deserialize_with = "names::roles")]
    pub clinical: Vec<String>,
    /// Roles that know how to write for readers.
    #[serde(deserialize_with = "names::roles")]
    pub plain_language: Vec<String>,
    /// Roles that can tell if a page says what the page says that it translates.
    #[serde(deserialize_with = "names::roles")]
    pub translation: Vec<String>,
}

impl Default for Roles {
    fn default() -> Self {
        let list = |roles: &[&str]| roles.iter().map(|role| (*role).to_owned()).collect();
        Roles {
            clinical: list(&["clinician", "doctor", "nurse", "pharmacist", "physiotherapist"]),
            plain_language: list(&["plain-language-editor"]),
            translation: list(&["translator"]),
        }
    }
}

impl Roles {
    /// The word for the list of those who translate.
    pub const TRANSLATION: &'static str = "translation";

    /// The lists, with a word for each. A list without roles asks for nobody.
    pub fn groups(&self) -> [(&'static str, &[String]); 3] {
        [
            ("clinical", &self.clinical),
            ("plain-language", &self.plain_language),
            (Self::TRANSLATION, &self.translation),
        ]
    }

    /// Every role.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.groups().into_iter().flat_map(|(_, roles)| roles).map(String::as_str)
    }
}

/// Pairs of custom properties of the style sheet, such as `ink on paper`, that no rule of it sets together.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contrast {
    /// Text on what is behind it.
    #[serde(default)]
    pub text: Vec<String>,
    /// Controls and drawings on what is behind them.
    #[serde(default)]
    pub controls: Vec<String>,
}

impl Config {
    /// The path part of `base_url`, with `/` at both ends.
    pub fn base_path(&self) -> &str {
        let after_scheme = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        after_scheme.find('/').map_or("/", |i| &after_scheme[i..])
    }
}

/// Where the addresses stand.
#[derive(Deserialize)]
struct Places {
    base_url: Spanned<String>,
    contact: Spanned<String>,
}

/// Reads `site.toml`.
pub fn parse(tree: &SourceTree) -> Found<Option<Config>> {
    let path = SourcePath::new(SITE_FILE);
    let Some(file) = tree.get(&path) else {
        return Found::clean(None);
    };
    let origin = Origin { path: &path, offset: 0 };
    let mut found = data::table::<Config>(file.as_text(), &origin);
    let Some(config) = &mut found.0 else {
        return found;
    };
    let mut checks = Diagnostics::default();
    let places = data::table::<Places>(file.as_text(), &origin).0;
    if let Some(Places { base_url, contact }) = places {
        let mut wrong = |at: std::ops::Range<usize>, message, help: &str| {
            checks.push(Diagnostic::new(&rule::BAD_VALUE, origin.span(at), message).help(help));
        };
        // Where nothing can be published, a stand-in keeps one mistake from being many.
        config.base_url = address::of_site(base_url.get_ref()).unwrap_or_else(|help| {
            wrong(base_url.span(), format!("`{}` is not the address of a site", base_url.get_ref()), help);
            "https://site.invalid/".to_owned()
        });
        if !address::is_contact(contact.get_ref()) {
            let message = format!("`{}` is no way to reach you", contact.get_ref());
            let help = "write `mailto:` and a mail address, or the `https://` address of a page";
            wrong(contact.span(), message, help);
            "https://contact.invalid/".clone_into(&mut config.contact);
        }
    }
    let in_table = |code: &str| {
        let at = data::place(file.as_text(), &["rules", code]).unwrap_or_default();
        Span::new(&path, at.start..(at.start + code.len()).min(at.end))
    };
    checks.extend(levels::check(&config.rules, &in_table));
    found.1.extend(checks);
    found
}
