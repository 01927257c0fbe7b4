//! Drawings that try to do something: each is refused, or harmless once it is cleaned. `tests/browser` shows the
//! same ones to a browser.

#[path = "../../tests/drawings/list.rs"]
mod list;

use super::allowed::NAMES;
use super::clean;
use list::drawings;
use proptest::prelude::*;

/// A name, with the names and values of its attributes.
type Tag = (String, Vec<(String, String)>);

/// What HTML's tokenizer makes of a text (HTML Standard, section Tokenization): start tags with their attributes.
/// Anything but tags and text is an error.
fn tags(html: &str) -> Result<Vec<Tag>, String> {
    let is_space = |c: char| matches!(c, '\t' | '\n' | '\u{c}' | '\r' | ' ');
    let (mut tags, mut rest) = (Vec::new(), html);
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let is_end = rest.starts_with('/');
        rest = rest.trim_start_matches('/');
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err(format!("`<{rest}` is no tag"));
        }
        let end = rest.find(|c| is_space(c) || matches!(c, '/' | '>')).ok_or("a tag has no end")?;
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c| is_space(c) || c == '/');
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break;
            }
            // A `=` at the start belongs to the name.
            let end = rest
                .char_indices()
                .position(|(at, c)| is_space(c) || matches!(c, '/' | '>') || c == '=' && at > 0);
            let end = end.and_then(|n| rest.char_indices().nth(n)).ok_or("an attribute has no end")?.0;
            let key = rest[..end].to_owned();
            rest = rest[end..].trim_start_matches(is_space);
            let Some(after) = rest.strip_prefix('=') else {
                return Err(format!("`{key}` has no value"));
            };
            let after = after.trim_start_matches(is_space);
            let after = after.strip_prefix('"').ok_or(format!("`{key}` has a value without quotes"))?;
            let (value, after) = after.split_once('"').ok_or("a value has no end")?;
            attributes.push((key, value.to_owned()));
            rest = after;
        }
        if is_end && !attributes.is_empty() {
            return Err(format!("the end tag `{name}` has attributes"));
        }
        tags.push((name, attributes));
    }
    Ok(tags)
}

/// What is wrong with a drawing as a browser reads it.
fn harm(html: &str) -> Result<(), String> {
    if html.chars().any(super::value::is_unseen) {
        return Err("a sign that nobody can see".to_owned());
    }
    for (name, attributes) in tags(html)? {
        if !NAMES.elements.contains(&name) || ["style", "switch"].contains(&name.as_str()) {
            return Err(format!("the element `{name}`"));
        }
        for (key, value) in attributes {
            let known = ["id", "class"].contains(&key.as_str())
                || NAMES.attributes.contains(&key)
                || NAMES.properties.contains(&key);
            if !known || key.starts_with("on") {
                return Err(format!("the attribute `{key}`"));
            }
            let plain: String = value.to_ascii_lowercase().split_whitespace().collect();
            let leads_away = plain.match_indices("url(").any(|(at, _)| !plain[at + 4..].starts_with('#'));
            if leads_away || ["script:", "data:", "\\"].iter().any(|way| plain.contains(way)) {
                return Err(format!("the value `{value}`"));
            }
            if key == "href" && !value.starts_with('#') {
                return Err(format!("the address `{value}`"));
            }
        }
    }
    Ok(())
}

/// A drawing is refused, or harmless and as it would be if it were cleaned again.
fn check(svg: &str) -> Result<(), String> {
    let (Some(drawing), problems) = clean(svg) else {
        return Ok(());
    };
    let html = drawing.html("p_");
    let at_fault = |why: String| format!("{why}: {svg}\n{html}");
    harm(&html).map_err(at_fault)?;
    let (again, more) = clean(&html);
    let again = again.map(|drawing| drawing.html(""));
    if (again.as_deref(), problems, more) != (Some(&html), vec![], vec![]) {
        return Err(at_fault(format!("cleaned twice it is {again:?}")));
    }
    Ok(())
}

#[test]
fn the_tokenizer_reads_as_html_does() {
    let read = |html| tags(html).unwrap();
    let (name, key) = ("g".to_owned(), |key: &str, value: &str| (key.to_owned(), value.to_owned()));
    assert_eq!(read("<g/onload=\"x\">"), [(name.clone(), vec![key("onload", "x")])]);
    assert_eq!(read("<g a=\"1\"b=\"2\"/>a</g>").len(), 2);
    assert_eq!(read("<g =a=\"1\">"), [(name, vec![key("=a", "1")])]);
    for wrong in ["<!-- -->", "<?x?>", "<g a>", "<g a=1>", "</g a=\"1\">", "< g>", "<g a=\"1>", "<g"] {
        assert!(tags(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn what_does_harm_is_seen() {
    for wrong in [
        "<g onload=\"x\"/>",
        "<script/>",
        "<style>",
        "<use href=\"/a\"/>",
        "<g fill=\"URL( x)\"/>",
        "<g aria-x=\"\"/>",
        "<text>\u{1}</text>",
    ] {
        assert!(harm(wrong).is_err(), "{wrong}");
    }
    assert_eq!(harm("<svg viewBox=\"0 0 1 1\"><rect id=\"a\" fill=\"url(#b)\"/></svg>"), Ok(()));
}

#[test]
fn each_is_refused_or_harmless() {
    let wrong: Vec<String> = drawings().iter().filter_map(|svg| check(svg).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    // Most of them say what is wrong with them; the others are only strange.
    let refused = drawings().iter().filter(|svg| clean(svg).0.is_none()).count();
    assert!(refused > 150 && refused < drawings().len(), "{refused} of {}", drawings().len());
}

#[test]
fn each_refusal_says_what_to_do() {
    for svg in drawings() {
        for problem in clean(&svg).1 {
            assert!(svg.get(problem.range.clone()).is_some(), "{problem:?}");
            assert!(problem.help.is_some(), "{problem:?} of {svg}");
            assert!(!problem.message.contains(char::is_control), "{problem:?} of {svg}");
        }
    }
}

/// A change of a text: from where, how many characters go, and what comes.
fn edit() -> impl Strategy<Value = (prop::sample::Index, usize, &'static str)> {
    let words = vec![
        "",
        "/",
        "<",
        ">",
        "\"",
        "'",
        "=",
        " ",
        "\u{c}",
        "\n",
        "&",
        ";",
        "&#34;",
        "&lt;",
        "]]>",
        "<![CDATA[",
        "-->",
        "<!--",
        "on",
        "onload=\"ran()\"",
        " onload='ran()' ",
        "aria-x",
        ":",
        "svg:",
        "<script>",
        "</svg>",
        "<title>",
        "<style>",
        "</style>",
        "url(",
        "url(#a)",
        ")",
        "#",
        "\\",
        "javascript:",
        "xlink:href=\"",
        "é",
        "\u{0}",
        "{",
        "}",
        "@import",
        "<g id=\"a\"/>",
        "<use href=\"#a\"/>",
        "style=\"",
        "<switch>",
        "</g>",
        "<g>",
        "id=\"a\"",
    ];
    (any::<prop::sample::Index>(), 0..6_usize, prop::sample::select(words))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn no_change_of_a_drawing_makes_it_harmful(
        svg in prop::sample::select([drawings(), vec![super::tests::DRAWING.to_owned(); 80]].concat()),
        edits in prop::collection::vec(edit(), 0..5),
    ) {
        let mut letters: Vec<char> = svg.chars().collect();
        for (at, taken, put) in edits {
            let at = at.index(letters.len() + 1);
            let end = (at + taken).min(letters.len());
            letters.splice(at..end, put.chars());
        }
        let result = check(&letters.into_iter().collect::<String>());
        prop_assert!(result.is_ok(), "{}", result.unwrap_err());
    }
}
