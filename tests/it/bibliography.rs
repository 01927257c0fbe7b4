//! The references of the frozen site, as they are printed.

use plainleaf::bibliography::{Bibliography, parse};

const FILE: &str = include_str!("../sites/frozen/content/references.yml");

fn library() -> Bibliography {
    let (library, problems) = parse(FILE);
    assert_eq!(problems, []);
    library
}

#[test]
fn prints_every_reference_in_ama_style() {
    let printed: String = library().iter().map(|r| format!("{}: {}\n", r.key, r.text)).collect();
    snapbox::assert_data_eq!(printed, snapbox::file!["references.txt"]);
}

#[test]
fn markup_and_text_say_the_same_and_lead_to_one_place() {
    for reference in library().iter() {
        let words: String =
            reference.html.split('<').map(|s| s.split_once('>').map_or(s, |(_, s)| s)).collect();
        assert_eq!(words.replace("&amp;", "&"), reference.text);
        let links = reference.html.matches("<a href=").count();
        assert_eq!(links, usize::from(reference.url.is_some()), "{}", reference.html);
        assert_eq!(&FILE[reference.range.clone()], reference.key);
        assert!(!reference.text.contains("others") && !reference.text.contains(".."));
    }
}

#[test]
fn prints_the_same_at_every_run() {
    assert_eq!(parse(FILE), parse(FILE));
}
