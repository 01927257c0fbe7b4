//! Sentences that a rule must report, and sentences on which it must stay silent, each on a page of its own.
//!
//! They stand in `wrong/CODE.txt` and `right/CODE.txt`, one a line, with `\n` for a new line. None is in the rule's
//! document: those are tests already.

use std::collections::BTreeMap;

use plainleaf::source::SourceTree;

use crate::support;

/// The code of a rule, the sentences it must report, and those it must not.
type Corpus = (&'static str, &'static str, &'static str);

macro_rules! corpora {
    ($($code:literal)*) => {
        [$(($code, include_str!(concat!("wrong/", $code, ".txt")), include_str!(concat!("right/", $code, ".txt")))),*]
    };
}

const CORPORA: [Corpus; 11] = corpora! {
    "advert-word"
    "advice-unguarded"
    "bare-emergency-number"
    "dont-without-not"
    "dose-outside-clinical"
    "keep-taking-unsaid"
    "medicine-without-warning"
    "overpromise"
    "percent-without-people"
    "relative-without-absolute"
    "sounds-like-diagnosis"
};

/// A site with a page for each sentence, by the page's path.
fn site(code: &str, sentences: &str) -> (SourceTree, BTreeMap<String, String>) {
    let mut tree = support::page_of_kind("treatment", "Rub.");
    let page = tree.named("content/en/page.md").unwrap().as_text().to_owned();
    let mut pages = BTreeMap::new();
    for (number, sentence) in sentences.lines().enumerate() {
        let words = sentence.replace("\\n", "\n");
        let words = match code {
            "dont-without-not" => format!("## Do not {{.dont}}\n\n- {words}\n- Do not run."),
            _ => words,
        };
        let path = format!("content/en/page-{number:03}.md");
        tree = support::put(&tree, &path, &page.replace("Rub.", &words));
        pages.insert(path, sentence.to_owned());
    }
    (tree, pages)
}

#[test]
fn wrong_sentences_are_reported_and_right_ones_are_not() {
    let mut mistakes = String::new();
    for (code, wrong, right) in CORPORA {
        for (sentences, is_wrong) in [(wrong, true), (right, false)] {
            assert!(sentences.lines().count() >= 10, "{code} has too few sentences");
            let (tree, pages) = site(code, sentences);
            let (_, found) = support::build(&tree);
            for (path, sentence) in pages {
                let is_found = found
                    .iter()
                    .any(|finding| finding.rule.code == code && finding.span.path.as_str() == path);
                if is_found != is_wrong {
                    let said = if is_wrong { "nothing" } else { "something" };
                    mistakes += &format!("{code} says {said} of: {sentence}\n");
                }
            }
        }
    }
    assert!(mistakes.is_empty(), "{mistakes}");
}
