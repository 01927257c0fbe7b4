//! The editorial gate: checks of pages, of built pages, and of the site as a whole.
//!
//! A check is one file here, named after its rule's code, beside the rule's document in `rules/`. It sees
//! everything and changes nothing; what it finds it tells its `Report`.

mod abbreviation_unexplained;
mod advice_unguarded;
mod alarm_word;
mod answer_missing;
mod bare_emergency_number;
mod card_heading_vague;
mod card_missing;
mod card_points_away;
mod card_swallows_text;
mod card_too_late;
mod card_too_long;
mod caution_missing;
mod cites_nothing;
mod claim_check_overdue;
mod claim_overstated;
mod claim_reversed;
mod claim_understated;
mod claim_unused;
mod claim_without_sources;
mod danger_sign_missing;
mod danger_sign_unused;
mod denominators_mixed;
mod description_length;
mod do_item_says_do;
mod do_list_single;
mod dont_without_not;
mod dose_outside_clinical;
mod effect_without_claim;
mod figure_of_speech;
mod funding_hidden;
mod hard_to_follow;
mod hard_word;
mod heading_question;
mod heading_skipped;
mod headings_too_far;
mod heard;
mod key_points_long;
mod key_points_missing;
mod link_text_vague;
mod list_too_long;
mod loads_from_elsewhere;
mod main_message_missing;
mod medicine_without_warning;
mod names_mixed;
mod no_effect_claimed;
mod notes_too_many;
mod nothing_to_do;
mod number_style;
mod overpromise;
mod page_too_long;
mod paragraph_long;
mod people_labelled;
mod percent_without_people;
mod reader_not_addressed;
mod reading_grade;
mod reading_smog;
mod relative_without_absolute;
mod review_overdue;
mod rising_without_hold;
mod said;
mod section_empty;
mod section_hard;
mod sentence_long;
mod settle;
mod shouting;
mod skin_colour_unsaid;
mod sounds_like_diagnosis;
mod sounds_like_selling;
mod source_old;
mod source_unused;
mod spoken;
mod step_too_long;
mod sum_for_reader;
mod term_unexplained;
mod title_shared;
mod title_too_long;
mod unknowns_unsaid;
mod uses;
mod view;
mod visible;

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

/// Every check, by its rule's code. A rule about words has one for pages and one for data files.
pub static LINTS: &[Lint] = &[
    Lint { rule: &rule::ABBREVIATION_UNEXPLAINED, check: Check::Page(abbreviation_unexplained::check) },
    Lint { rule: &rule::ADVICE_UNGUARDED, check: Check::Page(advice_unguarded::check) },
    Lint { rule: &rule::ALARM_WORD, check: Check::Page(alarm_word::check) },
    Lint { rule: &rule::ANSWER_MISSING, check: Check::Page(answer_missing::check) },
    Lint { rule: &rule::BARE_EMERGENCY_NUMBER, check: Check::Page(bare_emergency_number::check) },
    Lint { rule: &rule::CARD_HEADING_VAGUE, check: Check::Site(card_heading_vague::check) },
    Lint { rule: &rule::CARD_MISSING, check: Check::Page(card_missing::check) },
    Lint { rule: &rule::CARD_POINTS_AWAY, check: Check::Page(card_points_away::check) },
    Lint { rule: &rule::CARD_SWALLOWS_TEXT, check: Check::Page(card_swallows_text::check) },
    Lint { rule: &rule::CARD_TOO_LATE, check: Check::Page(card_too_late::check) },
    Lint { rule: &rule::CARD_TOO_LONG, check: Check::Page(card_too_long::check) },
    Lint { rule: &rule::CAUTION_MISSING, check: Check::Page(caution_missing::check) },
    Lint { rule: &rule::CITES_NOTHING, check: Check::Page(cites_nothing::check) },
    Lint { rule: &rule::CLAIM_CHECK_OVERDUE, check: Check::Site(claim_check_overdue::check) },
    Lint { rule: &rule::CLAIM_OVERSTATED, check: Check::Page(claim_overstated::check) },
    Lint { rule: &rule::CLAIM_OVERSTATED, check: Check::Site(claim_overstated::check_data) },
    Lint { rule: &rule::CLAIM_REVERSED, check: Check::Page(claim_reversed::check) },
    Lint { rule: &rule::CLAIM_REVERSED, check: Check::Site(claim_reversed::check_data) },
    Lint { rule: &rule::CLAIM_UNDERSTATED, check: Check::Page(claim_understated::check) },
    Lint { rule: &rule::CLAIM_UNDERSTATED, check: Check::Site(claim_understated::check_data) },
    Lint { rule: &rule::CLAIM_UNUSED, check: Check::Site(claim_unused::check) },
    Lint { rule: &rule::CLAIM_WITHOUT_SOURCES, check: Check::Site(claim_without_sources::check) },
    Lint { rule: &rule::DANGER_SIGN_MISSING, check: Check::Page(danger_sign_missing::check) },
    Lint { rule: &rule::DANGER_SIGN_UNUSED, check: Check::Site(danger_sign_unused::check) },
    Lint { rule: &rule::DENOMINATORS_MIXED, check: Check::Page(denominators_mixed::check) },
    Lint { rule: &rule::DESCRIPTION_LENGTH, check: Check::Site(description_length::check) },
    Lint { rule: &rule::DO_ITEM_SAYS_DO, check: Check::Page(do_item_says_do::check) },
    Lint { rule: &rule::DO_LIST_SINGLE, check: Check::Page(do_list_single::check) },
    Lint { rule: &rule::DONT_WITHOUT_NOT, check: Check::Page(dont_without_not::check) },
    Lint { rule: &rule::DOSE_OUTSIDE_CLINICAL, check: Check::Page(dose_outside_clinical::check) },
    Lint { rule: &rule::EFFECT_WITHOUT_CLAIM, check: Check::Page(effect_without_claim::check) },
    Lint { rule: &rule::FIGURE_OF_SPEECH, check: Check::Page(figure_of_speech::check) },
    Lint { rule: &rule::FUNDING_HIDDEN, check: Check::Site(funding_hidden::check) },
    Lint { rule: &rule::HARD_TO_FOLLOW, check: Check::Page(hard_to_follow::check) },
    Lint { rule: &rule::HARD_WORD, check: Check::Page(hard_word::check) },
    Lint { rule: &rule::HEADING_QUESTION, check: Check::Page(heading_question::check) },
    Lint { rule: &rule::HEADING_SKIPPED, check: Check::Page(heading_skipped::check) },
    Lint { rule: &rule::HEADINGS_TOO_FAR, check: Check::Page(headings_too_far::check) },
    Lint { rule: &rule::KEY_POINTS_LONG, check: Check::Page(key_points_long::check) },
    Lint { rule: &rule::KEY_POINTS_MISSING, check: Check::Page(key_points_missing::check) },
    Lint { rule: &rule::LINK_TEXT_VAGUE, check: Check::Page(link_text_vague::check) },
    Lint { rule: &rule::LIST_TOO_LONG, check: Check::Page(list_too_long::check) },
    Lint { rule: &rule::LOADS_FROM_ELSEWHERE, check: Check::Built(loads_from_elsewhere::check) },
    Lint { rule: &rule::MAIN_MESSAGE_MISSING, check: Check::Page(main_message_missing::check) },
    Lint { rule: &rule::MEDICINE_WITHOUT_WARNING, check: Check::Page(medicine_without_warning::check) },
    Lint { rule: &rule::NAMES_MIXED, check: Check::Page(names_mixed::check) },
    Lint { rule: &rule::NO_EFFECT_CLAIMED, check: Check::Page(no_effect_claimed::check) },
    Lint { rule: &rule::NO_EFFECT_CLAIMED, check: Check::Site(no_effect_claimed::check_data) },
    Lint { rule: &rule::NOTES_TOO_MANY, check: Check::Page(notes_too_many::check) },
    Lint { rule: &rule::NOTHING_TO_DO, check: Check::Page(nothing_to_do::check) },
    Lint { rule: &rule::NUMBER_STYLE, check: Check::Page(number_style::check) },
    Lint { rule: &rule::OVERPROMISE, check: Check::Page(overpromise::check) },
    Lint { rule: &rule::OVERPROMISE, check: Check::Site(overpromise::check_data) },
    Lint { rule: &rule::PAGE_TOO_LONG, check: Check::Page(page_too_long::check) },
    Lint { rule: &rule::PARAGRAPH_LONG, check: Check::Page(paragraph_long::check) },
    Lint { rule: &rule::PEOPLE_LABELLED, check: Check::Page(people_labelled::check) },
    Lint { rule: &rule::PERCENT_WITHOUT_PEOPLE, check: Check::Page(percent_without_people::check) },
    Lint { rule: &rule::READER_NOT_ADDRESSED, check: Check::Page(reader_not_addressed::check) },
    Lint { rule: &rule::READING_GRADE, check: Check::Page(reading_grade::check) },
    Lint { rule: &rule::READING_SMOG, check: Check::Page(reading_smog::check) },
    Lint { rule: &rule::RELATIVE_WITHOUT_ABSOLUTE, check: Check::Page(relative_without_absolute::check) },
    Lint { rule: &rule::REVIEW_OVERDUE, check: Check::Page(review_overdue::check) },
    Lint { rule: &rule::RISING_WITHOUT_HOLD, check: Check::Page(rising_without_hold::check) },
    Lint { rule: &rule::SECTION_EMPTY, check: Check::Page(section_empty::check) },
    Lint { rule: &rule::SECTION_HARD, check: Check::Page(section_hard::check) },
    Lint { rule: &rule::SENTENCE_LONG, check: Check::Page(sentence_long::check) },
    Lint { rule: &rule::SHOUTING, check: Check::Page(shouting::check) },
    Lint { rule: &rule::SKIN_COLOUR_UNSAID, check: Check::Page(skin_colour_unsaid::check) },
    Lint { rule: &rule::SOUNDS_LIKE_DIAGNOSIS, check: Check::Page(sounds_like_diagnosis::check) },
    Lint { rule: &rule::SOUNDS_LIKE_SELLING, check: Check::Page(sounds_like_selling::check) },
    Lint { rule: &rule::SOURCE_OLD, check: Check::Site(source_old::check) },
    Lint { rule: &rule::SOURCE_UNUSED, check: Check::Site(source_unused::check) },
    Lint { rule: &rule::STEP_TOO_LONG, check: Check::Page(step_too_long::check) },
    Lint { rule: &rule::SUM_FOR_READER, check: Check::Page(sum_for_reader::check) },
    Lint { rule: &rule::TERM_UNEXPLAINED, check: Check::Page(term_unexplained::check) },
    Lint { rule: &rule::TITLE_SHARED, check: Check::Site(title_shared::check) },
    Lint { rule: &rule::TITLE_TOO_LONG, check: Check::Site(title_too_long::check) },
    Lint { rule: &rule::UNKNOWNS_UNSAID, check: Check::Page(unknowns_unsaid::check) },
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
