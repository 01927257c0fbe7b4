//! What the reader takes for words, for strings and for mistakes.

use proptest::prelude::*;

use super::*;

#[test]
fn tells_words_from_strings_comments_and_patterns() {
    let code = "a = 'b \\' c'; // d\n/* e */ f(/g\"'[/]h/, `i ${j({k: 'l'})} m`) / 2; é.#n = \"\"";
    let words: Vec<String> = tokens(code)
        .iter()
        .map(|t| if t.quoted { format!("\"{}\"", t.text) } else { t.text.into() })
        .collect();
    assert_eq!(words, ["a", "\"b \\' c\"", "f", "\"i \"", "j", "k", "\"l\"", "\" m\"", "é", "n", "\"\""]);
    assert!(tokens(code).iter().all(|token| code[token.at..].starts_with(token.text)));
}

#[test]
fn scripts_leave_their_comments_behind() {
    let code =
        "/** a\n * b\n */\nc(); // d\n  // e\n/* f */ g();\n/* h */\n/*! i */\n\"/* j\"\n`\n// k\n\n`;\nl();";
    let kept = "c(); // d\n/* f */ g();\n/*! i */\n\"/* j\"\n`\n// k\n\n`;\nl();";
    assert_eq!(without_comments(code), kept);
}

#[test]
fn tells_patterns_from_divisions() {
    let quoted = |code| tokens(code).iter().filter(|t| t.quoted).map(|t| t.text).collect::<Vec<_>>();
    for code in [
        "a = b / c; d = 'e' / f",
        "if (a) /'/.test('e')",
        "return /'/g, 'e'",
        "(a) / 1, 'e', 2 / b",
        "a[0] / 1, 'e', 2 / b",
        "a++ / 1, 'e', 2 / b",
        "x.if(a) / 1, 'e', 2 / b",
        "x.return / 1, 'e', 2 / b",
        "f({}) / 1, 'e', 2 / b",
        "x = {} / 1, 'e', 2 / b",
        "f(`a` / 1, 'e', 2 / b)",
        "function f() {} /'/.test('e')",
        "x => { } /[/']/.test('e')",
        "1. / 2, 'e'",
    ] {
        assert_eq!(quoted(code).last(), Some(&"e"), "{code}");
        assert_eq!(mistake(code), None, "{code}");
    }
}

#[test]
fn numbers_are_no_words() {
    let words = |code| tokens(code).iter().map(|t| t.text).collect::<Vec<_>>();
    assert_eq!(words("0xFACE + 1e5 + 1E-5 + 10n + .5e1 + 1_000"), [""; 0]);
    assert_eq!(words("1..a + 1.5.b + 0x1e+c + $1 + \\u0064"), ["a", "b", "c", "$1", "\\u0064"]);
}

#[test]
fn says_what_keeps_a_browser_from_running_it() {
    for fine in
        ["'use strict';\nlet a = b?.c ?? 1;", "import a from './a.js';", "#!/usr/bin/it\na /* b */ // c", ""]
    {
        assert_eq!(mistake(fine), None, "{fine}");
    }
    for (code, at, message) in [
        ("f(['a', 'b');", 2..3, "this `[` is not closed"),
        ("if (a) { b();", 7..8, "this `{` is not closed"),
        ("a();\n}", 5..6, "this `}` closes nothing"),
        ("`a ${b) c`", 6..7, "this `)` closes nothing"),
        ("f('a\n');", 2..4, "this string is not closed"),
        ("f(\"a\\", 2..5, "this string is not closed"),
        ("`a ${b} c", 6..9, "this template string is not closed"),
        ("`a ${b", 3..5, "this `${` is not closed"),
        ("a /* b", 2..6, "this comment is not closed"),
    ] {
        assert_eq!(mistake(code), Some(Mistake { message: message.to_owned(), at }), "{code}");
    }
}

/// A piece of a script, with its words and its strings.
fn piece() -> impl Strategy<Value = (String, Vec<String>)> {
    let leaf = prop_oneof![
        "[a-z$_]{2,6}[0-9]?".prop_map(|word| (word.clone(), vec![word])),
        "[ a-z(){}\\[\\]/*`\"$]{0,9}".prop_map(|text| (format!("'{text}'"), vec![format!("'{text}")])),
        "[ a-z(){}\\[\\]/*`'$]{0,9}".prop_map(|text| (format!("\"{text}\""), vec![format!("'{text}")])),
        "([ a-z(){}*`'\"$]|\\[[a-z/]\\]|\\\\/){0,9}".prop_map(|text| (format!("/a{text}/g"), Vec::new())),
        "[0-9]{1,3}(n|\\.5|e7)?".prop_map(|number| (number, Vec::new())),
        "[ a-z(){}\\[\\]/`'\"$]{0,9}".prop_map(|text| (format!("/*{text}*/ 1"), Vec::new())),
        "[ a-z(){}\\[\\]/*`'\"$]{0,9}".prop_map(|text| (format!("//{text}\n 1"), Vec::new())),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let two = (inner.clone(), inner.clone());
        let joined = |(a, b): (Vec<String>, Vec<String>)| [a, b].concat();
        prop_oneof![
            two.clone().prop_map(move |((a, x), (b, y))| (format!("[{a}, {b}]"), joined((x, y)))),
            two.clone().prop_map(move |((a, x), (b, y))| (format!("({a}) / {b}"), joined((x, y)))),
            two.prop_map(move |((a, x), (b, y))| (format!("{{ zz: {a}, yy() {{ {b} }} }}"), {
                [vec!["zz".to_owned()], x, vec!["yy".to_owned()], y].concat()
            })),
            (inner, "[ a-z(){}\\[\\]/*'\"]{0,9}").prop_map(|((a, x), text)| {
                (
                    format!("`{text}${{{a}}}{text}`"),
                    [vec![format!("'{text}")], x, vec![format!("'{text}")]].concat(),
                )
            }),
        ]
    })
}

proptest! {
    /// What stands in comments, patterns and strings is never a word, and what stands outside of them always is.
    #[test]
    fn words_are_words(pieces in proptest::collection::vec(piece(), 0..6)) {
        let code: String = pieces.iter().map(|(code, _)| format!("= {code};\n")).collect();
        let marked = |token: &Token<'_>| format!("{}{}", if token.quoted { "'" } else { "" }, token.text);
        let read: Vec<_> = tokens(&code).iter().map(marked).collect();
        let written: Vec<_> = pieces.into_iter().flat_map(|(_, words)| words).collect();
        prop_assert_eq!(&read, &written, "{}", code);
        prop_assert_eq!(mistake(&code), None, "{}", code);
    }

    /// Any text can be read, and every place lies in it.
    #[test]
    fn any_text_can_be_read(code in "([a-zé0-9 \n\r'\"`/*\\\\$(){}\\[\\].+#]|\\PC|if|return){0,60}") {
        let read = read(&code);
        for token in &read.tokens {
            prop_assert_eq!(&code[token.bytes()], token.text);
        }
        for at in read.comments.iter().chain(read.mistake.as_ref().map(|mistake| &mistake.at)) {
            prop_assert!(code.get(at.clone()).is_some(), "{at:?}");
        }
        without_comments(&code);
        stored(&code);
    }
}
