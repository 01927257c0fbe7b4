//! Places as editors name them: files by address, and columns in the units that were agreed on.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use gen_lsp_types as lsp;
use percent_encoding::{percent_decode_str, utf8_percent_encode};

use crate::diagnostic::SourcePath;
use crate::source;
use crate::url::PATH;

/// The site folder.
pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The site as seen from the folder that the editor has open, or else from where it started us.
    pub(super) fn of(client: &lsp::InitializeParams, site: &Path) -> Folder {
        let folders = &client.workspace_folders_initialize_params.workspace_folders;
        #[expect(deprecated, reason = "older editors send it alone")]
        let older = client.root_uri.as_ref();
        let uri = match folders {
            Some(lsp::WorkspaceFolders::WorkspaceFolderList(folders)) => folders.first().map(|f| &f.uri),
            _ => None,
        };
        let open = uri.or(older).and_then(place).unwrap_or_default();
        #[expect(clippy::disallowed_methods, reason = "an editor names files from the root of the disk")]
        let here = std::env::current_dir().unwrap_or_default();
        // Joined part by part, so that the `.` of the current folder is left out.
        Folder { root: here.join(open).join(site).components().collect() }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The file of the site that an address leads to.
    pub(super) fn path(&self, uri: &lsp::Uri) -> Option<SourcePath> {
        let place = place(uri)?;
        let mut parts = place.strip_prefix(&self.root).ok()?.components();
        let path = source::relative(&self.root, &place);
        let is_plain = parts.all(|part| matches!(part, Component::Normal(_)));
        let is_read = source::is_part(&path) && source::left_out(&path).is_none();
        (is_plain && !path.as_str().contains('\0') && is_read).then_some(path)
    }

    pub(super) fn uri(&self, path: &SourcePath) -> lsp::Uri {
        let place = self.root.join(path.as_str());
        lsp::Uri(format!("file://{}", utf8_percent_encode(&place.to_string_lossy(), PATH)))
    }
}

/// The place on disk that an address leads to.
fn place(uri: &lsp::Uri) -> Option<PathBuf> {
    let path = uri.0.strip_prefix("file://")?;
    // A host may stand before the path; only this machine's files are ours.
    let path = path.strip_prefix("localhost").unwrap_or(path);
    Some(PathBuf::from(percent_decode_str(path).decode_utf8().ok()?.into_owned()))
}

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16,
}

impl Encoding {
    /// Bytes where the editor takes them, else the units that every editor takes.
    pub(super) fn agreed(client: &lsp::InitializeParams) -> Encoding {
        let general = client.capabilities.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_ref());
        let takes_bytes = offered.is_some_and(|kinds| kinds.contains(&lsp::PositionEncodingKind::UTF8));
        if takes_bytes { Encoding::Utf8 } else { Encoding::Utf16 }
    }

    pub(super) fn kind(self) -> lsp::PositionEncodingKind {
        match self {
            Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
            Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
        }
    }

    fn position(self, text: &str, byte: usize) -> lsp::Position {
        let before = &text[..text.floor_char_boundary(byte)];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let column: usize = before[start..].chars().map(|c| self.width(c)).sum();
        lsp::Position { line: count(before.matches('\n').count()), character: count(column) }
    }

    /// A place in a text; a text as a whole is shown by its first line.
    pub(super) fn range(self, text: &str, range: &Range<usize>) -> lsp::Range {
        let whole = 0..text.find('\n').unwrap_or(text.len());
        let range = if *range == (0..0) { &whole } else { range };
        lsp::Range { start: self.position(text, range.start), end: self.position(text, range.end) }
    }

    /// The byte that a position stands before; the end of the line, or of the text, where it lies beyond.
    pub(super) fn byte(self, text: &str, position: lsp::Position) -> usize {
        let mut start = 0;
        for _ in 0..position.line {
            match text[start..].find('\n') {
                Some(end) => start += end + 1,
                None => return text.len(),
            }
        }
        let mut column = 0;
        for (at, c) in text[start..].char_indices() {
            if column >= position.character as usize || c == '\n' {
                return start + at;
            }
            column += self.width(c);
        }
        text.len()
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_the_editor() {
        let text = "ab\nDrück 😀 hier\n";
        let hier = text.find("hier").unwrap();
        for (encoding, column) in [(Encoding::Utf16, 9), (Encoding::Utf8, 12)] {
            let position = lsp::Position { line: 1, character: column };
            assert_eq!(encoding.position(text, hier), position);
            assert_eq!(encoding.byte(text, position), hier);
        }
        assert_eq!(Encoding::Utf16.byte(text, lsp::Position { line: 0, character: 99 }), 2);
        assert_eq!(Encoding::Utf16.byte(text, lsp::Position { line: 9, character: 0 }), text.len());
        assert_eq!(Encoding::Utf16.range(text, &(0..0)).end, lsp::Position { line: 0, character: 2 });
    }

    #[test]
    fn addresses_lead_to_files_and_back() {
        let folder = Folder { root: PathBuf::from("/home/my site") };
        let path = SourcePath::new("content/en/größe.md");
        let uri = folder.uri(&path);
        assert_eq!(uri.0, "file:///home/my%20site/content/en/gr%C3%B6%C3%9Fe.md");
        assert_eq!(folder.path(&uri), Some(path));
        for other in [
            "file:///home/other/content/x.md",
            "untitled:1",
            "file:///home/my%20site/public/x.md",
            "file:///home/my%20site/content/../../x.md",
            "file:///home/my%20site/content/%00.md",
            "https://evil.example/content/x.md",
            "",
        ] {
            assert_eq!(folder.path(&lsp::Uri(other.to_owned())), None);
        }
    }
}
