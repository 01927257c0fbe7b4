//! The checklist's page: what its markup promises before any script runs, and what its scripts leave alone.

use plainleaf::document::{Document, Element};
use plainleaf::javascript;

use crate::support;

/// Names that bring text to life, load code, or do something by themselves after a while.
const LEFT_ALONE: [&str; 13] = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "setHTMLUnsafe",
    "createContextualFragment",
    "write",
    "eval",
    "Function",
    "import",
    "setTimeout",
    "setInterval",
    "requestAnimationFrame",
    "requestIdleCallback",
];

/// Hands the page of a list with everything in it to `test`, in each of its languages.
fn each_page(test: impl Fn(&Document<'_>)) {
    let (output, _) = support::build(&support::read_with_templates("hearing"));
    for path in ["checklist/index.html", "es/checklist/index.html"] {
        let html = std::str::from_utf8(&output.get(path).unwrap().bytes).unwrap();
        test(&Document::read(html));
    }
}

fn with_value<'d>(page: &'d Document<'_>, name: &str, value: &str) -> Vec<&'d Element<'d>> {
    page.elements.iter().filter(|element| element.value(name) == Some(value)).collect()
}

#[test]
fn groups_say_what_they_ask() {
    each_page(|page| {
        let groups: Vec<_> = page.named("fieldset").filter(|group| group.value("id").is_some()).collect();
        assert_eq!(groups.len(), 3);
        for group in groups {
            let first: Vec<&str> = page.inside(group).map(Element::name).take(2).collect();
            assert_eq!(first, ["legend", "h2"]);
            let hint = with_value(page, "id", group.value("aria-describedby").unwrap());
            assert!(
                !page.text(hint[0]).is_empty()
                    && page.inside(group).any(|inside| inside.offset == hint[0].offset)
            );
        }
        for question in page.named("fieldset").filter(|group| group.value("id").is_none()) {
            assert_eq!(page.inside(question).next().map(Element::name), Some("legend"));
        }
    });
}

#[test]
fn every_box_stands_empty_in_its_label() {
    each_page(|page| {
        let boxes: Vec<_> = page.named("input").chain(page.named("textarea")).collect();
        assert_eq!(boxes.len(), 13);
        for element in boxes {
            let label = page.around(element).next().unwrap();
            assert_eq!(label.name(), "label");
            assert!(!page.text(label).is_empty());
            assert!(page.inside(label).all(|inside| inside.name() != "a"));
            assert!(element.value("checked").is_none() && element.value("placeholder").is_none());
            assert_eq!(page.text(element), "");
        }
        let form = page.named("form").next().unwrap();
        assert_eq!(form.value("autocomplete"), Some("off"));
        assert!(form.value("action").is_none() && page.named("button").next().is_none());
    });
}

#[test]
fn the_status_line_waits_and_the_summary_is_hidden() {
    each_page(|page| {
        let [status] = with_value(page, "role", "status")[..] else { panic!("one status line") };
        assert_eq!((status.name(), page.text(status).as_str()), ("p", ""));
        assert!(with_value(page, "role", "alert").is_empty());
        let summary = with_value(page, "id", "checklist-summary")[0];
        let heading = with_value(page, "id", summary.value("aria-labelledby").unwrap())[0];
        assert!(summary.name() == "section" && summary.value("hidden").is_some());
        assert_eq!((heading.name(), heading.value("tabindex")), ("h2", Some("-1")));
        assert!(
            page.elements.iter().all(|element| element.value("tabindex").is_none_or(|place| place == "-1"))
        );
        assert!(page.elements.iter().all(|element| element.value("accesskey").is_none()));
    });
}

#[test]
fn parts_stand_in_the_order_in_which_they_are_used() {
    each_page(|page| {
        let ids = [
            "saving",
            "checklist",
            "checklist-tools",
            "checklist-status",
            "checklist-summary",
            "result-book-help",
        ];
        let places = ids.map(|id| with_value(page, "id", id)[0].offset);
        assert!(places.is_sorted(), "{places:?}");
    });
}

#[test]
fn scripts_are_classic_deferred_files() {
    each_page(|page| {
        let files: Vec<_> = page.named("script").filter(|script| script.value("src").is_some()).collect();
        assert_eq!(files.len(), 2);
        assert!(files.iter().all(|file| file.value("defer").is_some() && file.value("type").is_none()));
    });
}

#[test]
fn scripts_bring_no_text_to_life_and_wait_for_nothing() {
    let tree = support::frozen();
    for name in ["notes", "checklist", "diary"] {
        let file = tree.named(&format!("templates/{name}.js")).unwrap();
        let tokens = javascript::tokens(file.as_text());
        assert!(tokens.iter().any(|token| token.text == "textContent"), "{name} was read");
        let named: Vec<_> = tokens.iter().filter(|token| LEFT_ALONE.contains(&token.text)).collect();
        assert!(named.is_empty(), "{name}: {named:?}");
    }
}
