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
    ABBREVIATION_UNEXPLAINED  PlainWords      Error             "abbreviation-unexplained"
    ADDRESS_FROM_ROOT         Output          Error             "address-from-root"
    ADDRESS_LOST              Addresses       Error   protected "address-lost"
    ADDRESS_TOO_LONG          Addresses       Error             "address-too-long"
    ADVERT_WORD               Evidence        Error             "advert-word"
    ADVICE_HIDDEN             Checklist       Error   protected "advice-hidden"
    ADVICE_NEVER_SHOWN        Checklist       Error   protected "advice-never-shown"
    ADVICE_UNGUARDED          Safety          Error   protected "advice-unguarded"
    ADVICE_WEAKENED           Checklist       Error   protected "advice-weakened"
    ALARM_WORD                PlainWords      Warning           "alarm-word"
    ALIAS_LOOP                Addresses       Error   protected "alias-loop"
    ALLOWANCE_EXPIRED         Source          Error   protected "allowance-expired"
    ALLOWANCE_UNUSED          Source          Warning           "allowance-unused"
    ANSWER_MISSING            Structure       Error             "answer-missing"
    ARIA_BROKEN               Accessibility   Error             "aria-broken"
    ATTESTATION_STALE         DatesAndSignOff Warning           "attestation-stale"
    BAD_ADDRESS               Addresses       Error   protected "bad-address"
    BAD_DATE                  DatesAndSignOff Error   protected "bad-date"
    BAD_VALUE                 Source          Error   protected "bad-value"
    BANNER_MISSING            DatesAndSignOff Error   protected "banner-missing"
    BARE_EMERGENCY_NUMBER     Safety          Error   protected "bare-emergency-number"
    BROKEN_FOOTNOTE           Source          Error   protected "broken-footnote"
    BROKEN_LINK               Links           Error   protected "broken-link"
    CARD_HEADING_VAGUE        Cards           Error             "card-heading-vague"
    CARD_MISSING              Safety          Error   protected "card-missing"
    CARD_POINTS_AWAY          Cards           Error             "card-points-away"
    CARD_SWALLOWS_TEXT        Cards           Error             "card-swallows-text"
    CARD_TOO_LATE             Safety          Error   protected "card-too-late"
    CARD_TOO_LONG             Cards           Error             "card-too-long"
    CAUTION_LOST              Safety          Error   protected "caution-lost"
    CAUTION_MISSING           Safety          Error   protected "caution-missing"
    CHECKLIST_BROKEN          Checklist       Error   protected "checklist-broken"
    CHECKLIST_TOO_LONG        Checklist       Warning           "checklist-too-long"
    CHECKLIST_UNANSWERED      Checklist       Error   protected "checklist-unanswered"
    CHECKLIST_UNTRANSLATED    Checklist       Error             "checklist-untranslated"
    CHOICE_MADE               Accessibility   Error             "choice-made"
    CHOICES_UNGROUPED         Accessibility   Error             "choices-ungrouped"
    CITES_NOTHING             Evidence        Error             "cites-nothing"
    CLAIM_CHECK_OVERDUE       Evidence        Warning           "claim-check-overdue"
    CLAIM_INCOMPLETE          Evidence        Error   protected "claim-incomplete"
    CLAIM_OVERSTATED          Evidence        Error   protected "claim-overstated"
    CLAIM_REVERSED            Evidence        Error   protected "claim-reversed"
    CLAIM_UNDERSTATED         Evidence        Warning           "claim-understated"
    CLAIM_UNUSED              Evidence        Warning           "claim-unused"
    CLAIM_WITHOUT_SOURCES     Evidence        Error             "claim-without-sources"
    CONTRAST_LOW              Accessibility   Error             "contrast-low"
    CONTROL_UNLABELLED        Accessibility   Error             "control-unlabelled"
    DANGER_SIGN_LOST          Safety          Error   protected "danger-sign-lost"
    DANGER_SIGN_MISSING       Safety          Error   protected "danger-sign-missing"
    DANGER_SIGN_UNUSED        Safety          Error             "danger-sign-unused"
    DANGER_SIGN_WITHOUT_SOURCES Safety        Warning protected "danger-sign-without-sources"
    DATA_DIFFERS              Codes           Error             "data-differs"
    DATE_IN_FUTURE            DatesAndSignOff Error   protected "date-in-future"
    DATES_NOT_SHOWN           DatesAndSignOff Error             "dates-not-shown"
    DENOMINATORS_MIXED        Numbers         Error             "denominators-mixed"
    DESCRIPTION_LENGTH        Structure       Error             "description-length"
    DO_ITEM_SAYS_DO           Cards           Warning           "do-item-says-do"
    DO_LIST_SINGLE            Cards           Warning           "do-list-single"
    DONT_WITHOUT_NOT          Cards           Error   protected "dont-without-not"
    DOSE_OUTSIDE_CLINICAL     Safety          Error   protected "dose-outside-clinical"
    DUPLICATE_ADDRESS         Addresses       Error   protected "duplicate-address"
    DUPLICATE_ID              Source          Error   protected "duplicate-id"
    EFFECT_UNSOURCED          Evidence        Error             "effect-unsourced"
    EFFECT_WITHOUT_CLAIM      Evidence        Error   protected "effect-without-claim"
    EMPTY_CARD                Cards           Error   protected "empty-card"
    ERROR_PAGE_MISSING        Output          Error             "error-page-missing"
    FEEDBACK_MISSING          DatesAndSignOff Error             "feedback-missing"
    FIGURE_OF_SPEECH          PlainWords      Warning           "figure-of-speech"
    FIGURE_UNSAFE             Pictures        Error   protected "figure-unsafe"
    FILE_LEFT_OUT             Source          Note              "file-left-out"
    FILE_LINK_UNLABELLED      Links           Error             "file-link-unlabelled"
    FILE_NAME_UNFIT           Addresses       Error             "file-name-unfit"
    FOCUS_MOVED               Accessibility   Error             "focus-moved"
    FORM_ASKS_WHO             Privacy         Error   protected "form-asks-who"
    FORM_SENDS                Privacy         Error   protected "form-sends"
    FREQUENCY_UNSOURCED       Evidence        Error             "frequency-unsourced"
    FRONT_MATTER_MISSING      Source          Error   protected "front-matter-missing"
    FUNDING_HIDDEN            Evidence        Error             "funding-hidden"
    HARD_TO_FOLLOW            PlainWords      Warning           "hard-to-follow"
    HARD_WORD                 PlainWords      Error             "hard-word"
    HEADING_QUESTION          Structure       Warning           "heading-question"
    HEADING_SKIPPED           Structure       Error             "heading-skipped"
    HEADINGS_TOO_FAR          Structure       Warning           "headings-too-far"
    HTML_UNTIDY               Output          Error             "html-untidy"
    ID_REUSED                 Checklist       Error   protected "id-reused"
    INDENTED_CODE             Source          Error   protected "indented-code"
    INVISIBLE_SIGN            Source          Error             "invisible-sign"
    KEEP_TAKING_UNSAID        Safety          Error             "keep-taking-unsaid"
    KEY_POINTS_LATE           Structure       Error             "key-points-late"
    KEY_POINTS_LONG           Structure       Error             "key-points-long"
    KEY_POINTS_MISSING        Structure       Error             "key-points-missing"
    LANDMARK_MISSING          Accessibility   Error             "landmark-missing"
    LANGUAGE_UNSAID           Accessibility   Error             "language-unsaid"
    LEFT_OVER_MARK            Source          Error   protected "left-over-mark"
    LETTERS_DISGUISED         Source          Error             "letters-disguised"
    LINK_INSECURE             Links           Error             "link-insecure"
    LINK_NOT_ALLOWED          Links           Error             "link-not-allowed"
    LINK_TEXT_VAGUE           Links           Error             "link-text-vague"
    LINK_TRACKED              Links           Error             "link-tracked"
    LINK_TWO_TARGETS          Links           Warning           "link-two-targets"
    LINK_WITHOUT_WORDS        Links           Error   protected "link-without-words"
    LINKED_FILE               Source          Error   protected "linked-file"
    LIST_TOO_LONG             Structure       Warning           "list-too-long"
    LOADS_FROM_ELSEWHERE      Privacy         Error   protected "loads-from-elsewhere"
    LOCK_BROKEN               Addresses       Error   protected "lock-broken"
    LOOKS_PASTED              Structure       Error             "looks-pasted"
    MAIN_MESSAGE_MISSING      Structure       Error             "main-message-missing"
    MEDICINE_WITHOUT_WARNING  Safety          Error   protected "medicine-without-warning"
    MINOR_CHANGE_TOO_BIG      DatesAndSignOff Warning protected "minor-change-too-big"
    MISSING_HOME              Addresses       Error   protected "missing-home"
    MISSING_KEY               Source          Error   protected "missing-key"
    MISSING_PICTURE           Pictures        Error   protected "missing-picture"
    MISSING_STRING            Source          Error   protected "missing-string"
    MISSING_TEMPLATE          Source          Error   protected "missing-template"
    MISSING_TRANSLATION       Source          Warning           "missing-translation"
    NAMES_MIXED               PlainWords      Warning           "names-mixed"
    NO_EFFECT_CLAIMED         Evidence        Error             "no-effect-claimed"
    NOT_PROMISED              Addresses       Note              "not-promised"
    NOT_UTF8                  Source          Error   protected "not-utf8"
    NOTES_TOO_MANY            Cards           Warning           "notes-too-many"
    NOTHING_TO_DO             Structure       Error             "nothing-to-do"
    NUMBER_STYLE              Numbers         Warning           "number-style"
    OPTIONS_FEW               Evidence        Error             "options-few"
    OUTLIVES_EVIDENCE         DatesAndSignOff Error             "outlives-evidence"
    OVERPROMISE               Evidence        Error   protected "overpromise"
    PAGE_HEAVY                Output          Error             "page-heavy"
    PAGE_TOO_LONG             Structure       Warning           "page-too-long"
    PARAGRAPH_LONG            PlainWords      Warning           "paragraph-long"
    PEOPLE_LABELLED           PlainWords      Error             "people-labelled"
    PERCENT_WITHOUT_PEOPLE    Numbers         Error             "percent-without-people"
    PICTURE_BROKEN            Pictures        Error   protected "picture-broken"
    PICTURE_HEAVY             Pictures        Error             "picture-heavy"
    PICTURE_IN_TEXT           Pictures        Error   protected "picture-in-text"
    PICTURE_WITHOUT_CAPTION   Pictures        Error             "picture-without-caption"
    PICTURE_WITHOUT_WORDS     Pictures        Error   protected "picture-without-words"
    PICTURE_WORDS_USELESS     Pictures        Error             "picture-words-useless"
    POLICY_LOOSE              Privacy         Error             "policy-loose"
    PRIVATE_FILE              Privacy         Error             "private-file"
    RAW_HTML                  Source          Error   protected "raw-html"
    READER_NOT_ADDRESSED      PlainWords      Warning           "reader-not-addressed"
    READERS_NOT_ASKED         DatesAndSignOff Note              "readers-not-asked"
    READING_GRADE             PlainWords      Warning           "reading-grade"
    READING_SMOG              PlainWords      Warning           "reading-smog"
    REFERENCE_BROKEN          Evidence        Error   protected "reference-broken"
    REFERRER_SENT             Privacy         Error             "referrer-sent"
    RELATIVE_WITHOUT_ABSOLUTE Numbers         Error             "relative-without-absolute"
    REQUESTS_MANY             Output          Error             "requests-many"
    REVIEW_DATE_MISSING       DatesAndSignOff Warning protected "review-date-missing"
    REVIEW_OVERDUE            DatesAndSignOff Warning protected "review-overdue"
    REVIEW_SOON               DatesAndSignOff Warning           "review-soon"
    REVIEW_TOO_FAR            DatesAndSignOff Error             "review-too-far"
    RISING_WITHOUT_HOLD       Safety          Warning           "rising-without-hold"
    RULE_NOT_EXCUSABLE        Source          Error   protected "rule-not-excusable"
    SCRIPT_BROKEN             Output          Error   protected "script-broken"
    SCRIPT_HEAVY              Output          Error             "script-heavy"
    SCRIPT_SENDS              Privacy         Error   protected "script-sends"
    SECOND_TITLE              Structure       Error   protected "second-title"
    SECTION_EMPTY             Structure       Error             "section-empty"
    SECTION_HARD              PlainWords      Warning           "section-hard"
    SENTENCE_LONG             PlainWords      Warning           "sentence-long"
    SHOUTING                  PlainWords      Error             "shouting"
    SIGN_OFF_IN_FUTURE        DatesAndSignOff Error   protected "sign-off-in-future"
    SIGN_OFF_MISSING          DatesAndSignOff Warning protected "sign-off-missing"
    SIGN_OFF_STALE            DatesAndSignOff Warning protected "sign-off-stale"
    SIGN_OFF_UNKNOWN          DatesAndSignOff Error   protected "sign-off-unknown"
    SIGNED_BY_ONE_PERSON      DatesAndSignOff Warning protected "signed-by-one-person"
    SKIN_COLOUR_UNSAID        Safety          Error             "skin-colour-unsaid"
    SKIP_LINK_MISSING         Accessibility   Error             "skip-link-missing"
    SOUNDS_LIKE_DIAGNOSIS     Safety          Error   protected "sounds-like-diagnosis"
    SOUNDS_LIKE_SELLING       Evidence        Error             "sounds-like-selling"
    SOURCE_OLD                Evidence        Warning           "source-old"
    SOURCE_UNUSED             Evidence        Error             "source-unused"
    STEP_TOO_LONG             Structure       Error             "step-too-long"
    STORAGE_UNDECLARED        Privacy         Error   protected "storage-undeclared"
    STRAY_FILE                Source          Error   protected "stray-file"
    STYLE_IN_THE_WAY          Accessibility   Error             "style-in-the-way"
    SUM_FOR_READER            Numbers         Error             "sum-for-reader"
    TABLE_HARD_TO_READ        Accessibility   Error             "table-hard-to-read"
    TABLE_UNEVEN              Structure       Error   protected "table-uneven"
    TABLE_WITHOUT_CAPTION     Accessibility   Error   protected "table-without-caption"
    TEMPLATE_ERROR            Source          Error   protected "template-error"
    TERM_UNEXPLAINED          PlainWords      Error             "term-unexplained"
    TEXT_UNUSED               Checklist       Warning           "text-unused"
    TITLE_MISSING             Accessibility   Error             "title-missing"
    TITLE_SHARED              Structure       Error             "title-shared"
    TITLE_TOO_LONG            Structure       Error             "title-too-long"
    TOML_SYNTAX               Source          Error   protected "toml-syntax"
    TOO_LARGE                 Source          Error   protected "too-large"
    TRACKER_NAMED             Privacy         Error             "tracker-named"
    TRANSLATION_BEHIND        DatesAndSignOff Warning           "translation-behind"
    TRANSLATION_OUTDATED      DatesAndSignOff Warning protected "translation-outdated"
    TRANSLATION_UNLINKED      Output          Error             "translation-unlinked"
    UNKNOWN_CITATION          Evidence        Error   protected "unknown-citation"
    UNKNOWN_ID                Source          Error   protected "unknown-id"
    UNKNOWN_KEY               Source          Error   protected "unknown-key"
    UNKNOWN_MARK              Source          Error   protected "unknown-mark"
    UNKNOWNS_UNSAID           Evidence        Error             "unknowns-unsaid"
    UNREADABLE_FILE           Source          Error   protected "unreadable-file"
    UPDATED_BEFORE_CHANGE     DatesAndSignOff Error             "updated-before-change"
    WORDS_LOST                Source          Error   protected "words-lost"
    WORDS_UNTRANSLATED        Safety          Error             "words-untranslated"
    ZOOM_LOCKED               Accessibility   Error             "zoom-locked"
}
