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
    ($($name:ident $family:ident $severity:ident $($protected:ident)? $code:literal)*) => {
        $(
            #[doc = concat!("`", $code, "`")]
            pub static $name: Rule = Rule {
                code: $code,
                family: Family::$family,
                severity: Severity::$severity,
                protected: !stringify!($($protected)?).is_empty(),
                document: include_str!(concat!("rules/", $code, ".md")),
            };
        )*
        /// Every rule, by code.
        pub static ALL: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    ADDRESS_FROM_ROOT     Output          Error             "address-from-root"
    ADDRESS_LOST          Addresses       Error   protected "address-lost"
    ADDRESS_TOO_LONG      Addresses       Error             "address-too-long"
    ADVICE_HIDDEN         Checklist       Error   protected "advice-hidden"
    ALIAS_LOOP            Addresses       Error   protected "alias-loop"
    ALLOWANCE_EXPIRED     Source          Error   protected "allowance-expired"
    ALLOWANCE_UNUSED      Source          Warning           "allowance-unused"
    ANSWER_MISSING        Structure       Error             "answer-missing"
    ARIA_BROKEN           Accessibility   Error             "aria-broken"
    BAD_ADDRESS           Addresses       Error   protected "bad-address"
    BAD_DATE              DatesAndSignOff Error   protected "bad-date"
    BAD_VALUE             Source          Error   protected "bad-value"
    BROKEN_FOOTNOTE       Source          Error   protected "broken-footnote"
    BROKEN_LINK           Links           Error   protected "broken-link"
    CARD_MISSING          Safety          Error   protected "card-missing"
    CHECKLIST_BROKEN      Checklist       Error   protected "checklist-broken"
    CHECKLIST_TOO_LONG    Checklist       Warning           "checklist-too-long"
    CHECKLIST_UNANSWERED  Checklist       Error   protected "checklist-unanswered"
    CHOICE_MADE           Accessibility   Error             "choice-made"
    CHOICES_UNGROUPED     Accessibility   Error             "choices-ungrouped"
    CLAIM_INCOMPLETE      Evidence        Error   protected "claim-incomplete"
    CONTRAST_LOW          Accessibility   Error             "contrast-low"
    CONTROL_UNLABELLED    Accessibility   Error             "control-unlabelled"
    DATA_DIFFERS          Codes           Error             "data-differs"
    DATES_NOT_SHOWN       DatesAndSignOff Error             "dates-not-shown"
    DESCRIPTION_LENGTH    Structure       Error             "description-length"
    DUPLICATE_ADDRESS     Addresses       Error   protected "duplicate-address"
    DUPLICATE_ID          Source          Error   protected "duplicate-id"
    EMPTY_CARD            Cards           Error   protected "empty-card"
    ERROR_PAGE_MISSING    Output          Error             "error-page-missing"
    FEEDBACK_MISSING      DatesAndSignOff Error             "feedback-missing"
    FIGURE_UNSAFE         Pictures        Error   protected "figure-unsafe"
    FILE_LINK_UNLABELLED  Links           Error             "file-link-unlabelled"
    FOCUS_MOVED           Accessibility   Error             "focus-moved"
    FORM_ASKS_WHO         Privacy         Error   protected "form-asks-who"
    FORM_SENDS            Privacy         Error   protected "form-sends"
    FRONT_MATTER_MISSING  Source          Error   protected "front-matter-missing"
    HEADING_SKIPPED       Structure       Error             "heading-skipped"
    HTML_UNTIDY           Output          Error             "html-untidy"
    LANDMARK_MISSING      Accessibility   Error             "landmark-missing"
    LANGUAGE_UNSAID       Accessibility   Error             "language-unsaid"
    LINK_INSECURE         Links           Error             "link-insecure"
    LINK_NOT_ALLOWED      Links           Error             "link-not-allowed"
    LINK_TEXT_VAGUE       Links           Error             "link-text-vague"
    LINK_TRACKED          Links           Error             "link-tracked"
    LINK_TWO_TARGETS      Links           Warning           "link-two-targets"
    LINK_WITHOUT_WORDS    Links           Error   protected "link-without-words"
    LINKED_FILE           Source          Error   protected "linked-file"
    LOADS_FROM_ELSEWHERE  Privacy         Error   protected "loads-from-elsewhere"
    LOCK_BROKEN           Addresses       Error   protected "lock-broken"
    MINOR_CHANGE_TOO_BIG  DatesAndSignOff Warning protected "minor-change-too-big"
    MISSING_HOME          Addresses       Error   protected "missing-home"
    MISSING_KEY           Source          Error   protected "missing-key"
    MISSING_PICTURE       Pictures        Error   protected "missing-picture"
    MISSING_STRING        Source          Error   protected "missing-string"
    MISSING_TEMPLATE      Source          Error   protected "missing-template"
    MISSING_TRANSLATION   Source          Warning           "missing-translation"
    NOT_PROMISED          Addresses       Note              "not-promised"
    NOT_UTF8              Source          Error   protected "not-utf8"
    OUTLIVES_EVIDENCE     DatesAndSignOff Error             "outlives-evidence"
    PAGE_HEAVY            Output          Error             "page-heavy"
    PICTURE_IN_TEXT       Pictures        Error   protected "picture-in-text"
    PICTURE_WITHOUT_CAPTION Pictures        Warning           "picture-without-caption"
    PICTURE_WITHOUT_WORDS Pictures        Error   protected "picture-without-words"
    PICTURE_WORDS_USELESS Pictures        Error             "picture-words-useless"
    POLICY_LOOSE          Privacy         Error             "policy-loose"
    RAW_HTML              Source          Error   protected "raw-html"
    REFERENCE_BROKEN      Evidence        Error   protected "reference-broken"
    REFERRER_SENT         Privacy         Error             "referrer-sent"
    REQUESTS_MANY         Output          Error             "requests-many"
    REVIEW_DATE_MISSING   DatesAndSignOff Warning protected "review-date-missing"
    REVIEW_OVERDUE        DatesAndSignOff Warning protected "review-overdue"
    REVIEW_SOON           DatesAndSignOff Warning           "review-soon"
    REVIEW_TOO_FAR        DatesAndSignOff Error             "review-too-far"
    RULE_NOT_EXCUSABLE    Source          Error   protected "rule-not-excusable"
    SCRIPT_HEAVY          Output          Error             "script-heavy"
    SCRIPT_SENDS          Privacy         Error   protected "script-sends"
    SECOND_TITLE          Structure       Error   protected "second-title"
    SIGN_OFF_IN_FUTURE    DatesAndSignOff Error   protected "sign-off-in-future"
    SIGN_OFF_MISSING      DatesAndSignOff Warning protected "sign-off-missing"
    SIGN_OFF_STALE        DatesAndSignOff Warning protected "sign-off-stale"
    SIGN_OFF_UNKNOWN      DatesAndSignOff Error   protected "sign-off-unknown"
    SKIP_LINK_MISSING     Accessibility   Error             "skip-link-missing"
    STORAGE_UNDECLARED    Privacy         Error   protected "storage-undeclared"
    STRAY_FILE            Source          Error   protected "stray-file"
    STYLE_IN_THE_WAY      Accessibility   Error             "style-in-the-way"
    TABLE_HARD_TO_READ    Accessibility   Error             "table-hard-to-read"
    TABLE_WITHOUT_CAPTION Accessibility   Error   protected "table-without-caption"
    TEMPLATE_ERROR        Source          Error   protected "template-error"
    TITLE_MISSING         Accessibility   Error             "title-missing"
    TOML_SYNTAX           Source          Error   protected "toml-syntax"
    TOO_LARGE             Source          Error   protected "too-large"
    TRACKER_NAMED         Privacy         Error             "tracker-named"
    TRANSLATION_UNLINKED  Output          Error             "translation-unlinked"
    UNKNOWN_CITATION      Evidence        Error   protected "unknown-citation"
    UNKNOWN_ID            Source          Error   protected "unknown-id"
    UNKNOWN_KEY           Source          Error   protected "unknown-key"
    UNKNOWN_MARK          Source          Error   protected "unknown-mark"
    UNREADABLE_FILE       Source          Error   protected "unreadable-file"
    ZOOM_LOCKED           Accessibility   Error             "zoom-locked"
}
