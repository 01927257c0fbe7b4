//! A large site of health pages that keep every rule: those of `tests/sites/frozen`, over and over.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// The pages that are copied, each a health page in full.
const COPIED: [&str; 12] = [
    "causes",
    "cramps-or-something-else",
    "evidence",
    "how-socks-work",
    "medicines",
    "now",
    "other-tips",
    "other-uses",
    "relief",
    "safe-use",
    "wearing-socks",
    "get-help",
];

/// Writes the frozen site, with copies of its pages in folders of their own until it has at
/// least so many pages.
pub(crate) fn site(root: &Path, pages: usize) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let _ = fs::remove_dir_all(root);
    let frozen = repository.join("tests/sites/frozen");
    for (folder, parts) in [(&*frozen, &["site.toml", "content"][..]), (repository, &["templates"])] {
        let files = parts.iter().flat_map(|part| WalkDir::new(folder.join(part)));
        for file in files.filter_map(Result::ok).filter(|file| file.file_type().is_file()) {
            let path = file.path().strip_prefix(folder).expect("it lies in the folder");
            let bytes = fs::read(file.path()).expect("it can be read");
            write(&root.join(path), &bytes);
        }
    }
    for set in 1..=pages.div_ceil(COPIED.len()) {
        for name in COPIED {
            let text = fs::read_to_string(frozen.join(format!("content/en/{name}.md")));
            let text = copy(&text.expect("the page is there"), name, set);
            write(&root.join(format!("content/en/set-{set}/{name}.md")), text.as_bytes());
        }
    }
}

/// A page as it stands in a folder of copies: with a title, a description and an address of its own.
fn copy(text: &str, name: &str, set: usize) -> String {
    let mut copied = String::with_capacity(text.len());
    for line in text.lines() {
        let key = line.split(" =").next().unwrap_or_default();
        match key {
            "order" | "nav" | "aliases" | "changes" => {}
            "title" => copied += &format!("{} {set}\"", line.trim_end_matches('"')),
            "description" => {
                copied += &format!(
                    "description = \"Copy {set} of the page {name}, which stands in for a page of a large site.\""
                );
            }
            _ => copied += &moved(line),
        }
        copied.push('\n');
    }
    copied
}

/// Links of a line as they are written one folder further down.
fn moved(line: &str) -> String {
    let mut parts = line.split("](");
    let mut moved = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let target = part.split([')', ' ']).next().unwrap_or_default();
        let page = target.split(".md").next().unwrap_or_default();
        let stays = COPIED.contains(&page) || target.starts_with(['#', '/']) || target.contains(':');
        moved += if stays { "](" } else { "](../" };
        moved += part;
    }
    moved
}

fn write(place: &Path, bytes: &[u8]) {
    fs::create_dir_all(place.parent().expect("a file lies in a folder")).expect("a folder can be made");
    fs::write(place, bytes).expect("a file can be written");
}
