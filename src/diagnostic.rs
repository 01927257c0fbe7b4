//! What the author of a site can fix, and where: spans, findings, and values that carry findings.
//!
//! A finding is data. How it looks is decided in `report`.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::rule::Rule;

pub use crate::rule::Severity;

/// The path of a source file, relative to the site folder, with `/` between parts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a path that is already relative and uses `/`.
    pub fn new(path: &str) -> Self {
        SourcePath(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder part with its closing `/`, or nothing at the top.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |i| &self.0[..=i])
    }

    /// The file name without its folder.
    pub fn name(&self) -> &str {
        &self.0[self.folder().len()..]
    }

    /// The file name without its folder and its last extension.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rfind('.').map_or(name, |i| &name[..i])
    }

    /// The extension after the last dot of the name, or nothing.
    pub fn extension(&self) -> &str {
        let name = self.name();
        name.rfind('.').map_or("", |i| &name[i + 1..])
    }

    /// Whether it is a note for those who work on the site, which is no part of the site.
    pub fn is_readme(&self) -> bool {
        self.name() == "README.md"
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl serde::Serialize for SourcePath {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// A byte range in one source file. Line and column are computed when it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub path: SourcePath,
    /// The bytes in it; `0..0` means the file as a whole.
    pub range: Range<usize>,
}

impl Span {
    /// A place in a file.
    pub fn new(path: &SourcePath, range: Range<usize>) -> Self {
        Span { path: path.clone(), range }
    }

    /// A file as a whole.
    pub fn file(path: &SourcePath) -> Self {
        Span::new(path, 0..0)
    }
}

/// Something the author of the site can fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// How much it matters.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What is wrong: lower case, the offending words in backticks, no full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Other places that matter, and why.
    pub related: Vec<(Span, String)>,
    /// The words to write, where they are known.
    pub fix: Option<Fix>,
}

/// The words to write, and those they stand for now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What to replace.
    pub span: Span,
    /// What to write there.
    pub text: String,
}

impl Diagnostic {
    /// A finding at the rule's own level.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        let message = message.into();
        Diagnostic {
            rule,
            severity: rule.severity,
            span,
            message,
            help: None,
            related: Vec::new(),
            fix: None,
        }
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what to do, where something is known.
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Adds another place and why it matters.
    pub fn related(mut self, span: Span, note: impl Into<String>) -> Self {
        self.related.push((span, note.into()));
        self
    }

    /// Adds the words to write in a part of the same file.
    pub fn fix(mut self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { span: Span::new(&self.span.path, range), text: text.into() });
        self
    }

    /// Adds the name that was meant by a misspelt one, where that is clear. The place of the finding is the
    /// name, or the name in quotes.
    pub fn meant(self, word: &str, meant: Option<&str>) -> Self {
        let Range { start, end } = self.span.range;
        let range = match end.saturating_sub(start).checked_sub(word.len()) {
            Some(0) => Some(start..end),
            Some(2) => Some(start + 1..end - 1),
            _ => None,
        };
        self.instead(range, meant)
    }

    /// The same, where the name is a part of the place: the last that stands there in the file's text.
    pub fn meant_in(self, text: &str, word: &str, meant: Option<&str>) -> Self {
        let Range { start, end } = self.span.range;
        let range = text.get(start..end).and_then(|place| last_word(place, word));
        self.instead(range.map(|range| start + range.start..start + range.end), meant)
    }

    /// The same, where the name is known to lie.
    pub fn instead(self, range: Option<Range<usize>>, meant: Option<&str>) -> Self {
        match (range, meant) {
            (Some(range), Some(meant)) => self.help(format!("did you mean `{meant}`?")).fix(range, meant),
            (None, Some(meant)) => self.help(format!("did you mean `{meant}`?")),
            (_, None) => self,
        }
    }

    fn order(&self) -> (&SourcePath, usize, usize, &str, &str) {
        let Range { start, end } = self.span.range;
        (&self.span.path, start, end, self.rule.code, &self.message)
    }
}

/// An ordered list of findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another list.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(other);
    }

    /// Takes the findings out of a value and gives the value.
    pub fn absorb<T>(&mut self, found: Found<T>) -> T {
        self.0.extend(found.1.0);
        found.0
    }

    /// By path, then place; equal ones once.
    pub fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| a.order().cmp(&b.order()));
        self.0.dedup();
        self
    }

    /// Whether one of them stops the site from being published.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// With every warning an error.
    pub fn strict(mut self) -> Self {
        for finding in self.0.iter_mut().filter(|finding| finding.severity == Severity::Warning) {
            finding.severity = Severity::Error;
        }
        self
    }

    /// As a release counts them: a warning of a protected rule is an error.
    pub fn for_release(mut self) -> Self {
        for finding in self.0.iter_mut().filter(|f| f.rule.protected && f.severity == Severity::Warning) {
            finding.severity = Severity::Error;
        }
        self
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// Looks at each.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(items: I) -> Self {
        Diagnostics(items.into_iter().collect())
    }
}

/// A value, and what was found while making it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T>(pub T, pub Diagnostics);

impl<T> Found<T> {
    /// A value with nothing to say about it.
    pub fn clean(value: T) -> Self {
        Found(value, Diagnostics::default())
    }
}

/// The known name nearest to a misspelt one, if no more than a third of the letters would have to change;
/// else the only one that begins or ends with it, as `hand-sanitizer` does with `sanitizer`.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let known: Vec<&str> = known.into_iter().collect();
    let far = |k: &str| strsim::damerau_levenshtein(word, k);
    let near = known.iter().map(|k| (far(k), *k));
    let near = near.filter(|(distance, k)| distance * 3 <= k.chars().count().max(word.chars().count()));
    let is_part = |k: &str| {
        k.strip_prefix(word).is_some_and(|rest| rest.starts_with('-'))
            || k.strip_suffix(word).is_some_and(|rest| rest.ends_with('-'))
    };
    near.min().map(|(_, k)| k).or_else(|| {
        let mut longer = known.iter().filter(|k| word.len() > 3 && is_part(k));
        longer.next().copied().filter(|_| longer.next().is_none())
    })
}

/// The known name nearest to a misspelt one, as help for the writer.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(|name| format!("did you mean `{name}`?"))
}

/// Where a name stands last in a text, not as a part of another name.
fn last_word(text: &str, word: &str) -> Option<Range<usize>> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let whole = |at: &usize| {
        !text[..*at].ends_with(is_part) && !text[at + word.len()..].starts_with(is_part) && !word.is_empty()
    };
    text.rmatch_indices(word).map(|(at, _)| at).find(whole).map(|at| at..at + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_near() {
        let known = ["title", "description", "kind"];
        assert_eq!(did_you_mean("titel", known).as_deref(), Some("did you mean `title`?"));
        assert_eq!(did_you_mean("colour", known), None);
        let known = ["hand-sanitizer", "soap-hand", "hand-soap"];
        assert_eq!(nearest("sanitizer", known), Some("hand-sanitizer"));
        assert_eq!(nearest("hand", known), None, "more than one");
    }

    #[test]
    fn mends_only_the_whole_word() {
        let path = SourcePath::new("content/en/x.md");
        let fix = |text: &str, word| {
            let finding = Diagnostic::new(&crate::rule::UNKNOWN_ID, Span::new(&path, 0..text.len()), "");
            finding.meant_in(text, word, Some("ice")).fix.map(|fix| fix.span.range)
        };
        assert_eq!(fix("[ics][claim:ics]", "ics"), Some(12..15));
        assert_eq!(fix("[ics][claim:ics-2]", "ics"), Some(1..4));
        assert_eq!(fix("[basics][claim:pics]", "ics"), None);
        assert_eq!(fix("é ics", "ics"), Some(3..6));
        assert_eq!(fix("ics", ""), None);
    }

    #[test]
    fn splits_paths() {
        let path = SourcePath::new("content/en/get-help.md");
        assert_eq!((path.folder(), path.stem(), path.extension()), ("content/en/", "get-help", "md"));
        let top = SourcePath::new("site.toml");
        assert_eq!((top.folder(), top.stem(), top.extension()), ("", "site", "toml"));
    }
}
