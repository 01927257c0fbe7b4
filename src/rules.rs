//! The editorial gate: checks of pages, of built pages, and of the site as a whole.
//!
//! A rule is a line in the list of its family, its document, and, if it has a check, the file beside it. A check sees
//! everything and changes nothing; what it finds it tells its `Report`. What checks share stands beside the lists.

/// The file of a check: words to avoid have none.
macro_rules! module {
    (Words $file:ident) => {};
    ($scope:ident $file:ident) => {
        pub(in crate::rules) mod $file;
    };
}

/// What looks for what breaks a rule.
macro_rules! look {
    (Words $file:ident) => {
        $crate::rules::Check::Words
    };
    ($scope:ident $file:ident) => {
        $crate::rules::Check::$scope($file::check)
    };
}

/// Makes checks of the list of a family, whose lines `rule` explains: a rule with a scope has a file with a function
/// `check`, and one with a second scope a function `check_site` as well.
macro_rules! family {
    ($family:ident, $folder:literal; $($name:ident $file:ident: $severity:ident $($protected:ident)?
        $(, $scope:ident $(and $other:ident)?)?;)*) => {
        $($(module! { $scope $file })?)*

        /// The checks of this family.
        pub(super) fn lints() -> Vec<$crate::rules::Lint> {
            vec![$($(
                look!($scope $file).of(&$crate::rule::$name),
                $($crate::rules::Check::$other($file::check_site).of(&$crate::rule::$name),)?
            )?)*]
        }
    };
}

/// Takes the checks of the families.
macro_rules! families {
    ($($family:ident)*) => {
        $(mod $family;)*

        /// Every check, by its rule's code.
        pub static LINTS: LazyLock<Vec<Lint>> = LazyLock::new(|| {
            let mut all: Vec<Lint> = [$($family::lints()),*].into_iter().flatten().collect();
            all.sort_by_key(|lint| lint.rule.code);
            all
        });
    };
}

families! {
    dates_and_sign_off evidence safety cards structure plain_words numbers links
    addresses pictures accessibility privacy checklist codes output source
}

mod data_files;
mod effects;
mod languages;
mod lists;
mod passages;
mod script;
mod sentences;
mod settle;
mod view;
mod visible;
mod words;

use std::sync::LazyLock;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::document::Document;
use crate::output::OutputTree;
use crate::rule::Rule;

pub use languages::languages;
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
    /// The words of a page, of which the rule is a list in `instead.toml`.
    Words,
    /// One page as it was built.
    Built(fn(&BuiltView<'_>, &Context<'_>, &mut Report<'_>)),
    /// All cards, all data and all built files.
    Site(fn(&OutputTree, &Context<'_>, &mut Report<'_>)),
}

impl Lint {
    /// Looks at a page, and at what was built from it, if that was whole.
    pub fn look(
        &self,
        page: &PageView<'_>,
        built: Option<&BuiltView<'_>>,
        context: &Context<'_>,
        found: &mut Diagnostics,
    ) {
        let mut report = Report::new(self.rule, found);
        match self.check {
            Check::Page(check) => check(page, context, &mut report),
            Check::Words => words::check(page, context, &mut report),
            Check::Whole(check) if built.is_some() => check(page, context, &mut report),
            Check::Built(check) => built.into_iter().for_each(|built| check(built, context, &mut report)),
            Check::Whole(_) | Check::Site(_) => {}
        }
    }
}

impl Check {
    /// Looks for what breaks a rule.
    fn of(self, rule: &'static Rule) -> Lint {
        Lint { rule, check: self }
    }
}

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
    let pasted = structure::looks_pasted::state(page, context);
    if !pasted.is_empty() {
        return pasted;
    }
    let mut found = Diagnostics::default();
    let built = document.map(|document| BuiltView { page, document });
    for lint in LINTS.iter().filter(|lint| context.is_on(lint.rule)) {
        lint.look(page, built.as_ref(), context, &mut found);
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
