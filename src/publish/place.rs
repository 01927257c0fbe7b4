//! Which folders a site may be published to.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;

use crate::folder::Folder;
use crate::relative;
use crate::source;

/// The folder that a folder of a site goes into, and its name there.
pub(super) fn parent(public: &Path) -> io::Result<(Folder, &OsStr)> {
    let Some(name) = public.file_name() else {
        let message = format!(
            "`{}` says no name for the folder of the site. Write one such as `public`",
            public.display()
        );
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    };
    Ok((Folder::open(public.parent().unwrap_or(Path::new("")))?, name))
}

/// Refuses to publish a site over itself. Links and other names of the same folder do not matter.
///
/// # Errors
/// If the folder is that of the site, or holds it, or is a part of it that writers own; or if the disk cannot be read.
pub fn check(root: &Path, public: &Path) -> io::Result<()> {
    look(root, public).map_err(|error| super::stays(&error))
}

fn look(root: &Path, public: &Path) -> io::Result<()> {
    let (parent, name) = parent(public)?;
    let refused = |why: String| {
        let message = format!("`{}` {why}. Name another folder with `--out DIR`", public.display());
        Err(io::Error::new(io::ErrorKind::InvalidInput, message))
    };
    if public.iter().any(relative::is_version_control) {
        return refused("belongs to version control".to_owned());
    }
    let own = parent.find(name)?.map(|entry| entry.identity);
    let site = Folder::open(root)?;
    if own.is_some_and(|own| above(&site).is_ok_and(|above| above.contains(&own))) {
        return refused("is the folder of the site itself, or holds it".to_owned());
    }
    let around: Vec<_> = above(&parent)?.into_iter().chain(own).collect();
    for part in source::parts(root) {
        let part_name = part.file_name().unwrap_or_default();
        let is_around = Folder::open(&part).and_then(|part| part.entry());
        let is_it = name == part_name && parent.entry()?.identity == site.entry()?.identity;
        if is_it || is_around.is_ok_and(|part| around.contains(&part.identity)) {
            return refused(format!("belongs to `{}` of the site", part_name.display()));
        }
    }
    Ok(())
}

/// A folder, the one it is in, the one that is in, and so on.
fn above(folder: &Folder) -> io::Result<Vec<(u128, u128)>> {
    let mut all = vec![folder.entry()?.identity];
    let mut folder = folder.above()?;
    while !all.contains(&folder.entry()?.identity) {
        all.push(folder.entry()?.identity);
        folder = folder.above()?;
    }
    Ok(all)
}

/// The name of our workplace beside a folder.
pub(super) fn workplace(name: &OsStr) -> OsString {
    let mut work = OsString::from(".");
    work.push(name);
    work.push(".plainleaf");
    work
}
