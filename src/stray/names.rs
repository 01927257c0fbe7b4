//! Names that keep a file from readers: those for which it is left out, and those that no address can carry.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, SourcePath, Span};
use crate::fold::{self, Sign};
use crate::relative;
use crate::rule;
use crate::source::{self, SourceTree, Why};

/// Signs that end or change an address, or that Windows forbids in names.
const SIGNS: [char; 10] = ['?', '#', '%', ':', '*', '"', '<', '>', '|', '\\'];

/// Every name in the site's folders that says: this is not for readers, or cannot be.
pub(super) fn check(tree: &SourceTree) -> Diagnostics {
    let mut found: Diagnostics = left_out(tree).iter().filter_map(finding).collect();
    let mut told = BTreeSet::new();
    for file in tree.below("static/").filter(|file| source::left_out(&file.path).is_none()) {
        let path = file.path.as_str();
        let ends = path.match_indices('/').skip(1).map(|(at, _)| at).chain([path.len()]);
        for end in ends {
            let name = path[..end].rsplit('/').next().unwrap_or_default();
            // A folder's name is wrong once, however much lies in it.
            if let Some(why) = unfit(name)
                && told.insert(&path[..end])
            {
                let message = format!("the name `{}` {why}", name.escape_debug());
                found.push(
                    Diagnostic::new(&rule::FILE_NAME_UNFIT, Span::file(&file.path), message)
                        .help("rename it with letters, digits, `-`, `_` and `.`"),
                );
            }
        }
    }
    found
}

/// What is left out of a site, so far as its writer should hear of it.
fn left_out(tree: &SourceTree) -> BTreeSet<SourcePath> {
    let inside = tree.files().filter_map(|file| {
        let (at, why) = source::left_out(&file.path)?;
        source::is_told(&at, &why, at != file.path).then_some(at)
    });
    inside.chain(tree.left_out().cloned()).collect()
}

fn finding(path: &SourcePath) -> Option<Diagnostic> {
    let (name, span) = (path.name().escape_debug(), Span::file(path));
    match source::left_out(path)?.1 {
        Why::Private(private) => {
            let message = format!("`{name}` is {}, and is not published", private.is);
            Some(Diagnostic::new(&rule::PRIVATE_FILE, span, message).help(&*private.help))
        }
        Why::Hidden if path.as_str().starts_with("static/") => {
            let message = format!(
                "`{name}` starts with a dot and is no name that hosts are known to read, so it is not copied"
            );
            let help = "if readers need it, rename it without the dot; else take it out of `static/`";
            Some(Diagnostic::new(&rule::FILE_LEFT_OUT, span, message).help(help))
        }
        Why::Hidden => {
            let message = format!("the folder `{name}` starts with a dot, so nothing in it is read");
            let help = "if it belongs to an editor, leave it: with `file-left-out = \"off\"` under `[rules]` in `site.toml` this note goes";
            Some(Diagnostic::new(&rule::FILE_LEFT_OUT, span, message).help(help))
        }
        Why::Litter => None,
    }
}

/// Why no address, or not every disk, can carry a name.
fn unfit(name: &str) -> Option<String> {
    let sign = name.chars().find(|c| SIGNS.contains(c));
    let unseen = name.chars().find(|c| is_unseen(*c));
    if let Some(unseen) = unseen {
        Some(format!("holds a sign that nobody can see (U+{:04X})", u32::from(unseen)))
    } else if let Some(sign) = sign {
        Some(format!("holds `{sign}`, which addresses or some disks cannot carry"))
    } else if name.starts_with(' ') || name.ends_with([' ', '.']) {
        Some("starts or ends with a space or a dot, which some disks drop".to_owned())
    } else if relative::is_reserved(name) {
        Some("is that of a device on Windows, which can hold no such file".to_owned())
    } else {
        None
    }
}

/// Whether a character takes no room on paper, or an odd one: control characters, marks of direction, joiners, spaces
/// other than the usual one.
fn is_unseen(c: char) -> bool {
    fold::is_no_character(c)
        || c.is_whitespace() && c != ' '
        || matches!(fold::sign(c), Some(Sign::Unseen(_) | Sign::Space(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_addresses_carry() {
        for name in [
            "a b.pdf",
            "Größe.pdf",
            "leaflet_2 (en).pdf",
            "x.y.z",
            "console.js",
            "com.txt",
            "con-1.txt",
            "a..b",
            "日本.pdf",
        ] {
            assert_eq!(unfit(name), None, "{name}");
        }
        for (name, why) in [
            ("what?.pdf", "`?`"),
            ("c#.pdf", "`#`"),
            ("50%.txt", "`%`"),
            ("a:b", "`:`"),
            ("a\\b", "`\\`"),
            ("a\tb", "U+0009"),
            ("a\u{200b}b", "U+200B"),
            ("a\u{a0}b", "U+00A0"),
            ("x.", "space or a dot"),
            (" x", "space or a dot"),
            ("x ", "space or a dot"),
            ("CON", "device"),
            ("aux.tar.gz", "device"),
            ("lpt1.txt", "device"),
            ("Nul.html", "device"),
            ("conin$.txt", "device"),
            ("com¹.txt", "device"),
            ("con .txt", "device"),
        ] {
            assert!(unfit(name).is_some_and(|found| found.contains(why)), "{name}: {:?}", unfit(name));
        }
    }
}
