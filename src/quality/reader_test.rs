//! `content/reader-tests.toml`: which pages were tried out by people they are written for.
//!
//! ```toml
//! [[test]]
//! pages = ["content/en/get-help.md", "content/en/now.md"]
//! date = 2026-03-01
//! people = 5
//! learnt = "Two of them missed the second card. It stands higher now."
//! ```

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::data::{self, Day, Origin};
use crate::diagnostic::{Diagnostic, Diagnostics, Found, SourcePath, did_you_mean};
use crate::rule;
use crate::source::SourceTree;

/// Where they are.
pub const READER_TESTS: &str = "content/reader-tests.toml";

/// A test as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    pages: Vec<Spanned<String>>,
    date: Spanned<Day>,
    people: Spanned<u32>,
    #[expect(
        dead_code,
        reason = "for people who read the file; asked for, because a test that taught nothing was none"
    )]
    learnt: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// A page that people tried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderTest {
    /// The page.
    pub page: SourcePath,
    /// When.
    pub date: Date,
    /// How many people.
    pub people: u32,
}

/// Reads the file; `pages` are all pages there are.
pub(super) fn parse(tree: &SourceTree, today: Date, pages: &BTreeSet<&SourcePath>) -> Found<Vec<ReaderTest>> {
    let (mut found, mut all) = (Diagnostics::default(), Vec::new());
    let Some(file) = tree.named(READER_TESTS) else {
        return Found(all, found);
    };
    let origin = Origin { path: &file.path, offset: 0 };
    let (_, entries) = found.absorb(data::entries::<Nothing, Written>(file.as_text(), "test", &origin));
    for Written { pages: tried, date, people, .. } in entries.into_iter().map(Spanned::into_inner) {
        let mut wrong = |rule, at, message: String, help: &str, near| {
            found.push(Diagnostic::new(rule, origin.span(at), message).help(help).maybe_help(near));
        };
        let day = date.get_ref().0;
        if day > today {
            let help = "write the day on which they tried the pages out";
            wrong(&rule::SIGN_OFF_IN_FUTURE, date.span(), format!("`{day}` has not come yet"), help, None);
            continue;
        }
        if *people.get_ref() == 0 {
            let help = "say how many people tried the pages out, or take this entry out";
            wrong(&rule::BAD_VALUE, people.span(), "nobody tested the pages".to_owned(), help, None);
            continue;
        }
        for page in tried {
            let path = SourcePath::new(page.get_ref());
            if pages.contains(&path) {
                all.push(ReaderTest { page: path, date: day, people: *people.get_ref() });
            } else {
                let near = did_you_mean(page.get_ref(), pages.iter().map(|page| page.as_str()));
                let help = "name its file, such as `content/en/get-help.md`";
                wrong(&rule::UNKNOWN_ID, page.span(), format!("there is no page `{path}`"), help, near);
            }
        }
    }
    Found(all, found)
}
