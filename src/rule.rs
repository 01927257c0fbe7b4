//! Every rule a site can break: its code, its level, and the document that `explain` prints.
//!
//! The rules stand in the lists of their families, `rules/FAMILY.rs`, one on a line. A list is read twice: here, where
//! a line becomes a rule that all modules can name, and in `rules`, where it becomes the check that looks for it. A
//! finding can only be made with a rule, so none is without a document.

use std::sync::LazyLock;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Worth a look; the site is published.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// Its word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// When a page was checked, and by whom.
    DatesAndSignOff,
    /// What is said, and what it rests on.
    Evidence,
    /// Danger signs, cautions, medicines.
    Safety,
    /// Care cards, and lists of what to do and not to do.
    Cards,
    /// Headings, lists, length.
    Structure,
    /// Words that everyone understands.
    PlainWords,
    /// Figures and how they are said.
    Numbers,
    /// Links between pages and to the outside.
    Links,
    /// Addresses, and what was promised of them.
    Addresses,
    /// Pictures and figures.
    Pictures,
    /// Use by everyone.
    Accessibility,
    /// What a reader's device tells others.
    Privacy,
    /// The checklist.
    Checklist,
    /// Clinical codes and structured data.
    Codes,
    /// The built files.
    Output,
    /// What writers write, and how it is read.
    Source,
}

impl Family {
    /// Its name in lists of rules.
    pub fn word(self) -> &'static str {
        match self {
            Family::DatesAndSignOff => "dates and sign-off",
            Family::Evidence => "evidence",
            Family::Safety => "safety",
            Family::Cards => "cards",
            Family::Structure => "structure",
            Family::PlainWords => "plain words",
            Family::Numbers => "numbers",
            Family::Links => "links",
            Family::Addresses => "addresses",
            Family::Pictures => "pictures",
            Family::Accessibility => "accessibility",
            Family::Privacy => "privacy",
            Family::Checklist => "checklist",
            Family::Codes => "codes",
            Family::Output => "output",
            Family::Source => "source",
        }
    }
}

/// What a build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// A look at the site as it is; pages that nobody has signed say so.
    #[default]
    Preview,
    /// The same, for nobody but its writer: in the editor, on every save, on this machine.
    Writing,
    /// For readers: every page that gives health advice is signed and in date.
    Release,
    /// To record what is kept beside the site: words that someone signs, addresses that it promises.
    Record,
}

/// A rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, which says the defect.
    pub code: &'static str,
    /// What it is about.
    pub family: Family,
    /// How much breaking it matters, unless the site says otherwise.
    pub severity: Severity,
    /// Whether no site may lower it and no page be excused from it.
    pub protected: bool,
    /// What it looks for, why, and how to mend it, in Markdown.
    pub document: &'static str,
    /// Where the document stands in the generator's repository.
    pub path: &'static str,
}

impl Rule {
    /// The first line of its document, without the code.
    pub fn summary(&self) -> &'static str {
        let line = self.document.lines().next().unwrap_or_default();
        line.split_once(": ").map_or(line, |(_, summary)| summary)
    }
}

/// Every rule, by code.
pub static ALL: LazyLock<Vec<&Rule>> = LazyLock::new(|| {
    let mut all = FAMILIES.concat();
    all.sort_unstable_by_key(|rule| rule.code);
    all
});

/// The rule with a code.
pub fn named(code: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.code == code).copied()
}

/// A code from the name that Rust has for its rule.
const fn code<const LENGTH: usize>(name: &str) -> [u8; LENGTH] {
    let mut code = [b'-'; LENGTH];
    let mut at = 0;
    while at < LENGTH {
        if name.as_bytes()[at] != b'_' {
            code[at] = name.as_bytes()[at].to_ascii_lowercase();
        }
        at += 1;
    }
    code
}

/// The letters of a code.
const fn letters(code: &'static [u8]) -> &'static str {
    match str::from_utf8(code) {
        Ok(letters) => letters,
        Err(_) => panic!("a code has letters of ASCII only"),
    }
}

macro_rules! is_protected {
    () => {
        false
    };
    (protected) => {
        true
    };
}

/// Makes rules of the list of a family. A line is `NAME name: Level protected, Scope and Scope;`: the name as Rust
/// writes it and as its files have it, how much breaking it matters, whether it is protected, and what its check looks
/// at, which is for `rules` to read: a page, a whole page, the words of a page, a built page, the site. A rule that is
/// found while something else is done has no scope.
macro_rules! family {
    ($family:ident, $folder:literal; $($name:ident $file:ident: $severity:ident $($protected:ident)?
        $(, $scope:ident $(and $other:ident)?)?;)*) => {
        $(
            #[doc = concat!("`", stringify!($file), "`")]
            pub static $name: $crate::rule::Rule = $crate::rule::Rule {
                code: {
                    const CODE: [u8; stringify!($name).len()] = $crate::rule::code(stringify!($name));
                    $crate::rule::letters(&CODE)
                },
                family: $crate::rule::Family::$family,
                severity: $crate::rule::Severity::$severity,
                protected: is_protected!($($protected)?),
                document: include_str!(concat!($folder, "/", stringify!($file), ".md")),
                path: concat!("src/rules/", $folder, "/", stringify!($file), ".md"),
            };
        )*
        /// The rules of this family.
        pub(in crate::rule) static RULES: &[&$crate::rule::Rule] = &[$(&$name),*];
    };
}

/// Reads the lists of the families.
macro_rules! families {
    ($($family:ident)*) => {
        #[path = "rules"]
        #[expect(clippy::duplicate_mod, reason = "`rules` reads the same lists for the checks")]
        mod families {
            $(pub(super) mod $family;)*
        }
        $(pub use families::$family::*;)*

        static FAMILIES: &[&[&Rule]] = &[$(families::$family::RULES),*];
    };
}

families! {
    dates_and_sign_off evidence safety cards structure plain_words numbers links
    addresses pictures accessibility privacy checklist codes output source
}
