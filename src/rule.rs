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
    MISSING_HOME          Error   "missing-home"
    MISSING_KEY           Error   "missing-key"
    MISSING_PICTURE       Error   "missing-picture"
    MISSING_STRING        Error   "missing-string"
    MISSING_TEMPLATE      Error   "missing-template"
    MISSING_TRANSLATION   Warning "missing-translation"
    NOT_UTF8              Error   "not-utf8"
    PICTURE_IN_TEXT       Error   "picture-in-text"
    PICTURE_WITHOUT_WORDS Error   "picture-without-words"
    RAW_HTML              Error   "raw-html"
    REFERENCE_BROKEN      Error   "reference-broken"
    SECOND_TITLE          Error   "second-title"
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
