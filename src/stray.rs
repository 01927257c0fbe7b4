//! Files that nothing reads, though they lie where a site's pages, data and templates do.

mod names;

use crate::asset;
use crate::bibliography;
use crate::checklist;
use crate::diagnostic::{Diagnostic, Diagnostics, SourcePath, Span, nearest};
use crate::locale;
use crate::page;
use crate::promise;
use crate::quality;
use crate::registry;
use crate::render;
use crate::rule;
use crate::sign_off;
use crate::source::{self, SourceTree};
use crate::url;

/// What others may do with a site's words and pictures, for whoever opens its folder.
const LICENCE: &str = "content/LICENSE";

/// Every file of `content/` and `templates/` that no other module takes, and every name that keeps a file from readers.
pub fn check(tree: &SourceTree, default_language: &str) -> Diagnostics {
    let mut found = names::check(tree);
    let mut folder = String::new();
    let is_read = |path: &&SourcePath| source::left_out(path).is_none();
    let below = |part| tree.below(part).map(|file| &file.path).filter(is_read);
    for path in below("content/").filter(|path| !is_content(path)) {
        let mut parts = path.as_str().split('/').skip(1);
        let top = parts.next().unwrap_or_default();
        let is_written = path.extension() == "md" || path.name() == locale::STRINGS;
        let (message, help) = if parts.next().is_none() || !is_written || locale::language_of(path).is_some()
        {
            ("nothing reads this file".to_owned(), content_help(path, tree, default_language))
        } else if folder == top {
            continue; // Its other files come to the same.
        } else {
            folder = top.to_owned();
            let code = Some(top.to_lowercase().replace('_', "-")).filter(|code| url::is_language(code));
            let help = match code {
                Some(code) => format!("did you mean `content/{code}/`?"),
                None => {
                    format!("name the folder by its language's code, such as `content/{default_language}/`")
                }
            };
            (format!("nothing reads the pages in `content/{top}/`, which is no language's code"), help)
        };
        found.push(Diagnostic::new(&rule::STRAY_FILE, Span::file(path), message).help(help));
    }
    for path in below("templates/").filter(|path| !is_template(path)) {
        let help = "templates end in `.html` or `.xml`, styles in `.css`, scripts in `.js`; other files belong in `static/`";
        found
            .push(Diagnostic::new(&rule::STRAY_FILE, Span::file(path), "nothing reads this file").help(help));
    }
    found
}

fn is_content(path: &SourcePath) -> bool {
    let is_strings = |code| *path == locale::strings_path(code);
    path.is_readme()
        || path.as_str() == LICENCE
        || sign_off::is_text(path)
        || asset::is_picture(path)
        || data_files().any(|file| file == path.as_str())
        || locale::language_of(path).is_some_and(is_strings)
        || locale::language_of(path).is_some_and(|code| *path == quality::words_path(code))
        || page::locate(path, "").is_some()
}

fn is_template(path: &SourcePath) -> bool {
    path.is_readme() || render::is_template(path) || asset::is_style_or_script(path)
}

/// The data files of a site, whether it has them or not.
fn data_files() -> impl Iterator<Item = &'static str> {
    registry::PATHS
        .into_iter()
        .chain([checklist::PATH, sign_off::PATH, quality::PATH, quality::READER_TESTS, promise::PATH])
        .chain(bibliography::PATHS)
}

/// What to do about a file that nothing in `content/` reads.
fn content_help(path: &SourcePath, tree: &SourceTree, default_language: &str) -> String {
    let language = locale::language_of(path).unwrap_or(default_language);
    let known: Vec<SourcePath> =
        data_files().map(SourcePath::new).chain([locale::strings_path(language)]).collect();
    let absent: Vec<&SourcePath> = known.iter().filter(|path| tree.get(path).is_none()).collect();
    let near = nearest(path.name(), absent.iter().map(|path| path.name()));
    if let Some(meant) = near.and_then(|name| absent.iter().find(|path| path.name() == name)) {
        return format!("did you mean `{meant}`?");
    }
    match path.extension().to_lowercase().as_str() {
        "md" if path.extension() == "md" => format!("pages belong in `content/{language}/`"),
        "md" | "markdown" | "mdown" | "mkd" => "the name of a page ends in `.md`".to_owned(),
        "svg" | "png" | "jpg" | "jpeg" | "webp" | "avif" | "gif" | "bmp" | "tif" | "tiff" | "heic" => {
            "the name of a picture ends in `.svg`, `.png`, `.jpg`, `.webp` or `.avif`".to_owned()
        }
        "toml" | "yml" | "yaml" | "bib" => {
            let names: Vec<String> = known.iter().map(|path| format!("`{path}`")).collect();
            format!("the data files are {}", names.join(", "))
        }
        _ => "files for readers belong in `static/`, notes for writers in a `README.md`".to_owned(),
    }
}
