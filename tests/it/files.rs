//! Drawings, pictures and files for hosts: what of a site's files reaches the built site, and what is said of those
//! that do not.

use crate::support::{self, put, site};

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><style>.a{stroke:red}</style><g id=\"g\" class=\"a\"/><g id=\"Layer 1\"/><use href=\"#g\"/></svg>";

/// A page that shows these pictures.
fn page_with(pictures: &[&str]) -> String {
    let show = |(n, source): (usize, &&str)| format!("![Drawing number {n}]({source} \"Look at {n}.\")\n\n");
    let figures: String = pictures.iter().enumerate().map(show).collect();
    format!(
        "+++\ntitle = \"A page\"\ndescription = \"A page that shows drawings, with a description of a fair length.\"\nkind = \"page\"\nupdated = 2026-01-01\n+++\n\n{figures}"
    )
}

fn html(tree: &plainleaf::source::SourceTree, file: &str) -> String {
    let (output, _) = support::build(tree);
    assert_eq!(support::check(tree), "");
    String::from_utf8(output.get(file).unwrap().bytes.to_vec()).unwrap()
}

#[test]
fn drawings_of_one_name_and_one_drawing_twice_have_ids_of_their_own() {
    let tree = put(&site(""), "content/en/figures/a/x.svg", DRAWING);
    let tree = put(&tree, "content/en/figures/b/x.svg", DRAWING);
    let pictures = ["figures/a/x.svg", "figures/b/x.svg", "figures/a/x.svg"];
    let html = html(&put(&tree, "content/en/page.md", &page_with(&pictures)), "page/index.html");
    for n in 1..=3 {
        let drawn = format!("<g id=\"f{n}_g\" stroke=\"red\"/><g/><use href=\"#f{n}_g\"/>");
        assert!(html.contains(&drawn), "{html}");
    }
}

#[test]
fn a_picture_may_have_any_name() {
    // On disk with its accents apart, as some file systems keep them.
    let names = ["my wet hand.svg", "gro\u{308}\u{df}e.svg", "hand (1).svg", "100%.svg", "a%20b.svg"];
    let tree =
        names.iter().fold(site(""), |tree, name| put(&tree, &format!("content/en/figures/{name}"), DRAWING));
    let pictures = [
        "<figures/my wet hand.svg>",
        "figures/my%20wet%20hand.svg",
        "figures/gr\u{f6}\u{df}e.svg",
        "figures/gr%C3%B6%C3%9Fe.svg",
        "figures/hand%20(1).svg",
        "figures/100%25.svg",
        "figures/100%.svg",
        "figures/a%20b.svg",
    ];
    let html = html(&put(&tree, "content/en/page.md", &page_with(&pictures)), "page/index.html");
    assert_eq!(html.matches("<svg").count(), pictures.len(), "{html}");
}
