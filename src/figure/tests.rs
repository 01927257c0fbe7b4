//! What comes out of a drawing, and what a writer reads when nothing does.

use super::*;
use proptest::prelude::*;

fn cleaned(svg: &str) -> String {
    let (drawing, problems) = clean(svg);
    assert_eq!(problems, [], "{svg}");
    drawing.unwrap().html("f1_")
}

/// The problems of a drawing with this inside, each as `offending text | message | help`.
fn report(inside: &str) -> Vec<String> {
    report_whole(&format!(r#"<svg viewBox="0 0 9 9">{inside}</svg>"#))
}

fn report_whole(svg: &str) -> Vec<String> {
    let (drawing, problems) = clean(svg);
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

pub(super) const DRAWING: &str = r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
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
  <style>.line { stroke: currentColor }</style>
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
        r##"<svg viewBox="0 0 90 40"><defs><linearGradient id="f1_shade"><stop offset="0" stop-color="#fff" stop-opacity=".5"/></linearGradient><marker id="f1_tip"><path d="M0 0L1 1"/></marker></defs><g fill="url(#f1_shade)"><use href="#f1_tip"/><path marker-end="url(#f1_tip)" d="M1 1 2 2" stroke="currentColor"/><text x="1" xml:space="preserve">Blood &amp; <tspan>flow</tspan> <tspan>&lt;→ 2 &lt; 3</tspan></text></g></svg>"##
    );
}

#[test]
fn the_page_decides_the_size_and_what_a_drawing_says() {
    let svg = r#"<svg viewBox="0 0 1 1" role="img" width="3" aria-label="a"><g aria-hidden="true" role="button" tabindex="0"/></svg>"#;
    assert_eq!(cleaned(svg), r#"<svg viewBox="0 0 1 1"><g/></svg>"#);
    assert_eq!(cleaned("<svg width='3px' height='4'/>"), r#"<svg viewBox="0 0 3 4"/>"#);
}

#[test]
fn styles_become_attributes() {
    let styled = |css: &str, inside: &str| {
        let whole =
            cleaned(&format!("<svg viewBox='0 0 1 1'><style type='text/css'>{css}</style>{inside}</svg>"));
        let inner = whole.strip_prefix("<svg viewBox=\"0 0 1 1\">").unwrap();
        inner.strip_suffix("</svg>").unwrap().to_owned()
    };
    // The stronger selector, then the later rule, then the element's own style.
    let css = "#x{fill:blue}.a{fill:red;stroke:red}path{fill:tan} .b , .a { stroke : green !important }";
    assert_eq!(styled(css, "<path class='a' stroke='pink'/>"), r#"<path stroke="green" fill="red"/>"#);
    assert_eq!(styled(css, "<path id='x' class='a'/>"), r#"<path fill="blue" stroke="green"/>"#);
    assert_eq!(styled(css, "<path class='b' style='stroke:red'/>"), r#"<path fill="tan" stroke="red"/>"#);
    assert_eq!(styled("g *{fill:red}", "<g><line class='c'/></g>"), r#"<g><line class="c" fill="red"/></g>"#);
    assert_eq!(
        styled("g .a line{fill:red}", "<g class='a'><g><line/></g></g><line/>").matches("red").count(),
        0
    );
    assert_eq!(
        styled("g .a line{fill:red}", "<g><g class='a'><g><line/></g></g></g>").matches("red").count(),
        1
    );
    assert_eq!(styled("/* a{} @x */.a{/* b */fill:red;}", "<g class='a'/>"), r#"<g fill="red"/>"#);
    assert_eq!(
        styled("<![CDATA[.a{fill:url('#p')}]]>", "<g class='a'/><g id='p'/>"),
        r#"<g fill="url(#f1_p)"/><g id="f1_p"/>"#
    );
    assert_eq!(
        styled("@charset 'utf-8';.a{marker:url(#p)}", "<g class='a'/><g id='p'/>").matches("marker-").count(),
        3
    );
}

#[test]
fn two_drawings_share_no_ids() {
    let svg = "<svg viewBox='0 0 1 1'><g id='Layer 1'/><g id='a'/><g id='twice'/><g id='twice'/><use href='#a'/></svg>";
    let (drawing, problems) = clean(svg);
    assert_eq!(problems, [], "ids that nothing uses are none");
    let drawing = drawing.unwrap();
    assert!(drawing.html("f1_").contains(r##"<g/><g id="f1_a"/><g/><g/><use href="#f1_a"/>"##));
    assert!(drawing.html("f2_").contains(r##"<g id="f2_a"/>"##));
}

#[test]
fn what_programs_leave_behind_drops_out() {
    let inside = |text: &str| {
        let whole = cleaned(&format!(
            "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\n<svg xmlns:svg='http://www.w3.org/2000/svg' xmlns:i='i' viewBox='0 0 1 1'>{text}</svg>"
        ));
        let inner = whole.strip_prefix("<svg viewBox=\"0 0 1 1\"").unwrap();
        inner.trim_start_matches("/>").trim_start_matches('>').trim_end_matches("</svg>").to_owned()
    };
    assert_eq!(inside("<svg:g i:x='1' data-name='Layer 1'><i:y><i:z/></i:y></svg:g>"), "<g/>");
    assert_eq!(
        inside("<g style='line-height:1.2;-i-x:1;mix-blend-mode:normal;font-variation-settings:a'/>"),
        "<g/>"
    );
    assert_eq!(inside("<g style='enable-background:new 0 0 1 1' pointer-events='all' version='1'/>"), "<g/>");
    assert_eq!(
        inside("<switch><foreignObject><b>x</b></foreignObject><text>x</text><a/></switch>"),
        "<g><text>x</text></g>"
    );
    assert_eq!(inside("<!-- a --><metadata><a/></metadata><view/>"), "");
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
    refuses("<style>.a{fill:red;animation:x 1s}</style>", "animation:x 1s", "`animation` in a style");
    refuses("<style>@keyframes x{a{b:c}}</style>", "@keyframes", "`@keyframes` has no place");
}

#[test]
fn refuses_ways_out_of_the_drawing() {
    refuses("<use href='b.svg#a'/>", "href='b.svg#a'", "`b.svg#a` leads out of the drawing");
    refuses("<use xlink:href='//b/#a'/>", "xlink:href='//b/#a'", "`//b/#a` leads out");
    refuses("<use href='data:x'/>", "href='data:x'", "`data:` embeds a file");
    refuses("<g fill='url (https://a/#x)'/>", "fill='url (https://a/#x)'", "`url(https://a/#x)` leads out");
    refuses("<g fill='url(https://a/#x)'/>", "fill='url(https://a/#x)'", "`url(https://a/#x)` leads out");
    refuses("<g fill='URL( \"x.svg#y\" )'/>", "fill='URL( \"x.svg#y\" )'", "`URL( \"x.svg#y\" )` leads");
    refuses("<g fill='u\\72l(x)'/>", "fill='u\\72l(x)'", "`\\` leads out");
    refuses("<g style='fill:url(x)'/>", "style='fill:url(x)'", "`url(x)` leads out");
    refuses("<g style='background:red'/>", "style='background:red'", "`background` in a style");
    refuses("<style>@import 'x';</style>", "@import", "`@import` has no place");
    refuses("<style>/* é */a{b:url(#x)}</style>", "b:url(#x)", "`b` in a style");
    refuses("<style>a{fill:url(x)}</style>", "fill:url(x)", "`url(x)` leads out");
    refuses("<style>a > b, c{fill:#fff}</style>", "fill:#fff", "`a > b` chooses parts in a way");
    refuses("<style>@media print{a{fill:#000}}</style>", "@media", "`@media` has no place");
    refuses("<use href='#gone'/>", "href='#gone'", "nothing in the drawing has the id `gone`");
}

#[test]
fn refuses_what_no_phone_can_draw() {
    let twice = |n: usize| format!("<g id='a{n}'><use href='#a{0}'/><use href='#a{0}'/></g>", n + 1);
    let bomb =
        |depth: usize| (0..depth).map(twice).chain([format!("<g id='a{depth}'/>")]).collect::<String>();
    assert_eq!(report(&bomb(5)), Vec::<String>::new());
    let found = report(&bomb(30));
    assert!(found.len() == 1 && found[0].starts_with("href='#a1' | the drawing comes to "), "{found:?}");
    let itself =
        "<pattern id='a'><g><rect fill='url(#b)'/></g></pattern><g id='b'><rect fill='url(#a)'/></g>";
    refuses(itself, "fill='url(#b)'", "`#b` uses itself");
    let deep: String = (0..20_000).map(|n| format!("<g id='a{n}'><use href='#a{}'/></g>", n + 1)).collect();
    assert_eq!(report(&format!("{deep}<g id='a20000'/>")).len(), 1);
}

#[test]
fn refuses_what_is_not_a_drawing() {
    let whole = |svg: &str| report_whole(svg).join("\n");
    assert!(
        whole("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg viewBox='0 0 1 1'/>")
            .contains("this document type holds text of its own")
    );
    assert!(whole("<?xml-stylesheet href='a'?><svg viewBox='0 0 1 1'/>").contains("processing instruction"));
    assert!(whole("<html/>").contains("<html/> | the drawing begins with `html`"));
    assert!(whole("<svg/>").contains("<svg/> | the drawing has no `viewBox`"));
    assert!(whole("<svg viewBox='0 0 0 x'/>").starts_with("viewBox='0 0 0 x' | `0 0 0 x` is not"));
    assert!(whole("<svg xmlns='http://www.w3.org/1999/xhtml' viewBox='0 0 1 1'/>").contains("namespace"));
    assert!(whole("<svg viewBox='0 0 1 1'/><svg/>").contains("stands after the drawing"));
    assert!(whole("").contains("there is no drawing"));
    refuses("&nbsp;", "&nbsp;", "there is no character `&nbsp;`");
    refuses("<g>words</g>", "words", "`words` is not inside a text element");
    refuses("<style>.a{fill:red}<g/></style>", "<g/>", "`g` is inside `style`");
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
    let found = report("<rekt fil='red'/><g id='a'/><g id='a' onclick=''/><use href='#a'/><blink/>");
    assert_eq!(
        found,
        [
            "<rekt fil='red'/> | `rekt` is not an element a figure may have | did you mean `rect`?",
            "fil='red' | `fil` is not an attribute a figure may have | did you mean `fill`?",
            "id='a' | the id `a` is there twice | rename one of them",
            "onclick='' | `onclick` runs a script | delete it",
            "<blink/> | `blink` is not an element a figure may have | take it out of the drawing",
        ]
    );
}

/// The words of a drawing with this inside, text by text, and last those of all texts together.
fn words(inside: &str) -> Vec<String> {
    let (drawing, problems) = clean(&format!("<svg viewBox='0 0 9 9'>{inside}</svg>"));
    assert_eq!(problems, [], "{inside}");
    drawing.unwrap().texts
}

#[test]
fn words_are_read_as_they_are_seen() {
    assert_eq!(words("<text>cu<tspan fill='red'>res</tspan> it</text>"), ["cures it"]);
    assert_eq!(words("<text>cu<tspan x='9'>res</tspan></text>"), ["cures"]);
    assert_eq!(words("<text>One<tspan x='0' dy='2'>two</tspan></text>"), ["One two"]);
    assert_eq!(words("<text>Stop</text><text x='2'>it</text>"), ["Stop", "it", "Stop it"]);
    assert_eq!(words("<g><title>Cures</title><desc>Cures</desc><text>a</text></g>"), ["a"]);
    let whole = cleaned("<svg viewBox='0 0 1 1'><g><title>Cures</title><rect/></g></svg>");
    assert!(!whole.contains("Cures"), "{whole}");
}

#[test]
fn words_that_nobody_sees_are_none() {
    for hidden in [
        "<g display='none'><text>Do not </text></g>",
        "<g style='visibility:hidden'><g><text>Do not </text></g></g>",
        "<style>.x{opacity:0}</style><text class='x'>Do not</text>",
        "<text font-size='0px'>Do not</text>",
    ] {
        assert_eq!(words(&format!("{hidden}<text>use it</text>")), ["use it"], "{hidden}");
    }
    let shown = "<g visibility='hidden'><text visibility='visible'>a</text></g><text opacity='0.5'>b</text>";
    assert_eq!(words(shown), ["a", "b", "a b"]);
}

#[test]
fn words_stay_in_their_order() {
    refuses("<text x='50 40 30'>abc</text>", "x='50 40 30'", "`x` puts letters in their places one by one");
    refuses("<text>a<tspan dx='0,-9'>bc</tspan></text>", "dx='0,-9'", "`dx` puts letters");
    refuses("<g direction='rtl'/>", "direction='rtl'", "`direction` shows letters in another order");
    refuses(
        "<g style='unicode-bidi:bidi-override'/>",
        "style='unicode-bidi:bidi-override'",
        "`unicode-bidi` shows letters",
    );
    refuses("<style>text{writing-mode:tb}</style>", "writing-mode:tb", "`writing-mode` shows letters");
    refuses("<text rotate='180'>a</text>", "rotate='180'", "`rotate` turns letters one by one");
    let struck = "text-decoration='underline line-through'";
    refuses(&format!("<text {struck}>a</text>"), struck, "these words are struck out");
    refuses(
        "<style>.a{text-decoration: line-through}</style>",
        "text-decoration: line-through",
        "these words are struck out",
    );
    let plain = "<svg viewBox='0 0 9 9'><text x='1' textLength='1' letter-spacing='-9' style='direction:ltr;writing-mode:lr-tb;word-spacing:-3em'>a</text></svg>";
    assert_eq!(cleaned(plain), r#"<svg viewBox="0 0 9 9"><text x="1">a</text></svg>"#);
    assert!(cleaned("<svg viewBox='0 0 9 9'><text letter-spacing='1'/></svg>").contains("letter-spacing"));
}

#[test]
fn a_drawing_stays_in_its_place() {
    let inside = "<style>svg,g{overflow:visible;filter:url(#f);transform-origin:9px}</style><filter id='f'/><svg style='overflow:visible'><g overflow='visible'/></svg><marker style='overflow:visible'/>";
    let whole = cleaned(&format!("<svg viewBox='0 0 9 9' overflow='visible'>{inside}</svg>"));
    assert!(whole.starts_with("<svg viewBox=\"0 0 9 9\"><filter"), "{whole}");
    assert_eq!(whole.matches("overflow").count(), 1, "{whole}");
    assert!(
        whole.contains("<marker overflow=\"visible\"/>"),
        "an arrow's tip is cut off by the drawing's edges: {whole}"
    );
    for (root, what) in [
        ("viewBox='0 0 9 9' transform='scale(99)'", "`transform` of the drawing as a whole"),
        ("viewBox='0 0 9 9' style='filter:drop-shadow(0 999px #fff)'", "`filter` of the drawing as a whole"),
        ("viewBox='0 0 1 100000'", "the drawing is 1 wide and 100000 high"),
        ("viewBox='0 0 100000 1'", "the drawing is 100000 wide and 1 high"),
        ("width='10' height='41px'", "the drawing is 10 wide and 41 high"),
    ] {
        let found = report_whole(&format!("<svg {root}/>"));
        assert!(found.len() == 1 && found[0].contains(what), "{found:?}");
    }
    cleaned("<svg viewBox='0 0 1 4'/>");
    cleaned("<svg viewBox='0 0 20 1'/>");
}

#[test]
fn styles_of_any_size_are_read_in_time() {
    let rules = |count| (0..count).map(|n| format!(".c{n}{{fill:red}}")).collect::<String>();
    let parts = |count| (0..count).map(|n| format!("<i:g class='c{n}'/>")).collect::<String>();
    let whole = |rules: &str, parts: &str| {
        format!("<svg xmlns:i='{}' viewBox='0 0 1 1'><style>{rules}</style>{parts}</svg>", allowed::SVG)
    };
    let started = std::time::Instant::now();
    let kept = cleaned(&whole(&rules(2_000), &parts(40_000)));
    assert_eq!(kept.matches("fill").count(), 2_000);
    let found = report_whole(&whole(&rules(40_000), &parts(40_000)));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("say more than 2000 things"), "{found:?}");
    let uses: String = (0..20_000).map(|n| format!("<use href='#u{n}'/><g id='g{n}'/>")).collect();
    assert_eq!(report(&uses).len(), 20_000);
    let deep = format!("{}{}", "<g class='a'>".repeat(9_000), "</g>".repeat(9_000));
    assert_eq!(report(&deep).len(), 1);
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

proptest! {
    #[test]
    fn points_into_the_file(svg in "(<svg viewBox='0 0 1 1'>)?[<>/a-c='\" &;#!\\[\\]?é-]{0,60}") {
        for problem in clean(&svg).1 {
            prop_assert!(svg.get(problem.range.clone()).is_some(), "{problem:?}");
        }
    }
}
