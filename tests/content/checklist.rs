//! The checklist of this site: what its ticks mean, and that no tick makes its advice weaker.

use plainleaf::checklist::{self, Checklist};

use crate::site;

fn own() -> Checklist {
    checklist::parse(&site()).0.unwrap()
}

fn advice<'a>(list: &'a Checklist, ticked: &[&str]) -> Vec<&'a str> {
    list.advice(&ticked.iter().copied().collect()).iter().map(|line| line.id.as_str()).collect()
}

#[test]
fn ticks_mean_what_their_readers_need() {
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
fn no_tick_weakens_advice_and_every_line_can_come() {
    let list = own();
    assert!(list.weakening().is_none());
    assert!(list.unseen().is_empty());
}
