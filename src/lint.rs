//! The editorial gate: checks of pages, of built pages, and of the site as a whole.
//!
//! A check is one file here, named after its rule's code, beside the rule's document in `rules/`. It sees
//! everything and changes nothing; what it finds it tells its `Report`.

mod answer_missing;
mod card_missing;
mod claim_overstated;
mod claim_reversed;
mod claim_understated;
mod description_length;
mod effect_without_claim;
mod heading_skipped;
mod heard;
mod link_text_vague;
mod loads_from_elsewhere;
mod no_effect_claimed;
mod overpromise;
mod reading_grade;
mod reading_smog;
mod review_overdue;
mod section_hard;
mod settle;
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
    Lint { rule: &rule::ANSWER_MISSING, check: Check::Page(answer_missing::check) },
    Lint { rule: &rule::CARD_MISSING, check: Check::Page(card_missing::check) },
    Lint { rule: &rule::CLAIM_OVERSTATED, check: Check::Page(claim_overstated::check) },
    Lint { rule: &rule::CLAIM_OVERSTATED, check: Check::Site(claim_overstated::check_data) },
    Lint { rule: &rule::CLAIM_REVERSED, check: Check::Page(claim_reversed::check) },
    Lint { rule: &rule::CLAIM_REVERSED, check: Check::Site(claim_reversed::check_data) },
    Lint { rule: &rule::CLAIM_UNDERSTATED, check: Check::Page(claim_understated::check) },
    Lint { rule: &rule::CLAIM_UNDERSTATED, check: Check::Site(claim_understated::check_data) },
    Lint { rule: &rule::DESCRIPTION_LENGTH, check: Check::Site(description_length::check) },
    Lint { rule: &rule::EFFECT_WITHOUT_CLAIM, check: Check::Page(effect_without_claim::check) },
    Lint { rule: &rule::HEADING_SKIPPED, check: Check::Page(heading_skipped::check) },
    Lint { rule: &rule::LINK_TEXT_VAGUE, check: Check::Page(link_text_vague::check) },
    Lint { rule: &rule::LOADS_FROM_ELSEWHERE, check: Check::Built(loads_from_elsewhere::check) },
    Lint { rule: &rule::NO_EFFECT_CLAIMED, check: Check::Page(no_effect_claimed::check) },
    Lint { rule: &rule::NO_EFFECT_CLAIMED, check: Check::Site(no_effect_claimed::check_data) },
    Lint { rule: &rule::OVERPROMISE, check: Check::Page(overpromise::check) },
    Lint { rule: &rule::OVERPROMISE, check: Check::Site(overpromise::check_data) },
    Lint { rule: &rule::READING_GRADE, check: Check::Page(reading_grade::check) },
    Lint { rule: &rule::READING_SMOG, check: Check::Page(reading_smog::check) },
    Lint { rule: &rule::REVIEW_OVERDUE, check: Check::Page(review_overdue::check) },
    Lint { rule: &rule::SECTION_HARD, check: Check::Page(section_hard::check) },
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
