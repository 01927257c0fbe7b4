//! Every rule a site can break: its code, its level, and the document that `explain` prints.
//!
//! A finding can only be made with a rule from this table, so none is without a document.

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Worth a look; the site is published.
    Warning,
}

impl Severity {
    /// Its word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// What a build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// A look at the site as it is; pages that nobody has signed say so.
    #[default]
    Preview,
    /// For readers: every page that gives health advice is signed and in date.
    Release,
    /// To record what is kept beside the site: words that someone signs, addresses that it promises.
    Record,
}

impl Purpose {
    /// How much it matters, in this build, that a page is not ready for readers.
    pub fn level(self) -> Severity {
        match self {
            Purpose::Release => Severity::Error,
            Purpose::Preview | Purpose::Record => Severity::Warning,
        }
    }
}

/// A rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, which says the defect.
    pub code: &'static str,
    /// How much breaking it matters.
    pub severity: Severity,
    /// What it looks for, why, and how to mend it, in Markdown.
    pub document: &'static str,
}

impl Rule {
    /// The first line of its document, without the code.
    pub fn summary(&self) -> &'static str {
        let line = self.document.lines().next().unwrap_or_default();
        line.split_once(": ").map_or(line, |(_, summary)| summary)
    }
}

/// The rule with a code.
pub fn named(code: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.code == code).copied()
}

macro_rules! rules {
    ($($name:ident $severity:ident $code:literal)*) => {
        $(
            #[doc = concat!("`", $code, "`")]
            pub static $name: Rule = Rule {
                code: $code,
                severity: Severity::$severity,
                document: include_str!(concat!("rules/", $code, ".md")),
            };
        )*
        /// Every rule, by code.
        pub static ALL: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    ADDRESS_LOST          Error   "address-lost"
    ADDRESS_TOO_LONG      Error   "address-too-long"
    ALIAS_LOOP            Error   "alias-loop"
    BAD_ADDRESS           Error   "bad-address"
    BAD_DATE              Error   "bad-date"
    BAD_VALUE             Error   "bad-value"
    BROKEN_FOOTNOTE       Error   "broken-footnote"
    BROKEN_LINK           Error   "broken-link"
    CHECKLIST_BROKEN      Error   "checklist-broken"
    CLAIM_INCOMPLETE      Error   "claim-incomplete"
    DUPLICATE_ADDRESS     Error   "duplicate-address"
    DUPLICATE_ID          Error   "duplicate-id"
    EMPTY_CARD            Error   "empty-card"
    FIGURE_UNSAFE         Error   "figure-unsafe"
    FRONT_MATTER_MISSING  Error   "front-matter-missing"
    LINK_WITHOUT_WORDS    Error   "link-without-words"
    LINKED_FILE           Error   "linked-file"
    LOCK_BROKEN           Error   "lock-broken"
    MINOR_CHANGE_TOO_BIG  Error   "minor-change-too-big"
    MISSING_HOME          Error   "missing-home"
    MISSING_KEY           Error   "missing-key"
    MISSING_PICTURE       Error   "missing-picture"
    MISSING_STRING        Error   "missing-string"
    MISSING_TEMPLATE      Error   "missing-template"
    MISSING_TRANSLATION   Warning "missing-translation"
    NOT_PROMISED          Warning "not-promised"
    NOT_UTF8              Error   "not-utf8"
    PICTURE_IN_TEXT       Error   "picture-in-text"
    PICTURE_WITHOUT_WORDS Error   "picture-without-words"
    RAW_HTML              Error   "raw-html"
    REFERENCE_BROKEN      Error   "reference-broken"
    RELEASE_OUT_OF_DATE   Error   "release-out-of-date"
    SECOND_TITLE          Error   "second-title"
    SIGN_OFF_IN_FUTURE    Error   "sign-off-in-future"
    SIGN_OFF_MISSING      Error   "sign-off-missing"
    SIGN_OFF_STALE        Error   "sign-off-stale"
    SIGN_OFF_UNKNOWN      Error   "sign-off-unknown"
    STRAY_FILE            Error   "stray-file"
    TABLE_WITHOUT_CAPTION Error   "table-without-caption"
    TEMPLATE_ERROR        Error   "template-error"
    TOML_SYNTAX           Error   "toml-syntax"
    TOO_LARGE             Error   "too-large"
    UNKNOWN_CITATION      Error   "unknown-citation"
    UNKNOWN_ID            Error   "unknown-id"
    UNKNOWN_KEY           Error   "unknown-key"
    UNKNOWN_MARK          Error   "unknown-mark"
    UNREADABLE_FILE       Error   "unreadable-file"
}
