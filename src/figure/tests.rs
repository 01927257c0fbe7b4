//! What comes out of a drawing, and what a writer reads when nothing does.

use super::*;
use proptest::prelude::*;

fn cleaned(svg: &str) -> String {
    let (drawing, problems) = clean(svg, "f1-", &[]);
    assert_eq!(problems, [], "{svg}");
    drawing.unwrap()
}

/// The problems of a drawing with this inside, each as `offending text | message | help`.
fn report(inside: &str) -> Vec<String> {
    report_whole(&format!(r#"<svg viewBox="0 0 9 9">{inside}</svg>"#))
}

fn report_whole(svg: &str) -> Vec<String> {
    let (drawing, problems) = clean(svg, "p-", &[]);
    assert_eq!(drawing.is_none(), !problems.is_empty());
    let line = |p: Problem| {
        let help = p.help.map(|help| format!(" | {help}")).unwrap_or_default();
        format!("{} | {}{help}", &svg[p.range], p.message)
    };
    problems.into_iter().map(line).collect()
}

fn refuses(inside: &str, offending: &str, message: &str) {
    let found = report(inside);
    assert_eq!(found.len(), 1, "{found:#?}");
    let expected = format!("{offending} | {message}");
    assert!(found[0].starts_with(&expected), "{}\nis not\n{expected}", found[0]);
}

const DRAWING: &str = r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Made with Inkscape -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   width="90mm" height="40mm" viewBox="0 0 90 40" version="1.1" id="leg" aria-labelledby="t" inkscape:version="1.3">
  <title id="t">A leg</title>
  <desc>Long words</desc>
  <metadata><rdf:RDF><script>1</script></rdf:RDF></metadata>
  <inkscape:page x="0"/>
  <defs>
    <linearGradient id="shade"><stop offset="0" style="stop-color:#fff;stop-opacity:.5"/></linearGradient>
    <marker id="tip"><path d="M0 0L1 1"/></marker>
  </defs>
  <style>.line { stroke: currentColor } @media print { .line { stroke: #000 } }</style>
  <g inkscape:label="Layer 1" aria-labelledby="shade tip" fill="red" style="fill:url( '#shade' ) !important; -inkscape-x: y">
    <use xlink:href="#tip" href="#shade"/>
    <path class="line" marker-end="url(#tip)" d="M1 1
      2 2"/>
    <text x="1" xml:space="preserve">Blood &amp; <tspan>flow</tspan> <tspan>&lt;&#x2192;<![CDATA[ 2 < 3]]></tspan></text>
  </g>
</svg>
"##;

#[test]
fn keeps_the_drawing_and_leaves_the_rest() {
    assert_eq!(
        cleaned(DRAWING),
        r##"<svg viewBox="0 0 90 40" id="f1-leg"><defs><linearGradient id="f1-shade"><stop offset="0" stop-color="#fff" stop-opacity=".5"/></linearGradient><marker id="f1-tip"><path d="M0 0L1 1"/></marker></defs><style>.line { stroke: currentColor } @media print { .line { stroke: #000 } }</style><g aria-labelledby="f1-shade f1-tip" fill="url(#f1-shade)"><use href="#f1-tip"/><path class="line" marker-end="url(#f1-tip)" d="M1 1 2 2"/><text x="1" xml:space="preserve">Blood &amp; <tspan>flow</tspan> <tspan>&lt;→ 2 &lt; 3</tspan></text></g></svg>"##
    );
}

#[test]
fn the_page_decides_the_attributes_of_the_root() {
    let svg = r#"<svg viewBox="0 0 1 1" class="old" role="img" width="3"/>"#;
    let (drawing, _) = clean(svg, "", &[("class", "a\"<b"), ("aria-hidden", "true")]);
    let expected = r#"<svg class="a&quot;&lt;b" aria-hidden="true" viewBox="0 0 1 1"/>"#;
    assert_eq!(drawing.as_deref(), Some(expected));
}

#[test]
fn a_cleaned_drawing_stays_as_it_is() {
    let root = [("class", "figure"), ("aria-hidden", "true")];
    let (once, _) = clean(DRAWING, "f1-", &root);
    let (twice, problems) = clean(once.as_deref().unwrap(), "", &root);
    assert_eq!((&once, problems), (&twice, vec![]));
}

#[test]
fn refuses_programs_and_foreign_things() {
    refuses("<script>alert(1)</script>", "<script>", "`script` runs a program");
    refuses("<sCript/>", "<sCript/>", "`sCript` runs a program");
    refuses("<g><foreignObject><b>x</b></foreignObject></g>", "<foreignObject>", "`foreignObject` holds");
    refuses("<image href='data:a'/>", "<image href='data:a'/>", "`image` embeds a picture");
    refuses("<g onclick='x()'/>", "onclick='x()'", "`onclick` runs a script");
    refuses("<g ONLOAD='x()'/>", "ONLOAD='x()'", "`ONLOAD` runs a script");
    refuses("<a href='#x'><g id='x'/></a>", "<a href='#x'>", "`a` is a link");
}

#[test]
fn refuses_movement() {
    let moving = "<animate attributeName='x'/><set to='1'/><animateTransform/><animateMotion/>";
    let found = report(&format!("<rect>{moving}</rect>"));
    assert_eq!(found.len(), 4, "{found:#?}");
    assert!(found.iter().all(|line| line.contains("by itself")));
    refuses("<style>.a{animation:x 1s}</style>", ".a{animation:x 1s}", "`animation` moves");
    refuses("<style>@keyframes x{}</style>", "@keyframes x{}", "`@keyframes` has no place");
}

#[test]
fn refuses_ways_out_of_the_drawing() {
    refuses("<use href='b.svg#a'/>", "href='b.svg#a'", "`b.svg#a` leads out of the drawing");
    refuses("<use xlink:href='//b/#a'/>", "xlink:href='//b/#a'", "`//b/#a` leads out");
    refuses("<use href='data:x'/>", "href='data:x'", "`data:` embeds a file");
    refuses("<g fill='url(https://a/#x)'/>", "fill='url(https://a/#x)'", "`url(https://a/#x)` leads out");
    refuses("<g fill='URL( \"x.svg#y\" )'/>", "fill='URL( \"x.svg#y\" )'", "`URL( \"x.svg#y\" )` leads");
    refuses("<g fill='u\\72l(x)'/>", "fill='u\\72l(x)'", "`\\` leads out");
    refuses("<g style='fill:url(x)'/>", "style='fill:url(x)'", "`url(x)` leads out");
    refuses("<g style='background:red'/>", "style='background:red'", "`background` in `style`");
    refuses("<style>@import 'x';</style>", "@import 'x';", "`@import` has no place");
    refuses("<style>a{b:url(#x)}</style>", "a{b:url(#x)}", "`url(` in a style leads out");
    refuses("<style>g#x{fill:#fff}</style>", "g#x{fill:#fff}", "`g#x` styles by id");
    refuses("<use href='#gone'/>", "href='#gone'", "nothing in the drawing has the id `gone`");
}

#[test]
fn refuses_what_is_not_a_drawing() {
    let whole = |svg: &str| report_whole(svg).join("\n");
    assert!(whole("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg viewBox='0 0 1 1'/>").contains("document type"));
    assert!(whole("<?xml-stylesheet href='a'?><svg viewBox='0 0 1 1'/>").contains("processing instruction"));
    assert!(whole("<html/>").contains("<html/> | the drawing begins with `html`"));
    assert!(whole("<svg/>").contains("<svg/> | the drawing has no `viewBox`"));
    assert!(whole("<svg viewBox='0 0 0 x'/>").starts_with("viewBox='0 0 0 x' | `0 0 0 x` is not"));
    assert!(whole("<svg xmlns='http://www.w3.org/1999/xhtml' viewBox='0 0 1 1'/>").contains("namespace"));
    assert!(whole("<svg viewBox='0 0 1 1'/><svg/>").contains("stands after the drawing"));
    assert!(whole("").contains("there is no drawing"));
    refuses("&nbsp;", "&nbsp;", "there is no character `&nbsp;`");
    refuses("<g>words</g>", "words", "`words` is not inside a text element");
    refuses("<g><title>a<g/></title></g>", "<g/>", "`g` is inside `title`");
}

#[test]
fn locates_broken_xml() {
    assert_eq!(report_whole("<svg viewBox='0 0 1 1'>\n<g></h></svg>").len(), 1);
    let open = report_whole("<svg viewBox='0 0 1 1'><g>");
    assert_eq!(open, ["<g> | `g` is never closed | add `</g>`"]);
    assert!(report("<g a=b/>")[0].contains("an attribute is not well-formed"));
    assert!(report("<g x='1' x='2'/>")[0].starts_with("x='2'/> | an attribute is not well-formed"));
}

#[test]
fn names_what_it_does_not_know_and_reports_everything() {
    let found = report("<rekt fil='red'/><g id='a'/><g id='a' onclick=''/><blink/>");
    assert_eq!(
        found,
        [
            "<rekt fil='red'/> | `rekt` is not an element a figure may have | did you mean `rect`?",
            "fil='red' | `fil` is not an attribute a figure may have | did you mean `fill`?",
            "id='a' | the id `a` is there twice | rename one of them",
            "onclick='' | `onclick` runs a script | delete it",
            "<blink/> | `blink` is not an element a figure may have",
        ]
    );
}

fn node() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec!["g", "path", "use", "text", "script", "title", "x:y", "style"]);
    let attribute = prop::sample::select(vec![
        " id='a'",
        " id='b'",
        " href='#a'",
        " xlink:href='#b'",
        " fill='url(#a)'",
        " style='fill:red'",
        " onload='x'",
        " d='M0 0&#10;L1 &lt;'",
        " x:z='1'",
        " aria-labelledby='a b'",
        " fill='&quot;'",
    ]);
    let leaf = prop::sample::select(vec![
        "",
        " ",
        "w &amp; w",
        "<!-- c -->",
        "<![CDATA[<b>]]>",
        ".a{x:y}",
        "&#8594;",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 24, 4, move |inner| {
        (name.clone(), prop::collection::vec(attribute.clone(), 0..3), prop::collection::vec(inner, 0..4))
            .prop_map(|(name, attributes, inner)| {
                format!("<{name}{}>{}</{name}>", attributes.concat(), inner.concat())
            })
    })
}

proptest! {
    #[test]
    fn cleaning_twice_changes_nothing(inside in node()) {
        let svg = format!("<svg viewBox='0 0 9 9'><g id='a'/><g id='b'/>{inside}</svg>");
        if let (Some(once), _) = clean(&svg, "p-", &[]) {
            prop_assert!(!once.contains("script") && !once.contains("onload"));
            prop_assert_eq!(clean(&once, "", &[]), (Some(once), vec![]));
        }
    }

    #[test]
    fn points_into_the_file(svg in "(<svg viewBox='0 0 1 1'>)?[<>/a-c='\" &;#!\\[\\]?é-]{0,60}") {
        for problem in clean(&svg, "", &[]).1 {
            prop_assert!(svg.get(problem.range.clone()).is_some(), "{problem:?}");
        }
    }
}
