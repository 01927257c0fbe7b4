//! `plainleaf sign`: someone has checked a page, and says so by name.

use std::collections::BTreeSet;

use clap::Args;

use super::{Arguments, Outcome, read_and_build};
use crate::build::{Built, Keep};
use crate::config::Roles;
use crate::data;
use crate::diagnostic::{Diagnostics, Found, SourcePath, Span, did_you_mean};
use crate::page::Card;
use crate::record::{self, Change};
use crate::rule::Purpose;
use crate::sign_off::{self, Entry, SignOffs, Text};
use crate::site::Site;
use crate::source::SourceTree;
use crate::url::LinkStyle;

/// What is signed, and by whom.
#[derive(Debug, Args)]
pub(super) struct Signature {
    /// The page: its file or its address, such as `get-help`
    page: String,
    /// Who checked it
    #[arg(long)]
    name: String,
    /// As what: one of the roles of the site, such as `nurse` or `plain-language-editor`
    #[arg(long)]
    role: String,
    /// Log a spelling that was mended, which needs no new sign-off, and say what it is
    #[arg(long, value_name = "WHAT")]
    minor: Option<String>,
}

/// Records a sign-off, or a minor change.
pub(super) fn run(arguments: &Arguments, signature: &Signature) -> Result<Outcome, String> {
    let (tree, Found(whole, found)) =
        read_and_build(arguments, LinkStyle::Hosted, Keep::Nothing, Purpose::Record)?;
    if !signature.minor.iter().chain([&signature.name]).all(|words| is_line(words)) {
        return Err("say who checked the page, and what changed, in words on one line".to_owned());
    }
    let Some(Built { site: Some(site), words, .. }) = Some(&whole) else {
        return Ok(refuse(&found, &tree, arguments));
    };
    let card = named(&signature.page, &site.cards.iter().map(|card| &**card).collect::<Vec<_>>());
    let path = match card {
        Ok(card) => card.path.clone(),
        // A page with mistakes has no card.
        Err(message) => match unready(&signature.page, &tree) {
            Some(path) => path,
            None => return Err(message),
        },
    };
    // A mistake on another page is somebody else's; one in the data may be on this page too.
    let matters = |path: &SourcePath, other: &SourcePath| other == path || other.extension() != "md";
    let wrong: Vec<_> = found.into_iter().filter(|f| f.severity == crate::rule::Severity::Error).collect();
    let (mine, wrong): (Vec<_>, Vec<_>) = wrong.into_iter().partition(|f| matters(&path, &f.span.path));
    let wrong: BTreeSet<SourcePath> = wrong.into_iter().map(|finding| finding.span.path).collect();
    let mine: Diagnostics = mine.into_iter().collect();
    let Some(text) = words.get(&path).filter(|text| !mine.has_errors() && !text.lines.is_empty()) else {
        return Ok(refuse(&mine, &tree, arguments));
    };
    check_role(&signature.role, &site.config.sign_off)?;
    let original = match original(&path, &signature.role, site)? {
        Some(original) if wrong.contains(&original.path) => {
            return Err(format!("mend `{}` first: this page translates it", original.path));
        }
        original => original.and_then(|card| words.get(&card.path)).filter(|_| signature.minor.is_none()),
    };
    let Signature { name, role, .. } = signature;
    if let Some(other) =
        site.sign_offs.signed_otherwise(&path, text, name, role).filter(|_| signature.minor.is_none())
    {
        return Err(format!(
            "{} signed this page as `{}` on {}. Another person must sign it as `{role}`: each sees what the other misses",
            other.name, other.role, other.date
        ));
    }
    let date = arguments.day()()?;
    let original = original.map(|original| original.to_translate());
    let entry = entry(&path, signature, text, original.as_ref(), date);
    let mut changes = Vec::new();
    if signature.minor.is_some() {
        check_minor(&path, signature, text, &site.sign_offs)?;
    } else {
        changes.push(Change { path: sign_off::text_path(&path, role), text: text.file() });
    }
    changes.extend(original.map(|original| Change {
        path: sign_off::original_path(&path, &signature.role),
        text: original.file(),
    }));
    let list = SourcePath::new(sign_off::PATH);
    let before = tree.get(&list).map_or(HEADER, |file| file.as_text());
    let gap = if before.ends_with('\n') { "\n" } else { "\n\n" };
    changes.push(Change { path: list, text: [before, gap, &entry].concat() });
    record::write(&arguments.site, &tree, &changes).map_err(|error| format!("cannot sign: {error}"))?;
    println_signed(&path, signature, text);
    Ok(Outcome::Clean)
}

/// Whether a change is a minor one, and logged by one who signed the page. The words that are kept stay those that
/// were signed, so that no number of small steps leads away from them.
fn check_minor(page: &SourcePath, by: &Signature, text: &Text, all: &SignOffs) -> Result<(), String> {
    let record = all.of(page);
    let signed: Vec<&Entry> = record.iter().flat_map(|record| record.by_role.values()).collect();
    if signed.is_empty() {
        return Err(
            "nobody has signed this page, so it has no minor changes; sign it without `--minor`".to_owned()
        );
    }
    let Some(own) = signed.iter().find(|entry| entry.role == by.role && entry.is_by(&by.name)) else {
        let by: Vec<String> = signed.iter().map(|entry| format!("{} ({})", entry.name, entry.role)).collect();
        return Err(format!("one who signed the page logs a minor change: {}", by.join(", ")));
    };
    let Entry { name, role, date, words, .. } = own;
    if *words == text.fingerprint() {
        return Err(format!("nothing has changed since {name} ({role}) signed on {date}"));
    }
    let Some(kept) = all.kept(page, own) else {
        let place = sign_off::text_path(page, role);
        return Err(format!(
            "the words that {name} ({role}) signed are not in `{place}`, so nobody can tell what changed. Get a new sign-off, without `--minor`"
        ));
    };
    text.reworded(kept).map_or(Ok(()), |reworded| {
        Err(format!(
            "a minor change mends a spelling, and this is more than that: since {name} ({role}) signed, {reworded}. Get a new sign-off, without `--minor`"
        ))
    })
}

/// What a new file starts with.
const HEADER: &str = "# Who checked which page, and when. `plainleaf sign` adds to this file.
# The words that were checked are in the folder `sign-offs`.
";

pub(super) fn refuse(found: &Diagnostics, tree: &SourceTree, arguments: &Arguments) -> Outcome {
    arguments.print(found, tree);
    super::say("mend this first; nothing is recorded");
    Outcome::Findings
}

fn println_signed(path: &SourcePath, signature: &Signature, text: &Text) {
    let what = if signature.minor.is_some() { "logged a minor change of" } else { "signed" };
    super::say(&format!(
        "{what} `{path}`: {} lines. Keep `{}` and the folder beside it with the site",
        text.lines.len(),
        sign_off::PATH
    ));
}

/// Whether somebody wrote a name or a note as it can be kept: words on one line.
pub(super) fn is_line(words: &str) -> bool {
    !words.trim().is_empty() && !words.contains('\n') && data::unseen(words).is_none()
}

pub(super) fn check_role(role: &str, roles: &Roles) -> Result<(), String> {
    if roles.all().any(|known| known == role) {
        return Ok(());
    }
    let unknown = sign_off::unknown_role(role, roles, Span::file(&SourcePath::new(sign_off::PATH)));
    Err(format!("{}: {}", unknown.message, unknown.help.unwrap_or_default()))
}

/// The page that somebody means by its file or its address.
pub(super) fn named<'a>(page: &str, cards: &[&'a Card]) -> Result<&'a Card, String> {
    let wanted = page.trim_matches('/').trim_end_matches(".md");
    let wanted = wanted.strip_prefix("content/").unwrap_or(wanted);
    let names = |card: &'a Card| {
        let file = card.path.as_str().trim_start_matches("content/").trim_end_matches(".md");
        [file, card.url.as_str().trim_matches('/')]
    };
    let by_key = || cards.iter().find(|card| card.key == wanted);
    let card = cards.iter().find(|card| names(card).contains(&wanted)).or_else(by_key);
    card.copied().ok_or_else(|| {
        let near = did_you_mean(wanted, cards.iter().map(|card| card.key.as_str()));
        let help = near.unwrap_or_else(|| "name its file, such as `content/en/get-help.md`".to_owned());
        format!("there is no page `{page}`: {help}")
    })
}

/// The file of a page that could not be read as one.
fn unready(page: &str, tree: &SourceTree) -> Option<SourcePath> {
    let wanted = page.trim_matches('/').trim_end_matches(".md");
    let file = tree.below("content/").find(|file| {
        let path = file.path.as_str();
        path.strip_suffix(".md").is_some_and(|path| path == wanted || path.ends_with(&format!("/{wanted}")))
    })?;
    Some(file.path.clone())
}

/// The page that a page translates, if the role says that someone looked at both.
fn original<'s>(path: &SourcePath, role: &str, site: &'s Site) -> Result<Option<&'s Card>, String> {
    let roles = &site.config.sign_off;
    if !roles.translation.iter().any(|known| known == role) {
        return Ok(None);
    }
    let original = site.card(path).and_then(|card| site.original(card)).map(|card| &**card);
    let mut others = roles.clinical.iter().chain(&roles.plain_language);
    if original.is_none() && !others.any(|other| other == role) {
        return Err(format!("`{path}` is no translation of a page in `{}`", site.config.language));
    }
    Ok(original)
}

fn entry(
    path: &SourcePath,
    signature: &Signature,
    text: &Text,
    original: Option<&Text>,
    date: jiff::civil::Date,
) -> String {
    let quoted = |words: &str| toml::Value::from(words).to_string();
    let (list, what) = match &signature.minor {
        Some(what) => ("minor-change", format!("what = {}\n", quoted(what.trim()))),
        None => ("sign-off", String::new()),
    };
    let original = original.map(|text| format!("original = {}\n", quoted(&text.fingerprint())));
    format!(
        "[[{list}]]\npage = {}\nname = {}\nrole = {}\ndate = {date}\n{what}words = {}\n{}",
        quoted(path.as_str()),
        quoted(signature.name.trim()),
        quoted(&signature.role),
        quoted(&text.fingerprint()),
        original.unwrap_or_default(),
    )
}
