//! Every word of a page's source is on the page, in its place, or there is a finding; and what is on the page was
//! read by the rules.

use plainleaf::diagnostic::SourcePath;
use plainleaf::page::{self, Parsed};
use plainleaf::prose;
use plainleaf::rule::Rule;
use plainleaf::rules;
use proptest::prelude::*;

use crate::support::{build, page as site_with, put};

/// Signs of Markdown and of word processors, alone and as they come together. Footnotes are shown at the end of a page,
/// so that their words are not in the order of the source.
const SIGNS: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\n\n",
    "    ",
    "\t",
    "\u{a0}",
    "\u{ad}",
    "|",
    "|",
    "\n|---|---|\n",
    "\n\nTable: ",
    "[",
    "]",
    "(",
    ")",
    "](",
    "] (",
    "[[",
    "]]",
    "][",
    "]: ",
    "\n[",
    "`",
    "\n```\n",
    "\n~~~\n",
    "#",
    "\n## ",
    "\n# ",
    "\n- ",
    "\n* ",
    "\n+ ",
    "\n1. ",
    "\n7) ",
    "\n  - ",
    "\n> ",
    "\n> > ",
    "\n> [!NOTE]\n> ",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "<",
    ">",
    "<b>",
    "</b>",
    "&",
    "&amp;",
    "&shy;",
    "&nbsp;",
    "{",
    "}",
    " {.do}",
    " {.dont}\n",
    " {#a}",
    "!",
    "![",
    "\\",
    "\"",
    "'",
    ":",
    "\n: ",
    "\n---\n",
    "\n===\n",
    "  \n",
    "[@example-a]",
    "[@",
    "[claim:",
    "[term:",
    "\n\n[cautions]\n\n",
    ".",
    "•",
    "é",
    "e\u{301}",
    "\r\n",
];

/// Words of their own between signs: `w0`, `w1` and so on.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![3 => Just(None), 5 => (0..SIGNS.len()).prop_map(Some)];
    prop::collection::vec(part, 1..48).prop_map(|parts| {
        let mut number = 0;
        let mut written = String::new();
        for part in parts {
            match part {
                Some(sign) => written.push_str(SIGNS[sign]),
                None => {
                    written.push_str(&format!("w{number}x"));
                    number += 1;
                }
            }
        }
        written
    })
}

/// The words of a text, in order.
fn words(text: &str) -> Vec<&str> {
    let starts = text.match_indices('w').map(|(at, _)| &text[at..]);
    let word = |rest: &&str| {
        let digits = rest[1..].len() - rest[1..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
        (digits > 0 && rest[1 + digits..].starts_with('x')).then_some(digits + 2)
    };
    starts.filter_map(|rest| Some(&rest[..word(&rest)?])).collect()
}

/// What is seen of a body's HTML.
fn visible(html: &str) -> String {
    let mut seen = String::new();
    for (n, part) in html.split('<').enumerate() {
        let after = if n == 0 { part } else { part.split_once('>').map_or("", |(_, after)| after) };
        seen.push_str(after);
    }
    seen
}

fn law(text: &str) -> Result<(), TestCaseError> {
    let tree = put(&site_with(text), "templates/page.html", "{{ page.body }}");
    let file = tree.named("content/en/page.md").unwrap();
    let location = page::locate(&SourcePath::new("content/en/page.md"), "en").unwrap();
    let Parsed::Page(parsed) = page::parse(file, &location).0 else {
        return Ok(()); // its front matter was ended by the text
    };
    let read: String =
        prose::read(&parsed, file.as_text()).blocks.iter().map(|block| format!("{}\n", block.text)).collect();
    let written = &file.as_text()[parsed.text.clone()];
    let (output, found) = build(&tree);
    let is_check = |rule: &Rule| rules::LINTS.iter().any(|lint| lint.rule == rule);
    let is_found = found.iter().any(|finding| finding.span.path == file.path && !is_check(finding.rule));
    if !is_found {
        let page = output.get("page/index.html").expect("a page without a finding is built");
        let shown = visible(&String::from_utf8_lossy(&page.bytes));
        prop_assert_eq!(words(&shown), words(written), "on the page: {}", shown);
        prop_assert_eq!(words(&read), words(written), "read by the rules: {}", read);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_arrives_and_is_read(text in text()) {
        law(&text)?;
    }
}

#[test]
fn what_once_got_lost_is_found() {
    for text in [
        "| w0x | w1x |\n|---|---|\n| w2x | w3x | w4x |",
        "Table: w0x\n\n| w1x | w2x |\n|---|---|\n| w3x |\n",
        "[w0x](index.md \"w1x\")",
        "[w0x]: index.md\n\nw1x",
        "``` w0x w1x\nw2x\n```",
        "    w0x\n\nw1x",
        "## w0x {w1x}\n\nw2x",
        "- [ ] w0x",
    ] {
        law(text).unwrap();
    }
}
