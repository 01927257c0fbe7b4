//! `[care: urgent]` and its like: what stands alone in a paragraph and brings in what the site knows.

/// What a mark alone in a paragraph asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A care card of one level, with all flags for this kind of page or only those named.
    Care {
        /// The level's id.
        level: String,
        /// The flags' ids.
        only: Vec<String>,
    },
    /// All cautions.
    Cautions,
    /// A box on one claim.
    Certainty(String),
    /// The claims of these topics, or all.
    Claims(Vec<String>),
    /// The references that the claims of these topics rest on, or all.
    References(Vec<String>),
    /// All terms.
    Glossary,
    /// The checklist.
    Checklist,
    /// The navigation pages.
    Pages,
    /// The regions' numbers and services.
    Contacts,
    /// What changed on all pages.
    Changes,
    /// Publisher, funding and conflicts.
    Funding,
    /// The quality sheet.
    Quality,
    /// An empty diary of so many nights.
    Diary(u32),
}

impl Mark {
    /// Every mark as a writer would write it.
    pub const FORMS: [&'static str; 13] = [
        "care: emergency",
        "cautions",
        "certainty: claim-id",
        "claims",
        "references",
        "glossary",
        "checklist",
        "pages",
        "contacts",
        "changes",
        "funding",
        "quality",
        "diary: 14",
    ];

    /// Reads what stands between the brackets: nothing where it is no mark.
    pub fn parse(words: &str) -> Option<Mark> {
        let (name, rest) = words.split_once(':').map_or((words, ""), |(name, rest)| (name, rest.trim()));
        let mark = match name.trim() {
            "care" if !rest.is_empty() => {
                let (level, only) = rest.split_once(';').unwrap_or((rest, ""));
                Mark::Care { level: level.trim().to_owned(), only: list(only) }
            }
            "claims" => Mark::Claims(list(rest)),
            "references" => Mark::References(list(rest)),
            "certainty" if !rest.is_empty() => Mark::Certainty(rest.to_owned()),
            "diary" => Mark::Diary(rest.parse().ok().filter(|n| (1..=31).contains(n))?),
            _ if !rest.is_empty() || words.contains(':') => return None,
            "cautions" => Mark::Cautions,
            "glossary" => Mark::Glossary,
            "checklist" => Mark::Checklist,
            "pages" => Mark::Pages,
            "contacts" => Mark::Contacts,
            "changes" => Mark::Changes,
            "funding" => Mark::Funding,
            "quality" => Mark::Quality,
            _ => return None,
        };
        Some(mark)
    }
}

/// The words between commas.
fn list(words: &str) -> Vec<String> {
    words.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
