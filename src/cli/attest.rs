//! `plainleaf attest`: someone has judged an item of the quality sheet, and says so by name.

use std::collections::BTreeMap;

use clap::Args;

use super::sign::{check_role, is_line, named, refuse};
use super::{Arguments, Outcome, read_and_build, say};
use crate::build::{Built, Keep};
use crate::diagnostic::{Diagnostics, Found, SourcePath, did_you_mean};
use crate::quality;
use crate::record::{self, Change};
use crate::rule::Purpose;
use crate::url::LinkStyle;

/// What was judged, and by whom.
#[derive(Debug, Args)]
pub(super) struct Judgment {
    /// The item, such as `pemat-5`
    item: String,
    /// The page: its file or its address; without it, the whole site
    #[arg(long)]
    page: Option<String>,
    /// Who judged it
    #[arg(long)]
    name: String,
    /// As what: one of the roles of the site
    #[arg(long)]
    role: String,
    /// The item is not met
    #[arg(long)]
    not_met: bool,
}

/// Records an attestation of the words as they are.
pub(super) fn run(arguments: &Arguments, judgment: &Judgment) -> Result<Outcome, String> {
    let ids = || quality::items().map(|item| item.id);
    let Some(item) = quality::item(&judgment.item) else {
        let near = did_you_mean(&judgment.item, ids());
        let help = near.unwrap_or_else(|| ids().collect::<Vec<_>>().join(", "));
        return Err(format!("the quality sheet has no item `{}`: {help}", judgment.item));
    };
    if !item.by_person {
        return Err(format!("the build judges `{}` by itself", item.id));
    }
    if !is_line(&judgment.name) {
        return Err("say who judged it, in words on one line".to_owned());
    }
    let (tree, Found(whole, found)) =
        read_and_build(arguments, LinkStyle::Hosted, Keep::Nothing, Purpose::Record)?;
    // Attestations that went stale are what this is for.
    let errors: Diagnostics =
        found.into_iter().filter(|found| found.severity == crate::rule::Severity::Error).collect();
    let Some(Built { site: Some(site), words, .. }) = Some(&whole).filter(|_| !errors.has_errors()) else {
        return Ok(refuse(&errors, &tree, arguments));
    };
    check_role(&judgment.role, &site.config.sign_off)?;
    let cards: Vec<_> = site.cards.iter().map(|card| &**card).collect();
    let prints: BTreeMap<&SourcePath, String> = cards
        .iter()
        .filter(|card| quality::has_words(card))
        .filter_map(|card| Some((&card.path, words.get(&card.path)?.fingerprint())))
        .collect();
    let page = judgment.page.as_deref().map(|page| named(page, &cards)).transpose()?;
    let print = match page {
        None => quality::site_fingerprint(&prints),
        Some(card) => prints.get(&card.path).cloned().ok_or("this page has no words of its own")?,
    };
    let quoted = |words: &str| toml::Value::from(words).to_string();
    let entry = format!(
        "[[attestation]]\nitem = {}\n{}name = {}\nrole = {}\ndate = {}\nmet = {}\nwords = {}\n",
        quoted(item.id),
        page.map_or(String::new(), |card| format!("page = {}\n", quoted(card.path.as_str()))),
        quoted(judgment.name.trim()),
        quoted(&judgment.role),
        arguments.day()()?,
        !judgment.not_met,
        quoted(&print),
    );
    let path = SourcePath::new(quality::PATH);
    let before = tree.get(&path).map_or(HEADER, |file| file.as_text());
    let gap = if before.ends_with('\n') { "\n" } else { "\n\n" };
    let text = [before, gap, &entry].concat();
    record::write(&arguments.site, &tree, &[Change { path, text }])
        .map_err(|error| format!("cannot write: {error}"))?;
    say(&format!("recorded `{}` in `{}`", item.id, quality::PATH));
    Ok(Outcome::Clean)
}

/// What a new file starts with.
const HEADER: &str =
    "# What people say of the items of the quality sheet. `plainleaf attest` adds to this file.
";
