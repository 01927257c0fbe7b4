//! What the types of a checklist cannot say.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;

use super::{Checklist, Group, ItemKind, Outcome};
use crate::data::Origin;
use crate::diagnostic::{Diagnostic, Diagnostics, Span, did_you_mean};
use crate::rule;
use crate::url;

/// An entry can be many lines: its first is where to look.
fn head(origin: &Origin<'_>, at: &Range<usize>) -> Span {
    origin.span(at.start..at.end.min(at.start + 12))
}

/// Takes what is broken.
struct Broken<'a> {
    origin: &'a Origin<'a>,
    found: Diagnostics,
}

impl Broken<'_> {
    fn add(&mut self, at: &Range<usize>, message: String, help: &str) {
        let finding = Diagnostic::new(&rule::CHECKLIST_BROKEN, head(self.origin, at), message);
        self.found.push(finding.help(help));
    }

    /// An id that is used twice among its like, or could not stand in an address.
    fn id<'c>(&mut self, at: &Range<usize>, id: &'c str, seen: &mut BTreeSet<&'c str>) {
        if !seen.insert(id) {
            let help = "give one of them an id that was never used before";
            self.add(at, format!("the id `{id}` is used twice"), help);
        } else if !url::is_slug(id) {
            let help = "use small letters, digits and single hyphens";
            self.add(at, format!("`{id}` cannot be an id"), help);
        }
    }
}

pub(super) fn check(checklist: &Checklist, origin: &Origin<'_>) -> Diagnostics {
    let mut broken = Broken { origin, found: Diagnostics::default() };
    let (mut groups, mut choices, mut ids) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for group in &checklist.groups {
        let at = group.span();
        let group = group.get_ref();
        broken.id(&at, &group.id, &mut groups);
        shape(group, &at, &mut broken);
        for item in &group.items {
            broken.id(&item.span(), &item.get_ref().id, &mut ids);
        }
        for choice in &group.choices {
            broken.id(&choice.span(), &choice.get_ref().id, &mut choices);
            for answer in &choice.get_ref().options {
                broken.id(&choice.span(), &answer.id, &mut ids);
            }
        }
    }
    let mut results = BTreeSet::new();
    for result in &checklist.results {
        broken.id(&result.span(), &result.get_ref().id, &mut results);
        line(checklist, result, &ids, &mut broken);
    }
    broken.found
}

/// Whether a group asks something, and can be answered with no if it must be answered.
fn shape(group: &Group, at: &Range<usize>, broken: &mut Broken<'_>) {
    if group.ids().next().is_none() && group.own.is_none() {
        let message = format!("the group `{}` asks nothing", group.id);
        broken.add(at, message, "add `[[group.item]]`, or take the group out");
    }
    let nones: Vec<usize> =
        (0..group.items.len()).filter(|&i| group.items[i].get_ref().kind == ItemKind::None).collect();
    if nones.len() > 1 || nones.first().is_some_and(|&i| i + 1 != group.items.len()) {
        let message = format!("the group `{}` has \"none of these\" in the wrong place", group.id);
        broken.add(at, message, "one item at most has `type = \"none\"`, and it is the last");
    }
    if group.required && nones.is_empty() {
        let message = format!("the group `{}` must be answered, but cannot be answered with no", group.id);
        broken.add(at, message, "add a last item with `type = \"none\"`");
    }
}

/// Whether a line of advice waits for something, and for what is there.
fn line(checklist: &Checklist, result: &Spanned<Outcome>, ids: &BTreeSet<&str>, broken: &mut Broken<'_>) {
    let at = result.span();
    let result = result.get_ref();
    if result.any.is_empty() == result.only.is_empty() {
        let message = format!("the line `{}` has no rule, or two", result.id);
        broken.add(&at, message, "say either `any = [\"…\"]` or `only = [\"…\"]`");
    }
    if result.strength == Some(0) {
        let message = format!("the line `{}` has no strength at all", result.id);
        broken.add(&at, message, "begin with `strength = 1`");
    }
    for id in result.any.iter().chain(&result.only) {
        if !ids.contains(id.as_str()) {
            let near = did_you_mean(id, ids.iter().copied());
            let message = format!("the line `{}` waits for `{id}`, which no item is called", result.id);
            broken.add(&at, message, near.as_deref().unwrap_or("use the id of an item or answer"));
        } else if !checklist.leads_to_advice(id) {
            let message = format!("the line `{}` waits for `{id}`, which has `advice = false`", result.id);
            broken.add(&at, message, "take `advice = false` out, or the id");
        }
    }
}

/// The proof, in words.
pub(super) fn prove(checklist: &Checklist, origin: &Origin<'_>) -> Diagnostics {
    let mut found = Diagnostics::default();
    let place = |line: &Outcome| {
        let entry = checklist.results.iter().find(|entry| entry.get_ref().id == line.id);
        head(origin, &entry.map_or(0..0, Spanned::span))
    };
    for line in checklist.unseen() {
        let only: BTreeSet<&str> = line.only.iter().map(String::as_str).collect();
        let (message, help) = if checklist.is_allowed(&only) {
            (
                "whenever the line `ID` fits, a stronger one is shown instead",
                "raise its `strength`, or take it out",
            )
        } else {
            (
                "what the line `ID` waits for cannot be ticked together",
                "a question has one answer, and \"none of these\" stands alone: name what can be ticked together",
            )
        };
        let message = message.replace("ID", &line.id);
        found.push(Diagnostic::new(&rule::ADVICE_NEVER_SHOWN, place(line), message).help(help));
    }
    if let Some(weakening) = checklist.weakening() {
        let ticked: Vec<String> = weakening.ticked.iter().map(|id| format!("`{id}`")).collect();
        let (ticked, added, lost) = (ticked.join(" and "), weakening.added, weakening.lost);
        let what = match weakening.left {
            Some(left) => format!("gives the weaker line `{}`", left.id),
            None => "takes it away".to_owned(),
        };
        let message =
            format!("with {ticked} ticked the line is `{}`; ticking `{added}` as well {what}", lost.id);
        let help = match lost.strength {
            Some(strength) => format!("name `{added}` in a line of `strength = {strength}` or more"),
            None => format!("let the line `{}` wait for `any`, or give it a `strength`", lost.id),
        };
        let mut finding = Diagnostic::new(&rule::ADVICE_WEAKENED, place(lost), message).help(help);
        if let Some(left) = weakening.left {
            finding = finding.related(place(left), "the weaker line");
        }
        found.push(finding);
    }
    found
}
