use super::*;
use crate::diagnostic::SourcePath;
use crate::page::{self, Parsed};
use crate::source::SourceFile;

const HEAD: &str = "+++\ntitle = \"A\"\ndescription = \"B\"\nkind = \"page\"\nupdated = 2026-01-01\n+++\n";

/// The words of a page with this text, and its file.
fn prose(text: &str) -> (Prose, String) {
    let path = SourcePath::new("content/en/page.md");
    let file = SourceFile::text(path.clone(), format!("{HEAD}{text}"));
    let location = page::locate(&path, "en").expect("it is a page");
    let Parsed::Page(page) = page::parse(&file, &location).0 else {
        panic!("{text} is no page");
    };
    (read(&page, file.as_text()), file.as_text().to_owned())
}

/// Each sentence as read, and as written.
fn sentences(text: &str) -> Vec<(String, String)> {
    let (prose, file) = prose(text);
    prose.sentences().map(|s| (s.text().to_owned(), file[s.source()].to_owned())).collect()
}

#[test]
fn sentences_end_before_a_capital_a_digit_or_a_quote() {
    let texts = |text: &str| sentences(text).into_iter().map(|(read, _)| read).collect::<Vec<_>>();
    assert_eq!(
        texts("Take 2.5 ml. Ask Dr. Lee, e.g. by phone. 3 of 10 did!"),
        ["Take 2.5 ml.", "Ask Dr. Lee, e.g. by phone.", "3 of 10 did!"]
    );
    assert_eq!(
        texts("He said \"Stop.\" Then he left. it goes on"),
        ["He said \"Stop.\"", "Then he left. it goes on"]
    );
    assert_eq!(texts("## How\n\n- One\n- Two. Three\n"), ["How", "One", "Two.", "Three"]);
}

#[test]
fn words_keep_their_places() {
    assert_eq!(
        sentences("[Soap may\nhelp][claim:soap] [@a]. **Use** it &amp; \\*rinse\\*. [@b] Dry."),
        [
            ("Soap may help.".to_owned(), "[Soap may\nhelp][claim:soap] [@a].".to_owned()[1..].to_owned()),
            ("Use it & *rinse*.".to_owned(), "Use** it &amp; \\*rinse\\*.".to_owned()),
            ("Dry.".to_owned(), "Dry.".to_owned()),
        ]
    );
}

#[test]
fn citations_and_claims_belong_to_their_sentences() {
    let (prose, _) = prose("[Soap helps][claim:soap]. Water too [@a]. [@b] And [towels](towels.md).");
    let all: Vec<_> =
        prose.sentences().map(|s| (s.claims().collect::<Vec<_>>(), s.inlines().count())).collect();
    assert_eq!(all, [(vec!["soap"], 1), (vec![], 2), (vec![], 1)]);
}

#[test]
fn blocks_know_where_they_stand() {
    let (prose, _) = prose(
        "Lede.\n\n## Do {.do}\n\n1. First\n   - Inner\n2. Second\n\n   More.\n\n[care: urgent]\n\n> [!WARNING]\n> ### Stop\n> Now.\n\nTable: Times\n\n| A | B |\n|---|---|\n| C | D |\n\n![Hands](a.svg \"Clean\")\n",
    );
    let kinds: Vec<(&str, Vec<Role>)> =
        prose.blocks.iter().map(|block| (block.text.as_str(), block.roles.clone())).collect();
    let (of, warning) = (vec![Role::Section("do")], vec![Role::Alert("warning")]);
    assert_eq!(
        kinds,
        [
            ("Lede.", vec![]),
            ("Do", of.clone()),
            ("First", of.clone()),
            ("Inner", of.clone()),
            ("Second", of.clone()),
            ("More.", of),
            ("", vec![]),
            ("Stop", warning.clone()),
            ("Now.", warning),
            ("Times", vec![]),
            ("A", vec![]),
            ("B", vec![]),
            ("C", vec![]),
            ("D", vec![]),
            ("Hands", vec![]),
            ("Clean", vec![]),
        ]
    );
    assert_eq!(
        prose.lists.iter().map(|list| (list.ordered, list.depth, list.items)).collect::<Vec<_>>(),
        [(true, 1, 2), (false, 2, 1)]
    );
    assert_eq!(prose.blocks[4].item, Some(Item { list: 0, position: 2 }));
    assert_eq!(prose.blocks[5].kind, BlockKind::Paragraph);
    assert_eq!(prose.blocks[13].kind, BlockKind::Cell { table: 0, row: 1, column: 1 });
    assert_eq!(prose.blocks[7].kind, BlockKind::AlertTitle);
    assert_eq!(prose.heading(&prose.blocks[4]).map(|heading| heading.text.as_str()), Some("Do"));
}
