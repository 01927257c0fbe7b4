//! `plainleaf lock`: promises the addresses of the site as it is.

use super::{Arguments, Outcome, read_and_build, say};
use crate::build::Keep;
use crate::diagnostic::{Found, SourcePath};
use crate::promise;
use crate::record::{self, Change};
use crate::rule::Purpose;
use crate::url::LinkStyle;

/// Adds to `content/urls.lock`, unless the site has mistakes.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, String> {
    let (tree, Found(whole, found)) =
        read_and_build(arguments, LinkStyle::Hosted, Keep::Nothing, Purpose::Record)?;
    if found.has_errors() {
        arguments.print(&found, &tree);
        say("mend this first; nothing is promised");
        return Ok(Outcome::Findings);
    }
    let path = SourcePath::new(promise::PATH);
    let before = tree.get(&path).map(|file| file.as_text());
    let (text, added) = promise::with_offered(before, &whole.offered, arguments.day()()?);
    if before != Some(&text) {
        record::write(&arguments.site, &tree, &[Change { path, text }])
            .map_err(|error| format!("cannot write: {error}"))?;
    }
    say(&format!("{added} new lines in `{}`", promise::PATH));
    Ok(Outcome::Clean)
}
