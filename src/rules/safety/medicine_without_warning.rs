//! `medicine-without-warning`

use std::ops::Range;

use crate::danger::Danger;
use crate::page::Mark;
use crate::pattern::Tokens;
use crate::phrase::Phrases;
use crate::rules::lists::Watched;
use crate::rules::sentences::{Source, Text};
use crate::rules::{Context, PageView, Report};

/// A text that names a medicine, and where.
pub(in crate::rules) type Named<'p> = (&'p Text, Range<usize>);

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    if let Some((text, at)) = told(page, context)
        && !keeps_taking(page, context)
    {
        let name = &text.lowered[at.clone()];
        let message =
            format!("this page names `{name}`, but not that nobody should stop a medicine without asking");
        report.add(text.span(at, page, context), message, help(context));
    }
}

/// What to say on a page, in the site's own words if it has some.
pub(in crate::rules) fn help(context: &Context<'_>) -> String {
    let own = context.site.registry.wording.keep_taking.first();
    let form = own.map_or("do not stop a medicine without asking", |words| words.as_str());
    format!("say `{form}` on this page, such as in the list of what not to do")
}

/// The first medicine of the site's own list, or of the built-in list where its harm is told of.
pub(in crate::rules) fn told<'p>(page: &'p PageView<'_>, context: &Context<'_>) -> Option<Named<'p>> {
    let own = &context.site.registry.wording.looked_for.medicines;
    let danger = Danger::of(&page.card.language);
    first(page, |text| {
        sentence(text, own, |said| danger.asking.find(said).is_none())
            .or_else(|| sentence(text, &danger.kept_up, |said| danger.harm.find(said).is_some()))
    })
}

/// The first place in the words of a page that gives advice on health, its own words before those of a card, which
/// stands on many pages.
pub(in crate::rules) fn first<'p>(
    page: &'p PageView<'_>,
    look: impl Fn(&Text) -> Option<Range<usize>>,
) -> Option<Named<'p>> {
    // A glossary says what words mean, and advises nothing.
    if !page.card.kind.has_message() {
        return None;
    }
    let is_read =
        |text: &&Text| text.mentions.has(Watched::Medicine) && text.mark(page) != Some(&Mark::Glossary);
    let texts = || page.texts().iter().filter(is_read);
    let is_own = |text: &&Text| !matches!(text.source, Source::Data(..));
    let mut all = texts().filter(is_own).chain(texts().filter(|text| !is_own(text)));
    all.find_map(|text| Some((text, look(text)?)))
}

/// The first medicine in a sentence of which something is so.
pub(in crate::rules) fn sentence(
    text: &Text,
    medicines: &Phrases,
    is_so: impl Fn(&Tokens<'_>) -> bool,
) -> Option<Range<usize>> {
    text.sentences.iter().find_map(|sentence| {
        let at = medicines.find(&text.lowered[sentence.at.clone()])?;
        let said = Tokens::new(&text.lowered, std::iter::once(sentence.at.clone()), &[medicines]);
        is_so(&said).then(|| sentence.at.start + at.start..sentence.at.start + at.end)
    })
}

/// Whether a page says somewhere that nobody stops a medicine without asking.
pub(in crate::rules) fn keeps_taking(page: &PageView<'_>, context: &Context<'_>) -> bool {
    let own = &context.site.registry.wording.looked_for.medicines;
    let danger = Danger::of(&page.card.language);
    let keep_taking = &context.site.registry.wording.looked_for.keep_taking;
    page.texts().iter().filter(|text| text.mentions.has(Watched::KeepTaking)).any(|text| {
        let sentences = || text.sentences.iter().map(|sentence| sentence.at.clone());
        keep_taking.find(&text.lowered).is_some()
            || sentences().any(|sentence| {
                let names = [&danger.medicines, own];
                let said = Tokens::new(&text.lowered, std::iter::once(sentence), &names);
                danger.keep_taking.find(&said).is_some()
            })
    })
}
