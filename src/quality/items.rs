//! What each instrument asks, by number, and the rules that stand for it. Its words are a site's own.
//!
//! JAMA benchmarks: Silberg and others, JAMA 1997;277:1244. DISCERN: Charnock and others, J Epidemiol
//! Community Health 1999;53:105. PEMAT-P: Shoemaker and others, AHRQ 14-0002-EF, 2013; its items 13 and 14
//! are for sound and film. CDC Clear Communication Index: Baur and Prue, Health Promot Pract 2014;15:629.

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
                    &rule::CLAIM_WITHOUT_SOURCES,
                    &rule::SOURCE_UNUSED,
                    &rule::EFFECT_WITHOUT_CLAIM,
                ],
            ),
            build("jama-3", &[&rule::MISSING_KEY, &rule::FUNDING_HIDDEN, &rule::SOUNDS_LIKE_SELLING]),
            Item {
                facts: &[Fact::Dated],
                ..build("jama-4", &[&rule::BAD_DATE, &rule::REVIEW_DATE_MISSING, &rule::REVIEW_OVERDUE])
            },
        ],
    },
    Instrument {
        id: "discern",
        scored: false,
        items: &[
            person("discern-1", &[&rule::DESCRIPTION_LENGTH]),
            person("discern-2", &[]),
            person("discern-3", &[]),
            person(
                "discern-4",
                &[
                    &rule::UNKNOWN_CITATION,
                    &rule::REFERENCE_BROKEN,
                    &rule::CITES_NOTHING,
                    &rule::CLAIM_WITHOUT_SOURCES,
                    &rule::SOURCE_UNUSED,
                    &rule::EFFECT_WITHOUT_CLAIM,
                ],
            ),
            Item {
                facts: &[Fact::Dated],
                ..person(
                    "discern-5",
                    &[
                        &rule::BAD_DATE,
                        &rule::REVIEW_OVERDUE,
                        &rule::CLAIM_INCOMPLETE,
                        &rule::SOURCE_OLD,
                        &rule::CLAIM_CHECK_OVERDUE,
                    ],
                )
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
            person("discern-10", &[&rule::CLAIM_OVERSTATED, &rule::EFFECT_WITHOUT_CLAIM]),
            person(
                "discern-11",
                &[&rule::CAUTION_MISSING, &rule::DANGER_SIGN_MISSING, &rule::MEDICINE_WITHOUT_WARNING],
            ),
            person("discern-12", &[]),
            person("discern-13", &[]),
            person("discern-14", &[]),
            person("discern-15", &[]),
            person("discern-16", &[]),
        ],
    },
    Instrument {
        id: "pemat-understandability",
        scored: true,
        items: &[
            person("pemat-1", &[&rule::ANSWER_MISSING]),
            person("pemat-2", &[]),
            person("pemat-3", &[&rule::READING_GRADE, &rule::READING_SMOG, &rule::SECTION_HARD]),
            person("pemat-4", &[&rule::UNKNOWN_ID]),
            person("pemat-5", &[]),
            unless_absent("pemat-6", &[]),
            person("pemat-7", &[]),
            unless_absent("pemat-8", &[]),
            unless_absent("pemat-9", &[&rule::HEADING_SKIPPED, &rule::SECOND_TITLE]),
            person("pemat-10", &[&rule::CARD_TOO_LATE]),
            unless_absent("pemat-11", &[&rule::ANSWER_MISSING]),
            person("pemat-12", &[&rule::CARD_MISSING]),
            person("pemat-15", &[]),
            unless_absent("pemat-16", &[&rule::PICTURE_WITHOUT_WORDS]),
            unless_absent("pemat-17", &[&rule::PICTURE_WITHOUT_WORDS, &rule::TABLE_WITHOUT_CAPTION]),
            unless_absent("pemat-18", &[&rule::FIGURE_UNSAFE]),
            unless_absent("pemat-19", &[&rule::TABLE_WITHOUT_CAPTION]),
        ],
    },
    Instrument {
        id: "pemat-actionability",
        scored: true,
        items: &[
            person("pemat-20", &[]),
            person("pemat-21", &[]),
            person("pemat-22", &[&rule::ADVICE_UNGUARDED, &rule::DONT_WITHOUT_NOT]),
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
            person("cdc-1", &[]),
            build("cdc-2", &[&rule::ANSWER_MISSING]),
            person("cdc-3", &[]),
            person("cdc-4", &[&rule::PICTURE_WITHOUT_WORDS]),
            person("cdc-5", &[]),
            person("cdc-6", &[]),
            person("cdc-7", &[&rule::READING_GRADE, &rule::READING_SMOG]),
            person("cdc-8", &[]),
            person("cdc-9", &[&rule::HEADING_SKIPPED]),
            person("cdc-10", &[&rule::ANSWER_MISSING]),
            person("cdc-11", &[&rule::UNKNOWNS_UNSAID, &rule::CLAIM_OVERSTATED, &rule::EFFECT_WITHOUT_CLAIM]),
            unless_absent("cdc-12", &[]),
            unless_absent("cdc-13", &[]),
            unless_absent("cdc-14", &[]),
            unless_absent("cdc-15", &[]),
            unless_absent("cdc-16", &[]),
            unless_absent("cdc-17", &[]),
            unless_absent("cdc-18", &[]),
            unless_absent("cdc-19", &[&rule::CAUTION_MISSING, &rule::DANGER_SIGN_MISSING]),
            unless_absent("cdc-20", &[]),
        ],
    },
];
