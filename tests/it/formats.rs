//! Findings in the forms that other programs read, and the table of rules.

use std::fs;
use std::path::Path;

use plainleaf::diagnostic::Diagnostic;
use plainleaf::report::Format;
use plainleaf::source::SourceTree;
use serde_json::Value;
use snapbox::{Assert, Data};

use crate::folder::{Folder, finish, program};
use crate::support;

const BROKEN: [&str; 2] = ["broken", "broken-data"];

fn sarif(tree: &SourceTree) -> Value {
    serde_json::from_str(&support::printed(tree, Format::Sarif)).unwrap()
}

#[test]
fn sarif_keeps_to_its_schema() {
    let schema: Value = serde_json::from_str(include_str!("sarif-2.1.0.schema.json")).unwrap();
    let validator = jsonschema::draft4::options().should_validate_formats(true).build(&schema).unwrap();
    for name in ["minimal", BROKEN[0], BROKEN[1], "overclaiming"] {
        let text = support::printed_all(&support::read(name), Format::Sarif);
        let mut log: Value = serde_json::from_str(&text).unwrap();
        let mistakes: Vec<String> =
            validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(mistakes, Vec::<String>::new(), "{name}");
        log["runs"][0]["columnKind"] = "bytes".into();
        assert!(!validator.is_valid(&log), "the schema is held");
    }
}

#[test]
fn sarif_says_what_the_other_reports_say() {
    let tree = support::put(&support::page("\nÄ😀 [x](indx.md)\n"), "content/en/a b,é.md", "");
    let log = sarif(&tree);
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let uri = |result: &Value| {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap().to_owned()
    };
    assert!(results.iter().any(|result| uri(result) == "content/en/a%20b%2C%C3%A9.md"), "{results:?}");
    let result = results.iter().find(|result| uri(result) == "content/en/page.md").unwrap();
    let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
    assert_eq!((&rule["id"], &rule["name"]), (&"broken-link".into(), &"BrokenLink".into()));
    assert_eq!(rule["shortDescription"]["text"], "every link leads somewhere");
    assert!(rule["help"]["markdown"].as_str().unwrap().contains("## How to mend it"));
    assert_eq!((&result["ruleId"], &result["level"]), (&"broken-link".into(), &"error".into()));
    assert_eq!(result["message"]["text"], "`indx.md` leads nowhere\nhelp: did you mean `index.md`?");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let region = serde_json::json!({
        "startLine": 8, "startColumn": 4, "endLine": 8, "endColumn": 16, "snippet": { "text": "[x](indx.md)" }
    });
    assert_eq!(place["region"], region);
    let change = &result["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"], place["artifactLocation"]);
    assert_eq!(change["replacements"][0]["deletedRegion"]["snippet"]["text"], "indx.md");
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "index.md");
}

#[test]
fn another_place_that_matters_is_told() {
    let log = sarif(&support::read("broken-data"));
    let results = log["runs"][0]["results"].as_array().unwrap();
    let related = results.iter().filter_map(|result| result["relatedLocations"].get(0));
    assert!(related.clone().count() > 0);
    for place in related {
        assert!(place["message"]["text"].is_string() && place["physicalLocation"]["region"].is_object());
    }
}

#[test]
fn github_shows_findings_beside_the_lines() {
    let page = "50 % [x](indx.md), [y](b:a,%.md)\n";
    let tree = support::page(page);
    assert_eq!(
        support::printed(&tree, Format::Github),
        "::error file=content/en/page.md,line=7,col=6,endLine=7,endColumn=18,title=broken-link::`indx.md` leads nowhere%0Ahelp: did you mean `index.md`?\n\
         ::error file=content/en/page.md,line=7,col=20,endLine=7,endColumn=33,title=broken-link::`b:a,%25.md` is not a link that a reader can follow%0Ahelp: use a page's file name, or an address that starts with `https:`, `mailto:` or `tel:`\n"
    );
}

#[test]
fn paths_can_be_opened_from_where_the_program_runs() {
    let folder = Folder::new();
    folder.edit("content/en/treat.md", "index.md#what", "indx.md");
    let name = folder.root().file_name().unwrap().to_str().unwrap();
    let around = folder.root().parent().unwrap();
    let root = folder.root().to_str().unwrap();
    let path = "content/en/treat.md";
    // From the folder around the site, from the site, and from a folder that is neither.
    let cases = [
        (around, name, format!("{name}/{path}")),
        (around, &*format!("./{name}/"), format!("{name}/{path}")),
        (around, root, format!("{name}/{path}")),
        (folder.root(), ".", path.to_owned()),
        (folder.root(), root, path.to_owned()),
        (Path::new(env!("CARGO_MANIFEST_DIR")), root, path.to_owned()),
    ];
    for (here, site, seen) in &cases {
        for format in ["human", "short", "json", "sarif", "github"] {
            let mut command = program();
            command.current_dir(here).args(["--site", site, "check", "--format", format]);
            let run = finish(&mut command);
            run.expect(1);
            let form = match format {
                "human" => format!("--> {seen}:"),
                "short" => format!("{seen}:12"),
                "json" => format!("\"file\": \"{seen}\""),
                "sarif" => format!("\"uri\": \"{seen}\""),
                _ => format!("file={seen},"),
            };
            assert!(run.out.contains(&form), "{form}: {}", run.out);
            assert!(!run.out.contains(root), "a path of this machine: {}", run.out);
        }
    }
}

/// The site after one finding was mended by a program.
fn mended(tree: &SourceTree, finding: &Diagnostic) -> Option<SourceTree> {
    let fix = finding.fix.as_ref()?;
    let mut text = tree.get(&fix.span.path).unwrap().as_text().to_owned();
    text.replace_range(fix.span.range.clone(), &fix.text);
    Some(support::put(tree, fix.span.path.as_str(), &text))
}

#[test]
fn the_words_to_write_mend_what_is_wrong() {
    let mut mended_count = 0;
    for name in BROKEN {
        let tree = support::read(name);
        let (_, found) = support::build(&tree);
        for finding in found.iter() {
            let Some(mended) = mended(&tree, finding) else {
                continue;
            };
            mended_count += 1;
            let (_, left) = support::build(&mended);
            let stays = left.iter().any(|left| left.message == finding.message && left.span == finding.span);
            assert!(!stays, "{}: {:?}", finding.message, finding.fix);
        }
    }
    assert!(mended_count > 10, "{mended_count}");
}

#[test]
fn a_program_can_mend_every_kind_of_name() {
    for (written, meant) in [
        ("[x][claim:saop]", "[x][claim:soap]"),
        ("[x][term:hygeine]", "[x][term:hygiene]"),
        ("Words [@example-b; @exmple-a].", "Words [@example-b; @example-a]."),
        ("[x][claim:nobody]", ""),
        ("[x](indx.md)", "[x](index.md)"),
        ("[x](#sings)\n\n## Signs\n\nWords.", "[x](#signs)\n\n## Signs\n\nWords."),
        ("[care: urgnt]", "[care: urgent]"),
        ("[cre: urgent]", "[care: urgent]"),
        ("## A {.key-pionts}\n\nWords.", "## A {.key-points}\n\nWords."),
    ] {
        let tree = support::page(&format!("Ä {{.x}} 😀.\n\n{written}\n"));
        let (_, found) = support::build(&tree);
        let Some(mended) = found.iter().find_map(|finding| mended(&tree, finding)) else {
            assert_eq!(meant, "", "{written}: {}", support::check(&tree));
            continue;
        };
        let text = mended.named("content/en/page.md").unwrap().as_text();
        assert!(text.ends_with(&format!("😀.\n\n{meant}\n")), "{written}: {text}");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "looks at the repository's own files")]
fn the_table_of_rules_is_that_of_the_program() {
    let run = finish(program().arg("rules"));
    run.expect(0);
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("RULES.md");
    Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .eq(Data::text(run.out), Data::read_from(&place, None).raw());
    let page = fs::read_to_string(place).unwrap();
    for rule in plainleaf::rule::ALL.iter() {
        assert!(page.contains(&format!("[`{}`]({})", rule.code, rule.path)), "{}", rule.code);
    }
}

#[test]
fn the_table_of_rules_comes_as_json() {
    let run = finish(program().args(["rules", "--format", "json"]));
    let rules: Vec<Value> = serde_json::from_str(&run.expect(0).out).unwrap();
    assert_eq!(rules.len(), plainleaf::rule::ALL.len());
    let rule = rules.iter().find(|rule| rule["code"] == "broken-link").unwrap();
    assert_eq!((&rule["level"], &rule["looks_for"]), (&"error".into(), &"every link leads somewhere".into()));
    finish(program().args(["rules", "--format", "sarif"])).expect(2).says("--format json");
}
