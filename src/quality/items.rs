//! What each instrument asks, by number, and the rules that stand for it. Its words are a site's own.
//!
//! JAMA benchmarks: Silberg and others, JAMA 1997;277:1244. DISCERN: Charnock and others, J Epidemiol
//! Community Health 1999;53:105. PEMAT-P: Shoemaker and others, AHRQ 14-0002-EF, 2013; its items 13 and 14
//! are for sound and film. CDC Clear Communication Index: Baur and Prue, Health Promot Pract 2014;15:629.
//!
//! A rule stands for an item where what it finds says that the item, or a part of it, is not met. What is only good
//! to have stands nowhere here.

use super::{Fact, Instrument, Item};
use crate::rule::{self, Rule};

/// An item that the rules settle: all of it can be seen in source or output.
const fn build(id: &'static str, rules: &'static [&'static Rule]) -> Item {
    Item { id, rules, facts: &[], by_person: false, may_not_apply: false }
}

/// An item that only a person can judge; what its rules find speaks against it all the same.
const fn person(id: &'static str, rules: &'static [&'static Rule]) -> Item {
    Item { by_person: true, ..build(id, rules) }
}

/// An item that the instrument lets a text without such parts leave out.
const fn unless_absent(id: &'static str, rules: &'static [&'static Rule]) -> Item {
    Item { may_not_apply: true, ..person(id, rules) }
}

/// Every instrument, in the order of the sheet.
pub static INSTRUMENTS: &[Instrument] = &[
    Instrument {
        id: "jama",
        scored: false,
        items: &[
            Item {
                facts: &[Fact::Signed],
                ..build("jama-1", &[&rule::SIGN_OFF_MISSING, &rule::SIGN_OFF_STALE, &rule::SIGN_OFF_UNKNOWN])
            },
            build(
                "jama-2",
                &[
                    &rule::UNKNOWN_CITATION,
                    &rule::REFERENCE_BROKEN,
                    &rule::CITES_NOTHING,
                    &rule::CLAIM_INCOMPLETE,
                    &rule::CLAIM_WITHOUT_SOURCES,
                    &rule::SOURCE_UNUSED,
                    &rule::EFFECT_WITHOUT_CLAIM,
                ],
            ),
            build("jama-3", &[&rule::MISSING_KEY, &rule::FUNDING_HIDDEN, &rule::SOUNDS_LIKE_SELLING]),
            Item {
                facts: &[Fact::Dated],
                ..build(
                    "jama-4",
                    &[
                        &rule::BAD_DATE,
                        &rule::DATES_NOT_SHOWN,
                        &rule::REVIEW_DATE_MISSING,
                        &rule::REVIEW_OVERDUE,
                    ],
                )
            },
        ],
    },
    Instrument {
        id: "discern",
        scored: false,
        items: &[
            person("discern-1", &[&rule::TITLE_MISSING]),
            person("discern-2", &[]),
            person("discern-3", &[]),
            person(
                "discern-4",
                &[
                    &rule::UNKNOWN_CITATION,
                    &rule::REFERENCE_BROKEN,
                    &rule::CITES_NOTHING,
                    &rule::CLAIM_INCOMPLETE,
                    &rule::CLAIM_WITHOUT_SOURCES,
                    &rule::SOURCE_UNUSED,
                    &rule::EFFECT_WITHOUT_CLAIM,
                ],
            ),
            Item {
                facts: &[Fact::Dated],
                ..person("discern-5", &[&rule::BAD_DATE, &rule::DATES_NOT_SHOWN, &rule::REFERENCE_BROKEN])
            },
            person(
                "discern-6",
                &[
                    &rule::OVERPROMISE,
                    &rule::CLAIM_OVERSTATED,
                    &rule::CLAIM_REVERSED,
                    &rule::NO_EFFECT_CLAIMED,
                    &rule::SOUNDS_LIKE_SELLING,
                ],
            ),
            person("discern-7", &[&rule::BROKEN_LINK, &rule::LINK_TEXT_VAGUE]),
            person(
                "discern-8",
                &[&rule::UNKNOWNS_UNSAID, &rule::CLAIM_OVERSTATED, &rule::EFFECT_WITHOUT_CLAIM],
            ),
            person("discern-9", &[]),
            person(
                "discern-10",
                &[&rule::CLAIM_OVERSTATED, &rule::CLAIM_REVERSED, &rule::EFFECT_WITHOUT_CLAIM],
            ),
            person(
                "discern-11",
                &[&rule::CAUTION_MISSING, &rule::ADVICE_UNGUARDED, &rule::MEDICINE_WITHOUT_WARNING],
            ),
            person("discern-12", &[&rule::OPTIONS_FEW]),
            person("discern-13", &[]),
            person("discern-14", &[&rule::OPTIONS_FEW]),
            person("discern-15", &[]),
            person("discern-16", &[]),
        ],
    },
    Instrument {
        id: "pemat-understandability",
        scored: true,
        items: &[
            person("pemat-1", &[&rule::ANSWER_MISSING, &rule::TITLE_MISSING]),
            person("pemat-2", &[]),
            person(
                "pemat-3",
                &[&rule::HARD_WORD, &rule::READING_GRADE, &rule::READING_SMOG, &rule::SECTION_HARD],
            ),
            person("pemat-4", &[&rule::TERM_UNEXPLAINED, &rule::ABBREVIATION_UNEXPLAINED]),
            person("pemat-5", &[]),
            unless_absent(
                "pemat-6",
                &[&rule::PERCENT_WITHOUT_PEOPLE, &rule::DENOMINATORS_MIXED, &rule::RELATIVE_WITHOUT_ABSOLUTE],
            ),
            person("pemat-7", &[&rule::SUM_FOR_READER]),
            unless_absent("pemat-8", &[&rule::HEADINGS_TOO_FAR]),
            unless_absent("pemat-9", &[&rule::HEADINGS_TOO_FAR, &rule::SECTION_EMPTY]),
            person("pemat-10", &[&rule::CARD_TOO_LATE]),
            unless_absent("pemat-11", &[&rule::ANSWER_MISSING, &rule::KEY_POINTS_MISSING]),
            person("pemat-12", &[&rule::CARD_MISSING]),
            person("pemat-15", &[]),
            unless_absent("pemat-16", &[]),
            unless_absent("pemat-17", &[&rule::PICTURE_WITHOUT_CAPTION, &rule::TABLE_WITHOUT_CAPTION]),
            unless_absent("pemat-18", &[]),
            unless_absent("pemat-19", &[&rule::TABLE_HARD_TO_READ]),
        ],
    },
    Instrument {
        id: "pemat-actionability",
        scored: true,
        items: &[
            person("pemat-20", &[&rule::NOTHING_TO_DO]),
            person("pemat-21", &[&rule::READER_NOT_ADDRESSED]),
            person("pemat-22", &[&rule::STEP_TOO_LONG]),
            person("pemat-23", &[&rule::CHECKLIST_BROKEN]),
            unless_absent("pemat-24", &[]),
            unless_absent("pemat-25", &[]),
            person("pemat-26", &[]),
        ],
    },
    Instrument {
        id: "cdc",
        scored: true,
        items: &[
            person("cdc-1", &[&rule::MAIN_MESSAGE_MISSING]),
            // Where it stands on a screen, no rule can see.
            person("cdc-2", &[&rule::ANSWER_MISSING, &rule::MAIN_MESSAGE_MISSING]),
            person("cdc-3", &[]),
            person("cdc-4", &[&rule::PICTURE_WITHOUT_CAPTION]),
            person("cdc-5", &[&rule::NOTHING_TO_DO]),
            person("cdc-6", &[]),
            person(
                "cdc-7",
                &[
                    &rule::HARD_WORD,
                    &rule::TERM_UNEXPLAINED,
                    &rule::ABBREVIATION_UNEXPLAINED,
                    &rule::READING_GRADE,
                    &rule::READING_SMOG,
                ],
            ),
            person("cdc-8", &[&rule::LIST_TOO_LONG]),
            person("cdc-9", &[&rule::HEADINGS_TOO_FAR]),
            person("cdc-10", &[&rule::ANSWER_MISSING, &rule::KEY_POINTS_MISSING]),
            person("cdc-11", &[&rule::UNKNOWNS_UNSAID, &rule::CLAIM_OVERSTATED, &rule::EFFECT_WITHOUT_CLAIM]),
            unless_absent("cdc-12", &[]),
            unless_absent("cdc-13", &[]),
            unless_absent("cdc-14", &[&rule::STEP_TOO_LONG]),
            unless_absent("cdc-15", &[&rule::PERCENT_WITHOUT_PEOPLE]),
            unless_absent("cdc-16", &[&rule::RELATIVE_WITHOUT_ABSOLUTE]),
            unless_absent("cdc-17", &[&rule::SUM_FOR_READER, &rule::DENOMINATORS_MIXED]),
            unless_absent("cdc-18", &[]),
            unless_absent("cdc-19", &[&rule::CAUTION_MISSING, &rule::ADVICE_UNGUARDED]),
            unless_absent("cdc-20", &[]),
        ],
    },
];
