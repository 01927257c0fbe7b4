//! Planted defects: for each the gate reports what it must, where it must, and nothing else.
//!
//! The defects are data, in `tests/it/mutations/`; what a case can say is in the README there. Each is planted
//! in a copy of the frozen site, in memory.
#![expect(clippy::disallowed_methods, reason = "reads the repository's own files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use plainleaf::build::{self, Keep, Memo, Options};
use plainleaf::diagnostic::{Diagnostic, Diagnostics};
use plainleaf::promise;
use plainleaf::quality;
use plainleaf::report;
use plainleaf::rule::{self, Purpose};
use plainleaf::sign_off;
use plainleaf::source::SourceTree;
use plainleaf::url::LinkStyle;
use serde::Deserialize;

use crate::support;

/// How many defects are planted beside each other.
const MOST: usize = 12;

/// The day on which the site is looked at, unless a case says another.
const TODAY: &str = "2026-11-30";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Defects {
    defect: Vec<Defect>,
}

/// Something that goes wrong with the site.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Defect {
    name: String,
    /// What must be found, and where.
    finds: Vec<String>,
    /// Where a line of `finds` names no file, it means the file of the first edit.
    edits: Vec<Edit>,
    /// In a site that is ready for readers.
    #[serde(default)]
    release: bool,
    today: Option<String>,
    /// So much else depends on it that it is not planted beside others.
    #[serde(default)]
    alone: bool,
}

/// One change of a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    /// The words to replace; without them the text is a new file, or the file goes.
    find: Option<String>,
    /// Which of several places, from 1; `0` for all of them.
    nth: Option<usize>,
    /// Replaces all from `find` up to these words.
    until: Option<String>,
    write: Option<String>,
    /// The file's new name.
    moved: Option<String>,
    /// The file whose text this new one gets.
    copied: Option<String>,
    /// How often `write` is written; `{n}` in it is a number.
    times: Option<usize>,
}

impl Edit {
    /// The place of the words to replace.
    fn places(&self, text: &str) -> Result<Vec<std::ops::Range<usize>>, String> {
        let find = self.find.as_deref().unwrap_or_default();
        let starts: Vec<usize> = text.match_indices(find).map(|(at, _)| at).collect();
        let times = starts.len();
        let starts = match self.nth {
            Some(0) if times > 0 => starts,
            Some(nth) if (1..=times).contains(&nth) => vec![starts[nth - 1]],
            None if times == 1 => starts,
            _ => return Err(format!("`{find}` stands {times} times in {}; mend the case", self.file)),
        };
        let end = |at: usize| match &self.until {
            None => Ok(at + find.len()),
            Some(until) => match text[at + find.len()..].find(until) {
                Some(length) => Ok(at + find.len() + length),
                None => Err(format!("no `{until}` behind `{find}` in {}; mend the case", self.file)),
            },
        };
        starts.into_iter().map(|at| Ok(at..end(at)?)).collect()
    }

    /// What is written, where `{noise}` is what no packing makes smaller.
    fn written(&self) -> String {
        let write = self.write.as_deref().unwrap_or_default();
        let number = |n: usize| write.replace("{n}", &n.to_string());
        let written: String = (1..=self.times.unwrap_or(1)).map(number).collect();
        let mut state = 1_u32;
        let mut letter = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'a' + (state >> 24) as u8 % 26)
        };
        if written.contains("{noise}") {
            return written.replace("{noise}", &(0..30_000).map(|_| letter()).collect::<String>());
        }
        written
    }

    /// Changes a tree, and gives the byte of the file at which the first change is.
    fn apply(&self, tree: &SourceTree) -> Result<(SourceTree, usize), String> {
        if let Some(from) = &self.copied {
            let text =
                tree.named(from).ok_or_else(|| format!("there is no {from}; mend the case"))?.as_text();
            return Ok((support::put(tree, &self.file, text), 0));
        }
        let write = &self.written();
        let name = self.moved.as_deref().unwrap_or(&self.file);
        let Some(file) = tree.named(&self.file) else {
            return match self.find {
                Some(_) => Err(format!("there is no {}; mend the case", self.file)),
                None => Ok((support::put(tree, name, write), 0)),
            };
        };
        let text = file.as_text();
        let kept = support::without(tree, &self.file);
        if self.find.is_none() {
            let is_gone = self.moved.is_none() && self.write.is_none();
            let text = if self.write.is_some() { write } else { text };
            return Ok((if is_gone { kept } else { support::put(&kept, name, text) }, 0));
        }
        let places = self.places(text)?;
        let mut changed = text.to_owned();
        for place in places.iter().rev() {
            changed.replace_range(place.clone(), write);
        }
        let blank = write.len() - write.trim_start_matches('\n').len();
        let start = places[0].start + if blank < write.len() { blank } else { 0 };
        Ok((support::put(&kept, name, &changed), start))
    }
}

impl Defect {
    fn today(&self) -> &str {
        self.today.as_deref().unwrap_or(TODAY)
    }

    /// Whether only the words of pages change. A build that remembers one of these makes little anew.
    fn is_of_pages(&self) -> bool {
        self.edits
            .iter()
            .all(|edit| edit.file.ends_with(".md") && edit.find.is_some() && edit.moved.is_none())
    }

    /// Whether both can be planted beside each other.
    fn fits(&self, other: &Defect) -> bool {
        let is_apart = |edit: &Edit| other.edits.iter().all(|o| o.file != edit.file);
        let names = |a: &Defect, b: &Defect| {
            a.finds.iter().any(|line| b.edits.iter().any(|edit| line.contains(&edit.file)))
        };
        !(self.alone || other.alone || names(self, other) || names(other, self))
            && (self.release, self.today(), self.is_of_pages())
                == (other.release, other.today(), other.is_of_pages())
            && self.edits.iter().all(is_apart)
    }

    /// The site with the defect in it, and the lines that findings must begin with.
    fn plant(&self, site: &SourceTree) -> Result<(SourceTree, Vec<String>), String> {
        let mut tree = site.clone();
        let mut first = None;
        for edit in &self.edits {
            let (changed, at) = edit.apply(&tree)?;
            tree = changed;
            first.get_or_insert((edit.moved.as_ref().unwrap_or(&edit.file).as_str(), at));
        }
        let first = first.ok_or("a case without an edit")?;
        let wanted: Result<Vec<String>, String> =
            self.finds.iter().map(|line| wanted(line, first, &tree)).collect();
        Ok((tree, wanted?))
    }
}

/// The place and the code that a line of `finds` asks for: `code`, `code @ words`, `code file`, or
/// `code file @ words`.
fn wanted(line: &str, first: (&str, usize), tree: &SourceTree) -> Result<String, String> {
    let (name, words) = line.split_once(" @ ").map_or((line, None), |(name, words)| (name, Some(words)));
    let (code, file) = name.split_once(' ').map_or((name, None), |(code, file)| (code, Some(file)));
    if rule::named(code).is_none() {
        return Err(format!("there is no rule `{code}`; mend the case"));
    }
    let path = file.unwrap_or(first.0);
    let text = tree.named(path).map_or("", |file| file.as_text());
    let at = match (words, file) {
        (Some(words), _) => {
            text.find(words).ok_or_else(|| format!("no `{words}` in {path}; mend the case"))?
        }
        (None, Some(_)) => 0,
        (None, None) => first.1,
    };
    Ok(format!("{path}:{} {code}", report::place(text, at).line))
}

/// The frozen site signed, in date and tried out: ready for readers.
fn ready() -> &'static SourceTree {
    static READY: LazyLock<SourceTree> = LazyLock::new(made_ready);
    &READY
}

fn made_ready() -> SourceTree {
    let mut tree = support::frozen();
    let memo = Memo::default();
    let recorded = |tree: &SourceTree| build::build(tree, &options(Purpose::Record, TODAY), &memo).0;
    let pages: Vec<_> =
        tree.below("content/en/").filter(|file| file.path.extension() == "md").cloned().collect();
    for page in &pages {
        let text = page.as_text().replacen("\nupdated = ", "\nreview_by = 2027-09-01\nupdated = ", 1);
        tree = support::put(&tree, page.path.as_str(), &text);
    }
    let mut list = String::new();
    for (path, text) in recorded(&tree).words {
        for (name, role) in [("A. Tester", "nurse"), ("B. Tester", "plain-language-editor")] {
            let words = text.fingerprint();
            list += &format!(
                "[[sign-off]]\npage = \"{path}\"\nname = \"{name}\"\nrole = \"{role}\"\ndate = {TODAY}\nwords = \"{words}\"\n\n"
            );
            tree = support::put(&tree, sign_off::text_path(&path, role).as_str(), &text.file());
        }
    }
    tree = support::put(&tree, sign_off::PATH, &list);
    let paths: Vec<String> = pages.iter().map(|page| format!("\"{}\"", page.path)).collect();
    let tried = format!(
        "[[test]]\npages = [{}]\ndate = {TODAY}\npeople = 5\nlearnt = \"Nothing: this is a test of the gate.\"\n",
        paths.join(", ")
    );
    tree = support::put(&tree, quality::READER_TESTS, &tried);
    let offered = recorded(&tree).offered;
    let lock = tree.named(promise::PATH).map(|file| file.as_text());
    let (lock, _) = promise::with_offered(lock, &offered, TODAY.parse().unwrap());
    support::put(&tree, promise::PATH, &lock)
}

fn options(purpose: Purpose, today: &str) -> Options<'static> {
    Options {
        today: today.parse().unwrap(),
        links: LinkStyle::Hosted,
        pages: Keep::Nothing,
        purpose,
        progress: Arc::default(),
    }
}

fn found(tree: &SourceTree, purpose: Purpose, today: &str, memo: &Memo) -> Diagnostics {
    build::build(tree, &options(purpose, today), memo).1
}

fn printed(finding: &Diagnostic, tree: &SourceTree) -> String {
    let text = tree.get(&finding.span.path).map_or("", |file| file.as_text());
    let line = report::place(text, finding.span.range.start).line;
    format!("{}:{line} {}", finding.span.path, finding.rule.code)
}

/// What is wrong with cases that are planted beside each other: nothing, if the gate finds what it must. If not,
/// each is judged alone.
fn judge(defects: &[&Defect], site: &SourceTree, memo: &Memo) -> Vec<String> {
    let name = &defects[0].name;
    let (mut tree, mut missing) = (site.clone(), Vec::new());
    for defect in defects {
        match defect.plant(&tree) {
            Ok((planted, wanted)) => {
                tree = planted;
                missing.extend(wanted);
            }
            Err(error) if defects.len() == 1 => return vec![format!("{name}:\n  {error}\n")],
            Err(_) => return alone(defects, site, memo),
        }
    }
    let purpose = if defects[0].release { Purpose::Release } else { Purpose::Preview };
    let mut wrong = String::new();
    for finding in found(&tree, purpose, defects[0].today(), memo).iter() {
        let line = printed(finding, &tree);
        match missing.iter().position(|wanted| *wanted == line) {
            Some(at) => drop(missing.swap_remove(at)),
            None => wrong += &format!("  not planted: {line}: {}\n", finding.message),
        }
    }
    wrong.extend(missing.iter().map(|line| format!("  not found:   {line}\n")));
    match defects {
        _ if wrong.is_empty() => Vec::new(),
        [_] => vec![format!("{name}:\n{wrong}")],
        _ => alone(defects, site, memo),
    }
}

fn alone(defects: &[&Defect], site: &SourceTree, memo: &Memo) -> Vec<String> {
    defects.iter().flat_map(|defect| judge(&[defect], site, memo)).collect()
}

/// Defects that can be planted beside each other: none changes or names a file that another changes. A build
/// takes a quarter of a second here, and there are many.
fn beds(defects: &[Defect]) -> Vec<Vec<&Defect>> {
    let mut beds: Vec<Vec<&Defect>> = Vec::new();
    for defect in defects {
        let fits = |bed: &&mut Vec<&Defect>| bed.len() < MOST && bed.iter().all(|other| defect.fits(other));
        match beds.iter_mut().find(fits) {
            Some(bed) => bed.push(defect),
            None => beds.push(vec![defect]),
        }
    }
    beds
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/mutations")
}

fn defects() -> Vec<Defect> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    let read = |file: &PathBuf| -> Vec<Defect> {
        let defects: Defects = toml::from_str(&fs::read_to_string(file).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        defects.defect
    };
    files.iter().flat_map(read).collect()
}

#[test]
fn the_gate_finds_what_is_planted_and_nothing_else() {
    let (frozen, ready, defects) = (support::frozen(), ready(), defects());
    let (beds, next) = (beds(&defects), AtomicUsize::new(0));
    let work = || {
        let (mut memos, mut wrong) = (BTreeMap::<_, Memo>::new(), Vec::new());
        while let Some(bed) = beds.get(next.fetch_add(1, Ordering::Relaxed)) {
            let site = if bed[0].release { ready } else { &frozen };
            let memo = memos.entry((bed[0].release, bed[0].is_of_pages())).or_default();
            wrong.extend(judge(bed, site, memo));
        }
        wrong
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut wrong: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    wrong.sort();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), defects.len(), wrong.concat());
}

#[test]
fn the_untouched_copy_has_no_findings() {
    for (tree, purpose) in [(&support::frozen(), Purpose::Preview), (ready(), Purpose::Release)] {
        let found = found(tree, purpose, TODAY, &Memo::default());
        let lines: Vec<String> = found.iter().map(|finding| printed(finding, tree)).collect();
        assert!(lines.is_empty(), "{purpose:?}: {lines:?}");
    }
}

/// Rules that no copy of this site in memory can break, and where they are broken instead.
const ELSEWHERE: [(&str, &str); 9] = [
    ("checklist-untranslated", "a checklist in a second language, which this site has not: `rules`"),
    ("linked-file", "a link on a disk: `bad_input`"),
    ("not-utf8", "bytes that are no text: `bad_input`"),
    ("picture-heavy", "a picture of many bytes: `files`"),
    ("translation-behind", "a page that was translated: `translations`"),
    ("translation-outdated", "a page that was translated: `translations`"),
    ("too-large", "a file of many megabytes: `bad_input`"),
    ("unreadable-file", "a disk that cannot be read: `source`"),
    ("words-untranslated", "a page in a second language, which this site has not: `rules`"),
];

#[test]
fn every_rule_has_a_planted_defect() {
    let defects = defects();
    let planted = |code: &str| {
        let finds = |line: &String| line.split(' ').next() == Some(code);
        defects.iter().any(|defect| defect.finds.iter().any(finds))
    };
    for rule in rule::ALL.iter() {
        let is_elsewhere = ELSEWHERE.iter().any(|(code, _)| *code == rule.code);
        assert_ne!(planted(rule.code), is_elsewhere, "{}", rule.code);
    }
}

/// A look keeps no pages and a build does: that must not change what is found.
#[test]
fn a_look_and_a_build_find_the_same() {
    let defects = defects();
    let names = ["nobody says who pays", "letters from elsewhere", "the advice of one tick is hidden"];
    let tree = names.iter().fold(support::frozen(), |tree, name| {
        let defect = defects.iter().find(|defect| defect.name == *name);
        defect.unwrap_or_else(|| panic!("no case `{name}`")).plant(&tree).unwrap().0
    });
    let all = |pages: Keep<'static>| -> Vec<String> {
        let options = Options { pages, ..options(Purpose::Preview, TODAY) };
        let found = build::build(&tree, &options, &Memo::forgetful()).1;
        found.iter().map(|finding| format!("{}: {}", printed(finding, &tree), finding.message)).collect()
    };
    let looked = all(Keep::Nothing);
    assert!(looked.len() >= names.len(), "{looked:?}");
    assert_eq!(looked, all(Keep::InMemory));
}
