//! A whole site: what its pages show and its files say.

use crate::support;

/// Scripts inside pages have no file to keep for a year; their hashes let them run all the same.
#[test]
fn headers_name_scripts_that_are_files() {
    let (output, _) = support::build(&support::frozen());
    let headers = std::str::from_utf8(&output.get("_headers").unwrap().bytes).unwrap();
    let named: Vec<&str> = headers.lines().filter(|line| line.ends_with(".js")).collect();
    let files: Vec<String> = output.iter().map(|(path, _)| format!("/{path}")).collect();
    assert_eq!(named, files.iter().filter(|path| path.ends_with(".js")).collect::<Vec<_>>());
    let scripts = headers.split("script-src").nth(1).and_then(|rest| rest.split(';').next()).unwrap();
    assert!(scripts.matches("'sha256-").count() > named.len(), "{scripts}");
}

/// A picture of 14 in 100 must show 14 dots, and not one fewer.
#[test]
fn icon_arrays_show_as_many_dots_as_their_words_say() {
    let (output, _) = support::build(&support::frozen());
    let mut rows = 0;
    for (_, file) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(&file.bytes).unwrap();
        for figure in html.split("<figure class=\"dots\">").skip(1) {
            let figure = figure.split("</figure>").next().unwrap();
            for row in figure.split("<p>").skip(1) {
                let (words, drawing) = row.split_once("</p>").unwrap();
                let numbers: Vec<usize> = words
                    .rsplit(": ")
                    .next()
                    .unwrap()
                    .split(" in ")
                    .map(|number| number.trim().parse().unwrap())
                    .collect();
                let dots: Vec<usize> =
                    drawing.split("<path").skip(1).map(|path| path.matches("h0").count()).collect();
                assert_eq!(dots, [numbers[1], numbers[1], numbers[0]], "{words}");
                rows += 1;
            }
        }
    }
    assert!(rows >= 2, "the site draws no icon array");
}
