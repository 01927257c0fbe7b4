//! `sounds-like-diagnosis`

use crate::danger::Danger;
use crate::page::Mark;
use crate::pattern::Tokens;
use crate::prose::{Block, BlockKind, Role};
use crate::rules::lists::Watched;
use crate::rules::sentences::Source;
use crate::rules::{Context, PageView, Report};

/// Whether a block is no item of a list, which goes on with what is said before it, and no quote.
fn says_by_itself(block: &Block) -> bool {
    let is_told = matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Paragraph);
    is_told && block.item.is_none() && !block.is_in(Role::Quote)
}

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    const HELP: &str =
        "say `this can be a sign of …`: only someone who has seen the reader can say what it is";
    let danger = Danger::of(&page.card.language);
    let names = [&danger.conditions, &context.site.registry.wording.looked_for.conditions];
    for text in page.texts().iter().filter(|text| text.mentions.has(Watched::Condition)) {
        let stands_alone = text.mark(page) == Some(&Mark::Checklist)
            || matches!(text.source, Source::Block(number)
                if says_by_itself(&page.prose.blocks[number]));
        for (number, sentence) in text.sentences.iter().enumerate() {
            let read = |count| {
                let sentences = text.sentences[number..].iter().take(count);
                Tokens::new(&text.lowered, sentences.map(|sentence| sentence.at.clone()), &names)
            };
            let tokens = read(1);
            let line = stands_alone.then(|| danger.verdict_line.find(&read(2))).flatten();
            let line = line.filter(|at| at.start < sentence.at.end);
            if let Some(at) = line.or_else(|| danger.verdict.find(&tokens)) {
                let message = format!("`{}` sounds like a diagnosis", &text.lowered[at.clone()]);
                report.add(text.span(at, page, context), message, HELP);
            }
        }
    }
}
