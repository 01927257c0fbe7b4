//! What holds for every site, tried on many random ones.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use plainleaf::build::{self, Built, Keep, Memo, Options, Progress};
use plainleaf::diagnostic::{Diagnostics, Found, SourcePath};
use plainleaf::output::OutputTree;
use plainleaf::report::{self, Format};
use plainleaf::source::{Content, SourceFile, SourceTree};
use plainleaf::url::LinkStyle;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::folder::{FILES, TODAY};
use crate::support::frozen;

/// The files of a site and what was found, which are all that laws are about.
fn build(tree: &SourceTree, options: &Options<'_>, memo: &Memo) -> Found<OutputTree> {
    let Found(Built { output, .. }, found) = build::build(tree, options, memo);
    Found(output, found)
}

fn options(links: LinkStyle) -> Options<'static> {
    Options {
        today: TODAY.parse().unwrap(),
        links,
        pages: Keep::InMemory,
        purpose: plainleaf::rule::Purpose::Preview,
        progress: Arc::new(Progress::default()),
    }
}

fn file(path: &str, text: &str) -> Arc<SourceFile> {
    let path = SourcePath::new(path);
    // `static/` is not read as text.
    let content = if path.as_str().starts_with("static/") {
        Content::Bytes(text.as_bytes().to_vec())
    } else {
        Content::Text(text.to_owned())
    };
    Arc::new(SourceFile { content, ..SourceFile::text(path, text.to_owned()) })
}

fn small() -> SourceTree {
    SourceTree::new(FILES.map(|(path, text)| file(path, text)))
}

fn bytes(output: &OutputTree) -> BTreeMap<&str, &[u8]> {
    output.iter().map(|(path, file)| (path, &*file.bytes)).collect()
}

fn findings(found: &Diagnostics, tree: &SourceTree) -> String {
    report::text(found, tree, Format::Short, false, "")
}

// Warm equals cold.

/// One step of a person at work.
#[derive(Debug, Clone)]
enum Edit {
    /// Puts a snippet at the end of a file.
    Append(Index, Index),
    /// Takes a line out.
    Cut(Index, Index),
    /// Puts another title.
    Title(Index, u8),
    /// Gives an old address.
    Alias(Index, u8),
    /// Makes a draft of a page.
    Draft(Index),
    /// Breaks the front matter.
    Break(Index),
    /// Takes a file away.
    Remove(Index),
    /// Gives a file another name in its folder.
    Rename(Index, u8),
    /// Adds a page in one of two languages.
    Add(u8, bool),
    /// Makes a file unreadable.
    Lose(Index),
    /// Makes a file what it was at first.
    Mend(Index),
    /// Makes all files what they were at first.
    MendAll,
    /// Another day dawns.
    Day(u8),
    /// The links are written for another place.
    Portable(bool),
}

const SNIPPETS: [&str; 22] = [
    "\n",
    "\nWords. [x][claim:go-away] [y][term:wart] [@gibbs-2012]\n",
    "\n## Freezing\n\nMore.\n",
    "\n## New {#new .do}\n\n- A [link](index.md#new)\n",
    "\n[a](/cure/) [b](nowhere.md) [c](treat.md) [d](page-1.md)\n",
    "\n[claims]\n\n[references]\n\n[glossary]\n",
    "\n[pages]\n\n[changes]\n\n[checklist]\n",
    "\nx[^1]\n\n[^1]: note\n",
    "\n> [!WARNING]\n> # Mind\n> this\n",
    "\n![A foot](figures/x.svg \"One foot\")\n",
    "<b>raw</b>\n",
    "x = 1\n",
    "about = \"Skin\"\n",
    "home = \"Start\"\n",
    "[[claim]]\nid = \"new\"\n",
    "[[term]]\nid = \"foot\"\nterm = \"foot\"\nshort = \"s\"\nplain = \"p\"\nmeans = \"m\"\n",
    "smith-1999:\n  type: article\n  title: Feet\n  author: \"Smith, Al\"\n  date: 1999\n",
    "body { color: red }\n",
    "{{ page.title }}",
    "{{ nothing.here }}",
    "{% component more() %}x{% endcomponent more %}",
    "purpose = \"p\"\n",
];

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        4 => any::<(Index, Index)>().prop_map(|(file, snippet)| Edit::Append(file, snippet)),
        2 => any::<(Index, Index)>().prop_map(|(file, line)| Edit::Cut(file, line)),
        2 => (any::<Index>(), 0..3_u8).prop_map(|(page, n)| Edit::Title(page, n)),
        1 => (any::<Index>(), 0..3_u8).prop_map(|(page, n)| Edit::Alias(page, n)),
        1 => any::<Index>().prop_map(Edit::Draft),
        1 => any::<Index>().prop_map(Edit::Break),
        1 => any::<Index>().prop_map(Edit::Remove),
        2 => (any::<Index>(), 0..3_u8).prop_map(|(file, n)| Edit::Rename(file, n)),
        2 => (0..3_u8, any::<bool>()).prop_map(|(n, other)| Edit::Add(n, other)),
        1 => any::<Index>().prop_map(Edit::Lose),
        4 => any::<Index>().prop_map(Edit::Mend),
        2 => Just(Edit::MendAll),
        1 => (1..28_u8).prop_map(Edit::Day),
        1 => any::<bool>().prop_map(Edit::Portable),
    ];
    prop::collection::vec(edit, 1..12)
}

/// The tree after an edit; edits of text leave files of bytes alone.
fn edited(tree: &SourceTree, first: &SourceTree, edit: &Edit, options: &mut Options) -> SourceTree {
    let pick = |index: &Index, pages: bool| {
        let files: Vec<_> = tree
            .files()
            .filter(|file| matches!(file.content, Content::Text(_)))
            .filter(|file| !pages || file.path.extension() == "md")
            .collect();
        (!files.is_empty()).then(|| Arc::clone(files[index.index(files.len())]))
    };
    let put = |path: &SourcePath, text: String| {
        tree.with(path, Some(Arc::new(SourceFile::text(path.clone(), text))))
    };
    let insert = |index: &Index, line: String| {
        pick(index, true)
            .map(|page| put(&page.path, page.as_text().replacen("+++\n", &format!("+++\n{line}\n"), 1)))
    };
    let next = match edit {
        Edit::Append(index, snippet) => pick(index, false).map(|file| {
            put(&file.path, format!("{}{}", file.as_text(), SNIPPETS[snippet.index(SNIPPETS.len())]))
        }),
        Edit::Cut(index, line) => pick(index, false).map(|file| {
            let mut lines: Vec<&str> = file.as_text().split_inclusive('\n').collect();
            if !lines.is_empty() {
                lines.remove(line.index(lines.len()));
            }
            put(&file.path, lines.concat())
        }),
        Edit::Title(index, n) => pick(index, true).map(|page| {
            let lines = page.as_text().split_inclusive('\n').map(|line| {
                if line.starts_with("title = ") {
                    format!("title = \"Title {n}\"\n")
                } else {
                    line.to_owned()
                }
            });
            put(&page.path, lines.collect())
        }),
        Edit::Alias(index, n) => insert(index, format!("aliases = [\"/old-{n}/\"]")),
        Edit::Draft(index) => insert(index, "draft = true".to_owned()),
        Edit::Break(index) => insert(index, "title = = 1".to_owned()),
        Edit::Remove(index) => pick(index, false).map(|file| tree.with(&file.path, None)),
        Edit::Rename(index, n) => pick(index, false).map(|file| {
            let to = format!("{}page-{n}.{}", file.path.folder(), file.path.extension());
            let to = SourcePath::new(&to);
            let moved = SourceFile::text(to.clone(), file.as_text().to_owned());
            tree.with(&file.path, None).with(&to, Some(Arc::new(moved)))
        }),
        Edit::Add(n, other) => {
            let language = if *other { "es" } else { "en" };
            let path = SourcePath::new(&format!("content/{language}/page-{n}.md"));
            let text = FILES[3].1.replace("[\"/cure/\"]", "[]").replace("order = 2", "order = 3");
            Some(put(&path, text))
        }
        Edit::Lose(index) => {
            pick(index, false).map(|file| tree.with(&file.path, None).with_unread([file.path.clone()]))
        }
        Edit::Mend(index) => {
            let files: Vec<_> = first.files().collect();
            let file = files[index.index(files.len())];
            Some(tree.with(&file.path, Some(Arc::clone(file))))
        }
        Edit::MendAll => Some(first.clone()),
        Edit::Day(day) => {
            options.today = jiff::civil::date(2026, 3, i8::try_from(*day).unwrap());
            None
        }
        Edit::Portable(portable) => {
            options.links = if *portable { LinkStyle::Portable } else { LinkStyle::Hosted };
            None
        }
    };
    next.unwrap_or_else(|| tree.clone())
}

/// After edits, a build that remembers the ones before it gives what a build from nothing gives.
fn check_warm_equals_cold(first: &SourceTree, edits: &[Edit]) -> Result<(), TestCaseError> {
    let memo = Memo::default();
    let mut options = options(LinkStyle::Hosted);
    let mut tree = first.clone();
    build(&tree, &options, &memo);
    for (number, edit) in edits.iter().enumerate() {
        tree = edited(&tree, first, edit, &mut options);
        let Found(warm, warm_found) = build(&tree, &options, &memo);
        // What a wrong memory holds stays in it: every second look finds it.
        if number % 2 == 1 && number + 1 < edits.len() {
            continue;
        }
        let Found(cold, cold_found) = build(&tree, &options, &Memo::forgetful());
        prop_assert_eq!(findings(&warm_found, &tree), findings(&cold_found, &tree), "after {:?}", edit);
        prop_assert!(warm_found == cold_found, "findings differ after {edit:?}");
        let (warm_bytes, cold_bytes) = (bytes(&warm), bytes(&cold));
        for (path, text) in &cold_bytes {
            let warm_text = warm_bytes.get(path).map(|bytes| String::from_utf8_lossy(bytes));
            prop_assert_eq!(warm_text, Some(String::from_utf8_lossy(text)), "{} after {:?}", path, edit);
        }
        prop_assert!(warm == cold, "files differ after {edit:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn warm_equals_cold(edits in edits()) {
        check_warm_equals_cold(&small(), &edits)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn warm_equals_cold_on_a_site_with_everything(edits in edits()) {
        check_warm_equals_cold(&few(), &edits)?;
    }
}

#[test]
fn a_renamed_page_is_missed_by_those_that_link_to_it() {
    let tree = small();
    let memo = Memo::default();
    let options = options(LinkStyle::Hosted);
    assert!(build(&tree, &options, &memo).1.is_empty());
    let (from, to) = (SourcePath::new("content/en/treat.md"), SourcePath::new("content/en/treatment.md"));
    let text = tree.get(&from).unwrap().as_text().to_owned();
    let tree = tree.with(&from, None).with(&to, Some(Arc::new(SourceFile::text(to.clone(), text))));
    let found = build(&tree, &options, &memo).1;
    assert!(findings(&found, &tree).contains("content/en/index.md:9:"), "{}", findings(&found, &tree));
}

/// A few pages of the frozen site, with all of its data and templates: what links to the others leads nowhere, but what
/// is no law about a good site needs no more.
fn few() -> SourceTree {
    const KEPT: [&str; 8] =
        ["404", "checklist", "diary", "evidence", "glossary", "index", "quality", "relief"];
    let tree = frozen();
    let pages = texts(&tree).into_iter().filter(|file| file.path.extension() == "md");
    pages
        .filter(|page| !KEPT.contains(&page.path.stem()))
        .fold(tree, |tree, page| tree.with(&page.path, None))
}

// The same bytes.

#[test]
fn the_same_site_gives_the_same_bytes_on_any_number_of_threads() {
    for tree in [small(), frozen()] {
        let build_on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| build(&tree, &options(LinkStyle::Hosted), &Memo::forgetful()))
        };
        let one = build_on(1);
        assert!(one == build_on(4) && one == build_on(1));
    }
}

#[test]
fn the_small_site_has_nothing_to_mend() {
    for links in [LinkStyle::Hosted, LinkStyle::Portable] {
        let found = build(&small(), &options(links), &Memo::forgetful()).1;
        assert!(found.is_empty(), "{}", findings(&found, &small()));
    }
}

// Every link leads somewhere.

/// The links of a page that stay in the site: `href`, `src`, and the address of a refresh.
fn links(html: &str) -> Vec<String> {
    let mut links = Vec::new();
    for tag in html.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag) {
        for (mark, end) in [(" href=\"", '"'), (" src=\"", '"'), ("; url=", '"')] {
            let Some((_, rest)) = tag.split_once(mark) else {
                continue;
            };
            let link = rest.split(end).next().unwrap_or_default();
            let outside = ["https:", "http:", "mailto:", "tel:", "data:"];
            if !outside.iter().any(|scheme| link.starts_with(scheme)) {
                links.push(link.replace("&#x2F;", "/").replace("&amp;", "&"));
            }
        }
    }
    links
}

/// What a browser asks for, when this link stands on the page at this path.
fn resolved(page: &str, link: &str) -> String {
    let path = link.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return page.to_owned();
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    if path.starts_with('/') {
        parts.clear();
    }
    for part in path.trim_start_matches('/').split('/') {
        match part {
            "." => {}
            ".." => assert!(parts.pop().is_some(), "`{link}` on `{page}` climbs out of the site"),
            part => parts.push(part),
        }
    }
    if path.ends_with('.') {
        parts.push("");
    }
    parts.join("/")
}

#[test]
fn a_portable_site_has_only_links_to_files_that_are_there() {
    for tree in [small(), frozen()] {
        let output = build(&tree, &options(LinkStyle::Portable), &Memo::forgetful()).0;
        let files = bytes(&output);
        let mut checked = 0;
        for (page, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            for link in links(&String::from_utf8_lossy(html)) {
                assert!(!link.starts_with('/'), "`{link}` on `{page}` only works on a server");
                let file = resolved(page, &link);
                assert!(files.contains_key(file.as_str()), "`{link}` on `{page}` is no file");
                checked += 1;
            }
        }
        assert!(checked > 5);
    }
}

#[test]
fn a_hosted_site_works_in_any_folder_of_a_server() {
    for tree in [small(), frozen()] {
        let config = tree.named("site.toml").unwrap();
        let moved: String = config
            .as_text()
            .split_inclusive('\n')
            .map(|line| {
                if line.starts_with("base_url") {
                    "base_url = \"https://clinic.example/a/b/\"\n"
                } else {
                    line
                }
            })
            .collect();
        let tree = tree.with(&config.path, Some(file("site.toml", &moved)));
        let output = build(&tree, &options(LinkStyle::Hosted), &Memo::forgetful()).0;
        // The server's own paths, as a browser builds them.
        let served: BTreeMap<String, &[u8]> =
            bytes(&output).into_iter().map(|(path, bytes)| (format!("a/b/{path}"), bytes)).collect();
        let mut checked = 0;
        for (page, html) in served.iter().filter(|(path, _)| path.ends_with(".html")) {
            for link in links(&String::from_utf8_lossy(html)) {
                let path = resolved(page, &link);
                let file = if path.ends_with('/') { format!("{path}index.html") } else { path };
                assert!(served.contains_key(&file), "`{link}` on `{page}` leads nowhere");
                checked += 1;
            }
        }
        assert!(checked > 5);
    }
}

// Whatever is written, nothing panics.

/// A change that a slip, a merge or a broken tool could make.
#[derive(Debug, Clone)]
enum Slip {
    Delete(Index, u8),
    Repeat(Index, u8, u8),
    Insert(Index, Index),
    Byte(Index, u8),
    Swap(Index, Index),
    Noise(Index, String),
}

/// What tends to be read as something.
const TOKENS: [&str; 44] = [
    "+++",
    "\n+++\n",
    "[",
    "]",
    "](",
    "[[",
    "]]",
    "[@",
    "[^",
    "[^1]: ",
    "[claim:",
    "][claim:go-away]",
    "[care: ",
    "{#",
    "{.do}",
    "> ",
    "> [!NOTE]\n",
    "- ",
    "1. ",
    "|",
    "|-|\n",
    "Table: ",
    "```\n",
    "    ",
    "\t",
    "# ",
    "## ",
    "![",
    "<b>",
    "<!--",
    "-->",
    "\"",
    "\"\"\"",
    "'''",
    "{{",
    "}}",
    "{%",
    "%}",
    "\\",
    "\r",
    "\0",
    "é",
    "\u{301}🦶",
    "\u{feff}",
];

fn slips() -> impl Strategy<Value = Vec<Slip>> {
    let slip = prop_oneof![
        any::<(Index, u8)>().prop_map(|(at, n)| Slip::Delete(at, n)),
        any::<(Index, u8, u8)>().prop_map(|(at, n, times)| Slip::Repeat(at, n, times)),
        any::<(Index, Index)>().prop_map(|(at, token)| Slip::Insert(at, token)),
        any::<(Index, u8)>().prop_map(|(at, byte)| Slip::Byte(at, byte)),
        any::<(Index, Index)>().prop_map(|(a, b)| Slip::Swap(a, b)),
        (any::<Index>(), "\\PC{0,12}").prop_map(|(at, text)| Slip::Noise(at, text)),
    ];
    prop::collection::vec(slip, 1..10)
}

fn slipped(text: &str, slips: &[Slip]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for slip in slips {
        let at = |index: &Index, bytes: &[u8]| index.index(bytes.len() + 1);
        match slip {
            Slip::Delete(index, n) => {
                let start = at(index, &bytes);
                let end = (start + usize::from(*n)).min(bytes.len());
                bytes.drain(start..end);
            }
            Slip::Repeat(index, n, times) => {
                let start = at(index, &bytes);
                let end = (start + usize::from(*n % 16)).min(bytes.len());
                let piece = bytes[start..end].repeat(usize::from(*times % 32));
                bytes.splice(start..start, piece);
            }
            Slip::Insert(index, token) => {
                let start = at(index, &bytes);
                bytes.splice(start..start, TOKENS[token.index(TOKENS.len())].bytes());
            }
            Slip::Byte(index, byte) => {
                let start = at(index, &bytes);
                if let Some(old) = bytes.get_mut(start) {
                    *old = *byte;
                }
            }
            Slip::Swap(a, b) => {
                let (a, b) = (at(a, &bytes), at(b, &bytes));
                bytes[a.min(b)..a.max(b)].reverse();
            }
            Slip::Noise(index, text) => {
                let start = at(index, &bytes);
                bytes.splice(start..start, text.bytes());
            }
        }
    }
    // What is not UTF-8 is refused when it is read, so it never comes this far.
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Builds and reports; that it comes back is what is tested. One memory serves all cases of a test, so that
/// each takes only as long as what it changed.
fn check_comes_back(tree: &SourceTree, memo: &Mutex<Memo>) {
    let memo = memo.lock().unwrap_or_else(PoisonError::into_inner);
    let Found(_, found) = build(tree, &options(LinkStyle::Hosted), &memo);
    for format in [Format::Human, Format::Short, Format::Json, Format::Sarif, Format::Github] {
        report::text(&found, tree, format, true, "");
    }
    for finding in found.iter() {
        let text = tree.get(&finding.span.path).map_or("", |file| file.as_text());
        let range = finding.span.range.clone();
        assert!(text.get(range.clone()).is_some(), "{range:?} is no place of `{text}`: {}", finding.message);
    }
}

/// One for each test, so that none waits for another.
static MEMOS: LazyLock<[Mutex<Memo>; 4]> = LazyLock::new(Default::default);

fn texts(tree: &SourceTree) -> Vec<Arc<SourceFile>> {
    tree.files().filter(|file| matches!(file.content, Content::Text(_))).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn slips_in_the_small_site_never_panic(index in any::<Index>(), slips in slips()) {
        let files = texts(&small());
        let old = &files[index.index(files.len())];
        let new = file(old.path.as_str(), &slipped(old.as_text(), &slips));
        check_comes_back(&small().with(&old.path, Some(new)), &MEMOS[0]);
    }

    #[test]
    fn slips_in_real_pages_never_panic(index in any::<Index>(), slips in slips()) {
        // A real page among the few of the small site, so that each case is quick.
        let pages: Vec<_> = texts(&frozen()).into_iter().filter(|file| file.path.extension() == "md").collect();
        let old = &pages[index.index(pages.len())];
        let path = SourcePath::new("content/en/real.md");
        let new = file(path.as_str(), &slipped(old.as_text(), &slips));
        check_comes_back(&small().with(&path, Some(new)), &MEMOS[1]);
    }

    #[test]
    fn random_text_never_panics(index in any::<Index>(), text in "\\PC*", tokens in prop::collection::vec(any::<Index>(), 0..30)) {
        let files = texts(&small());
        let old = &files[index.index(files.len())];
        let tokens: String = tokens.iter().map(|token| TOKENS[token.index(TOKENS.len())]).collect();
        let head = if old.path.extension() == "md" {
            old.as_text().rsplit_once("+++\n").map_or("", |(head, _)| head).to_owned() + "+++\n"
        } else {
            String::new()
        };
        let new = file(old.path.as_str(), &format!("{head}{tokens}{text}{tokens}"));
        check_comes_back(&small().with(&old.path, Some(new)), &MEMOS[2]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn slips_in_real_data_and_templates_never_panic(index in any::<Index>(), slips in slips()) {
        let tree = few();
        let files: Vec<_> = texts(&tree).into_iter().filter(|file| file.path.extension() != "md").collect();
        let old = &files[index.index(files.len())];
        let new = file(old.path.as_str(), &slipped(old.as_text(), &slips));
        check_comes_back(&tree.with(&old.path, Some(new)), &MEMOS[3]);
    }
}
