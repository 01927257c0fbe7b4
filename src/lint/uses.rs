//! Which entries of the data files the pages name, read from the sources of all pages in one go.

use std::collections::BTreeSet;

use super::Context;

/// The names that stand right after some words in the sources of all pages.
pub(super) fn after<'a>(context: &Context<'a>, words: &str) -> BTreeSet<&'a str> {
    sources(context).flat_map(|text| in_text(text, words)).collect()
}

/// The names that stand right after some words in a text.
pub(super) fn in_text<'a>(text: &'a str, words: &str) -> impl Iterator<Item = &'a str> {
    text.match_indices(words).map(move |(at, found)| {
        let rest = text[at + found.len()..].trim_start_matches(' ');
        let end = |c: char| c.is_whitespace() || "@,;[]()\"'{}".contains(c);
        &rest[..rest.find(end).unwrap_or(rest.len())]
    })
}

/// The claims that pages state, in a text, a box or a picture.
pub(super) fn claims<'a>(context: &Context<'a>) -> BTreeSet<&'a str> {
    ["claim:", "[certainty:", "icon-array:"].into_iter().flat_map(|words| after(context, words)).collect()
}

/// The signs that care cards name one by one.
pub(super) fn signs<'a>(context: &Context<'a>) -> BTreeSet<&'a str> {
    let texts = sources(context).filter(|text| text.contains("[care:"));
    let lines = texts.flat_map(str::lines).filter_map(|line| line.trim().strip_prefix("[care:"));
    lines.flat_map(|line| line.trim_end_matches(']').split([';', ',']).skip(1).map(str::trim)).collect()
}

/// Whether a page has a mark that stands alone in its paragraph.
pub(super) fn has_line(context: &Context<'_>, mark: &str) -> bool {
    sources(context)
        .filter(|text| text.contains(mark))
        .any(|text| text.lines().any(|line| line.trim() == mark))
}

/// The sources of all pages.
pub(super) fn sources<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a str> {
    let Context { site, tree, .. } = *context;
    // A page with mistakes names what it names all the same: one mistake is not reported twice.
    let pages = site.cards.iter().map(|card| &card.path).chain(site.unread());
    pages.filter_map(move |path| tree.get(path)).map(|file| file.as_text())
}
