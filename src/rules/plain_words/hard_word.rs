//! `hard-word`

use crate::page::Mark;
use crate::plain::Plain;
use crate::rules::lists::Watched;
use crate::rules::passages::{self, Instead};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    const MESSAGE: &str = "`{}` has a plainer word";
    let wording = &context.site.registry.wording;
    let plain = Plain::of(&page.card.language);
    let hard = page.passages().iter().filter(|passage| passage.mentions.has(Watched::HardWord));
    for passage in hard.filter(|passage| passage.mark(page) != Some(&Mark::Glossary)) {
        for (at, say) in plain.iter().flat_map(|plain| plain.hard_word.find(&passage.lowered)) {
            let hit = Instead { passage, at, say: Some(say), help: format!("say `{say}`") };
            passages::tell(&hit, page, context, report, MESSAGE);
        }
        for (entry, at) in wording.looked_for.replacements.find_all(&passage.lowered) {
            let replacement = wording.replacements[entry].get_ref();
            if passages::is_in(page, replacement.language.as_deref()) {
                let say = replacement.say.as_str();
                let hit = Instead { passage, at, say: Some(say), help: format!("say `{say}`") };
                passages::tell(&hit, page, context, report, MESSAGE);
            }
        }
    }
}
