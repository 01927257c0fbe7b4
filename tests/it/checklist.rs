//! The checklist: what ticks mean.

use std::collections::BTreeSet;
use std::path::Path;

use plainleaf::build;
use plainleaf::checklist::{self, Checklist};

/// The site's own.
fn own() -> Checklist {
    let tree = build::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().0;
    checklist::parse(&tree).0.unwrap()
}

fn advice<'a>(list: &'a Checklist, ticked: &[&str]) -> Vec<&'a str> {
    list.advice(&ticked.iter().copied().collect()).iter().map(|line| line.id.as_str()).collect()
}

#[test]
fn ticks_mean_what_the_brief_says() {
    let list = own();
    for (ticked, lines) in [
        (&[][..], &[][..]),
        (&["s-none"], &["be-measured"]),
        (&["s-none", "c-calf"], &["be-measured"]),
        (&["s-skin"], &["ask-first"]),
        (&["s-hands"], &["ask-first", "hands"]),
        (&["s-none", "c-numb"], &["ask-first", "book-visit"]),
        (&["s-none", "l-over-10"], &["help-today", "ask-first"]),
        (&["s-none", "m-pills", "t-stretch"], &["be-measured", "ask-medicines", "what-to-try"]),
        // No browser allows it, but a file of saved notes might hold it.
        (&["s-none", "s-skin", "nobody-knows"], &["ask-first"]),
    ] {
        assert_eq!(advice(&list, ticked), lines, "{ticked:?}");
    }
}

#[test]
fn combinations_are_all_there_are() {
    let list = own();
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
