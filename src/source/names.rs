//! Which files and folders of a site are left out because of their names. The names are in `names.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::diagnostic::SourcePath;
use crate::language::built_in;

/// The lists of `names.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    hosts: Vec<Pattern>,
    litter: Vec<Pattern>,
    private: Vec<Private>,
}

/// A name in which `*` stands for any letters.
#[derive(Debug, Deserialize)]
#[serde(from = "String")]
struct Pattern {
    /// Without capitals, unless it is meant in capitals.
    text: String,
    is_exact: bool,
}

/// Names of things that are never published.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Private {
    /// What they are.
    pub is: String,
    /// What to do about one.
    pub help: String,
    names: Vec<Pattern>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| built_in("source/names.toml", include_str!("names.toml")));

/// Why a file or folder is left out.
#[derive(Debug)]
pub enum Why {
    /// Systems and editors leave such things everywhere.
    Litter,
    /// It belongs to someone, and not to readers.
    Private(&'static Private),
    /// Its name starts with a dot, which means that it is not for everyone.
    Hidden,
}

/// The file or folder at which a path is left out, and why: the path itself, or a folder around it. Nothing for
/// what is read.
pub fn left_out(path: &SourcePath) -> Option<(SourcePath, Why)> {
    let path = path.as_str();
    let is_static = path.starts_with("static/");
    let mut is_for_hosts = false;
    let starts = path.match_indices('/').map(|(at, _)| at + 1);
    starts.filter(|start| *start < path.len()).find_map(|start| {
        let end = path[start..].find('/').map_or(path.len(), |length| start + length);
        let name = &Name { written: &path[start..end], small: path[start..end].to_lowercase() };
        is_for_hosts |= is_static && name.is_any(&NAMES.hosts);
        let why = why(name, is_static, is_for_hosts)?;
        Some((SourcePath::new(&path[..end]), why))
    })
}

fn why(name: &Name<'_>, is_static: bool, is_for_hosts: bool) -> Option<Why> {
    let private = NAMES.private.iter().find(|private| is_static && name.is_any(&private.names));
    match private {
        Some(private) => Some(Why::Private(private)),
        None if name.is_any(&NAMES.litter) => Some(Why::Litter),
        None => (name.written.starts_with('.') && !is_for_hosts).then_some(Why::Hidden),
    }
}

/// A name as it is written, and without capitals.
struct Name<'a> {
    written: &'a str,
    small: String,
}

impl Name<'_> {
    fn is_any(&self, patterns: &[Pattern]) -> bool {
        patterns.iter().any(|pattern| {
            let name = if pattern.is_exact { self.written } else { &self.small };
            fits(&pattern.text, name)
        })
    }
}

impl From<String> for Pattern {
    fn from(text: String) -> Self {
        let is_exact = !text.contains(char::is_lowercase) && text.contains(char::is_uppercase);
        Pattern { text: if is_exact { text } else { text.to_lowercase() }, is_exact }
    }
}

/// Whether a name is as a pattern says.
fn fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|name| ends_as(rest, name)),
    }
}

/// Whether a name, from any of its letters on, is as the rest of a pattern says.
fn ends_as(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => name.ends_with(pattern),
        Some((start, rest)) => {
            name.match_indices(start).any(|(at, _)| ends_as(rest, &name[at + start.len()..]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> Option<(String, &'static str)> {
        let (at, why) = left_out(&SourcePath::new(path))?;
        let why = match why {
            Why::Litter => "litter",
            Why::Private(_) => "private",
            Why::Hidden => "hidden",
        };
        Some((at.as_str().to_owned(), why))
    }

    #[test]
    fn the_lists_are_well_formed() {
        let names = &*NAMES;
        assert!(names.hosts.len() > 5 && names.litter.len() > 20 && names.private.len() > 4);
    }

    #[test]
    fn names_decide() {
        for path in [
            "static/.nojekyll",
            "static/.HTACCESS",
            "static/.well-known/security.txt",
            "static/.well-known/.some/.thing",
            "static/leaflet.pdf",
            "static/cvs/map.pdf",
            "static/credentials-of-our-nurses.pdf",
            "static/environment.txt",
            "static/form.php",
            "static/sql-course.pdf",
            "content/en/page.md",
            "content/en/id_rsa.md",
            "site.toml",
        ] {
            assert_eq!(of(path), None, "{path}");
        }
        for (path, at, why) in [
            ("static/.git/objects/ab/cd", "static/.git", "private"),
            ("static/a/.Git", "static/a/.Git", "private"),
            ("static/CVS/Entries", "static/CVS", "private"),
            ("static/old/backup.SQL", "static/old/backup.SQL", "private"),
            ("static/node_modules/x/y.js", "static/node_modules", "private"),
            ("static/.env.local", "static/.env.local", "private"),
            ("static/.well-known/server.KEY", "static/.well-known/server.KEY", "private"),
            ("static/.ssh/known", "static/.ssh", "private"),
            ("static/.vscode/settings.json", "static/.vscode", "hidden"),
            ("static/x/.nothing", "static/x/.nothing", "hidden"),
            ("static/.DS_Store", "static/.DS_Store", "litter"),
            ("static/THUMBS.DB", "static/THUMBS.DB", "litter"),
            ("static/.~lock.a.odt#", "static/.~lock.a.odt#", "litter"),
            ("static/a.txt~", "static/a.txt~", "litter"),
            ("content/.obsidian/app.json", "content/.obsidian", "hidden"),
            ("content/.git/config", "content/.git", "hidden"),
            ("content/en/desktop.ini", "content/en/desktop.ini", "litter"),
            ("templates/.x.swp", "templates/.x.swp", "litter"),
            ("templates/.htaccess", "templates/.htaccess", "hidden"),
        ] {
            assert_eq!(of(path), Some((at.to_owned(), why)), "{path}");
        }
    }
}
