//! Finds the folders of `src/language`, so that a language is a folder of files and no line of code names it.
#![expect(clippy::disallowed_methods, reason = "reads the repository's own files, before there is a program")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Where the languages are.
const LANGUAGES: &str = "src/language";

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed={LANGUAGES}");
    let mut text = "&[\n".to_owned();
    for (code, folder) in entries(&root.join(LANGUAGES))? {
        let _ = writeln!(text, "    Folder {{ code: {code:?}, files: &[");
        for (name, file) in entries(&folder)? {
            let _ = writeln!(text, "        ({name:?}, include_str!({file:?})),");
        }
        text += "    ] },\n";
    }
    fs::write(out.join("languages.rs"), text + "]\n")
}

/// What stands in a folder, by its name.
fn entries(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let entries = fs::read_dir(folder)?.map(|entry| {
        let entry = entry?;
        Ok((entry.file_name().to_string_lossy().into_owned(), entry.path()))
    });
    let mut entries = entries.collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}
