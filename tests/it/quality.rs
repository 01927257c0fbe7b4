//! The quality sheet and the passport: computed, honest about what nobody judged, and the same every time.

use plainleaf::build::{Keep, Memo, Options, Progress, build};
use plainleaf::diagnostic::Found;
use plainleaf::output::OutputTree;
use plainleaf::quality;
use plainleaf::report::{self, Format};
use plainleaf::rule::Purpose;
use plainleaf::source::SourceTree;
use plainleaf::url::LinkStyle;
use std::sync::Arc;

use crate::folder::Folder;
use crate::support;

const SHEET: &str = "+++
title = \"How good this site is\"
description = \"What this site does on four published lists for good health pages.\"
kind = \"report\"
updated = 2026-01-01
+++

[quality]
";

const COMPONENT: &str = "{% component quality(tables, readings, t) %}<div>{% for x in tables %}
{{ x.id }}: {{ x.met }}/{{ x.judged }}/{{ x.apply }}{% if x.percent is not none %} {{ x.percent }}%{% endif %}
{% for i in x.items %}{{ i.id }}={{ i.state }}{% if i.why %}({{ i.why }}){% endif %}{% if i.role %}({{ i.role }}, {{ i.date.iso }}){% endif %}
{% endfor %}{% endfor %}{% for r in readings %}<a href=\"{{ r.href }}\">{{ r.grade }}</a>{% endfor %}</div>{% endcomponent quality %}";

/// The words of a sheet, as short as they can be.
fn words() -> String {
    let table = |instrument: &quality::Instrument| {
        let items = instrument.items.iter().map(|item| format!("{} = \"x\"\n", item.id));
        let items: String = items.collect();
        format!("[{0}]\nname = \"x\"\nsource = \"x\"\n\n[{0}.items]\n{items}\n", instrument.id)
    };
    quality::INSTRUMENTS.iter().map(table).collect()
}

fn site(more: &str) -> SourceTree {
    let base = support::page_of_kind("treatment", "Use warm water.\n");
    let components = base.named("templates/components.html").unwrap().as_text().to_owned();
    support::with(
        &base,
        &format!(
            "-- content/en/sheet.md --\n{SHEET}\n-- content/en/quality.toml --\n{}\n-- templates/components.html --\n{components}{COMPONENT}\n{more}",
            words()
        ),
    )
}

fn sheet(output: &OutputTree) -> String {
    String::from_utf8(output.get("sheet/index.html").unwrap().bytes.to_vec()).unwrap()
}

/// The sheet's line about an item.
#[track_caller]
fn state(tree: &SourceTree, item: &str) -> String {
    let text = sheet(&support::build(tree).0);
    let line = text.lines().find(|line| line.starts_with(&format!("{item}=")));
    line.unwrap_or_else(|| panic!("{item} in {text}")).split_once('=').unwrap().1.to_owned()
}

fn attestation(item: &str, more: &str, words: &str) -> String {
    format!(
        "[[attestation]]\nitem = \"{item}\"\n{more}name = \"A. Tester\"\nrole = \"nurse\"\ndate = 2026-02-01\nwords = \"{words}\"\n\n"
    )
}

fn with_attestations(text: &str) -> SourceTree {
    site(&format!("-- content/attestations.toml --\n{text}"))
}

/// The fingerprint of all words of the small site.
fn all_words() -> String {
    let words = support::words(&site(""));
    let pages = words.iter().filter(|(path, _)| !["sheet.md", "404.md"].contains(&path.name()));
    quality::site_fingerprint(&pages.map(|(path, text)| (path, text.fingerprint())).collect())
}

#[test]
fn the_instruments_have_all_their_items() {
    let counts: Vec<(&str, usize)> =
        quality::INSTRUMENTS.iter().map(|list| (list.id, list.items.len())).collect();
    let wanted = [
        ("jama", 4),
        ("discern", 16),
        ("pemat-understandability", 17),
        ("pemat-actionability", 7),
        ("cdc", 20),
    ];
    assert_eq!(counts, wanted);
    for item in quality::items() {
        assert!(item.by_person || !item.rules.is_empty(), "nothing stands for {}", item.id);
        assert_eq!(quality::items().filter(|other| other.id == item.id).count(), 1, "{}", item.id);
    }
}

#[test]
fn nothing_is_met_that_nobody_looked_at() {
    let site = site("");
    assert_eq!(state(&site, "jama-2"), "build");
    assert_eq!(state(&site, "cdc-2"), "not-yet");
    assert_eq!(state(&site, "jama-1"), "not-met(not-signed)");
    assert_eq!(state(&site, "jama-4"), "build");
    assert_eq!(state(&site, "pemat-2"), "not-yet");
    let text = sheet(&support::build(&site).0);
    assert!(text.contains("pemat-actionability: 0/0/7\n"), "{text}");
}

#[test]
fn what_a_rule_finds_or_does_not_look_for_is_not_met() {
    let late = "-- content/en/late.md --\n+++\ntitle = \"Late\"\ndescription = \"How to wash your hands late, step by step, with what you have.\"\nkind = \"explainer\"\nupdated = 2026-01-01\nreview_by = 2028-01-10\nmain_message = \"Wash.\"\n";
    let allowed = "[[allow]]\nrule = \"answer-missing\"\nreason = \"x\"\nuntil = 2027-01-01\n+++\n\nHello.\n";
    assert_eq!(state(&site(&format!("{late}+++\n\nHello.\n")), "cdc-2"), "not-met(found)");
    assert_eq!(state(&site(&format!("{late}{allowed}")), "cdc-2"), "not-met(excused)");
    let settings = site("").named("site.toml").unwrap().as_text().to_owned();
    let off = format!("-- site.toml --\n{settings}\n[rules]\nanswer-missing = \"off\"\n");
    assert_eq!(state(&site(&off), "cdc-2"), "not-met(off)");
    let undated = late.replace("review_by = 2028-01-10\n", "");
    assert_eq!(state(&site(&format!("{undated}+++\n\nWash.\n")), "jama-4"), "not-met(not-dated)");
}

#[test]
fn a_person_judges_words_as_they_are() {
    let good = attestation("pemat-2", "met = true\n", &all_words());
    let tree = with_attestations(&good);
    assert_eq!(state(&tree, "pemat-2"), "person(nurse, 2026-02-01)");
    let bad = attestation("pemat-2", "met = false\n", &all_words());
    assert_eq!(state(&with_attestations(&bad), "pemat-2"), "not-met(person)");
    // Another word, and nobody has looked; on the sheet itself, and it still stands.
    let changed = support::put(
        &tree,
        "content/en/more.md",
        &SHEET.replace("report", "page").replace("[quality]", "More."),
    );
    assert_eq!(state(&changed, "pemat-2"), "not-yet");
    let line = "content/attestations.toml:2:8: warning[attestation-stale]: the words of the site changed since A. Tester (nurse) judged `pemat-2` on 2026-02-01";
    assert!(support::check_all(&changed).contains(line), "{}", support::check_all(&changed));
    let sheet = support::put(&tree, "content/en/sheet.md", &format!("{SHEET}\nMore.\n"));
    assert_eq!(state(&sheet, "pemat-2"), "person(nurse, 2026-02-01)");
    // One page of those that give health advice is all of them here.
    let path = "content/en/page.md";
    let words = support::words(&site(""));
    let (_, text) = words.iter().find(|(known, _)| known.as_str() == path).unwrap();
    let page = attestation("pemat-2", &format!("met = true\npage = \"{path}\"\n"), &text.fingerprint());
    let one_page = with_attestations(&page);
    assert_eq!(state(&one_page, "pemat-2"), "person(nurse, 2026-02-01)");
    let tips = site("").named(path).unwrap().as_text().replace("treatment", "explainer");
    assert_eq!(state(&support::put(&one_page, "content/en/tips.md", &tips), "pemat-2"), "not-yet");
}

#[test]
fn a_score_needs_every_item_that_applies() {
    let list = quality::INSTRUMENTS.iter().find(|list| list.id == "pemat-actionability").unwrap();
    let (absent, rest): (Vec<_>, Vec<_>) = list.items.iter().partition(|item| item.may_not_apply);
    let mut text: String = absent
        .iter()
        .map(|item| format!("[[does-not-apply]]\nitem = \"{}\"\nreason = \"No charts.\"\n\n", item.id))
        .collect();
    for (n, item) in rest.iter().enumerate() {
        text += &attestation(item.id, &format!("met = {}\n", n > 0), &all_words());
    }
    let tree = with_attestations(&text);
    assert_eq!(state(&tree, "pemat-24"), "does-not-apply(No charts.)");
    let text = sheet(&support::build(&tree).0);
    assert!(text.contains("pemat-actionability: 4/5/5 80%\n"), "{text}");
}

#[test]
fn what_cannot_be_is_named_at_its_place() {
    let says = |entry: &str, line: &str| {
        let said = support::check_all(&with_attestations(entry));
        assert!(said.contains(&format!("content/attestations.toml:{line}")), "{said}");
    };
    let entry = |item: &str, more: &str| attestation(item, &format!("met = true\n{more}"), "x");
    says(&entry("pemat-13", ""), "2:8: error[unknown-id]: the quality sheet has no item `pemat-13`");
    says(&entry("jama-2", ""), "2:8: error[bad-value]: the build judges `jama-2` by itself");
    says(
        &entry("pemat-2", "page = \"content/en/gone.md\"\n"),
        "4:8: error[unknown-id]: there is no page `content/en/gone.md`",
    );
    says(
        &entry("pemat-2", "").replace("2026-02-01", "2026-04-01"),
        "6:8: error[sign-off-in-future]: `2026-04-01` has not come yet",
    );
    says(
        &entry("pemat-2", "").replace("nurse", "baker"),
        "5:8: error[sign-off-unknown]: there is no role `baker`",
    );
    says(
        "[[does-not-apply]]\nitem = \"pemat-1\"\nreason = \"x\"\n",
        "2:8: error[bad-value]: `pemat-1` applies to every site",
    );
    let wordless = support::put(
        &site(""),
        "content/en/quality.toml",
        &words().replace("pemat-5 = \"x\"\n", "pemat-55 = \"x\"\n"),
    );
    let said = support::check_all(&wordless);
    assert!(said.contains("error[missing-string]: `pemat-5` has no words for readers"), "{said}");
    assert!(said.contains("error[unknown-key]: `pemat-understandability` has no item `pemat-55`"), "{said}");
}

#[test]
fn a_warm_build_gives_the_same_sheet_and_passport() {
    let options = Options {
        today: "2026-03-01".parse().unwrap(),
        links: LinkStyle::Hosted,
        pages: Keep::InMemory,
        purpose: Purpose::Preview,
        progress: Arc::new(Progress::default()),
    };
    let memo = Memo::default();
    let late = "+++\ntitle = \"Late\"\ndescription = \"How to wash your hands late, step by step, with what you have.\"\nkind = \"explainer\"\nupdated = 2026-01-01\nmain_message = \"Wash.\"\n+++\n\nHello.\n";
    let first = site("");
    let trees = [
        first.clone(),
        support::put(&first, "content/en/late.md", late),
        support::put(&first, "content/en/late.md", &late.replace("Hello.", "Wash.")),
        support::put(&first, "content/en/sheet.md", &format!("{SHEET}\n[a](nowhere.md)\n")),
        first.clone(),
    ];
    for tree in &trees {
        let Found(warm, warm_found) = build(tree, &options, &memo);
        let Found(cold, cold_found) = build(tree, &options, &Memo::forgetful());
        let (warm, cold) = (warm.output, cold.output);
        let said = |found| report::text(found, tree, Format::Short, false, "");
        assert_eq!(said(&warm_found), said(&cold_found));
        assert!(warm == cold, "{}\n{}", sheet(&warm), sheet(&cold));
    }
}

#[test]
fn a_sheet_on_a_page_with_words_of_its_own_is_part_of_what_is_judged() {
    let about = SHEET.replace("report", "about").replace("[quality]", "We ask much of us.\n\n[quality]");
    let site = support::put(&site(""), "content/en/sheet.md", &about);
    let words = support::words(&site);
    let pages = words.iter().filter(|(path, _)| path.name() != "404.md");
    let all = quality::site_fingerprint(&pages.map(|(path, text)| (path, text.fingerprint())).collect());
    let said = attestation("pemat-2", "met = true\n", &all);
    let judged = support::put(&site, "content/attestations.toml", &said);
    assert_eq!(state(&judged, "pemat-2"), "person(nurse, 2026-02-01)");
    let found = support::check_all(&judged);
    assert!(!found.contains("attestation-stale"), "{found}");
}

#[test]
fn the_passport_names_every_file() {
    let (output, found) = support::build(&site(""));
    let passport = output.get("passport.json").unwrap();
    let json: serde_json::Value = serde_json::from_slice(&passport.bytes).unwrap();
    let files = json["files"].as_object().unwrap();
    let others: Vec<&str> =
        output.iter().map(|(path, _)| path).filter(|path| *path != "passport.json").collect();
    assert_eq!(files.keys().collect::<Vec<_>>(), others);
    for (path, file) in output.iter().filter(|(path, _)| *path != "passport.json") {
        assert_eq!(files[path]["bytes"], file.bytes.len(), "{path}");
        assert_eq!(files[path]["sha256"], plainleaf::digest::Digest::of(&file.bytes).hex(), "{path}");
    }
    let pages = json["pages"].as_array().unwrap();
    assert_eq!(
        pages.iter().map(|page| &page["address"]).collect::<Vec<_>>(),
        ["/404.html", "/", "/page/", "/sheet/"]
    );
    assert_eq!(json["built"], "2026-03-01");
    assert_eq!(json["origins_contacted"], serde_json::json!([]));
    assert_eq!(json["rules"].as_array().unwrap().len(), plainleaf::rule::ALL.len());
    let counted: u64 =
        json["rules"].as_array().unwrap().iter().map(|rule| rule["findings"].as_u64().unwrap()).sum();
    assert_eq!(counted, found.len() as u64);
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    let document = include_str!("../../docs/passport.md");
    assert!(keys.iter().all(|key| document.contains(&format!("`{key}`"))), "docs/passport.md: {keys:?}");
}

#[test]
fn what_is_staged_has_the_same_passport() {
    let folder = Folder::new();
    folder.build().expect(0);
    let files = folder.public();
    let json: serde_json::Value = serde_json::from_slice(&files["passport.json"]).unwrap();
    for (path, bytes) in files.iter().filter(|(path, _)| *path != "passport.json") {
        assert_eq!(json["files"][path]["sha256"], plainleaf::digest::Digest::of(bytes).hex(), "{path}");
    }
    assert_eq!(json["files"].as_object().unwrap().len() + 1, files.len());
}

#[test]
fn the_command_records_what_was_judged() {
    let folder = Folder::new();
    let run = |item: &str| folder.run(&["attest", item, "--name", "A. Tester", "--role", "nurse"]);
    run("pemat-13").expect(2).says("has no item `pemat-13`");
    run("jama-2").expect(2).says("judges `jama-2` by itself");
    run("pemat-2").expect(0).says("recorded `pemat-2`");
    folder.run(&["check"]).expect(0).says("nothing to mend");
    folder.edit("content/en/index.md", "+++\n\n", "+++\n\nAnother word. ");
    folder.run(&["check", "--format", "short"]).expect(0).says("1 warning");
    run("pemat-2").expect(0);
    folder.run(&["check"]).expect(0).says("nothing to mend");
}
