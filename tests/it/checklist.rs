//! The checklist: what ticks mean.

use std::collections::BTreeSet;

use plainleaf::checklist::{self, Checklist};
use plainleaf::source::SourceTree;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support;

fn advice<'a>(list: &'a Checklist, ticked: &[&str]) -> Vec<&'a str> {
    list.advice(&ticked.iter().copied().collect()).iter().map(|line| line.id.as_str()).collect()
}

#[test]
fn combinations_are_all_there_are() {
    let list = checklist::parse(&support::frozen()).0.unwrap();
    let all: Vec<BTreeSet<&str>> = list.combinations().collect();
    let different: BTreeSet<&BTreeSet<&str>> = all.iter().collect();
    let group = list.groups[0].get_ref();
    let within = different.iter().filter(|ticked| ticked.iter().all(|id| group.ids().any(|own| own == *id)));
    assert_eq!(within.count(), (1 << 15) + 1);
    assert!(list.ids().all(|id| different.contains(&BTreeSet::from([id]))));
    // Classes: 4 and "none" in the first group, 2 and a question in the second, 4 in the third, 1 in the fourth.
    let classes = ((1 << 4) + 1) * (1 << 2) * 2 * (1 << 4) * 2;
    assert_eq!(all.len(), 1 + list.ids().count() + (1 << 15) + 1 + classes);
}

#[test]
fn a_version_is_one_list_of_ids() {
    let small = |groups: Vec<Shape>| Small { groups, lines: Vec::new() }.read().version();
    let shape = |boxes, none, choices: &[u8]| Shape { boxes, none, choices: choices.to_vec() };
    let versions = [
        small(vec![shape(2, true, &[2])]),
        small(vec![shape(3, true, &[2])]),
        small(vec![shape(2, false, &[2])]),
        small(vec![shape(2, true, &[])]),
        small(vec![shape(2, true, &[2]), shape(1, false, &[])]),
    ];
    let different: BTreeSet<&String> = versions.iter().collect();
    assert_eq!(different.len(), versions.len());
    let says = |label: &str| {
        let text = Small { groups: vec![shape(2, true, &[2])], lines: Vec::new() }.text();
        parse(&text.replace("label = \"x\"", &format!("label = \"{label}\""))).version()
    };
    assert_eq!(says("x"), says("other words"));
}

#[test]
fn a_list_of_another_topic_is_proved() {
    let tree = support::read("hearing");
    let plainleaf::diagnostic::Found(list, found) = checklist::parse(&tree);
    let list = list.unwrap();
    assert!(found.is_empty());
    assert!(list.weakening().is_none() && list.unseen().is_empty());
    assert_eq!(list.combinations().count(), 1 + 12 + 27 + 5 * 9 * 2);
    for (ticked, lines) in [
        (&["talk-any", "book-none"][..], &["book-now", "no-need"][..]),
        (&["talk-any", "book-none", "when-evening"], &["book-late", "no-need"]),
        (&["talk-sign", "when-evening"], &["book-say", "book-late", "tell-us"]),
        (&["book-phone", "book-aids"], &["book-help", "bring-aids"]),
    ] {
        assert_eq!(advice(&list, ticked), lines, "{ticked:?}");
    }
}

/// The data that a page's script evaluates.
fn data(tree: &SourceTree, path: &str) -> Value {
    let (output, _) = support::build(tree);
    let html = std::str::from_utf8(&output.get(path).unwrap().bytes).unwrap();
    let (_, rest) = html.split_once("id=\"checklist-data\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn the_page_holds_what_was_proved() {
    let tree = support::read_with_templates("hearing");
    let list = checklist::parse(&tree).0.unwrap();
    for path in ["checklist/index.html", "es/checklist/index.html"] {
        let data = data(&tree, path);
        assert_eq!(data["version"], Value::from(list.version()));
        for (line, shown) in list.results.iter().zip(data["results"].as_array().unwrap()) {
            let line = line.get_ref();
            let mut wanted = json!({"id": line.id});
            if !line.any.is_empty() {
                wanted["any"] = json!(line.any);
            }
            if !line.only.is_empty() {
                wanted["only"] = json!(line.only);
            }
            if let Some(strength) = line.strength {
                wanted["strength"] = json!(strength);
            }
            assert_eq!(*shown, wanted);
        }
        assert_eq!(data["results"].as_array().unwrap().len(), list.results.len());
        let required = data["groups"].as_array().unwrap().iter().filter(|g| g["required"] == json!(true));
        assert_eq!(required.map(|group| &group["id"]).collect::<Vec<_>>(), [&json!("book")]);
    }
}

#[test]
fn no_words_can_end_the_data() {
    let tree = support::read_with_templates("hearing");
    let text = tree.named(checklist::PATH).unwrap().as_text();
    let evil = "</script><!--<script>alert(1)</script>";
    let tree = support::put(&tree, checklist::PATH, &text.replace("Before I book", evil));
    assert_eq!(data(&tree, "checklist/index.html")["groups"][1]["summary"], json!(evil));
    let (output, _) = support::build(&tree);
    let html = std::str::from_utf8(&output.get("checklist/index.html").unwrap().bytes).unwrap();
    assert!(!html.contains("alert(1)</script>"), "{html}");
}

/// A group: how many boxes, whether "none of these", and how many answers each question has.
#[derive(Debug, Clone)]
struct Shape {
    boxes: u8,
    none: bool,
    choices: Vec<u8>,
}

/// A checklist, small enough to try everything.
#[derive(Debug, Clone)]
struct Small {
    groups: Vec<Shape>,
    lines: Vec<Line>,
}

/// A line of advice; ids by their number, modulo how many there are.
#[derive(Debug, Clone)]
struct Line {
    ids: Vec<u8>,
    only: bool,
    strength: Option<u8>,
}

/// A tick: its id, its group, and the number of the question if it is an answer, or whether it is "none of these".
struct Tick {
    id: String,
    group: usize,
    question: Option<usize>,
    none: bool,
}

impl Small {
    fn ticks(&self) -> Vec<Tick> {
        let mut ticks = Vec::new();
        for (group, shape) in self.groups.iter().enumerate() {
            let mut add = |id: String, question, none| ticks.push(Tick { id, group, question, none });
            (0..shape.boxes).for_each(|n| add(format!("b{group}-{n}"), None, false));
            if shape.none {
                add(format!("none{group}"), None, true);
            }
            for (question, answers) in shape.choices.iter().enumerate() {
                (0..*answers).for_each(|n| add(format!("a{group}-{question}-{n}"), Some(question), false));
            }
        }
        ticks
    }

    fn text(&self) -> String {
        let mut text = "purpose = \"p\"\nprivacy = \"p\"\n".to_owned();
        for (group, shape) in self.groups.iter().enumerate() {
            text += &format!("[[group]]\nid = \"g{group}\"\nlegend = \"l\"\n");
            for tick in self.ticks().iter().filter(|t| t.group == group && t.question.is_none()) {
                let kind = if tick.none { "type = \"none\"\n" } else { "" };
                text += &format!("[[group.item]]\nid = \"{}\"\nlabel = \"x\"\n{kind}", tick.id);
            }
            for (question, answers) in shape.choices.iter().enumerate() {
                let options: Vec<String> = (0..*answers)
                    .map(|n| format!("{{ id = \"a{group}-{question}-{n}\", label = \"x\" }}"))
                    .collect();
                text += &format!(
                    "[[group.choice]]\nid = \"q{group}-{question}\"\nlegend = \"l\"\noptions = [{}]\n",
                    options.join(", ")
                );
            }
        }
        let ticks = self.ticks();
        for (number, line) in self.lines.iter().enumerate() {
            let ids: BTreeSet<&str> =
                line.ids.iter().map(|id| ticks[usize::from(*id) % ticks.len()].id.as_str()).collect();
            let strength = line.strength.map_or_else(String::new, |s| format!("strength = {s}\n"));
            let ids = format!("{ids:?}").replace(['{', '}'], "");
            let rule = if line.only { "only" } else { "any" };
            text += &format!(
                "[[result]]\nid = \"r{number}\"\nlead = \"l\"\nwords = \"w\"\n{rule} = [{ids}]\n{strength}"
            );
        }
        text + "[texts]\n"
    }

    fn read(&self) -> Checklist {
        parse(&self.text())
    }
}

fn parse(text: &str) -> Checklist {
    checklist::parse(&support::put(&SourceTree::default(), checklist::PATH, text)).0.unwrap()
}

/// What the rules come to, by trying everything.
struct Everything {
    /// How few ticks the smallest combination has that another tick makes weaker, and all such cases.
    weakened: BTreeSet<(Vec<String>, String)>,
    unseen: Vec<String>,
    /// The advice that can come out.
    advice: BTreeSet<Vec<String>>,
}

impl Everything {
    fn of(small: &Small, list: &Checklist) -> Everything {
        let ticks = small.ticks();
        let all = 1_u32 << ticks.len();
        let names = |set: u32| {
            let on = ticks.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1);
            on.map(|(_, tick)| tick.id.as_str()).collect::<BTreeSet<&str>>()
        };
        let excludes = |a: &Tick, b: &Tick| {
            a.group == b.group
                && match (a.question, b.question) {
                    (None, None) => a.none || b.none,
                    (a, b) => a == b,
                }
        };
        let pairs = |set: u32, a: usize, b: usize| set >> a & set >> b & 1 == 1;
        let is_allowed = |set: u32| {
            (0..ticks.len()).all(|a| (0..a).all(|b| !pairs(set, a, b) || !excludes(&ticks[a], &ticks[b])))
        };
        let advice: Vec<Vec<(String, Option<u32>)>> = (0..all)
            .map(|set| list.advice(&names(set)).iter().map(|r| (r.id.clone(), r.strength)).collect())
            .collect();
        let top = |set: u32| advice[set as usize].iter().filter_map(|(_, strength)| *strength).max();
        let mut found = Everything { weakened: BTreeSet::new(), unseen: Vec::new(), advice: BTreeSet::new() };
        for set in (0..all).filter(|set| is_allowed(*set)) {
            found.advice.insert(advice[set as usize].iter().map(|(id, _)| id.clone()).collect());
            for (added, tick) in ticks.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 0) {
                let mut kept = set;
                for (bit, other) in ticks.iter().enumerate() {
                    if other.none && other.group == tick.group && tick.question.is_none() {
                        kept &= !(1 << bit);
                    }
                }
                let after = kept | 1 << added;
                let goes = |(id, strength): &(String, Option<u32>)| {
                    strength.is_none() && !advice[after as usize].iter().any(|(left, _)| left == id)
                };
                if is_allowed(after) && (top(after) < top(set) || advice[kept as usize].iter().any(goes)) {
                    let before = names(set).into_iter().map(str::to_owned).collect();
                    found.weakened.insert((before, tick.id.clone()));
                }
            }
        }
        let is_unseen = |id: &String| !found.advice.iter().any(|lines| lines.contains(id));
        let lines = (0..small.lines.len()).map(|number| format!("r{number}"));
        found.unseen = lines.filter(is_unseen).collect();
        found
    }
}

fn shapes() -> impl Strategy<Value = Shape> {
    let choices = prop::collection::vec(1..3_u8, 0..3);
    (0..4_u8, any::<bool>(), choices).prop_map(|(boxes, none, choices)| Shape { boxes, none, choices })
}

fn lines() -> impl Strategy<Value = Line> {
    let ids = prop::collection::vec(any::<u8>(), 1..4);
    let strength = prop::option::weighted(0.8, 1..4_u8);
    (ids, any::<bool>(), strength).prop_map(|(ids, only, strength)| Line { ids, only, strength })
}

fn smalls() -> impl Strategy<Value = Small> {
    let groups = prop::collection::vec(shapes(), 1..4);
    let small =
        (groups, prop::collection::vec(lines(), 1..7)).prop_map(|(groups, lines)| Small { groups, lines });
    small.prop_filter("some to tick, and few enough", |small| (1..=9).contains(&small.ticks().len()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn the_proof_finds_what_trying_everything_finds(small in smalls()) {
        let list = small.read();
        let everything = Everything::of(&small, &list);
        let unseen: Vec<String> = list.unseen().iter().map(|line| line.id.clone()).collect();
        prop_assert_eq!(unseen, everything.unseen);
        let smallest = everything.weakened.iter().map(|(ticked, _)| ticked.len()).min();
        let weakening = list.weakening();
        prop_assert_eq!(weakening.as_ref().map(|found| found.ticked.len()), smallest);
        if let Some(found) = weakening {
            let ticked = found.ticked.iter().map(|id| (*id).to_owned()).collect();
            prop_assert!(everything.weakened.contains(&(ticked, found.added.to_owned())));
        }
        let advice = |ticked: &BTreeSet<&str>| list.advice(ticked).iter().map(|line| line.id.clone()).collect();
        let combinations: BTreeSet<Vec<String>> = list.combinations().map(|ticked| advice(&ticked)).collect();
        prop_assert_eq!(combinations, everything.advice);
    }
}
