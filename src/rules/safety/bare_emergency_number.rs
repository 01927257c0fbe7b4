//! `bare-emergency-number`

use crate::danger::Danger;
use crate::page::Mark;
use crate::pattern::Tokens;
use crate::phrase::{self, Phrases};
use crate::prose::InlineKind;
use crate::rules::lists::Watched;
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    const HELP: &str = "say `your emergency number`; cards and `[contacts]` show the number of each region";
    const LINE: &str = "say whom to call, such as `a doctor`, or name the country; cards and `[contacts]` show the help line of each region";
    let danger = Danger::of(&page.card.language);
    let own_lines = context.site.registry.regions.iter().map(|region| &region.help_line);
    let lines: Vec<&String> = danger.help_lines.iter().chain(own_lines).collect();
    let regions = context.site.registry.regions.iter();
    let own = regions.flat_map(|r| [r.emergency.as_str(), &r.help_line]).filter(|number| !number.is_empty());
    let known = danger.emergency_numbers.iter().chain(&danger.help_lines).map(String::as_str);
    let numbers =
        Phrases::new(known.chain(own).map(phrase::lower).collect::<Vec<_>>().iter().map(String::as_str));
    for text in page.texts().iter().filter(|text| text.mentions.has(Watched::Digit)) {
        if text.mark(page) == Some(&Mark::Contacts) {
            continue;
        }
        for (sentence, _) in text.said() {
            let tokens = Tokens::new(&text.lowered, std::iter::once(sentence.at.clone()), &[&numbers]);
            // The words that call it come before: the number is the last that stands in them.
            let called = danger.emergency_call.find(&tokens);
            let number = called.and_then(|called| {
                let (_, at) = numbers.find_all(&text.lowered[called.clone()]).pop()?;
                Some(called.start + at.start..called.start + at.end)
            });
            if let Some(at) = number {
                let words = &text.lowered[at.clone()];
                let is_help_line = lines.iter().any(|line| *line == words);
                let (kind, help) =
                    if is_help_line { ("a number", LINE) } else { ("an emergency number", HELP) };
                let message = format!("`{words}` is {kind} of some countries only");
                report.add(text.span(at, page, context), message, help);
            }
        }
    }
    for inline in page.prose.blocks.iter().flat_map(|block| &block.inlines) {
        if let InlineKind::Link(target) = &inline.kind
            && target.starts_with("tel:")
        {
            report.add(
                page.span(inline.source.clone()),
                format!("`{target}` is a number of one country only"),
                HELP,
            );
        }
    }
}
