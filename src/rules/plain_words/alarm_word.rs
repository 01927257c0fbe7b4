//! `alarm-word`

use crate::page::Mark;
use crate::plain::Plain;
use crate::rules::lists::Watched;
use crate::rules::passages::{self, Instead};
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let Some(plain) = Plain::of(&page.card.language) else {
        return;
    };
    let alarming = page.passages().iter().filter(|passage| passage.mentions.has(Watched::AlarmWord));
    let calm = alarming.filter(|passage| !passage.warns(page));
    for passage in calm.filter(|passage| passage.mark(page) != Some(&Mark::Checklist)) {
        for (at, say) in plain.alarm_word.find(&passage.lowered) {
            let help = format!("say {say}; danger signs belong in a card");
            let hit = Instead { passage, at, say: None, help };
            passages::tell(&hit, page, context, report, "`{}` frightens readers");
        }
    }
}
