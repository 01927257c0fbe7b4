//! The editorial gate: checks of pages, of built pages, and of the site as a whole.
//!
//! A check is one file here, named after its rule's code, beside the rule's document in `rules/`. It sees
//! everything and changes nothing; what it finds it tells its `Report`.

mod abbreviation_unexplained;
mod address_from_root;
mod advert_word;
mod advice_hidden;
mod advice_unguarded;
mod alarm_word;
mod answer_missing;
mod aria_broken;
mod banner_missing;
mod bare_emergency_number;
mod card_heading_vague;
mod card_missing;
mod card_points_away;
mod card_swallows_text;
mod card_too_late;
mod card_too_long;
mod caution_missing;
mod checklist_too_long;
mod checklist_unanswered;
mod checklist_untranslated;
mod choice_made;
mod choices_ungrouped;
mod cites_nothing;
mod claim_check_overdue;
mod claim_overstated;
mod claim_reversed;
mod claim_understated;
mod claim_unused;
mod claim_without_sources;
mod contrast_low;
mod control_unlabelled;
mod danger_sign_missing;
mod danger_sign_unused;
mod danger_sign_without_sources;
mod data_differs;
mod data_files;
mod date_in_future;
mod dates_not_shown;
mod denominators_mixed;
mod description_length;
mod do_item_says_do;
mod do_list_single;
mod dont_without_not;
mod dose_outside_clinical;
mod effect_unsourced;
mod effect_without_claim;
mod effects;
mod error_page_missing;
mod feedback_missing;
mod figure_of_speech;
mod file_link_unlabelled;
mod focus_moved;
mod form_asks_who;
mod form_sends;
mod frequency_unsourced;
mod funding_hidden;
mod hard_to_follow;
mod hard_word;
mod heading_question;
mod heading_skipped;
mod headings_too_far;
mod html_untidy;
mod invisible_sign;
mod keep_taking_unsaid;
mod key_points_late;
mod key_points_long;
mod key_points_missing;
mod landmark_missing;
mod language_unsaid;
mod letters_disguised;
mod link_insecure;
mod link_not_allowed;
mod link_text_vague;
mod link_tracked;
mod link_two_targets;
mod list_too_long;
mod lists;
mod loads_from_elsewhere;
mod looks_pasted;
mod main_message_missing;
mod medicine_without_warning;
mod names_mixed;
mod no_effect_claimed;
mod notes_too_many;
mod nothing_to_do;
mod number_style;
mod options_few;
mod outlives_evidence;
mod overpromise;
mod page_heavy;
mod page_too_long;
mod paragraph_long;
mod passages;
mod people_labelled;
mod percent_without_people;
mod picture_heavy;
mod picture_without_caption;
mod picture_words_useless;
mod policy_loose;
mod reader_not_addressed;
mod readers_not_asked;
mod reading_grade;
mod reading_smog;
mod referrer_sent;
mod relative_without_absolute;
mod requests_many;
mod review_overdue;
mod review_soon;
mod review_too_far;
mod rising_without_hold;
mod script;
mod script_broken;
mod script_heavy;
mod script_sends;
mod section_empty;
mod section_hard;
mod sentence_long;
mod sentences;
mod settle;
mod shouting;
mod skin_colour_unsaid;
mod skip_link_missing;
mod sounds_like_diagnosis;
mod sounds_like_selling;
mod source_old;
mod source_unused;
mod step_too_long;
mod storage_undeclared;
mod style_in_the_way;
mod sum_for_reader;
mod table_hard_to_read;
mod term_unexplained;
mod text_unused;
mod title_missing;
mod title_shared;
mod title_too_long;
mod tracker_named;
mod translation_unlinked;
mod unknowns_unsaid;
mod updated_before_change;
mod view;
mod visible;
mod words_untranslated;
mod zoom_locked;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::document::Document;
use crate::output::OutputTree;
use crate::rule::{self, Rule};

pub use lists::Lists;
pub use settle::{Excuse, settle};
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
    /// One page among the others: its card, its words, its source. Looks whatever else is wrong.
    Page(fn(&PageView<'_>, &Context<'_>, &mut Report<'_>)),
    /// The same, for what a page lacks: a mark that is misspelt is not missing as well.
    Whole(fn(&PageView<'_>, &Context<'_>, &mut Report<'_>)),
    /// One page as it was built.
    Built(fn(&BuiltView<'_>, &Context<'_>, &mut Report<'_>)),
    /// All cards, all data and all built files.
    Site(fn(&OutputTree, &Context<'_>, &mut Report<'_>)),
}

/// Every check, by its rule's code. A rule about words has one for pages and one for data files.
pub static LINTS: &[Lint] = &[
    Lint { rule: &rule::ABBREVIATION_UNEXPLAINED, check: Check::Page(abbreviation_unexplained::check) },
    Lint { rule: &rule::ADDRESS_FROM_ROOT, check: Check::Built(address_from_root::check) },
    Lint { rule: &rule::ADVERT_WORD, check: Check::Page(advert_word::check) },
    Lint { rule: &rule::ADVICE_HIDDEN, check: Check::Built(advice_hidden::check) },
    Lint { rule: &rule::ADVICE_UNGUARDED, check: Check::Page(advice_unguarded::check) },
    Lint { rule: &rule::ALARM_WORD, check: Check::Page(alarm_word::check) },
    Lint { rule: &rule::ANSWER_MISSING, check: Check::Whole(answer_missing::check) },
    Lint { rule: &rule::ARIA_BROKEN, check: Check::Built(aria_broken::check) },
    Lint { rule: &rule::BANNER_MISSING, check: Check::Built(banner_missing::check) },
    Lint { rule: &rule::BARE_EMERGENCY_NUMBER, check: Check::Page(bare_emergency_number::check) },
    Lint { rule: &rule::CARD_HEADING_VAGUE, check: Check::Site(card_heading_vague::check) },
    Lint { rule: &rule::CARD_MISSING, check: Check::Whole(card_missing::check) },
    Lint { rule: &rule::CARD_POINTS_AWAY, check: Check::Page(card_points_away::check) },
    Lint { rule: &rule::CARD_SWALLOWS_TEXT, check: Check::Whole(card_swallows_text::check) },
    Lint { rule: &rule::CARD_TOO_LATE, check: Check::Whole(card_too_late::check) },
    Lint { rule: &rule::CARD_TOO_LONG, check: Check::Page(card_too_long::check) },
    Lint { rule: &rule::CAUTION_MISSING, check: Check::Whole(caution_missing::check) },
    Lint { rule: &rule::CHECKLIST_TOO_LONG, check: Check::Site(checklist_too_long::check) },
    Lint { rule: &rule::CHECKLIST_UNANSWERED, check: Check::Site(checklist_unanswered::check) },
    Lint { rule: &rule::CHECKLIST_UNTRANSLATED, check: Check::Site(checklist_untranslated::check) },
    Lint { rule: &rule::CHOICE_MADE, check: Check::Built(choice_made::check) },
    Lint { rule: &rule::CHOICES_UNGROUPED, check: Check::Built(choices_ungrouped::check) },
    Lint { rule: &rule::CITES_NOTHING, check: Check::Whole(cites_nothing::check) },
    Lint { rule: &rule::CLAIM_CHECK_OVERDUE, check: Check::Site(claim_check_overdue::check) },
    Lint { rule: &rule::CLAIM_OVERSTATED, check: Check::Page(claim_overstated::check) },
    Lint { rule: &rule::CLAIM_OVERSTATED, check: Check::Site(claim_overstated::check_data) },
    Lint { rule: &rule::CLAIM_REVERSED, check: Check::Page(claim_reversed::check) },
    Lint { rule: &rule::CLAIM_REVERSED, check: Check::Site(claim_reversed::check_data) },
    Lint { rule: &rule::CLAIM_UNDERSTATED, check: Check::Page(claim_understated::check) },
    Lint { rule: &rule::CLAIM_UNDERSTATED, check: Check::Site(claim_understated::check_data) },
    Lint { rule: &rule::CLAIM_UNUSED, check: Check::Site(claim_unused::check) },
    Lint { rule: &rule::CLAIM_WITHOUT_SOURCES, check: Check::Site(claim_without_sources::check) },
    Lint { rule: &rule::CONTRAST_LOW, check: Check::Site(contrast_low::check) },
    Lint { rule: &rule::CONTROL_UNLABELLED, check: Check::Built(control_unlabelled::check) },
    Lint { rule: &rule::DANGER_SIGN_MISSING, check: Check::Whole(danger_sign_missing::check) },
    Lint { rule: &rule::DANGER_SIGN_UNUSED, check: Check::Site(danger_sign_unused::check) },
    Lint { rule: &rule::DANGER_SIGN_WITHOUT_SOURCES, check: Check::Site(danger_sign_without_sources::check) },
    Lint { rule: &rule::DATA_DIFFERS, check: Check::Built(data_differs::check) },
    Lint { rule: &rule::DATE_IN_FUTURE, check: Check::Page(date_in_future::check) },
    Lint { rule: &rule::DATE_IN_FUTURE, check: Check::Site(date_in_future::check_data) },
    Lint { rule: &rule::DATES_NOT_SHOWN, check: Check::Built(dates_not_shown::check) },
    Lint { rule: &rule::DENOMINATORS_MIXED, check: Check::Page(denominators_mixed::check) },
    Lint { rule: &rule::DESCRIPTION_LENGTH, check: Check::Site(description_length::check) },
    Lint { rule: &rule::DO_ITEM_SAYS_DO, check: Check::Page(do_item_says_do::check) },
    Lint { rule: &rule::DO_LIST_SINGLE, check: Check::Page(do_list_single::check) },
    Lint { rule: &rule::DONT_WITHOUT_NOT, check: Check::Page(dont_without_not::check) },
    Lint { rule: &rule::DOSE_OUTSIDE_CLINICAL, check: Check::Page(dose_outside_clinical::check) },
    Lint { rule: &rule::EFFECT_UNSOURCED, check: Check::Page(effect_unsourced::check) },
    Lint { rule: &rule::EFFECT_WITHOUT_CLAIM, check: Check::Page(effect_without_claim::check) },
    Lint { rule: &rule::ERROR_PAGE_MISSING, check: Check::Site(error_page_missing::check) },
    Lint { rule: &rule::FEEDBACK_MISSING, check: Check::Built(feedback_missing::check) },
    Lint { rule: &rule::FIGURE_OF_SPEECH, check: Check::Page(figure_of_speech::check) },
    Lint { rule: &rule::FILE_LINK_UNLABELLED, check: Check::Page(file_link_unlabelled::check) },
    Lint { rule: &rule::FOCUS_MOVED, check: Check::Built(focus_moved::check) },
    Lint { rule: &rule::FORM_ASKS_WHO, check: Check::Built(form_asks_who::check) },
    Lint { rule: &rule::FORM_SENDS, check: Check::Built(form_sends::check) },
    Lint { rule: &rule::FREQUENCY_UNSOURCED, check: Check::Page(frequency_unsourced::check) },
    Lint { rule: &rule::FUNDING_HIDDEN, check: Check::Site(funding_hidden::check) },
    Lint { rule: &rule::HARD_TO_FOLLOW, check: Check::Page(hard_to_follow::check) },
    Lint { rule: &rule::HARD_WORD, check: Check::Page(hard_word::check) },
    Lint { rule: &rule::HEADING_QUESTION, check: Check::Page(heading_question::check) },
    Lint { rule: &rule::HEADING_SKIPPED, check: Check::Page(heading_skipped::check) },
    Lint { rule: &rule::HEADINGS_TOO_FAR, check: Check::Page(headings_too_far::check) },
    Lint { rule: &rule::HTML_UNTIDY, check: Check::Built(html_untidy::check) },
    Lint { rule: &rule::INVISIBLE_SIGN, check: Check::Site(invisible_sign::check) },
    Lint { rule: &rule::KEEP_TAKING_UNSAID, check: Check::Whole(keep_taking_unsaid::check) },
    Lint { rule: &rule::KEY_POINTS_LATE, check: Check::Whole(key_points_late::check) },
    Lint { rule: &rule::KEY_POINTS_LONG, check: Check::Page(key_points_long::check) },
    Lint { rule: &rule::KEY_POINTS_MISSING, check: Check::Whole(key_points_missing::check) },
    Lint { rule: &rule::LANDMARK_MISSING, check: Check::Built(landmark_missing::check) },
    Lint { rule: &rule::LANGUAGE_UNSAID, check: Check::Built(language_unsaid::check) },
    Lint { rule: &rule::LETTERS_DISGUISED, check: Check::Site(letters_disguised::check) },
    Lint { rule: &rule::LINK_INSECURE, check: Check::Built(link_insecure::check) },
    Lint { rule: &rule::LINK_NOT_ALLOWED, check: Check::Built(link_not_allowed::check) },
    Lint { rule: &rule::LINK_TEXT_VAGUE, check: Check::Page(link_text_vague::check) },
    Lint { rule: &rule::LINK_TRACKED, check: Check::Built(link_tracked::check) },
    Lint { rule: &rule::LINK_TWO_TARGETS, check: Check::Page(link_two_targets::check) },
    Lint { rule: &rule::LIST_TOO_LONG, check: Check::Page(list_too_long::check) },
    Lint { rule: &rule::LOADS_FROM_ELSEWHERE, check: Check::Built(loads_from_elsewhere::check) },
    Lint { rule: &rule::LOOKS_PASTED, check: Check::Page(looks_pasted::check) },
    Lint { rule: &rule::MAIN_MESSAGE_MISSING, check: Check::Page(main_message_missing::check) },
    Lint { rule: &rule::MEDICINE_WITHOUT_WARNING, check: Check::Whole(medicine_without_warning::check) },
    Lint { rule: &rule::NAMES_MIXED, check: Check::Page(names_mixed::check) },
    Lint { rule: &rule::NO_EFFECT_CLAIMED, check: Check::Page(no_effect_claimed::check) },
    Lint { rule: &rule::NO_EFFECT_CLAIMED, check: Check::Site(no_effect_claimed::check_data) },
    Lint { rule: &rule::NOTES_TOO_MANY, check: Check::Page(notes_too_many::check) },
    Lint { rule: &rule::NOTHING_TO_DO, check: Check::Whole(nothing_to_do::check) },
    Lint { rule: &rule::NUMBER_STYLE, check: Check::Page(number_style::check) },
    Lint { rule: &rule::OPTIONS_FEW, check: Check::Site(options_few::check) },
    Lint { rule: &rule::OUTLIVES_EVIDENCE, check: Check::Page(outlives_evidence::check) },
    Lint { rule: &rule::OVERPROMISE, check: Check::Page(overpromise::check) },
    Lint { rule: &rule::PAGE_HEAVY, check: Check::Built(page_heavy::check) },
    Lint { rule: &rule::PAGE_TOO_LONG, check: Check::Page(page_too_long::check) },
    Lint { rule: &rule::PARAGRAPH_LONG, check: Check::Page(paragraph_long::check) },
    Lint { rule: &rule::PEOPLE_LABELLED, check: Check::Page(people_labelled::check) },
    Lint { rule: &rule::PERCENT_WITHOUT_PEOPLE, check: Check::Page(percent_without_people::check) },
    Lint { rule: &rule::PICTURE_HEAVY, check: Check::Site(picture_heavy::check) },
    Lint { rule: &rule::PICTURE_WITHOUT_CAPTION, check: Check::Whole(picture_without_caption::check) },
    Lint { rule: &rule::PICTURE_WORDS_USELESS, check: Check::Whole(picture_words_useless::check) },
    Lint { rule: &rule::POLICY_LOOSE, check: Check::Built(policy_loose::check) },
    Lint { rule: &rule::READER_NOT_ADDRESSED, check: Check::Page(reader_not_addressed::check) },
    Lint { rule: &rule::READERS_NOT_ASKED, check: Check::Site(readers_not_asked::check) },
    Lint { rule: &rule::READING_GRADE, check: Check::Page(reading_grade::check) },
    Lint { rule: &rule::READING_SMOG, check: Check::Page(reading_smog::check) },
    Lint { rule: &rule::REFERRER_SENT, check: Check::Built(referrer_sent::check) },
    Lint { rule: &rule::RELATIVE_WITHOUT_ABSOLUTE, check: Check::Page(relative_without_absolute::check) },
    Lint { rule: &rule::REQUESTS_MANY, check: Check::Built(requests_many::check) },
    Lint { rule: &rule::REVIEW_OVERDUE, check: Check::Page(review_overdue::check) },
    Lint { rule: &rule::REVIEW_SOON, check: Check::Page(review_soon::check) },
    Lint { rule: &rule::REVIEW_TOO_FAR, check: Check::Page(review_too_far::check) },
    Lint { rule: &rule::RISING_WITHOUT_HOLD, check: Check::Page(rising_without_hold::check) },
    Lint { rule: &rule::SCRIPT_BROKEN, check: Check::Built(script_broken::check) },
    Lint { rule: &rule::SCRIPT_HEAVY, check: Check::Built(script_heavy::check) },
    Lint { rule: &rule::SCRIPT_SENDS, check: Check::Built(script_sends::check) },
    Lint { rule: &rule::SECTION_EMPTY, check: Check::Whole(section_empty::check) },
    Lint { rule: &rule::SECTION_HARD, check: Check::Page(section_hard::check) },
    Lint { rule: &rule::SENTENCE_LONG, check: Check::Page(sentence_long::check) },
    Lint { rule: &rule::SHOUTING, check: Check::Page(shouting::check) },
    Lint { rule: &rule::SKIN_COLOUR_UNSAID, check: Check::Page(skin_colour_unsaid::check) },
    Lint { rule: &rule::SKIP_LINK_MISSING, check: Check::Built(skip_link_missing::check) },
    Lint { rule: &rule::SOUNDS_LIKE_DIAGNOSIS, check: Check::Page(sounds_like_diagnosis::check) },
    Lint { rule: &rule::SOUNDS_LIKE_SELLING, check: Check::Page(sounds_like_selling::check) },
    Lint { rule: &rule::SOURCE_OLD, check: Check::Site(source_old::check) },
    Lint { rule: &rule::SOURCE_UNUSED, check: Check::Site(source_unused::check) },
    Lint { rule: &rule::STEP_TOO_LONG, check: Check::Page(step_too_long::check) },
    Lint { rule: &rule::STORAGE_UNDECLARED, check: Check::Built(storage_undeclared::check) },
    Lint { rule: &rule::STORAGE_UNDECLARED, check: Check::Site(storage_undeclared::check_worker) },
    Lint { rule: &rule::STYLE_IN_THE_WAY, check: Check::Site(style_in_the_way::check) },
    Lint { rule: &rule::SUM_FOR_READER, check: Check::Page(sum_for_reader::check) },
    Lint { rule: &rule::TABLE_HARD_TO_READ, check: Check::Built(table_hard_to_read::check) },
    Lint { rule: &rule::TERM_UNEXPLAINED, check: Check::Page(term_unexplained::check) },
    Lint { rule: &rule::TEXT_UNUSED, check: Check::Built(text_unused::check) },
    Lint { rule: &rule::TITLE_MISSING, check: Check::Built(title_missing::check) },
    Lint { rule: &rule::TITLE_SHARED, check: Check::Site(title_shared::check) },
    Lint { rule: &rule::TITLE_TOO_LONG, check: Check::Site(title_too_long::check) },
    Lint { rule: &rule::TRACKER_NAMED, check: Check::Built(tracker_named::check) },
    Lint { rule: &rule::TRANSLATION_UNLINKED, check: Check::Built(translation_unlinked::check) },
    Lint { rule: &rule::UNKNOWNS_UNSAID, check: Check::Whole(unknowns_unsaid::check) },
    Lint { rule: &rule::UPDATED_BEFORE_CHANGE, check: Check::Page(updated_before_change::check) },
    Lint { rule: &rule::WORDS_UNTRANSLATED, check: Check::Page(words_untranslated::check) },
    Lint { rule: &rule::ZOOM_LOCKED, check: Check::Built(zoom_locked::check) },
];

/// Takes what the check of one rule finds.
#[derive(Debug)]
pub struct Report<'a> {
    rule: &'static Rule,
    found: &'a mut Diagnostics,
}

impl<'a> Report<'a> {
    /// Takes what one rule finds.
    pub fn new(rule: &'static Rule, found: &'a mut Diagnostics) -> Self {
        Report { rule, found }
    }

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

/// Looks at a page, and at what was built from it, if that was whole. On one that was pasted from elsewhere the fine
/// points wait until its lists are lists and its headings headings.
pub fn page(page: &PageView<'_>, document: Option<&Document<'_>>, context: &Context<'_>) -> Diagnostics {
    let pasted = looks_pasted::state(page, context);
    if !pasted.is_empty() {
        return pasted;
    }
    let mut found = Diagnostics::default();
    let built = document.map(|document| BuiltView { page, document });
    for lint in LINTS.iter().filter(|lint| context.is_on(lint.rule)) {
        let mut report = Report::new(lint.rule, &mut found);
        match lint.check {
            Check::Page(check) => check(page, context, &mut report),
            Check::Whole(check) if built.is_some() => check(page, context, &mut report),
            Check::Built(check) => built.iter().for_each(|built| check(built, context, &mut report)),
            Check::Whole(_) | Check::Site(_) => {}
        }
    }
    found
}

/// Looks at the site as a whole.
pub fn site(output: &OutputTree, context: &Context<'_>) -> Diagnostics {
    let mut found = Diagnostics::default();
    for lint in LINTS.iter().filter(|lint| context.is_on(lint.rule)) {
        if let Check::Site(check) = lint.check {
            check(output, context, &mut Report::new(lint.rule, &mut found));
        }
    }
    data_files::check(context, &mut found);
    found
}
