//! `advert-word`

use super::effects::Promised;
use super::{Context, PageView, Report};

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let promised = page.effects(context).promised.iter().filter(|promised| promised.is_advert);
    for Promised { words, say, span, .. } in promised {
        report.add(span.clone(), format!("`{words}` sounds like an advert"), say.as_str());
    }
}
