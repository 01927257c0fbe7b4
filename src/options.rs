//! What a build needs to know that is not in the site folder.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use jiff::civil::Date;

use crate::publish::Stage;
use crate::rule::Purpose;
use crate::url::LinkStyle;

/// What a build needs to know that is not in the site folder.
#[derive(Debug)]
pub struct Options<'a> {
    /// The day that review dates are held against.
    pub today: Date,
    /// How links to folders are written.
    pub links: LinkStyle,
    /// What becomes of a page once it is made.
    pub pages: Keep<'a>,
    /// What it is for.
    pub purpose: Purpose,
    /// Told how far the build is.
    pub progress: Arc<Progress>,
}

/// What becomes of a page once it is made. Most of a large site is its pages, and touching that much
/// memory for the first time is dear.
#[derive(Debug, Clone, Copy, Default)]
pub enum Keep<'a> {
    /// It is kept in the output.
    #[default]
    InMemory,
    /// It is written beside the old site at once; nobody sees it there before all is well.
    Staged(&'a Stage),
    /// It is let go: only the findings are wanted.
    Nothing,
}

impl Keep<'_> {
    /// Takes the HTML of a page; gives its bytes back if they are kept here.
    pub fn take(self, file: &str, html: String) -> Option<Arc<[u8]>> {
        match self {
            Keep::InMemory => Some(html.into_bytes().into()),
            Keep::Staged(stage) => {
                stage.write(file, html.as_bytes());
                None
            }
            Keep::Nothing => None,
        }
    }
}

/// How far a build is, in steps of a page.
#[derive(Debug, Default)]
pub struct Progress {
    /// How many steps there are, as far as is known.
    pub total: AtomicUsize,
    /// How many are done.
    pub done: AtomicUsize,
}
