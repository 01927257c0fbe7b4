//! `hard-word`

use super::spoken::{self, Instead};
use super::{Context, PageView, Report};
use crate::page::body::Mark;
use crate::phrase;
use crate::plain::Plain;

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    const MESSAGE: &str = "`{}` has a plainer word";
    let plain = Plain::of(&page.card.language);
    for passage in page.spoken().iter().filter(|passage| passage.mark(page) != Some(&Mark::Glossary)) {
        for (at, say) in plain.iter().flat_map(|plain| plain.hard_word.find(&passage.lowered)) {
            let hit = Instead { passage, at, say: Some(say), help: format!("say `{say}`") };
            spoken::tell(&hit, page, context, report, MESSAGE);
        }
        for replacement in context.site.registry.wording.replacements.iter().map(toml::Spanned::get_ref) {
            if !spoken::is_in(page, replacement.language.as_deref()) {
                continue;
            }
            let say = replacement.say.as_str();
            for words in &replacement.not {
                for at in phrase::find_all(&passage.lowered, words.as_str()) {
                    let hit = Instead { passage, at, say: Some(say), help: format!("say `{say}`") };
                    spoken::tell(&hit, page, context, report, MESSAGE);
                }
            }
        }
    }
}
