//! `advert-word`

use crate::rules::effects::Promised;
use crate::rules::{Context, PageView, Report};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let promised = page.effects(context).promised.iter().filter(|promised| promised.is_advert);
    for Promised { words, say, span, .. } in promised {
        report.add(span.clone(), format!("`{words}` sounds like an advert"), say.as_str());
    }
}
