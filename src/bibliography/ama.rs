//! Sets a checked entry in the style of the American Medical Association, 11th edition.

use super::Reference;
use crate::url::PATH;
use hayagriva::citationberg::{FontStyle, IndependentStyle, Locale, LocaleFile};
use hayagriva::types::Person;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemChildren,
    ElemMeta, Entry, Formatted, Library,
};
use percent_encoding::{AsciiSet, PercentEncode, utf8_percent_encode};
use quick_xml::escape::{escape, partial_escape};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use std::ops::Range;
use std::sync::LazyLock;

/// The style, read once: 0.7 ms. Hayagriva's own archive would bring all styles there are.
pub(super) static STYLE: LazyLock<Option<IndependentStyle>> =
    LazyLock::new(|| IndependentStyle::from_xml(include_str!("ama.csl")).ok());

/// The English words the style asks for. Hayagriva hands out its 63 locales only together, in 75 ms.
pub(super) static LOCALE: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let file = LocaleFile::from_xml(include_str!("locale.xml"));
    file.into_iter().map(Locale::from).collect()
});

/// What stands as it is in a DOI. Old ones hold `<`, `>`, `#` and more that would end or change an address.
const IN_PATH: &AsciiSet = &PATH.remove(b'(').remove(b')').remove(b':').remove(b';');

/// AMA names six authors; of more, the first three.
const NAMED_OF_MANY: usize = 3;

/// The entry as it is printed; `None` when hayagriva cannot make sense of it.
pub(super) fn reference(key: &str, range: &Range<usize>, mut data: Json) -> Option<Reference> {
    let fields = data.as_object_mut()?;
    // The note is for the site's authors, the abstract for nobody here.
    let note = fields.remove("note");
    fields.remove("abstract");
    // The style takes an article that is in no journal for a preprint. Ours are articles whose
    // journal the author of the site has not looked up yet.
    let preprint = ["publisher", "genre", "archive"].iter().any(|field| fields.contains_key(*field));
    if fields.get("type") == Some(&json!("article")) && !fields.contains_key("parent") && !preprint {
        fields.insert("type".to_owned(), json!("web"));
    }
    let mut entry = entry(key, data)?;
    let url = address(&entry);
    if entry.doi().is_none()
        && entry.url_any().is_none()
        && let Some(url) = url.as_ref().and_then(|url| url.parse().ok())
    {
        entry.set_url(url);
    }
    tidy_names(&mut entry);

    let runs = runs(&entry, &LOCALE, url.as_deref())?;
    Some(Reference {
        key: key.to_owned(),
        range: range.clone(),
        html: runs.iter().map(Run::html).collect(),
        text: runs.iter().map(|run| run.text.as_str()).collect(),
        note: note.as_ref().and_then(words).map(str::to_owned),
        year: entry.date_any().map(|date| date.year),
        url,
        title: entry.title()?.to_string(),
    })
}

fn entry(key: &str, data: Json) -> Option<Entry> {
    let library = Library::deserialize(&json!({ key: data })).ok()?;
    library.into_iter().next()
}

fn words(value: &Json) -> Option<&str> {
    value.as_str().or_else(|| words(value.get("value")?))
}

/// Where the source can be read: its DOI, which lasts, else its address, else its PubMed record.
fn address(entry: &Entry) -> Option<String> {
    let doi = entry.doi().map(|doi| format!("https://doi.org/{}", in_path(doi)));
    let url = entry.url_any().map(ToString::to_string);
    // Addresses from BibLaTeX have not been checked yet.
    let url = url.filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let pmid = entry.pmid().map(|id| format!("https://pubmed.ncbi.nlm.nih.gov/{}/", in_path(id)));
    let pmcid = entry.pmcid().map(|id| format!("https://pmc.ncbi.nlm.nih.gov/articles/{}/", in_path(id)));
    doi.or(url).or(pmid).or(pmcid)
}

fn in_path(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, IN_PATH)
}

fn is_others(person: &Person) -> bool {
    person.name == "others" && person.given_name.is_none()
}

fn tidy_names(entry: &mut Entry) {
    let tidied = |people: &[Person]| {
        let mut people = people.to_vec();
        for person in &mut people {
            // Hayagriva sets "de Greef M" as "Greef M de"; AMA keeps the particle in front.
            if let Some(prefix) = person.prefix.take() {
                person.name = format!("{prefix} {}", person.name);
            }
        }
        if people.last().is_some_and(is_others) && people.len() > NAMED_OF_MANY + 1 {
            people.drain(NAMED_OF_MANY..people.len() - 1);
        }
        people
    };
    if let Some(people) = entry.authors().map(tidied) {
        entry.set_authors(people);
    }
    if let Some(people) = entry.editors().map(tidied) {
        entry.set_editors(people);
    }
    let mut parents = entry.parents().to_vec();
    parents.iter_mut().for_each(tidy_names);
    entry.set_parents(parents);
}

/// A stretch of a reference that looks the same throughout.
struct Run {
    text: String,
    cite: bool,
    link: Option<String>,
}

impl Run {
    fn html(&self) -> String {
        let text = partial_escape(&self.text);
        match (&self.link, self.cite) {
            (Some(url), _) => format!(r#"<a href="{}" rel="noreferrer">{text}</a>"#, escape(url)),
            (None, true) => format!("<cite>{text}</cite>"),
            (None, false) => text.into_owned(),
        }
    }
}

/// The printed reference. Each is set alone: AMA's references do not depend on each other, and
/// hayagriva compares all pairs otherwise.
fn runs(entry: &Entry, locales: &[Locale], url: Option<&str>) -> Option<Vec<Run>> {
    let style = STYLE.as_ref()?;
    let mut driver = BibliographyDriver::new();
    let items = vec![CitationItem::with_entry(entry)];
    driver.citation(CitationRequest::from_items(items, style, locales));
    let request = BibliographyRequest { style, locale: None, locale_files: locales };
    let item = driver.finish(request).bibliography?.items.into_iter().next()?;

    let mut walk = Walk { runs: Vec::new(), url };
    walk.children(&item.content);
    let mut runs = walk.runs;
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    Some(runs)
}

/// The printed words of an entry with other locales, to hold ours against.
#[cfg(test)]
pub(super) fn text(entry: &Entry, locales: &[Locale]) -> Option<String> {
    Some(runs(entry, locales, None)?.iter().map(|run| run.text.as_str()).collect())
}

struct Walk<'a> {
    runs: Vec<Run>,
    /// Taken by the first link: a reference leads to one place.
    url: Option<&'a str>,
}

impl Walk<'_> {
    fn children(&mut self, children: &ElemChildren) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) => self.text(text),
                ElemChild::Elem(elem) => match &elem.meta {
                    // "and others" reaches us as one more name.
                    Some(ElemMeta::Name(..)) if format!("{:#}", elem.children) == "others" => {
                        self.push("et al", false, None);
                    }
                    _ => self.children(&elem.children),
                },
                ElemChild::Markup(text) => self.push(text, false, None),
                ElemChild::Link { text, .. } => {
                    let url = self.url.take().map(str::to_owned);
                    self.push(&text.text, false, url);
                }
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    fn text(&mut self, Formatted { text, formatting }: &Formatted) {
        self.push(text, formatting.font_style == FontStyle::Italic, None);
    }

    fn push(&mut self, text: &str, cite: bool, link: Option<String>) {
        let last = self.runs.last().map_or("", |run| &run.text);
        // A title that ends in a mark of its own gets no full stop: "How much? https://…".
        let marked = last.trim_end_matches(['"', '”', '’']).ends_with(['.', '?', '!']);
        let text = if marked { text.strip_prefix('.').unwrap_or(text) } else { text };
        match self.runs.last_mut() {
            _ if text.is_empty() => {}
            Some(run) if run.cite == cite && run.link.is_none() && link.is_none() => {
                run.text.push_str(text);
            }
            _ => self.runs.push(Run { text: text.to_owned(), cite, link }),
        }
    }
}
