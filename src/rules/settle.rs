//! What becomes of findings: the site's levels, and the exceptions that pages ask for.

use jiff::civil::Date;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, SourcePath};
use crate::page::Allow;
use crate::rule;
use crate::source::SourceTree;

/// The exceptions of a page.
#[derive(Debug, Clone, Copy)]
pub struct Excuse<'a> {
    /// The page.
    pub path: &'a SourcePath,
    /// What it asks for.
    pub allows: &'a [Allow],
    /// Whether all of it was checked, so that an exception without a finding is of no use.
    pub is_checked: bool,
}

/// Leaves out what is excused, gives each finding the site's level, and reports exceptions that are of no use.
pub fn settle<'a>(
    found: Diagnostics,
    excuses: &[Excuse<'a>],
    config: &Config,
    today: Date,
    tree: &SourceTree,
) -> Diagnostics {
    let of =
        |excuse: &Excuse<'a>| excuse.allows.iter().map(|allow| (*excuse, allow, false)).collect::<Vec<_>>();
    let mut allows: Vec<(Excuse<'_>, &Allow, bool)> = excuses.iter().flat_map(of).collect();
    let mut kept = Diagnostics::default();
    for finding in found {
        let mut is_excused = false;
        for (excuse, allow, used) in &mut allows {
            if *excuse.path == finding.span.path && fits(allow, &finding, tree) {
                *used = true;
                is_excused |= allow.until.0 >= today;
            }
        }
        if !is_excused {
            kept.push(finding);
        }
    }
    for (excuse, allow, used) in allows {
        let code = allow.rule.code;
        if allow.until.0 < today {
            let message = format!("the exception from `{code}` ended on {}", allow.until);
            kept.push(
                Diagnostic::new(&rule::ALLOWANCE_EXPIRED, allow.span.clone(), message)
                    .help("mend what the rule finds and take the exception out, or agree on a new date"),
            );
        } else if !used && excuse.is_checked {
            let message = format!("nothing on this page breaks `{code}` any more");
            kept.push(
                Diagnostic::new(&rule::ALLOWANCE_UNUSED, allow.span.clone(), message)
                    .help("take this exception out"),
            );
        }
    }
    let levelled = kept.into_iter().filter_map(|mut finding| {
        finding.severity = config.severity(finding.rule, finding.severity)?;
        Some(finding)
    });
    levelled.collect()
}

/// Whether an exception is meant for a finding.
fn fits(allow: &Allow, finding: &Diagnostic, tree: &SourceTree) -> bool {
    let range = finding.span.range.clone();
    let text = || tree.get(&finding.span.path).and_then(|file| file.as_text().get(range));
    allow.rule == finding.rule
        && allow.words.as_deref().is_none_or(|words| text().is_some_and(|text| text.contains(words)))
}
