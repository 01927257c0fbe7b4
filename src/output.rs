//! The built site as a value: every file by its path, and where each came from.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::rule;

/// Every output file by its path below the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputTree {
    files: BTreeMap<String, OutputFile>,
}

/// One file of the built site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// What is in it.
    pub bytes: Arc<[u8]>,
    /// What made it.
    pub origin: Span,
}

impl OutputTree {
    /// Puts a file in; a path that is taken is a finding that names both writers.
    pub fn insert(&mut self, path: String, file: OutputFile, found: &mut Diagnostics) {
        if let Some(first) = self.files.get(&path) {
            found.push(
                Diagnostic::new(
                    &rule::DUPLICATE_ADDRESS,
                    file.origin,
                    format!("two files want to be `{path}`"),
                )
                .help("rename one of them")
                .related(first.origin.clone(), "the other file"),
            );
            return;
        }
        self.files.insert(path, file);
    }

    /// Files whose path is also a folder of other files: no disk can hold both.
    pub fn check(&self) -> Diagnostics {
        let mut found = Diagnostics::default();
        for (path, file) in &self.files {
            let inside = format!("{path}/");
            if let Some((other, first)) = self.files.range(inside.clone()..).next()
                && other.starts_with(&inside)
            {
                found.push(
                    Diagnostic::new(
                        &rule::DUPLICATE_ADDRESS,
                        file.origin.clone(),
                        format!("`{path}` would be a file and a folder"),
                    )
                    .help("rename one of them")
                    .related(first.origin.clone(), format!("this wants to be `{other}`")),
                );
            }
        }
        found
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&OutputFile> {
        self.files.get(path)
    }

    /// All files by path, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &OutputFile)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// How many bytes they have together.
    pub fn size(&self) -> usize {
        self.files.values().map(|file| file.bytes.len()).sum()
    }
}
