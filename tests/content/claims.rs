//! The claims of this site, in their own words and in those of each page that makes them.

use std::collections::BTreeMap;

use plainleaf::certainty::Wording;
use plainleaf::registry::{Certainty, Direction};
use serde::Deserialize;

use crate::{pages, site};

#[derive(Deserialize)]
struct Claims {
    claim: Vec<Claim>,
}

#[derive(Deserialize)]
struct Claim {
    id: String,
    says: String,
    certainty: Certainty,
    #[serde(default)]
    direction: Direction,
}

/// The claims of this site in their own words and in those of each mark: `[words][claim:id]`.
#[test]
fn claims_fit_their_certainty_in_the_words_of_each_page() {
    let tree = site();
    let claims: Claims = toml::from_str(tree.named("content/claims.toml").unwrap().as_text()).unwrap();
    let mut statements: Vec<(String, &Claim)> =
        claims.claim.iter().map(|claim| (claim.says.clone(), claim)).collect();
    let by_id: BTreeMap<&str, &Claim> = claims.claim.iter().map(|claim| (claim.id.as_str(), claim)).collect();
    for page in pages(&tree) {
        let pieces: Vec<&str> = page.as_text().split("][claim:").collect();
        for pair in pieces.windows(2) {
            let words = pair[0].rsplit('[').next().unwrap();
            let id = pair[1].split(']').next().unwrap();
            statements.push((words.replace('\n', " "), by_id[id]));
        }
    }
    assert!(statements.len() > 150);
    let english = Wording::of("en").unwrap();
    let mut wrong = Vec::new();
    for (says, claim) in &statements {
        for misfit in english.judge(says, &claim.says, claim.certainty, claim.direction) {
            wrong.push(format!("{}: {misfit:?} in {says:?}", claim.id));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
