//! Annotations that GitHub shows beside the lines of a change: workflow commands, a line each.

use super::{Place, Sources};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) fn text(found: &Diagnostics, sources: &Sources<'_>) -> String {
    let mut text = String::new();
    for finding in found.iter() {
        let (start, end) = sources.places(&finding.span);
        let path = escaped(&sources.path(&finding.span));
        let words = match &finding.help {
            Some(help) => format!("{}\nhelp: {help}", finding.message),
            None => finding.message.clone(),
        };
        text += &format!(
            "::{} file={path}{},title={}::{}\n",
            command(finding.severity),
            lines(start, end),
            finding.rule.code,
            one_line(&words)
        );
    }
    text
}

/// GitHub's word for a severity.
fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// Columns count only where a finding lies on one line.
fn lines(start: Place, end: Place) -> String {
    let columns = if start.line == end.line { format!(",endColumn={}", end.column) } else { String::new() };
    format!(",line={},col={},endLine={}{columns}", start.line, start.column, end.line)
}

/// A line break would end the command.
fn one_line(words: &str) -> String {
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// `:` and `,` would end a property as well.
fn escaped(words: &str) -> String {
    one_line(words).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_would_end_a_command() {
        assert_eq!(one_line("100 %\r\n::error::x, y"), "100 %25%0D%0A::error::x, y");
        assert_eq!(escaped("a:b,c%\n"), "a%3Ab%2Cc%25%0A");
    }
}
