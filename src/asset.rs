//! What pages carry or point to besides words: styles, scripts, pictures and static files.
//!
//! Styles are inlined, scripts get a fingerprint in their name, figures are checked and cleaned so
//! that they can be inlined, and everything in `static/` is copied as it is.

mod raster;

use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization as _;

use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, Span};
use crate::digest::Digest;
use crate::figure;
use crate::javascript;
use crate::rule;
use crate::source::{self, SourceFile, SourceTree};
use crate::url::{self, UrlPath, slug};

pub use raster::{Size, measure};

/// Everything a page may carry or point to.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    /// `templates/NAME.css` by name.
    pub styles: BTreeMap<String, Style>,
    /// `templates/NAME.js` by name.
    pub scripts: BTreeMap<String, Script>,
    /// Pictures in `content/`, by path.
    pub pictures: BTreeMap<SourcePath, Picture>,
    /// Files of `static/` and raster pictures, by address.
    pub files: BTreeMap<UrlPath, Arc<SourceFile>>,
}

/// A style sheet to inline.
#[derive(Debug, Clone)]
pub struct Style {
    /// The text, exactly as it goes between the tags.
    pub css: String,
    /// Its hash for the Content Security Policy.
    pub hash: String,
}

/// A script.
#[derive(Debug, Clone)]
pub struct Script {
    /// The text, for inlining.
    pub code: String,
    /// Its hash for the Content Security Policy and for integrity.
    pub hash: String,
    /// Its address, with its fingerprint.
    pub url: UrlPath,
    /// Its file.
    pub source: Arc<SourceFile>,
}

/// A picture in `content/`.
#[derive(Debug, Clone)]
pub enum Picture {
    /// Drawn in the page.
    Inline(figure::Drawing),
    /// A file of its own, copied to this address.
    File(UrlPath),
}

/// Whether a file of `templates/` is a style or a script.
pub fn is_style_or_script(path: &SourcePath) -> bool {
    matches!(path.extension(), "css" | "js")
}

/// Whether a file of `content/` is a picture.
pub fn is_picture(path: &SourcePath) -> bool {
    matches!(path.extension(), "svg" | "png" | "jpg" | "jpeg" | "webp" | "avif")
}

/// The file of a picture that a page in a folder names: as it is, with its signs escaped as in an address, or with accents
/// that are put together in another way.
pub fn named<'t>(tree: &'t SourceTree, folder: &str, source: &str) -> Option<&'t SourcePath> {
    let escaped = percent_decode_str(source).decode_utf8_lossy();
    let wanted = [source, &*escaped].map(|source| url::join(folder, source));
    let mut wanted = wanted.iter().flatten();
    let exact = |path: &String| Some(&tree.named(path)?.path);
    wanted.clone().find_map(exact).or_else(|| {
        let same = |a: &str, b: &str| a.nfc().eq(b.nfc());
        let known = || tree.below("content/").map(|file| &file.path);
        wanted.find_map(|path| known().find(|known| same(known.as_str(), path)))
    })
}

/// Takes the assets out of a site folder.
pub fn process(tree: &SourceTree) -> Found<Assets> {
    let mut found = Diagnostics::default();
    let mut assets = Assets::default();
    take_styles_and_scripts(tree, &mut assets, &mut found);
    for file in tree.below("static/").filter(|file| source::left_out(&file.path).is_none()) {
        let url = UrlPath::new(&file.path.as_str()["static".len()..]);
        assets.files.insert(url, Arc::clone(file));
    }
    take_pictures(tree, &mut assets, &mut found);
    Found(assets, found)
}

/// Styles and scripts.
fn take_styles_and_scripts(tree: &SourceTree, assets: &mut Assets, found: &mut Diagnostics) {
    for file in tree.below("templates/") {
        let name = file.path.stem().to_owned();
        // The tags' content model ends at these, and the hash must cover what the browser sees.
        let mut text = file.as_text().trim().to_owned();
        let closing = match file.path.extension() {
            "css" => "</style",
            "js" => "</script",
            _ => continue,
        };
        if let Some(at) = file.as_text().to_ascii_lowercase().find(closing) {
            let span = Span::new(&file.path, at..at + closing.len());
            let message = format!("`{closing}` would end the page's own tag");
            let help = if closing == "</style" {
                "write it in another way, such as `\\3C /style`"
            } else {
                "write it in another way, such as `<\\/script`"
            };
            found.push(Diagnostic::new(&rule::TAG_CLOSED_EARLY, span, message).help(help));
            // Templates still find it, so that they are not reported as well: words that stand in no page.
            text = format!("\"{} is left out\"", file.path);
        }
        if closing == "</script" {
            text = javascript::without_comments(&text);
        }
        let hash = Digest::of(text.as_bytes()).policy();
        if closing == "</style" {
            assets.styles.insert(name, Style { css: text, hash });
        } else {
            let url = UrlPath::new(&format!("/{name}.{}.js", Digest::of(text.as_bytes()).short()));
            let source = Arc::new(SourceFile::text(file.path.clone(), text.clone()));
            assets.scripts.insert(name, Script { code: text, hash, url, source });
        }
    }
}

/// Pictures beside the pages.
fn take_pictures(tree: &SourceTree, assets: &mut Assets, found: &mut Diagnostics) {
    for file in tree.below("content/").filter(|file| is_picture(&file.path)) {
        match file.path.extension() {
            "svg" => {
                let (cleaned, problems) = figure::clean(file.as_text());
                for problem in problems {
                    let span = Span::new(&file.path, problem.range);
                    found.push(
                        Diagnostic::new(&rule::FIGURE_UNSAFE, span, problem.message).maybe_help(problem.help),
                    );
                }
                if let Some(drawing) = cleaned {
                    assets.pictures.insert(file.path.clone(), Picture::Inline(drawing));
                }
            }
            extension => match raster::measure(file.as_bytes(), extension) {
                Ok(_) => {
                    // The fingerprint tells pictures apart, so the name only helps people.
                    let name = format!("/{}.{}.{extension}", slug(file.path.stem()), file.digest.short());
                    let url = UrlPath::new(&name);
                    assets.files.insert(url.clone(), Arc::clone(file));
                    assets.pictures.insert(file.path.clone(), Picture::File(url));
                }
                Err((message, help)) => {
                    let span = Span::file(&file.path);
                    found.push(Diagnostic::new(&rule::PICTURE_BROKEN, span, message).help(help));
                }
            },
        }
    }
}
