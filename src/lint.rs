//! The editorial gate: checks of pages, of built pages, and of the site as a whole.
//!
//! A check is one file here, named after its rule's code, beside the rule's document in `rules/`. It sees
//! everything and changes nothing; what it finds it tells its `Report`.

mod address_from_root;
mod advice_hidden;
mod answer_missing;
mod aria_broken;
mod card_missing;
mod checklist_too_long;
mod checklist_unanswered;
mod choice_made;
mod choices_ungrouped;
mod contrast_low;
mod control_unlabelled;
mod data_differs;
mod dates_not_shown;
mod description_length;
mod error_page_missing;
mod feedback_missing;
mod file_link_unlabelled;
mod focus_moved;
mod form_asks_who;
mod form_sends;
mod heading_skipped;
mod html_untidy;
mod landmark_missing;
mod language_unsaid;
mod link_insecure;
mod link_not_allowed;
mod link_text_vague;
mod link_tracked;
mod link_two_targets;
mod loads_from_elsewhere;
mod outlives_evidence;
mod page_heavy;
mod picture_without_caption;
mod picture_words_useless;
mod policy_loose;
mod referrer_sent;
mod requests_many;
mod review_overdue;
mod review_soon;
mod review_too_far;
mod script;
mod script_heavy;
mod script_sends;
mod settle;
mod skip_link_missing;
mod storage_undeclared;
mod style_in_the_way;
mod table_hard_to_read;
mod title_missing;
mod tracker_named;
mod translation_unlinked;
mod view;
mod zoom_locked;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::output::OutputTree;
use crate::rule::{self, Rule};

pub use settle::{Excuses, settle};
pub use view::{BuiltView, Context, PageView};

/// A rule and the function that looks for what breaks it.
#[derive(Debug)]
pub struct Lint {
    /// The rule.
    pub rule: &'static Rule,
    /// What looks.
    pub check: Check,
}

/// What a check looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// One page among the others: its card, its words, its source.
    Page(fn(&PageView<'_>, &Context<'_>, &mut Report<'_>)),
    /// One page as it was built.
    Built(fn(&BuiltView<'_>, &Context<'_>, &mut Report<'_>)),
    /// All cards, all data and all built files.
    Site(fn(&OutputTree, &Context<'_>, &mut Report<'_>)),
}

/// Every check, by its rule's code.
pub static LINTS: &[Lint] = &[
    Lint { rule: &rule::ADDRESS_FROM_ROOT, check: Check::Built(address_from_root::check) },
    Lint { rule: &rule::ADVICE_HIDDEN, check: Check::Built(advice_hidden::check) },
    Lint { rule: &rule::ANSWER_MISSING, check: Check::Page(answer_missing::check) },
    Lint { rule: &rule::ARIA_BROKEN, check: Check::Built(aria_broken::check) },
    Lint { rule: &rule::CARD_MISSING, check: Check::Page(card_missing::check) },
    Lint { rule: &rule::CHECKLIST_TOO_LONG, check: Check::Site(checklist_too_long::check) },
    Lint { rule: &rule::CHECKLIST_UNANSWERED, check: Check::Site(checklist_unanswered::check) },
    Lint { rule: &rule::CHOICE_MADE, check: Check::Built(choice_made::check) },
    Lint { rule: &rule::CHOICES_UNGROUPED, check: Check::Built(choices_ungrouped::check) },
    Lint { rule: &rule::CONTRAST_LOW, check: Check::Site(contrast_low::check) },
    Lint { rule: &rule::CONTROL_UNLABELLED, check: Check::Built(control_unlabelled::check) },
    Lint { rule: &rule::DATA_DIFFERS, check: Check::Built(data_differs::check) },
    Lint { rule: &rule::DATES_NOT_SHOWN, check: Check::Built(dates_not_shown::check) },
    Lint { rule: &rule::DESCRIPTION_LENGTH, check: Check::Site(description_length::check) },
    Lint { rule: &rule::ERROR_PAGE_MISSING, check: Check::Site(error_page_missing::check) },
    Lint { rule: &rule::FEEDBACK_MISSING, check: Check::Built(feedback_missing::check) },
    Lint { rule: &rule::FILE_LINK_UNLABELLED, check: Check::Page(file_link_unlabelled::check) },
    Lint { rule: &rule::FOCUS_MOVED, check: Check::Built(focus_moved::check) },
    Lint { rule: &rule::FORM_ASKS_WHO, check: Check::Built(form_asks_who::check) },
    Lint { rule: &rule::FORM_SENDS, check: Check::Built(form_sends::check) },
    Lint { rule: &rule::HEADING_SKIPPED, check: Check::Page(heading_skipped::check) },
    Lint { rule: &rule::HTML_UNTIDY, check: Check::Built(html_untidy::check) },
    Lint { rule: &rule::LANDMARK_MISSING, check: Check::Built(landmark_missing::check) },
    Lint { rule: &rule::LANGUAGE_UNSAID, check: Check::Built(language_unsaid::check) },
    Lint { rule: &rule::LINK_INSECURE, check: Check::Built(link_insecure::check) },
    Lint { rule: &rule::LINK_NOT_ALLOWED, check: Check::Built(link_not_allowed::check) },
    Lint { rule: &rule::LINK_TEXT_VAGUE, check: Check::Page(link_text_vague::check) },
    Lint { rule: &rule::LINK_TRACKED, check: Check::Built(link_tracked::check) },
    Lint { rule: &rule::LINK_TWO_TARGETS, check: Check::Page(link_two_targets::check) },
    Lint { rule: &rule::LOADS_FROM_ELSEWHERE, check: Check::Built(loads_from_elsewhere::check) },
    Lint { rule: &rule::OUTLIVES_EVIDENCE, check: Check::Page(outlives_evidence::check) },
    Lint { rule: &rule::PAGE_HEAVY, check: Check::Built(page_heavy::check) },
    Lint { rule: &rule::PICTURE_WITHOUT_CAPTION, check: Check::Page(picture_without_caption::check) },
    Lint { rule: &rule::PICTURE_WORDS_USELESS, check: Check::Page(picture_words_useless::check) },
    Lint { rule: &rule::POLICY_LOOSE, check: Check::Built(policy_loose::check) },
    Lint { rule: &rule::REFERRER_SENT, check: Check::Built(referrer_sent::check) },
    Lint { rule: &rule::REQUESTS_MANY, check: Check::Built(requests_many::check) },
    Lint { rule: &rule::REVIEW_OVERDUE, check: Check::Page(review_overdue::check) },
    Lint { rule: &rule::REVIEW_SOON, check: Check::Page(review_soon::check) },
    Lint { rule: &rule::REVIEW_TOO_FAR, check: Check::Page(review_too_far::check) },
    Lint { rule: &rule::SCRIPT_HEAVY, check: Check::Built(script_heavy::check) },
    Lint { rule: &rule::SCRIPT_SENDS, check: Check::Built(script_sends::check) },
    Lint { rule: &rule::SKIP_LINK_MISSING, check: Check::Built(skip_link_missing::check) },
    Lint { rule: &rule::STORAGE_UNDECLARED, check: Check::Built(storage_undeclared::check) },
    Lint { rule: &rule::STYLE_IN_THE_WAY, check: Check::Site(style_in_the_way::check) },
    Lint { rule: &rule::TABLE_HARD_TO_READ, check: Check::Built(table_hard_to_read::check) },
    Lint { rule: &rule::TITLE_MISSING, check: Check::Built(title_missing::check) },
    Lint { rule: &rule::TRACKER_NAMED, check: Check::Built(tracker_named::check) },
    Lint { rule: &rule::TRANSLATION_UNLINKED, check: Check::Built(translation_unlinked::check) },
    Lint { rule: &rule::ZOOM_LOCKED, check: Check::Built(zoom_locked::check) },
];

/// Takes what the check of one rule finds.
#[derive(Debug)]
pub struct Report<'a> {
    rule: &'static Rule,
    found: &'a mut Diagnostics,
}

impl Report<'_> {
    /// Something is wrong here; the help says what to write instead.
    pub fn add(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.push(self.finding(span, message).help(help));
    }

    /// A finding of this rule, to be built further and pushed.
    pub fn finding(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.rule, span, message)
    }

    /// Takes a finding.
    pub fn push(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }

    /// The rule, whose limit a site may set.
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }
}

/// Looks at a page, and at what was built from it.
pub fn page(page: &PageView<'_>, html: &str, context: &Context<'_>) -> Diagnostics {
    let mut found = Diagnostics::default();
    let built = BuiltView::new(page, html);
    for lint in LINTS.iter().filter(|lint| context.is_on(lint.rule)) {
        let mut report = Report { rule: lint.rule, found: &mut found };
        match lint.check {
            Check::Page(check) => check(page, context, &mut report),
            Check::Built(check) => check(&built, context, &mut report),
            Check::Site(_) => {}
        }
    }
    found
}

/// Looks at the site as a whole.
pub fn site(output: &OutputTree, context: &Context<'_>) -> Diagnostics {
    let mut found = Diagnostics::default();
    for lint in LINTS.iter().filter(|lint| context.is_on(lint.rule)) {
        if let Check::Site(check) = lint.check {
            check(output, context, &mut Report { rule: lint.rule, found: &mut found });
        }
    }
    found
}
